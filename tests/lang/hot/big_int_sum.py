# A sum that outgrows 62 bits, then 64, in the middle of the loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def steps(n, step):
    i = 0
    while i < n:
        yield step
        i += 1


def run(n, step, start):
    total = start
    for x in steps(n, step):
        total += x
    return total


print(run(30, 1, 0))
print(run(40, 1, (1 << 61) - 20))
print(run(40, 1 << 58, 1 << 60))
print(run(40, -(1 << 58), -(1 << 60)))
print(run(40, -1, -(1 << 61) + 20))
print(run(40, -(1 << 61), (1 << 66)))
