# Delegation chains of depth 1 to 50, summed by a loop.
# jit: threshold=2
# expect-jit: regions>=1


def leaf(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return n


def chain(depth, n):
    if depth <= 1:
        return (yield from leaf(n))
    return (yield from chain(depth - 1, n)) + 1


def run(depth, n):
    total = 0
    for x in chain(depth, n):
        total += x
    return total


def result(depth, n):
    got = yield from chain(depth, n)
    yield "result", got


for depth in (1, 2, 3, 7, 20, 50):
    print(depth, run(depth, 40), list(result(depth, 3)))
