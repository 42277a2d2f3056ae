# sum, min, max, any, all, sorted, len over every kind of iterable.
print(sum([]), sum([1, 2.5]), sum(range(10), 5), sum([[1], [2]], []), sum((True, True)), sum([0.1] * 3), sum([2**62, 2**62]), sum([1, 2**64, -1.5]))
print(min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max([], default="d"), min([3, -7, 2], key=abs), max("abc", key=ord), max([(1, "b"), (1, "a")]), min([1.0, 1]), max([1, 1.0]))
print(any([]), all([]), any([0, "", 3]), all([1, "x", []]), any(x > 2 for x in range(5)), all(x < 2 for x in range(5)))
g = (x for x in range(10))
print(any(x == 3 for x in g), next(g), 6 in g, next(g), all(x < 9 for x in g), list(g))
print(len([1]), len("ab"), len({1: 2}), len(range(5)), len(()), len({1, 2}), abs(-3), abs(2.5), abs(True), divmod(7, -2), pow(2, 8), round(2.567, 1), round(7), round(-7.5))
print(chr(65), ord("z"), hex(255), bin(-5), oct(8), repr("q"), str(12), bool([]), int("7"), float("1.5"), callable(len), callable(5), id(5) == id(5), hash("a") == hash("a"))
print(isinstance(1, int), isinstance("a", (int, str)), isinstance([], tuple), issubclass(bool, int), type(1), type(None), type([]).__name__, type(len).__name__, type(print), type(sum))
print(sorted([3, 1, 2]), sorted("ba"), sorted({2: 1, 1: 2}), sorted(range(3), key=lambda x: -x), list("ab"), tuple(range(2)), dict(zip("ab", range(2))), sorted(set([3, 3, 1])))
for bad in (lambda: min(), lambda: max([]), lambda: sum("ab"), lambda: sum(["a"], ""), lambda: sorted([1, "a"]), lambda: len(5), lambda: abs("x"), lambda: round("x"), lambda: hash([]), lambda: min(1, key=None), lambda: sorted([1], 5), lambda: isinstance(1, 5)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
