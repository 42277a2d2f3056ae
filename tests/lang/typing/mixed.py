"""Dataclasses, protocols, generics and aliases together."""
import abc, dataclasses, enum, functools
from typing import *
from dataclasses import dataclass, field
def err(f, *a, **k):
    try: r = f(*a, **k); print('ok', r)
    except Exception as e: print(type(e).__name__, e)
# dataclass + ABC + Generic + Protocol + Enum mixes
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self) -> float: ...
@dataclass
class Sq(Shape):
    s: float
    def area(self) -> float: return self.s ** 2
@dataclass
class Bad(Shape):
    s: float
print(Sq(2).area(), Sq(2)); err(Bad, 3)
@runtime_checkable
class HasArea(Protocol):
    def area(self) -> float: ...
print(isinstance(Sq(1), HasArea), isinstance(3, HasArea))
@dataclass
class Tree[T]:
    value: T
    kids: list['Tree[T]'] = field(default_factory=list)
    def walk(self) -> Iterator[T]:
        yield self.value
        for k in self.kids: yield from k.walk()
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(list(t.walk()), t, Tree[int], Tree.__type_params__, dataclasses.asdict(t))
class Color(enum.Enum):
    RED: int = 1
    GREEN = 2
print(list(Color), Color.__annotations__)
@dataclass
class M(object):
    c: Color = Color.RED
    f: Callable[[int], int] = field(default=lambda x: x + 1, repr=False)
print(M(), M().f(3))
# lru_cache method, classmethod constructors
@dataclass(frozen=True)
class Pt:
    x: int = 0
    y: int = 0
    @classmethod
    def origin(cls) -> Self: return cls()
    @staticmethod
    def mk(a: int, b: int) -> 'Pt': return Pt(a, b)
    @functools.lru_cache
    def norm(self): return self.x ** 2 + self.y ** 2
    def __add__(self, o): return dataclasses.replace(self, x=self.x + o.x, y=self.y + o.y)
print(Pt.origin(), Pt.mk(1, 2), Pt(3, 4).norm(), Pt(1, 2) + Pt(3, 4), {Pt(1): 'a'}[Pt(1)])
class Base:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag
@dataclass
class Tagged(Base, tag='t'):
    x: int
print(Tagged(1), Tagged.tag)
@dataclass
class WithProp:
    _v: int = 0
    @property
    def v(self) -> int: return self._v
    @v.setter
    def v(self, n: int): self._v = n
w = WithProp(3); w.v = 5; print(w, w.v)
@dataclass
class Cmp:
    a: float
    def __lt__(self, o): return self.a < o.a
print(sorted([Cmp(2), Cmp(1)]), max(Cmp(1), Cmp(3)))
@dataclass(slots=True)
class Base1:
    a: int = 1
@dataclass(slots=True)
class Der1(Base1):
    b: int = 2
    def __post_init__(self): super(Der1, self).__init__(9)
    def show(self): return super().__repr__(), __class__.__name__
print(Der1(), Der1().show())
