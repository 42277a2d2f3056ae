# Comparisons of ints, floats, big ints and bools in one loop.
# jit: threshold=2
# expect-jit: regions>=1


def values(n):
    for i in range(n):
        yield i
        yield i + 0.5
        yield (1 << 62) + i
        yield i % 2 == 0


def run(n, limit):
    less = equal = more = 0
    for x in values(n):
        if x < limit:
            less += 1
        if x == limit:
            equal += 1
        if x >= limit:
            more += 1
    return less, equal, more


print(run(20, 10), run(20, 10.5), run(20, (1 << 62) + 3), run(20, True))
print(run(20, float("nan")), run(20, float("inf")), run(20, -0.0))
