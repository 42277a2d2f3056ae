# Tuples: building, comparing, hashing, nesting, text.
t = (1, "a", (2.5, None))
print(t, t[1], t[-1][0], t + (3,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), (), (1,), tuple("ab"), tuple([1, 2]), t[::-1], t[1:])
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == (1.0, 2), (1, 2) == [1, 2], ("a", 1) > ("a", 0), max((3, 1), (2, 9)), hash((1, 2)) == hash((1.0, 2)))
print({(1, (2, 3)): "k"}[1, (2, 3)], tuple(x * x for x in range(4)), (*range(3), *"xy"), sorted([(2, "b"), (1, "z"), (2, "a")]))
a = b = 1, 2
print(a is b, a, type(()).__name__, tuple(t) is t, tuple([]) is tuple(()), bool(()), bool((0,)), tuple({1: 2}), tuple(enumerate("ab")))
for bad in (lambda: t[5], lambda: t + [1], lambda: hash(([],)), lambda: t.index(9), lambda: (1, 2) < (1, "a"), lambda: (1,) < 5):
    try:
        bad()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    t[2:] += (1,)
except TypeError as error:
    print(error)
l = ([],)
try:
    l[0] += [1]
except TypeError as error:
    print(error, l)
