"""get_type_hints and what marks functions for type checkers."""
import typing
from typing import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def f(a: "int", b: "list[Node]" = None, *, c: Optional["Node"] = None, d: Annotated[int, "x"] = 1) -> None:
    pass


class Node:
    value: int
    next: "Optional[Node]"
    kind: ClassVar["int"] = 3
    extra: Annotated["str", 1]
    listed: list["Node"]
    deep: Dict[str, List["Node"]]
    final: Final = 3

    def method(self, other: "Node") -> "list[Node]":
        return []


class Derived(Node):
    value: str
    own: "Derived"


names = globals()
print(get_type_hints(f, names))
print(get_type_hints(f, names, include_extras=True))
print(get_type_hints(Node, names))
print(get_type_hints(Node, names, include_extras=True)["extra"])
print(get_type_hints(Derived, names))
print(get_type_hints(Node.method, names))
attempt(get_type_hints, 3)
attempt(get_type_hints, len)
attempt(get_type_hints, f, {})


class Generic1[T]:
    x: "T"
    y: list["T"]

    def m[S](self, a: "S", b: "T") -> S: pass


print(get_type_hints(Generic1, names), get_type_hints(Generic1.m, {"T": 3}))


class Movie(TypedDict, total=False):
    name: Required[str]
    year: NotRequired[Annotated[int, 3]]


print(get_type_hints(Movie, names), get_type_hints(Movie, names, include_extras=True))


class Point(NamedTuple):
    x: "int"
    y: float = 0


print(get_type_hints(Point, names))


@overload
def over(a: int) -> int: ...
@overload
def over(a: str) -> str: ...
def over(a):
    return a


print(over(3), [g.__annotations__ for g in get_overloads(over)])
clear_overloads()
print(get_overloads(over))


@overload
def never(a: int): ...


attempt(never, 3)
print(cast(int, "x"), assert_type(3, str), cast("list[int]", [1]))
attempt(assert_never, 3)


@final
class Final1:
    @final
    def m(self): pass

    @override
    def o(self): pass


print(Final1.__final__, Final1.m.__final__, Final1.o.__override__)


@no_type_check
def unchecked(a: 3): pass


@no_type_check
class Unchecked:
    a: "nonsense nonsense"
    def m(self, a: "x y"): pass


print(get_type_hints(unchecked), get_type_hints(Unchecked), get_type_hints(Unchecked.m))


@dataclass_transform(kw_only_default=True)
def transform(cls): return cls


print(transform.__dataclass_transform__)
print(evaluate_forward_ref(ForwardRef("list['Node']"), globals=names))


def decorated(function):
    import functools

    @functools.wraps(function)
    def wrapper(*args): return function(*args)
    return wrapper


@decorated
def wrapped(a: "Node") -> "int": pass


print(get_type_hints(wrapped, names))
print(reveal_type(3))


class Open(IO[str]):
    pass


print(IO[str], TextIO, BinaryIO.__mro__, TextIO.__orig_bases__, ContextManager[int], AsyncContextManager[int, None])
