# Tuples and lists of another length come to an unpacking in a fused loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1 exit:length>=1
# sweep: exits


def pairs(n):
    for i in range(n):
        yield made[i % len(made)]


made = [(1, 2), (3, 4)]


def run(n):
    total = 0
    for a, b in pairs(n):
        total += a * b
    return total


print(run(20), run(3))
print([run(n) for n in range(20)])
made.extend([(5, 6), (7, 8), (9, 10)] * 5 + [(1, 2, 3)])
for n in (3, 20, 20):
    try:
        print(run(n))
    except ValueError as error:
        print(error)
made = [[1, 2]] * 9 + [[1]]
try:
    print(run(30))
except ValueError as error:
    print(error)
