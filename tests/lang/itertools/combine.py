# product, permutations, combinations, combinations_with_replacement.
from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product("ab", [1, 2])), list(product()), list(product([])), list(product("ab", [])), list(product("ab", repeat=2)))
print(list(product("ab", repeat=0)), len(list(product(range(3), "xy", repeat=2))), list(product([], repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([], 0)), list(permutations("ab", 3)))
print(list(permutations("abcd", r=None))[:5], list(permutations("abc", 0)), len(list(permutations(range(6), 4))))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations([], 0)), list(combinations("abc", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 0)), list(combinations_with_replacement([], 2)))
print(list(combinations_with_replacement("ab", r=3)), list(combinations_with_replacement("a", 3)))
p = permutations([1, 2], True)
print(next(p), list(p), list(p), next(p, "over"))
for make in (combinations, combinations_with_replacement, permutations):
    for n in range(5):
        print(make.__name__, n, [len(list(make(range(n), r))) for r in range(6)], sum(sum(c) * (i + 1) for i, c in enumerate(make(range(n), 3))))


def chatty():
    print("pool made")
    yield from "xy"


it = product(chatty(), repeat=2)
print("made")
print(["".join(t) for t in it], next(it, None))

a = next(product([[]], repeat=2))
print(a[0] is a[1], a)


class Sub(combinations):
    def __next__(self):
        return ("sub",) + super().__next__()


s = Sub([1, 2, 3], 2)
print(list(s), type(s).__name__)


def triangle(n):
    return [c for c in combinations(range(1, n), 3) if c[0] ** 2 + c[1] ** 2 == c[2] ** 2]


print(triangle(30))
total = 0
for a, b, c in product(range(12), repeat=3):
    if a + b == c:
        total += a * b
print(total)
