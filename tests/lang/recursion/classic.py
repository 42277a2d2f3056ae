# Recursive functions: ackermann, hanoi, permutations, mutual recursion, queens.


def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c)


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield items[i : i + 1] + rest


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def queens(n, placed=()):
    row = len(placed)
    if row == n:
        yield placed
        return
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (column,))


def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(hanoi(3), len(hanoi(8)))
print(["".join(p) for p in permutations("abc")], len(list(permutations(list(range(5))))))
print(even(200), odd(200), list(queens(5))[:3], sum(1 for _ in queens(6)))
print(list(flatten([1, [2, [3, [[4]], []], 5], [[]]])))
