# nsmallest, nlargest and SimpleNamespace given what they do not take.
import heapq
from types import SimpleNamespace


def attempt(call, *arguments, **keywords):
    try:
        print(call(*arguments, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __index__(self):
        return 2


class Named(SimpleNamespace):
    pass


for choose in (heapq.nsmallest, heapq.nlargest):
    for n in ("a", 1.5, None, Index(), 0, -1, True, 2.5, 3.0):
        attempt(choose, n, [3, 1, 2])
        attempt(choose, n, iter([3, 1, 2]))
        attempt(choose, n, [])
    attempt(choose, 1, 5)
    attempt(choose, 0, 5)
    attempt(choose, 1, [1, "a"])
    attempt(choose, 2, [1, 2, 3], key=5)
    attempt(choose, 2, iter([]), key=len)
    attempt(choose, 10, iter([3, 1, 2]))
for make in (SimpleNamespace, Named, Named().__init__):
    attempt(make, 1, 2)
    attempt(make, 1, 2, 3, a=1)
    attempt(make, {1: 2})
    attempt(make, {"a": 1}, a=2, mapping_or_iterable=3)
    attempt(make, [("x", 1)])
    attempt(make, [1])
    attempt(make, None)
    attempt(make, "ab")
    attempt(make, ())
