"""What a dataclass is given."""
from dataclasses import *
import dataclasses


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list)


print(P(1), P(1, 2), P(1) == P(1), P(1) != P(2), P(1) == (1, 0, []), P.__match_args__, P.__doc__)
print(P.__init__.__qualname__, P.__init__.__annotations__,
      P.__eq__.__qualname__, P.__repr__.__qualname__, P.__hash__, P.__init__.__name__)
attempt(P)
attempt(P, 1, 2, 3, 4)
attempt(P, x=1, q=3)
attempt(lambda: P(1) < P(2))
attempt(hash, P(1))
print(P(1).z is P(1).z, P.y, hasattr(P, "x"), hasattr(P, "z"), sorted(P.__dict__))
print(P.__dataclass_params__)
print(str(fields(P)[0]).partition("default")[0], fields(P)[0].default is MISSING)
print(fields(P)[2].default_factory, [f.name for f in fields(P(1))], P.__dataclass_fields__["x"]._field_type)
print(P.__init__.__defaults__, P.__init__.__kwdefaults__, P.__init__.__code__.co_varnames)


@dataclass
class Own:
    """Own docstring."""
    x: int = 3

    def __init__(self):
        self.x = 5

    def __repr__(self):
        return f"<{self.x}>"

    def __eq__(self, other):
        return True

    __match_args__ = ("q",)


print(Own(), Own() == 3, Own.__doc__, Own.__match_args__, Own.__hash__)


@dataclass(init=False, repr=False, eq=False, match_args=False)
class Nothing:
    x: int = 4


print(Nothing().x, Nothing.__eq__ is object.__eq__, Nothing.__repr__ is object.__repr__,
      hasattr(Nothing, "__match_args__"), Nothing.__doc__)


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


print(sorted([Version(2), Version(1, 5), Version(1, 2, "z")]), Version(1) < Version(1, 1), Version(1) <= Version(1),
      Version(2) > Version(1), Version(1) >= Version(2), Version(1, label="a") == Version(1, label="b"))
attempt(lambda: Version(1) < 3)


@dataclass
class Base:
    x: int = 1
    y: int = 2


@dataclass
class Derived(Base):
    z: int = 3
    x: int = 10

    def total(self):
        return self.x + self.y + self.z


class Plain(Derived):
    w: int = 9


print(Derived(), [f.name for f in fields(Derived)], Derived().total(), Plain(), Base() == Derived(1, 2))
