# The generator's own counter leaves 62 bits while it is fused.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def climb(start, stop, step):
    x = start
    while x < stop:
        yield x
        x += step


def run(start, stop, step):
    count = 0
    last = None
    for x in climb(start, stop, step):
        count += 1
        last = x
    return count, last


print(run(0, 40, 1))
print(run((1 << 61) - 20, (1 << 61) + 20, 1))
print(run((1 << 63) - 20, (1 << 63) + 20, 1))
print(run(-(1 << 61) - 20, -(1 << 61) + 20, 1))
print(run((1 << 61) - 20, (1 << 61), 1))
