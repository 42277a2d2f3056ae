"""fields, asdict, astuple, replace, make_dataclass, is_dataclass."""
import collections
from dataclasses import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


Named = collections.namedtuple("Named", "a b")


@dataclass
class P:
    x: object
    y: int = 0
    z: list = field(default_factory=list)


nested = P(1, 2, [P(3), (P(4),), {"k": P(5)}, Named(1, P(6)), {1, 2}, None, "text"])
print(asdict(nested))
print(astuple(nested))
print(asdict(P(1), dict_factory=list), asdict(P(1), dict_factory=collections.OrderedDict), astuple(P(1), tuple_factory=list))
counts = collections.defaultdict(list, {"a": [P(1)]})
copied = asdict(P(counts))["x"]
print(type(copied), copied, copied.default_factory, asdict(P([1]))["x"] is not nested.z)


class Mutable:
    def __deepcopy__(self, memo):
        return "copied"


print(asdict(P(Mutable())), asdict(P({P: 1}))["x"])
print(replace(P(1, 2), x=9), replace(P(1)))


@dataclass
class I:
    x: int
    k: InitVar[int]
    d: InitVar[str] = "dd"
    y: int = field(init=False, default=0)

    def __post_init__(self, k, d):
        self.y = self.x + k


attempt(replace, I(1, 2), x=3)
print(replace(I(1, 2), x=3, k=4))
attempt(replace, I(1, 2), y=3, k=1)
print(is_dataclass(P), is_dataclass(P(1)), is_dataclass(3), is_dataclass(int), is_dataclass(list[P]))
D = make_dataclass("D", [("w", int, 3)], bases=(P,), frozen=False, order=True, module="elsewhere")
print(D(1), D.__module__, D.__mro__[1], D(1) < D(2), D.__init__.__annotations__)
E = make_dataclass("E", [("a", int)], slots=True, kw_only=True, repr=False)
print(E.__slots__, E(a=3).a, E.__repr__ is object.__repr__)
print([(f.name, f.type, f.default is MISSING, f.init, f.repr, f.hash, f.compare, dict(f.metadata)) for f in fields(I)])
