# Generators begun in the loop and kept: the iterators they hold are made there, in the state they have.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def ranges(n):
    for i in range(n, n + 9, 3):
        yield i


def items(values):
    for value in values:
        yield value


def begin(make, argument, count):
    kept = []
    for i in range(count):
        g = make(argument)
        if next(g) != i + 10**6:
            kept.append(g)
    return kept


for kept in begin(ranges, 4, 40), begin(items, [1, 2, 3], 40), begin(items, (5, 6), 40):
    print(len(kept), [next(g) for g in kept[-3:]], sum(sum(g) for g in kept))
