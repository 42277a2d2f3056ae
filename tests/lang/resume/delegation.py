# yield from in a loop, with a result, and plain yields around it.
# jit: threshold=2
# expect-resume: leaf root


def leaf(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return n


def root(n):
    total = 0
    for i in range(n):
        total += yield from leaf(i % 4)
        yield total


for _ in range(3):
    g = root(20)
    out = 0
    while (x := next(g, None)) is not None:
        out += x
    print(out)
