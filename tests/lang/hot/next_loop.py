# A while loop that calls next() with and without a default.
# jit: threshold=2
# expect-jit: regions>=1


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def by_default(n):
    g = count(n)
    total = 0
    while (x := next(g, None)) is not None:
        total += x
    return total


def by_exception(n):
    g = count(n)
    total = 0
    while True:
        try:
            total += next(g)
        except StopIteration:
            return total


print(by_default(50), by_exception(50), by_default(0), by_exception(0))
