# Items of enumerate and zip unpacked in recursive generators, left at any guard.
# jit: threshold=2
# sweep: exits


def walk(value):
    for i, item in enumerate(value):
        yield i
        if item:
            yield from walk(item)


def pairs(value):
    for item, i in zip(value, range(9)):
        yield i
        if item:
            yield from pairs(item)


nested = [[[], [[]]], [], [[[]], []]]
print([sum(walk(nested)) for _ in range(6)], [sum(pairs(nested)) for _ in range(6)])
