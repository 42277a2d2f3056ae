"""Protocols."""
from abc import abstractmethod
from typing import *
import collections.abc


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T")


class Greets(Protocol):
    def greet(self) -> str: ...


@runtime_checkable
class Closes(Protocol):
    def close(self): ...


@runtime_checkable
class Named(Protocol):
    name: str

    def show(self) -> str:
        return "shown " + self.name


class Explicit(Named):
    def __init__(self, name):
        self.name = name


class File:
    def close(self): pass


class NotFile:
    close = None


class WithName:
    name = "n"
    def show(self): pass


print(isinstance(File(), Closes), isinstance(NotFile(), Closes), isinstance(3, Closes), issubclass(File, Closes),
      issubclass(int, Closes), issubclass(NotFile, Closes))
print(isinstance(WithName(), Named), isinstance(Explicit("e"), Named), Explicit("e").show(), isinstance(3, Named))
attempt(issubclass, WithName, Named)
attempt(isinstance, 3, Greets)
attempt(issubclass, int, Greets)
attempt(Greets)
attempt(Named)
attempt(issubclass, 3, Closes)
print(is_protocol(Greets), is_protocol(Explicit), is_protocol(Protocol), is_protocol(int))
print(sorted(get_protocol_members(Named)), sorted(get_protocol_members(Closes)))
attempt(get_protocol_members, int)
attempt(runtime_checkable, Explicit)


class Plain(Greets):
    pass


print(Plain().greet(), Plain.__mro__[1:], Plain._is_protocol, Greets._is_protocol)


class WithAbstract(Protocol):
    @abstractmethod
    def must(self): ...


class Missing(WithAbstract):
    pass


attempt(Missing)


class Init(Protocol):
    x: int

    def __init__(self, x):
        self.x = x


class FromInit(Init):
    pass


print(FromInit(3).x)
attempt(Init, 3)


class Base:
    def __init__(self, a):
        self.a = a


class Both(Greets, Base):
    pass


print(Both(5).a)
for text in ("class X(int, Protocol): pass", "class X(Base, Protocol): pass",
             "class X(collections.abc.Iterable, Protocol): pass", "class X(Greets, Protocol): pass",
             ):
    try:
        exec(text)
        print("made")
    except TypeError as e:
        print(str(e).split("\n")[0])


class Getter(Protocol[T]):
    def get(self) -> T: ...


class Newer[S](Protocol):
    def get(self) -> S: ...


class IntGetter(Getter[int]):
    def get(self): return 5


print(Getter[int], Getter.__parameters__, Newer[str], Newer.__parameters__, IntGetter().get(), IntGetter.__orig_bases__)


@runtime_checkable
class Sized2(Sized, Protocol):
    def extra(self): ...


class Full:
    def __len__(self): return 1
    def extra(self): pass


print(isinstance(Full(), Sized2), isinstance([], Sized2), sorted(get_protocol_members(Sized2)))
for value in (3, 2.5, "x", b"x", 1j):
    print([isinstance(value, p) for p in (SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex,
                                          SupportsAbs, SupportsRound)])
print(SupportsInt, SupportsAbs[int], SupportsAbs.__parameters__, issubclass(int, SupportsIndex))


@runtime_checkable
class Attribute(Protocol):
    @property
    def area(self) -> float: ...


class Square:
    def __init__(self): self.area = 4


print(isinstance(Square(), Attribute), isinstance(3, Attribute))


class Meta(Protocol):
    attribute: ClassVar[int] = 3
    def method(self, x: int) -> Self: ...


print(sorted(Meta.__protocol_attrs__), Meta.attribute)
