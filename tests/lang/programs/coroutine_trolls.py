# Knuth's and Ruskey's trolls: combinatorial objects listed by a row of coroutines, each poking its neighbour.
import operator
from functools import reduce
from itertools import combinations, islice, permutations
from math import comb, factorial


def nobody():
    """The end of the row: never asleep, never changes anything."""
    while True:
        yield False


def gray_troll(lamps, index, neighbour):
    while True:
        lamps[index] = 1
        yield True
        yield next(neighbour)
        lamps[index] = 0
        yield True
        yield next(neighbour)


def gray_codes(n, steps=None):
    lamps = [0] * n
    troll = nobody()
    for index in range(n):
        troll = gray_troll(lamps, index, troll)
    yield tuple(lamps)
    for _ in range(2 ** n - 1 if steps is None else steps):
        next(troll)
        yield tuple(lamps)


def chain_troll(lamps, index, neighbour):
    """Lamps in a row of which each may shine only if the one before it does."""
    awake = lamps[index] == 0
    while True:
        if awake:
            if index == 0 or lamps[index - 1]:
                lamps[index] = 1
                yield True
                while next(neighbour):
                    yield True
        else:
            while next(neighbour):
                yield True
            lamps[index] = 0
            yield True
        awake = not awake
        yield False


def ideals(n):
    lamps = [0] * n
    troll = nobody()
    for index in reversed(range(n)):
        troll = chain_troll(lamps, index, troll)
    yield tuple(lamps)
    while next(troll):
        yield tuple(lamps)


def plain_changes(items):
    """All permutations, each one swap of neighbours from the one before: a coroutine an element."""
    n = len(items)
    line, where, direction = list(range(n)), list(range(n)), [-1] * n

    def mover(k, lower):
        while True:
            for _ in range(k):
                here = where[k]
                there = here + direction[k]
                other = line[there]
                line[here], line[there] = other, k
                where[k], where[other] = there, here
                yield True
            direction[k] = -direction[k]
            yield next(lower)

    top = reduce(lambda lower, k: mover(k, lower), range(1, n), nobody())
    yield tuple(items[i] for i in line)
    while next(top):
        yield tuple(items[i] for i in line)


def revolving_door(n, k, backwards=False):
    """Combinations of k out of n, each one exchange from the one before."""
    if k in (0, n):
        yield tuple(range(k))
        return
    parts = [(revolving_door(n - 1, k, backwards), ()), (revolving_door(n - 1, k - 1, not backwards), (n - 1,))]
    for source, tail in reversed(parts) if backwards else parts:
        for combination in source:
            yield combination + tail


def distance(a, b):
    return sum(map(operator.ne, a, b))


codes = list(gray_codes(10))
print(len(codes), len(set(codes)), {distance(a, b) for a, b in zip(codes, codes[1:])}, codes[5], codes[-1])
print("".join(str(sum(code)) for code in islice(codes, 64)))
for n in (1, 4, 300):
    found = list(ideals(n))
    print(n, len(found), [sum(lamps) for lamps in found[:5]], {distance(a, b) for a, b in zip(found, found[1:])})

long_row = gray_codes(300, steps=4000)
flips, last = [], next(long_row)
for code in long_row:
    flips.append(next(i for i in range(299, -1, -1) if code[i] != last[i]))
    last = code
print(len(flips), flips[:16], min(flips), sum(last), flips.count(299))

for word in ("ab", "abcd", "trolls"):
    orders = list(map("".join, plain_changes(word)))
    print(word, len(orders), len(orders) == factorial(len(word)), orders[:6], orders[-1],
          sorted(set(orders)) == sorted(set(map("".join, permutations(word)))))
orders = list(plain_changes("1234567"))
print(len(orders), {distance(a, b) for a, b in zip(orders, orders[1:])}, sum(int(o[3]) for o in orders))

for n, k in ((5, 2), (7, 3), (10, 5)):
    found = list(revolving_door(n, k))
    exchanges = {len(set(a) - set(b)) for a, b in zip(found, found[1:])}
    print(n, k, len(found) == comb(n, k), exchanges, found[:4], sorted(found) == sorted(combinations(range(n), k)))
