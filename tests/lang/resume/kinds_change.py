# The kinds of locals differ from one generator to the next.
# jit: threshold=2
# expect-resume: twice


def twice(x, n):
    for _ in range(n):
        yield x
        x = x + x
        yield x


for start in (1, 0.5, "a", True, 1 << 60, (1,), 3):
    g = twice(start, 6)
    last = None
    while (y := next(g, None)) is not None:
        last = y
    print(last)
