# List, set, dict comprehensions: several loops, conditions, walrus, scope.
print([x * y for x in range(3) for y in range(x) if x + y > 1], {x % 3 for x in range(9)} == {0, 1, 2}, {k: v for k, v in zip("ab", range(2))})
print([[y for y in range(x)] for x in range(4)], [x for x in range(20) if x % 2 if x % 3], [(a, b) for a, (b, *_) in [(1, (2, 3)), (4, (5,))]])
x = "outer"
print([x for x in range(3)], x, [last := i for i in range(4)], last)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]], [y for x in "ab" for y in [x * 2]])


def f():
    k = 10
    values = [k + i for i in range(3)]
    nested = [[k * i + j for j in range(2)] for i in range(2)]
    return values, nested, sorted(locals())


print(f())
try:
    [undefined_name for _ in range(1)]
except NameError as error:
    print(error)
try:
    [1 // (i - 2) for i in range(5)]
except ZeroDivisionError as error:
    print(error)
print([i if i % 2 else -i for i in range(5)], [*(j for j in range(3)), *[4]], {i: [j for j in range(i)] for i in range(3)}, [[1, 2, 3][i] for i in (0, -1)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [cell for row in matrix for cell in row if cell % 2 == 0], sum([len(r) for r in matrix]))
