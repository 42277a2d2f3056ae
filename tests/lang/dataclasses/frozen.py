"""Frozen dataclasses, hashes, slots."""
import copy
import weakref
from dataclasses import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass(order=True, frozen=True)
class X:
    a: int
    b: int = field(repr=False, compare=False, default=5)
    c: int = field(init=False, default=7)
    d: int = field(kw_only=True, default=8)
    e: int = field(hash=False, default=1, metadata={"m": 1})


x = X(1)
print(x, x.b, x < X(2), hash(x) == hash(X(1, d=8, e=2)), hash(x) == hash(X(1, d=9)), x == X(1, 3), X.__match_args__)
attempt(setattr, x, "a", 3)
attempt(setattr, x, "new", 3)
attempt(delattr, x, "a")
attempt(delattr, x, "new")
print(fields(x)[4].metadata, fields(X)[3].kw_only, X.__init__.__kwdefaults__, len({x, X(1), X(2)}))
object.__setattr__(x, "a", 9)
print(x)


class Loose(X):
    pass


loose = Loose(1)
loose.extra = 5
print(loose, loose.extra)
attempt(setattr, loose, "a", 3)


@dataclass(frozen=True)
class Child(X):
    z: list = field(default_factory=list)

    def __post_init__(self):
        object.__setattr__(self, "e", 99)


print(Child(1), Child(1, z=[2]))
attempt(hash, Child(1))


@dataclass(unsafe_hash=True)
class Unsafe:
    x: int = 4


@dataclass(eq=False)
class Identity:
    x: int = 4


print(hash(Unsafe()) == hash((4,)), Identity() == Identity(), isinstance(hash(Identity()), int))


@dataclass(slots=True)
class S:
    x: int
    y: int = 3
    z: list = field(default_factory=list)

    def cls(self):
        return __class__

    def __str__(self):
        return "S " + super().__str__()


s = S(1)
print(s, S.__slots__, s.cls() is S, hasattr(s, "__dict__"), S.__qualname__, S.__match_args__, S(1) == S(1))
attempt(setattr, s, "q", 1)
attempt(lambda: S.y.__name__)


@dataclass(slots=True)
class T(S):
    w: int = 5
    y: int = 4


print(T(1), T.__slots__, T(1).y)


@dataclass(slots=True, weakref_slot=True, frozen=True)
class W:
    x: int
    y: list = field(default_factory=list)


w = W(3)
print(weakref.ref(w)() is w, W.__slots__, copy.copy(w), copy.deepcopy(w), copy.deepcopy(w).y is w.y)
attempt(setattr, w, "x", 1)


@dataclass(slots=True)
class Documented:
    x: int = field(doc="the x", default=1)
    y: int = 2


print(Documented.__slots__, Documented(), Documented.x.__doc__)


@dataclass(slots=True)
class Hidden:
    x: int = field(init=False, default=3)
    y: int = field(init=False)


print(Hidden().x)
attempt(lambda: Hidden().y)
