# Two generators, the outer of which loops over a new inner one for each item.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def cells(row, width):
    for column in range(width):
        yield row * column


def rows(height, width):
    for row in range(height):
        acc = 0
        for cell in cells(row, width):
            acc += cell
        yield acc


def run(height, width):
    total = 0
    for x in rows(height, width):
        total += x
    return total


print(run(8, 8), run(20, 2), run(2, 20), run(3, 0))
