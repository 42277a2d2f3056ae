# jit: threshold=3
# A comprehension in line whose plain variable has the name of a cell outside it.


def rows_from(rows):
    n = len(rows)
    work = [[(i == j) for j in range(n)] for i, row in enumerate(rows)]
    for i in range(n):
        first = next((r for r in range(i, n) if work[r][i]), None)
        work[i], work[first] = work[first], work[i]
        work[i] = [x + work[i][i] for x in work[i]]
    return (row[n:] + row for row in work)


for _ in range(8):
    print([list(row) for row in rows_from([[2, 1, 0], [1, 3, 1], [0, 1, 4], [3, 3, 3]])])
