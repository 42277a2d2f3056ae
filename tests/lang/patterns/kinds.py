# Every kind of pattern against every kind of subject.
import array
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple
from enum import Enum
from types import MappingProxyType, SimpleNamespace


class Colour(Enum):
    RED = 1
    GREEN = 2


class limits:
    low, high = -5, 5


Pair = namedtuple("Pair", "left right")


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Sub(Point):
    __match_args__ = ("y",)


class Number(int):
    pass


class Items(list):
    pass


class Names(dict):
    pass


def literal(x):
    match x:
        case 0:
            return "zero"
        case -1 | -2.5:
            return "negative"
        case 3 + 4j | -3 - 4j:
            return "complex"
        case "a" | b"a":
            return "text"
        case "con" "cat":
            return "joined"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case Colour.RED | limits.low:
            return "value"
        case limits.high:
            return "high"
    return "nothing"


for x in [0, 0.0, -1, -1.0, -2.5, 3 + 4j, -3 - 4j, "a", b"a", "concat", None, True, False, 1, 1.0, Colour.RED, Colour.GREEN,
          -5, 5, [], Number(0), Number(5), bytearray(b"a"), 0j, float("nan")]:
    print(repr(x), literal(x))


def sequence(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "one"
        case [_, 2]:
            return "two"
        case [1, *rest]:
            return "one and", rest
        case [*init, 9]:
            return init, "and nine"
        case [first, *_, 8, last]:
            return first, last
        case [*_, (a, b), _]:
            return a, b
        case [_, _, _, *_]:
            return "three or more"
        case [*all]:
            return all
    return "no sequence"


for x in [[], (), [1], (1,), [5, 2], (1, 2, 3), range(1, 4), range(0), [3, 4, 9], [9], [5, 8, 6], (5, 6, 7, 8, "z"), [0, (3, 4), 5],
          [0, [3, 4], 5], [0, 0, 0, 0], [7], "ab", b"ab", bytearray(b"ab"), {1, 2}, {1: 2}, iter([1]), deque([1, 5]), array.array("i", [1]),
          Pair(3, 2), UserList([1]), Items([1, 7]), frozenset(), None, 1]:
    print(x if not hasattr(x, "__next__") else "iterator", sequence(x))


def mapping(x):
    match x:
        case {"kind": "circle", "radius": r}:
            return "circle", r
        case {"kind": "square" | "rect" as kind, **rest}:
            return kind, rest
        case {1: _, None: value, 'k': _}:
            return "constants", value
        case {limits.low: low, "deep": {"er": [a, *b]}}:
            return low, a, b
        case {"only": only}:
            return only
        case {}:
            return "any mapping"
    return "no mapping"


for x in [{"kind": "circle", "radius": 3}, {"kind": "circle"}, {"kind": "square", "side": 2, "z": 1}, {"kind": "rect"},
          {1: 2, None: 3, "k": 4}, {-5: "low", "deep": {"er": (1, 2, 3)}}, {"only": 1, "more": 2}, {}, {5: 6}, [], None, Names(only=4), OrderedDict(only=5),
          defaultdict(list), Counter("only"), MappingProxyType({"only": 6}), UserDict({"only": 7}), ChainMap({"a": 1}, {"only": 8}),
          SimpleNamespace(only=9)]:
    print(x, mapping(x))


def by_class(x):
    match x:
        case bool(b):
            return "bool", b
        case Number(n):
            return "Number", n
        case int(n):
            return "int", n
        case float() | complex():
            return "number"
        case str(s) if s.isupper():
            return "upper", s
        case str() as s:
            return "str", s
        case Sub(3):
            return "sub three"
        case Sub(y, x=5):
            return "sub", y
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return "y axis"
        case Point(a, b) if a == b:
            return "diagonal", a
        case Point(Point(a, b), _):
            return "nested", a, b
        case Point():
            return "point"
        case Pair(left, right=[*right]):
            return left, right
        case list([a]) | tuple((a, _)):
            return a
        case dict({"k": v}):
            return v
        case Colour(value=2, name=name):
            return name
        case SimpleNamespace(deep=SimpleNamespace(value=v)):
            return v
        case set(s) | frozenset(s):
            return sorted(s)
        case bytes(b) | bytearray(b):
            return b
        case BaseException(args=(first, *_)):
            return first
        case object(__name__=name):
            return name
    return "something"


for x in [True, 5, Number(6), 1.5, 2j, "ABC", "abc", Sub(1, 3), Sub(5, 4), Sub(0, 0), Point(0, 0), Point(0, 5), Point(4, 4),
          Point(Point(1, 2), 3), Point(6, 7), Pair(1, [2]), Pair(1, 2), [1], (2, 3), {"k": 1}, Colour.GREEN, Colour.RED,
          SimpleNamespace(deep=SimpleNamespace(value=8)), SimpleNamespace(), {3, 1}, frozenset({2}), b"x", bytearray(b"y"),
          ValueError("first", 2), KeyError(), int, len, None]:
    print(x, by_class(x))


def bindings(x):
    match x:
        case [a, b] | {"a": a, "b": b} | Point(x=b, y=a):
            return a, b
        case [1, a, b, c] | [2, b, c, a] | [3, c, a, b]:
            return a, b, c
        case ((1 | 2) as small, (3 | 4 as big), *rest) as whole:
            return small, big, rest, whole
        case other:
            return "other", other


for x in [[1, 2], {"a": 3, "b": 4, "c": 5}, Point(5, 6), [1, 7, 8, 9], (2, 7, 8, 9), [3, 7, 8, 9], [1, 3, 5], (2, 4, 0, 0, 0), [4, 4, 4], 7]:
    print(x, bindings(x))
