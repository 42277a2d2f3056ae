# What happens to a program that hands wrong things to iterating functions: every message, and the state that is left.
import bisect
import functools
import heapq
import itertools
import operator
from collections import Counter, OrderedDict, defaultdict, deque


class Flaky:
    """An iterable that fails at its third item; the item after the failure is there again."""

    def __init__(self, error, at=3):
        self.error, self.at, self.calls = error, at, 0

    def __iter__(self):
        return self

    def __next__(self):
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        if self.calls > 6:
            raise StopIteration
        return self.calls


class NoNext:
    def __iter__(self):
        return 5


class BadLength(list):
    def __length_hint__(self):
        return "three"

    def __len__(self):
        return -1


class Index:
    def __index__(self):
        return "one"


class Unequal:
    def __eq__(self, other):
        raise RuntimeError("compared")

    __hash__ = None

    def __lt__(self, other):
        return NotImplemented


def failing():
    yield 1
    yield 2
    raise ArithmeticError("in the source")


def stops_inside():
    yield 1
    yield next(iter(()))


ATTEMPTS = {
    "sum of text": lambda: sum(["a", "b"]),
    "sum with text start": lambda: sum([], ""),
    "sum of bytes": lambda: sum([b"a"], b""),
    "sum of generator": lambda: sum(failing()),
    "sum of None": lambda: sum(None),
    "max of nothing": lambda: max(()),
    "max of mixed": lambda: max([1, "a"]),
    "max with bad key": lambda: max([1, 2], key=5),
    "min with default twice": lambda: min(1, 2, default=3),
    "sorted of mixed": lambda: sorted([2, "b", 1]),
    "sorted of unordered": lambda: sorted([Unequal(), Unequal()]),
    "sorted with positional key": lambda: sorted([1], len),
    "list of NoNext": lambda: list(NoNext()),
    "list of int": lambda: list(7),
    "tuple of two": lambda: tuple([1], [2]),
    "list of BadLength": lambda: len(BadLength()),
    "for over stop inside": lambda: [x for x in stops_inside()],
    "dict of triples": lambda: dict([(1, 2), (1, 2, 3)]),
    "dict of ints": lambda: dict([1, 2]),
    "dict of unhashable": lambda: dict([([], 1)]),
    "set of lists": lambda: {frozenset({1}), *[[1]]},
    "join of ints": lambda: ",".join(["a", 1]),
    "join of failing": lambda: "".join(str(x) for x in failing()),
    "unpack too few": lambda: (lambda a, b, c: None)(*failing()),
    "unpack short": lambda: exec("a, b, c = [1, 2]"),
    "unpack long": lambda: exec("a, b = range(5)"),
    "unpack starred": lambda: exec("a, b, *c = [1]"),
    "unpack int": lambda: exec("a, b = 5"),
    "call with int star": lambda: print(*5),
    "call with list mapping": lambda: print(**[1]),
    "call with int keys": lambda: print(**{1: 2}),
    "zip strict": lambda: list(zip([1, 2], [1], strict=True)),
    "zip strict longer": lambda: list(zip([1], [1, 2], [1], strict=True)),
    "zip of int": lambda: zip([1], 5),
    "map of nothing": lambda: map(len),
    "map too few": lambda: list(map(pow, [1, 2])),
    "filter bad": lambda: list(filter(5, [1])),
    "enumerate text start": lambda: enumerate([1], "a"),
    "range of float": lambda: range(1.0),
    "range step": lambda: range(1, 5, 0),
    "reversed of set": lambda: reversed({1}),
    "next of list": lambda: next([1]),
    "iter of callable": lambda: iter(5, 6),
    "slice by text": lambda: [1, 2]["a":],
    "index by Index": lambda: [1, 2][Index()],
    "list times text": lambda: [1] * "a",
    "extend by int": lambda: [].extend(3),
    "slice assignment": lambda: [1, 2].__setitem__(slice(0, 2), 3),
    "extended slice": lambda: [1, 2, 3].__setitem__(slice(0, 3, 2), [1]),
    "islice negative": lambda: itertools.islice([1], -1),
    "islice text": lambda: itertools.islice([1], "a"),
    "chain of ints": lambda: list(itertools.chain(1, 2)),
    "from_iterable": lambda: list(itertools.chain.from_iterable([[1], 2])),
    "groupby bad key": lambda: list(itertools.groupby([1], key=3)),
    "accumulate": lambda: list(itertools.accumulate([1, "a"])),
    "combinations": lambda: itertools.combinations("abc", -1),
    "permutations": lambda: itertools.permutations("abc", 1.5),
    "product repeat": lambda: itertools.product("ab", repeat="x"),
    "batched": lambda: list(itertools.batched("abc", 0)),
    "batched strict": lambda: list(itertools.batched("abc", 2, strict=True)),
    "count": lambda: itertools.count("a"),
    "tee": lambda: itertools.tee([1], -1),
    "starmap": lambda: list(itertools.starmap(pow, [(2, 3), 4])),
    "compress": lambda: list(itertools.compress([1], 1)),
    "reduce empty": lambda: functools.reduce(operator.add, []),
    "reduce bad": lambda: functools.reduce(operator.add, [1, None]),
    "partial": lambda: functools.partial(5),
    "cmp_to_key": lambda: sorted([1, 2], key=functools.cmp_to_key(lambda a: 0)),
    "itemgetter": lambda: operator.itemgetter(),
    "itemgetter missing": lambda: operator.itemgetter("a")([1]),
    "attrgetter": lambda: operator.attrgetter("a.b")(5),
    "methodcaller": lambda: operator.methodcaller("pop", 9)([1]),
    "heappop": lambda: heapq.heappop([]),
    "heappush tuple": lambda: heapq.heappush((1,), 2),
    "heapify mixed": lambda: heapq.heapify([3, "a", 2]),
    "nsmallest": lambda: heapq.nsmallest("a", [1]),
    "merge": lambda: list(heapq.merge([1, 3], ["a"])),
    "insort": lambda: bisect.insort([1, 2], "a"),
    "bisect lo": lambda: bisect.bisect([1], 1, -1),
    "deque maxlen": lambda: deque([1], -1),
    "deque pop": lambda: deque().popleft(),
    "deque rotate": lambda: deque([1]).rotate("a"),
    "deque index": lambda: deque([1, 2]).index(3),
    "Counter of int": lambda: Counter(5),
    "Counter add": lambda: Counter("ab") + 1,
    "defaultdict": lambda: defaultdict(5),
    "OrderedDict": lambda: OrderedDict(a=1).move_to_end("b"),
    "list remove": lambda: [1].remove(Unequal()),
    "list index": lambda: [1].index(2, 0),
    "int of text": lambda: list(map(int, ["1", "x2"])),
    "any of unequal": lambda: any(x == 1 for x in [Unequal()]),
}


def outcome(attempt):
    try:
        return f"no error: {attempt()!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name, attempt in ATTEMPTS.items():
    print(f"{name:<22} {outcome(attempt)}")
# The same again and again gives the same, hot as it is by then.
print(len({tuple(map(outcome, ATTEMPTS.values())) for _ in range(25)}))
consumers = dict(list=list, sum=sum, max=max, set=set, join=lambda i: "".join(map(str, i)), dict=lambda i: dict(zip(i, i)),
                 sorted=sorted, any=lambda i: any(x > 9 for x in i), star=lambda i: [*i], deque=deque,
                 reduce=lambda i: functools.reduce(operator.mul, i), tee=lambda i: list(itertools.tee(i)[1]))
for error in (ValueError("third"), StopIteration("early"), StopIteration(), KeyboardInterrupt("key")):
    states = []
    for name, consume in consumers.items():
        for _ in range(40):
            source = Flaky(error)
            try:
                result = repr(consume(source))
            except BaseException as caught:
                result = type(caught).__name__
        states.append(f"{name} {result} {source.calls} {next(source, None)}")
    print(repr(error), *states, sep="; ")
