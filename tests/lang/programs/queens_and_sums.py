# Searches over permutations, combinations and products.
from functools import lru_cache, reduce
from itertools import combinations, combinations_with_replacement, count, islice, permutations, product
from operator import mul, xor


def queens(n):
    for columns in permutations(range(n)):
        if n == len({c + r for r, c in enumerate(columns)}) == len({c - r for r, c in enumerate(columns)}):
            yield columns


def cryptarithm(words, total):
    letters = "".join(dict.fromkeys("".join(words) + total))
    first = {w[0] for w in words} | {total[0]}
    for digits in permutations("0123456789", len(letters)):
        table = dict(zip(letters, digits))
        if any(table[c] == "0" for c in first):
            continue
        value = lambda w: int("".join(map(table.get, w)))
        if sum(map(value, words)) == value(total):
            yield {c: int(d) for c, d in table.items()}


def subsets_with_sum(numbers, goal):
    for size in range(1, len(numbers) + 1):
        for chosen in combinations(numbers, size):
            if sum(chosen) == goal:
                yield chosen


@lru_cache(maxsize=None)
def partitions(n, most):
    if n == 0:
        return 1
    return sum(partitions(n - part, part) for part in range(1, min(n, most) + 1))


def coins(amount, kinds):
    for n in count(1):
        for chosen in combinations_with_replacement(kinds, n):
            if sum(chosen) == amount:
                return chosen


def knights(n):
    board = list(product(range(n), repeat=2))
    moves = list(product((1, -1), (2, -2))) + list(product((2, -2), (1, -1)))
    return sum((x + dx, y + dy) in set(board) for (x, y), (dx, dy) in product(board, moves))


print(sum(1 for _ in queens(6)), next(queens(7)), list(queens(4)))
print(next(cryptarithm(["ab", "bc"], "ca"), None), len(list(islice(cryptarithm(["to", "go"], "out"), 5))))
print(list(subsets_with_sum([3, 34, 4, 12, 5, 2], 9)))
print(partitions(60, 60), partitions.cache_info().hits > 0)
print(coins(63, (1, 10, 21, 25)), knights(5))
print(reduce(mul, range(1, 20)), reduce(xor, (a * b for a, b in combinations(range(30), 2))))
triples = [(a, b, c) for a, b, c in combinations(range(1, 40), 3) if a * a + b * b == c * c]
print(len(triples), triples[:3])
print(sum(a < b for a, b in product(range(50), repeat=2)), ["".join(p) for p in product("ab", repeat=3)])
