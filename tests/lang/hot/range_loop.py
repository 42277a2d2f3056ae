# Loops over range: steps of both signs, and bounds at the edge of 62 bits.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(r):
    count = 0
    total = 0
    for i in r:
        count += 1
        total += i
    return count, total


print(run(range(50)), run(range(5, 50, 3)), run(range(50, 0, -7)))
print(run(range(0)), run(range(10, 0)), run(range(0, 10, -1)))
edge = 1 << 61
print(run(range(edge - 10, edge + 10)))
print(run(range(-edge + 10, -edge - 10, -1)))
print(run(range(1 << 64, (1 << 64) + 30, 4)))
print(run(range((1 << 63) - 5, (1 << 63) + 5)))
