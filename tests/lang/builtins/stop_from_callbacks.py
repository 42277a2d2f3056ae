# A StopIteration that a function called by a native iterator raises ends the loop over the iterator; next() and
# yield from see it with its value.
import itertools


def stop(*arguments):
    if len(calls) >= 2:
        raise StopIteration("stopped", arguments)
    calls.append(arguments)
    return True


def delegate(iterator):
    print("value", (yield from iterator))


makers = {
    "map": lambda: map(stop, "abc"),
    "filter": lambda: filter(stop, "abc"),
    "filterfalse": lambda: itertools.filterfalse(lambda x: not stop(x), "abc"),
    "starmap": lambda: itertools.starmap(stop, zip("abc")),
    "takewhile": lambda: itertools.takewhile(stop, "abc"),
    "dropwhile": lambda: itertools.dropwhile(stop, "abc"),
    "accumulate": lambda: itertools.accumulate("abcd", stop),
    "groupby": lambda: itertools.groupby("abc", stop),
    "iter": lambda: iter(stop, None),
    "enumerate": lambda: enumerate(map(stop, "abc")),
    "zip": lambda: zip("abc", map(stop, "abc")),
    "zip strict": lambda: zip("abc", map(stop, "abc"), strict=True),
    "zip_longest": lambda: itertools.zip_longest("abc", map(stop, "abc")),
    "chain": lambda: itertools.chain(map(stop, "abc"), "d"),
    "islice": lambda: itertools.islice(map(stop, "abc"), 5),
    "cycle": lambda: itertools.islice(itertools.cycle(map(stop, "abc")), 5),
    "compress": lambda: itertools.compress("abc", map(stop, "abc")),
    "pairwise": lambda: itertools.pairwise(map(stop, "abc")),
    "batched": lambda: itertools.batched(map(stop, "abc"), 5),
    "generator": lambda: (x for x in map(stop, "abc")),
    "generator that calls": lambda: (stop(x) for x in "abc"),
}
uses = {
    "list": list,
    "for": lambda it: [x for x in it],
    "star": lambda it: [*it],
    "in": lambda it: "none" in it,
    "delegate": lambda it: list(delegate(it)),
    "dict": lambda it: dict(zip(it, "xyz")),
    "sum": lambda it: sum(1 for _ in it),
}
for name, make in makers.items():
    for use, function in uses.items():
        calls = []
        try:
            print(name, use, str(function(make())).split(" at ")[0])
        except Exception as e:
            print(name, use, type(e).__name__, e)
    calls = []
    it = make()
    try:
        while True:
            print(name, "next", str(next(it)).split(" at ")[0])
    except Exception as e:
        print(name, "next", repr(e), getattr(e, "value", None))
    calls = []
    it = make()
    try:
        while True:
            print(name, "__next__", str(it.__next__()).split(" at ")[0])
    except Exception as e:
        print(name, "__next__", repr(e), getattr(e, "value", None))
    calls = []
    calls = [1, 2]
    try:
        print(name, "default", str(next(make(), "end")).split(" at ")[0])
    except Exception as e:
        print(name, "default", repr(e))


# What has ended is asked again.
source = iter([1, 2, 3, 4])
pairs = zip(source, iter([1]))
print(list(pairs), next(pairs, None), list(source))


def echo():
    x = None
    while x != 3:
        x = yield x


for _ in range(3):
    print(list(map(echo().send, [None, 1, 3, 4])), tuple(map(echo().send, [None, 3])))
    for x in map(echo().send, [None, 2, 3]):
        print(x)


class Counted:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 14:
            raise StopIteration(self.n)
        return self.n


def unpacked():
    total = 0
    for i, v in enumerate(Counted()):
        total += i * v
    for a, b in zip(Counted(), Counted()):
        total += a * b
    for v in map(abs, Counted()):
        total += v
    for v in filter(None, Counted()):
        total += v
    return total


print([unpacked() for _ in range(4)])
