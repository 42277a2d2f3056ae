"""Annotations and aliases as programs use them."""
import functools
import typing
from typing import *


def deco[**P, R](f: Callable[P, R]) -> Callable[P, list[R]]:
    @functools.wraps(f)
    def inner(*args: P.args, **kwargs: P.kwargs) -> list[R]:
        return [f(*args, **kwargs)]
    return inner
@deco
def g(a: int, b: str = 'x') -> str: return a * b
print(g(3), g.__annotations__, g.__wrapped__.__annotations__, deco.__annotations__, g.__type_params__)
class Stack[T]:
    def __init__(self, *items: T) -> None: self._items = list(items)
    def __class_getitem__(cls, k): return super().__class_getitem__(k)
    def __iter__(self) -> Iterator[T]: return iter(self._items)
print(list(Stack(1, 2)), Stack[int])
class MyList(List[int]): pass
class MyDict(Dict[str, T2 := TypeVar('T2')]): pass
class MySeq(Sequence[int]):
    def __getitem__(self, i): return [1, 2, 3][i]
    def __len__(self): return 3
print(MyList([1]), MyDict(a=1), MyDict.__mro__, list(MySeq()), 2 in MySeq(), MySeq().index(3))
class It(Iterator[int]):
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), isinstance(It(), Iterator), isinstance([], Iterable), isinstance(3, Hashable), isinstance({}, MutableMapping))
class CM(ContextManager['CM']):
    def __exit__(self, *a): return True
with CM() as c: raise ValueError
print(type(c).__name__)
def over(x: Union[int, List[int]], /, *a: Any, k: Optional[Dict[str, Any]] = None, **kw: Literal['a', 'b']) -> Tuple[int, ...]: return (1,)
print(get_type_hints(over))
UserId = NewType('UserId', int)
print(sorted([UserId(3), UserId(1)]), UserId.__call__(5))
class Cfg(TypedDict):
    host: str
    port: NotRequired[int]
c: Cfg = {'host': 'h'}
c2 = Cfg(host='x', port=3); print(c, c2, c2 == {'host': 'x', 'port': 3}, Cfg.__annotations__)
Vector = list[float]
Pair = tuple[int, 'str']
def scale(v: Vector, by: float = 2.0) -> Vector: return [x * by for x in v]
print(scale([1.0, 2.0]), scale.__annotations__, Pair, Vector)
x: 'undefined' = 3
print(isinstance(3, int | str), isinstance(3, Union[int, str]), isinstance(None, Optional[int]), issubclass(bool, int | None))
class A(Generic[T2]):
    @classmethod
    def make(cls) -> 'A[T2]': return cls()
    x: T2
print(type(A[int].make()), A[int]().__orig_class__, A.__annotations__)
def f(a: int = 3, *, b: 'str'): pass
print(f.__annotations__, f.__defaults__, f.__kwdefaults__)
async def co(a: int) -> AsyncIterator[int]: yield 1
print(co.__annotations__)
print(typing.get_overloads(f), typing.is_typeddict(Cfg))
