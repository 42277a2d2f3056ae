# Two yields, resumed by next() with a default.
# jit: threshold=2
# expect-resume: both


def both(n):
    for i in range(n):
        yield i
        yield -i * 2


def drive(g):
    total = 0
    while (x := next(g, None)) is not None:
        total += x
    return total


for n in (5, 40, 40, 40, 3):
    print(drive(both(n)))
