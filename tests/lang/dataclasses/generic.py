"""Dataclasses with type parameters."""
from dataclasses import *
from typing import Generic, TypeVar

C = make_dataclass("C", ["x", ("y", int), ("z", "int", field(default=5))], namespace={"add": lambda self: self.z + self.y})
print(C(1, 2), C(1, 2).add(), C.__module__, C.__qualname__, C.__annotations__, C.__doc__, [f.type for f in fields(C)])
T = TypeVar("T")


@dataclass
class Box(Generic[T]):
    item: T
    items: list[T] = field(default_factory=list)


@dataclass
class Newer[S]:
    item: S
    more: S | None = None


print(Box[int](3), Box(1) == Box(1), fields(Box)[1].type, Newer(3), Newer[int](4, 5), fields(Newer)[1].type, Newer.__doc__, Box.__doc__)
