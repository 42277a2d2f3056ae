"""An inventory with typed records, events and reports."""
import enum
import functools
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, replace
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar, overload


class Category(enum.StrEnum):
    TOOL = enum.auto()
    PART = enum.auto()
    FOOD = enum.auto()


@dataclass(frozen=True, order=True, slots=True)
class Money:
    cents: int
    currency: Literal["EUR", "USD"] = field(default="EUR", compare=False)

    def __add__(self, other: Money) -> Money:
        return replace(self, cents=self.cents + other.cents)

    def __mul__(self, times: int) -> Money:
        return Money(self.cents * times, self.currency)

    def __str__(self) -> str:
        return f"{self.cents / 100:.2f} {self.currency}"


class Location(NamedTuple):
    aisle: int
    shelf: str = "A"

    @property
    def label(self) -> str:
        return f"{self.aisle:02d}{self.shelf}"


@dataclass
class Item:
    name: str
    price: Money
    category: Category
    _: KW_ONLY
    stock: int = 0
    location: Location = Location(1)
    tags: set[str] = field(default_factory=set, repr=False)
    discount: InitVar[int] = 0
    made: ClassVar[int] = 0

    def __post_init__(self, discount: int) -> None:
        type(self).made += 1
        if discount:
            self.price = Money(self.price.cents * (100 - discount) // 100)
        if self.stock < 0:
            raise ValueError(f"{self.name}: negative stock {self.stock}")

    @functools.cached_property
    def code(self) -> str:
        return f"{self.category[:2].upper()}-{self.name[:3].upper()}"

    @property
    def value(self) -> Money:
        return self.price * self.stock


class Event(ABC):
    @abstractmethod
    def apply(self, inventory: Inventory) -> str: ...


@dataclass
class Arrival(Event):
    name: str
    count: int

    def apply(self, inventory: Inventory) -> str:
        item = inventory[self.name]
        item.stock += self.count
        return f"+{self.count} {item.name}"


@dataclass
class Sale(Event):
    name: str
    count: int = 1
    buyer: str | None = None

    def apply(self, inventory: Inventory) -> str:
        item = inventory[self.name]
        if item.stock < self.count:
            raise LookupError(f"only {item.stock} of {item.name}")
        item.stock -= self.count
        inventory.earned += item.price * self.count
        return f"-{self.count} {item.name}" + (f" to {self.buyer}" if self.buyer else "")


T = TypeVar("T")
K = TypeVar("K")


class Grouped(Generic[K, T]):
    def __init__(self, items: Iterable[T], key: Callable[[T], K]) -> None:
        self.groups: dict[K, list[T]] = defaultdict(list)
        for item in items:
            self.groups[key(item)].append(item)

    def __iter__(self) -> Iterator[tuple[K, list[T]]]:
        yield from sorted(self.groups.items())


class HasValue(Protocol):
    @property
    def value(self) -> Money: ...


class Row(TypedDict, total=False):
    name: str
    stock: int


def total(things: Iterable[HasValue]) -> Money:
    return functools.reduce(Money.__add__, (thing.value for thing in things), Money(0))


@dataclass
class Inventory:
    items: dict[str, Item] = field(default_factory=dict)
    log: list[str] = field(default_factory=list, compare=False)
    earned: Money = Money(0)

    def add(self, item: Item) -> Inventory:
        self.items[item.name] = item
        return self

    @overload
    def __getitem__(self, key: str) -> Item: ...
    @overload
    def __getitem__(self, key: int) -> Item: ...
    def __getitem__(self, key):
        return list(self.items.values())[key] if isinstance(key, int) else self.items[key]

    def run(self, events: Iterable[Event]) -> Iterator[str]:
        for event in events:
            try:
                line = event.apply(self)
            except (LookupError, KeyError) as e:
                line = f"! {type(e).__name__}: {e} in {event}"
            self.log.append(line)
            yield line

    def rows(self) -> list[Row]:
        return [Row(name=item.name, stock=item.stock) for item in self.items.values()]


inventory = Inventory()
inventory.add(Item("hammer", Money(1250), Category.TOOL, stock=3, tags={"steel"}))
inventory.add(Item("nail", Money(5), Category.PART, stock=1000, location=Location(2, "C"), discount=20))
inventory.add(Item("apple", Money(45), Category.FOOD)).add(Item("saw", Money(1999), Category.TOOL, stock=1))
for line in inventory.run([Arrival("apple", 10), Sale("apple", 3, "Ann"), Sale("saw", 2), Sale("nail", 250), Sale("glue"), Sale("hammer", buyer="Bob")]):
    print(line)
print(inventory[0], inventory["nail"].price, inventory["nail"].location.label, inventory["saw"].code)
print(inventory.earned, total(inventory.items.values()), Item.made, len(inventory.log))
for category, group in Grouped(inventory.items.values(), lambda item: item.category):
    print(category, [item.name for item in group], max(item.price for item in group))
print(inventory.rows())
print(asdict(inventory["apple"]))
print(astuple(inventory["hammer"]))
print([f"{f.name}: {f.type}" for f in fields(Item)])
print(Item.__annotations__["tags"], Inventory.run.__annotations__, Grouped[str, Item], Row.__required_keys__)
try:
    Item("bad", Money(1), Category.PART, stock=-1)
except ValueError as e:
    print(e)
try:
    Money(1).cents = 3
except AttributeError as e:
    print(type(e).__name__, e)
print(sorted([Money(5), Money(1), Money(3, "USD")]), Money(1) == Money(1, "USD"), {Money(1): "one"}[Money(1)])
