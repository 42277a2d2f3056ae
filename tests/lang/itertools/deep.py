# Chains of iterators over generators.
from itertools import accumulate, chain, dropwhile, filterfalse, islice, starmap, takewhile, tee, zip_longest


def numbers(n):
    for i in range(n):
        yield i


def nest(make, depth):
    it = numbers(3)
    for _ in range(depth):
        it = make(it)
    return it


MAKERS = [
    ("chain", chain),
    ("islice", lambda it: islice(it, None)),
    ("takewhile", lambda it: takewhile(lambda x: True, it)),
    ("dropwhile", lambda it: dropwhile(lambda x: False, it)),
    ("filterfalse", lambda it: filterfalse(lambda x: False, it)),
    ("accumulate", accumulate),
    ("starmap", lambda it: starmap(lambda x: x, zip(it))),
    ("zip_longest", lambda it: starmap(lambda x: x, zip_longest(it))),
    ("tee", lambda it: tee(it, 1)[0]),
    ("map", lambda it: map(lambda x: x, it)),
    ("generator", lambda it: (x for x in chain(it))),
]

for name, make in MAKERS:
    print(name, list(nest(make, 20)))
    it = nest(make, 100)
    print(next(it), list(it), next(it, "end"))
