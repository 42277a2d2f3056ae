# Methods and operators of set and frozenset.
a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a == {3, 2, 1}, a < {1, 2, 3, 4}, a <= a, a < a, a > {1}, a.isdisjoint({9}))
a.add(5)
a.add(1)
a.discard(99)
a.remove(2)
print(sorted(a), len(a), 5 in a, sorted(a.union([7], "x" and [8])), sorted(a.intersection([5, 1])), sorted(a.difference([5])), a.issubset(range(10)), a.issuperset([]))
a |= {10}
a -= {1}
a &= {3, 10, 11}
a ^= {3, 12}
print(sorted(a), set(), {*()}, set("a"), frozenset(), frozenset([1]), {frozenset([1]): 2}[frozenset([1])], bool(set()))
a.update([1], (2,))
a.difference_update([10])
print(sorted(a), len(set(range(1000)) & set(range(500, 2000))), a.copy() == a, {1} == frozenset([1]), sorted({x % 7 for x in range(50)}))
popped = a.pop()
print(popped not in a, a.clear(), a)
for bad in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} | [2], lambda: {[]}, lambda: {1} < [1], lambda: frozenset().add):
    try:
        bad()
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
