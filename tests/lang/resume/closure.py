# A generator over cells that its caller changes between resumptions.
# jit: threshold=2
# expect-resume: scaled


def run(n):
    factor = 1

    def scaled(values):
        for v in values:
            yield v * factor
            yield factor

    g = scaled(range(n))
    total = 0
    while (x := next(g, None)) is not None:
        total += x
        factor = factor % 5 + 1
    return total


print([run(n) for n in (0, 3, 30, 30)])
