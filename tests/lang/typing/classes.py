"""NamedTuple, TypedDict, NewType."""
from typing import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def attempt_class(text):
    try:
        namespace = dict(globals())
        exec(text, namespace)
        print("made", list(namespace)[-1])
    except Exception as e:
        print(type(e).__name__, e)


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0
    label: "str" = "p"

    def norm(self):
        return self.x ** 2 + self.y ** 2

    @property
    def both(self):
        return self.x, self.y

    @classmethod
    def origin(cls):
        return cls(0)


p = Point(3, 4)
print(p, p.x, p[1], p.norm(), p.both, Point.origin(), Point.__doc__, Point._fields, Point._field_defaults, len(p))
print(Point.__annotations__, Point.__new__.__annotations__, Point.__orig_bases__, Point.__mro__, Point.__bases__)
print(p == (3, 4, "p"), p._replace(x=9), p._asdict(), Point._make([1, 2, "q"]), isinstance(p, tuple), hash(p) == hash((3, 4, "p")))
attempt(Point)
attempt(Point, 1, 2, 3, 4)
attempt(Point, z=3)
attempt(setattr, p, "x", 3)
x, y, _ = p
print(x, y, sorted([Point(2), Point(1)]), Point(1) < Point(2))
Functional = NamedTuple("Functional", [("a", int), ("b", None)])
print(Functional(1, 2), Functional.__annotations__, Functional.__module__, Functional.__orig_bases__)
for text in ("class X(NamedTuple):\n a: int = 1\n b: int", "class X(NamedTuple):\n _a: int",
             "class X(NamedTuple):\n a: int\n def _asdict(self): pass", "class X(NamedTuple, Sized): pass",
             "class X(NamedTuple):\n a: int\n def __new__(cls): pass", "class X(Point):\n z: int = 1",
             "class X(NamedTuple):\n a: int = 1\n b: int = 2\n c: int", "class X(NamedTuple): pass"):
    attempt_class(text)
T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    first: T
    second: T


class Newer[S](NamedTuple):
    item: S


print(Pair[int], Pair[int](1, 2), Pair(1, 2), Pair.__parameters__, Newer[int](3), Newer.__type_params__, Newer[int])


class Sub(Point):
    def norm(self):
        return -1


print(Sub(1), Sub(1).norm(), Sub.__mro__)


class Movie(TypedDict):
    name: str
    year: "int"


class Extra(Movie, total=False):
    rating: float
    note: Required[str]
    tag: Annotated[NotRequired[ReadOnly[int]], 1]


print(Movie(name="x", year=1), type(Movie(name="x", year=1)), Movie.__annotations__, Movie.__total__, Extra.__total__)
print(sorted(Extra.__required_keys__), sorted(Extra.__optional_keys__), sorted(Extra.__readonly_keys__),
      sorted(Extra.__mutable_keys__), Extra.__annotations__, Extra.__orig_bases__, Extra.__bases__, Movie.__mro__)
attempt(isinstance, {}, Movie)
attempt(issubclass, dict, Movie)
Other = TypedDict("Other", {"in": int, "b": str}, total=False)
print(Other.__annotations__, Other.__total__, Other(b="x"), sorted(Other.__optional_keys__), is_typeddict(Other),
      is_typeddict(dict), is_typeddict(TypedDict), Other.__name__, Other.__module__)
attempt_class("class X(Movie, dict): pass")


class Box(TypedDict, Generic[T]):
    item: T


print(Box[int], Box[int](item=1), Box.__parameters__, Box.__annotations__, get_origin(Box[int]))
UserId = NewType("UserId", int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__, UserId.__module__, UserId | None, list[UserId])
attempt_class("class X(UserId): pass")
attempt(isinstance, 3, UserId)


class Later(NamedTuple):
    value: Undefined


attempt(lambda: Later.__annotations__)
Undefined = int
print(Later.__annotations__, Later(3))
