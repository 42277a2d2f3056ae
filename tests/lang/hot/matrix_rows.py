# Float matrices read by index inside an inner generator.
# jit: threshold=2
# expect-jit: regions>=1


def row_cells(a, b, r, size):
    row = a[r]
    for c in range(size):
        yield row[c] * b[c][r]


def row_sums(a, b, size):
    for r in range(size):
        acc = 0.0
        for x in row_cells(a, b, r, size):
            acc += x
        yield acc


def run(n):
    a = [[(r * 31 + c * 17) % 101 * 0.25 for c in range(n)] for r in range(n)]
    total = 0.0
    for x in row_sums(a, a, n):
        total += x
    return total


print(run(7), run(1), run(0))
