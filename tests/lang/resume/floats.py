# Float state kept across yields.
# jit: threshold=2
# expect-resume: halves


def halves(x, n):
    y = 0.0
    for _ in range(n):
        x /= 2.0
        yield x
        y += x
        yield y


for start in (1.0, 1024.0, 3.0, 5.0):
    g = halves(start, 20)
    total = 0.0
    for _ in range(40):
        total += next(g)
    print(total, list(g))
