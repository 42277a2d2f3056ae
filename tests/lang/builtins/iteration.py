# enumerate, zip, map, filter, reversed, iter, next, range objects.
print(list(enumerate("ab")), list(enumerate([5], start=3)), list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(map(str, [1, 2])), list(map(max, [1, 5], [3, 2])))
print(list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x > 1, range(4))), list(reversed([1, 2, 3])), list(reversed(range(3))), list(reversed("ab")))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), list(it))
r = range(2, 20, 3)
print(r, len(r), r[2], r[-1], 8 in r, 9 in r, 8.0 in r, "x" in r, r.index(11), r.count(5), r == range(2, 19, 3), r.start, r.stop, r.step, list(r[1:3]), range(0) == range(5, 1), bool(range(0)), hash(range(3)) == hash(range(0, 3, 1)))
print(range(-5), list(range(3, -4, -2)), range(10, 0, -3)[1], max(range(5)), sum(range(101)), list(range(True)), range(1 << 70, (1 << 70) + 3)[1])
z = zip(range(3), [10, 20, 30])
print(next(z), [a + b for a, b in z], list(z))
m = map(lambda x: 10 // x, [1, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError:
    print("skipped", next(m))
e = enumerate(iter("xyz"), 1 << 62)
print(next(e), next(e)[0] - (1 << 62))
for bad in (lambda: range(1.5), lambda: range(), lambda: range(1, 2, 0), lambda: zip(1), lambda: enumerate(5), lambda: iter(5), lambda: reversed({1}), lambda: range(3)[5], lambda: map(str)):
    try:
        bad()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
