"""Special forms and aliases: how they look, what they take."""
import collections
import collections.abc
import typing
from typing import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T")
K = TypeVar("K")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(Any, NoReturn, Never, Self, LiteralString, TypeAlias, ClassVar, Final, Optional, Union, Literal, Annotated)
print(Concatenate, TypeGuard, TypeIs, Required, NotRequired, ReadOnly, Unpack, Callable, Tuple, Type, Generic)
print(Optional[int], Union[int, str], Union[int], Union[int, None], Union[int, Union[str, int]], Optional[T])
print(Union[int, str] == Union[str, int], Union[int, str] == int | str, Optional["X"], Union["A", int], None | T)
print(ClassVar[int], Final[str], Required[int], NotRequired[int], ReadOnly[int], TypeGuard[int], TypeIs[str])
print(Literal[1, "a", None, b"x", True], Literal[1, 1, 2], Literal[Literal[1, 2], 3], Literal[1] == Literal[True],
      Literal[1, 2] == Literal[2, 1], hash(Literal[1, 2]) == hash(Literal[2, 1]), Literal[1, 2].__args__, Literal[()])
print(Annotated[int, "x"], Annotated[Annotated[int, 1], 2], Annotated[int, 1].__metadata__, Annotated[T, 1][int],
      Annotated[int, 1].__origin__, Annotated[list[T], 1][str], Annotated[int, 1]("5"), Annotated[int, 1].__args__,
      Annotated[int, 1] == Annotated[int, 1], Annotated[int, 1] == Annotated[int, 2], Annotated[int, 1].real)
print(List, List[int], Dict[str, int], Set[T], FrozenSet[int], Type[int], Deque[int], DefaultDict[str, int],
      Counter[str], OrderedDict[int, str], ChainMap[int, str], AbstractSet[int])
print(Iterator[int], Iterable[T], Sequence[int], Mapping[str, T], MutableMapping[int, int], Generator[int, None, str],
      AsyncGenerator[int, str], Generator[int], AsyncGenerator[int], Awaitable[int], Coroutine[int, int, int],
      Collection[int], Container[int], Hashable, Sized, Reversible[int], KeysView[int], ItemsView[int, str])
print(Tuple[int, str], Tuple[int, ...], Tuple[()], Tuple, Tuple[T, K][int, str], Tuple[*Ts][int, str], Tuple["X"])
print(Callable[[int, str], bool], Callable[..., int], Callable[[], None], Callable[P, T], Callable[P, T][[int], str],
      Callable[Concatenate[int, P], T], Callable[Concatenate[int, P], T][[str], bool], Callable[[T], K][int, str],
      Callable[[int], str].__args__, Callable[P, int][...], Callable[[*Ts], int][str, bytes])
print(List[T][int], Dict[T, List[K]][int, str], List[T].__parameters__, Dict[str, Dict[K, T]].__parameters__,
      List[int] == List[int], List[int] == list[int], hash(List[int]) == hash(List[int]), List[List["X"]],
      list[T][int], dict[T, K][int, str], (T | None)[int], list[T | K][int, str])
for text in """Optional[int, str]
Optional[()]
Optional[ClassVar]
Optional[ClassVar[int]]
List[Final[int]]
Union[()]
ClassVar[int, str]
ClassVar[ClassVar[int]]
Final[()]
Literal
List[int, str]
List[()]
Dict[int]
Dict[int, str, int]
Hashable[int]
Generator[()]
Mapping[int]
Callable[int, str]
Callable[int]
Callable[[int], str, int]
Callable[[int]]
Annotated[int]
Annotated[ClassVar, 1]
Annotated[ClassVar[int], 1]
Concatenate[int]
Concatenate[()]
Concatenate[int, ...]
NoReturn[int]
Self[int]
Any[int]
Any()
List()
List[int]()
Optional()
ClassVar()
NoReturn()
Literal[1]()
isinstance(1, Any)
isinstance([], List)
isinstance([], List[int])
isinstance(1, Union[int, str])
isinstance(1, Optional[int])
isinstance(1, NoReturn)
issubclass(int, Union[int, str])
issubclass(list, List)
issubclass(list, Sequence)
issubclass(int, Literal[1])
isinstance({}, Mapping)
isinstance(print, Callable)
isinstance((), Tuple)
issubclass(int, ClassVar)
List[int][str]
List[Generic]
List[Protocol]
Unpack[int, str]
Unpack[int]
Required[()]
typing.NoSuchThing
Tuple[..., int]
Type[int, str]
Type["X"]
Type[Any]
Type[Union[int, str]]""".splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
for kind in (NoReturn, Optional, ClassVar, Literal[1], Union[int, str], List[int], Callable[[int], int], Any, List):
    try:
        class Derived(kind):
            pass
        print(kind, [c.__name__ for c in Derived.__mro__])
    except Exception as e:
        print(type(e).__name__, e)
print(get_origin(List[int]), get_origin(list[int]), get_origin(Union[int, str]), get_origin(int | str), get_origin(int),
      get_origin(Callable[[int], str]), get_origin(Annotated[int, 1]), get_origin(Literal[1]), get_origin(Generic),
      get_origin(Generic[T]), get_origin(P.args), get_origin(List), get_origin(ClassVar[int]), get_origin(Optional))
print(get_args(List[int]), get_args(dict[int, str]), get_args(Union[int, str]), get_args(int), get_args(List),
      get_args(Callable[[int, str], bool]), get_args(Callable[..., int]), get_args(Callable[[], int]),
      get_args(Annotated[int, 1, 2]), get_args(Literal[1, "a"]), get_args(Optional[int]), get_args(Callable[P, int]),
      get_args(Tuple[()]), get_args(Tuple[int, ...]), get_args(collections.abc.Callable[[int], str]))
print(List._name, List.__origin__, List[int]._name, List[int].__origin__, List.__name__, List[int].__name__,
      Dict.__module__, List[int].__module__, Optional.__name__, Optional._name)
print(TYPE_CHECKING, Text, AnyStr, AnyStr.__constraints__, sorted(n for n in typing.__all__ if n[0].islower()))
