# Quantities with units: a metaclass that makes units, descriptors that check them, formats, generic functions on them.
import operator
from collections import ChainMap
from fractions import Fraction
from functools import cached_property, reduce, singledispatch, singledispatchmethod, total_ordering
from types import MappingProxyType


class UnitError(TypeError):
    pass


class Dimension(tuple):
    """Powers of the base units, which are named by the class."""
    bases = ("m", "kg", "s", "A")

    def __new__(cls, **powers):
        if unknown := powers.keys() - set(cls.bases):
            raise UnitError(f"unknown base units: {', '.join(sorted(unknown))}")
        return super().__new__(cls, (Fraction(powers.get(base, 0)) for base in cls.bases))

    def __mul__(self, other):
        return self.made(map(operator.add, self, other))

    def __truediv__(self, other):
        return self.made(map(operator.sub, self, other))

    def __pow__(self, power):
        return self.made(p * power for p in self)

    @classmethod
    def made(cls, powers):
        return tuple.__new__(cls, powers)

    def __str__(self):
        return "·".join(base if p == 1 else f"{base}^{p}" for base, p in zip(self.bases, self) if p) or "1"


class UnitType(type):
    """Collects every unit; `Unit["km"]` finds one, with a prefix if need be."""
    prefixes = MappingProxyType({"k": 1000, "M": 10 ** 6, "m": Fraction(1, 1000), "c": Fraction(1, 100), "µ": Fraction(1, 10 ** 6)})
    known = {}

    def __new__(meta, name, bases, namespace, symbol=None, **powers):
        cls = super().__new__(meta, name, bases, namespace)
        if symbol:
            cls.symbol, cls.dimension, cls.factor = symbol, Dimension(**powers), Fraction(namespace.get("factor", 1))
            if meta.known.setdefault(symbol, cls) is not cls:
                raise UnitError(f"{symbol} is {meta.known[symbol].__name__} already")
        return cls

    def __init__(cls, name, bases, namespace, **_):
        super().__init__(name, bases, namespace)

    def __getitem__(cls, symbol):
        if unit := cls.known.get(symbol):
            return unit
        for prefix, factor in cls.prefixes.items():
            base = cls.known.get(symbol.removeprefix(prefix)) if symbol.startswith(prefix) else None
            if base:
                return type(cls)(f"{prefix}{base.__name__}", (Unit,), {"factor": factor * base.factor}, symbol=symbol,
                                 **{b: p for b, p in zip(Dimension.bases, base.dimension)})
        raise UnitError(f"no unit {symbol!r}")

    def __rmul__(cls, number):
        return Quantity(number * cls.factor, cls.dimension)

    def __contains__(cls, quantity):
        return isinstance(quantity, Quantity) and quantity.dimension == cls.dimension

    def __iter__(cls):
        return iter(sorted(cls.known))

    def __repr__(cls):
        return f"<unit {cls.symbol}>" if hasattr(cls, "symbol") else "<unit>"


class Unit(metaclass=UnitType):
    pass


class Metre(Unit, symbol="m", m=1): pass
class Kilogram(Unit, symbol="kg", kg=1): pass
class Second(Unit, symbol="s", s=1): pass
class Ampere(Unit, symbol="A", A=1): pass
class Newton(Unit, symbol="N", kg=1, m=1, s=-2): pass
class Joule(Unit, symbol="J", kg=1, m=2, s=-2): pass
class Watt(Unit, symbol="W", kg=1, m=2, s=-3): pass
class Volt(Unit, symbol="V", kg=1, m=2, s=-3, A=-1): pass


class Hour(Unit, symbol="h", s=1):
    factor = 3600


class Mile(Unit, symbol="mi", m=1):
    factor = Fraction(1609344, 1000)


@total_ordering
class Quantity:
    __slots__ = ("value", "dimension", "__dict__")

    def __init__(self, value, dimension=Dimension()):
        self.value, self.dimension = value, dimension

    def same(self, other, verb):
        other = other if isinstance(other, Quantity) else Quantity(other)
        if other.dimension != self.dimension:
            raise UnitError(f"cannot {verb} {self.dimension} and {other.dimension}")
        return other.value

    def __add__(self, other):
        return Quantity(self.value + self.same(other, "add"), self.dimension)

    def __sub__(self, other):
        return Quantity(self.value - self.same(other, "subtract"), self.dimension)

    def __mul__(self, other):
        other = other if isinstance(other, Quantity) else Quantity(other)
        return Quantity(self.value * other.value, self.dimension * other.dimension)

    def __truediv__(self, other):
        other = other if isinstance(other, Quantity) else Quantity(other)
        return Quantity(Fraction(self.value) / other.value, self.dimension / other.dimension)

    def __pow__(self, power):
        return Quantity(self.value ** power, self.dimension ** power)

    def __eq__(self, other):
        return isinstance(other, Quantity) and (self.value, self.dimension) == (other.value, other.dimension)

    def __lt__(self, other):
        return self.value < self.same(other, "compare")

    def __hash__(self):
        return hash((self.value, self.dimension))

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    __rmul__ = __mul__

    @cached_property
    def text(self):
        return f"{self.value} {self.dimension}"

    def __repr__(self):
        return self.text

    def __format__(self, spec):
        spec, _, symbol = spec.partition("|")
        if not symbol:
            return f"{float(self.value):{spec}} {self.dimension}"
        unit = Unit[symbol]
        if self not in unit:
            raise UnitError(f"{self.dimension} cannot be shown in {symbol}")
        return f"{float(self.value / unit.factor):{spec}} {symbol}"


class Measured:
    """An attribute that takes quantities of one unit only."""

    def __init__(self, symbol, default=None):
        self.unit, self.default = Unit[symbol], default

    def __set_name__(self, owner, name):
        self.name = name
        owner.fields = ChainMap({name: self.unit}, getattr(owner, "fields", {}))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        try:
            return instance.__dict__[self.name]
        except KeyError:
            raise AttributeError(f"{self.name} of {owner.__name__} is not set") from None

    def __set__(self, instance, value):
        if value not in self.unit:
            raise UnitError(f"{self.name} is measured in {self.unit.symbol}, not in {getattr(value, 'dimension', type(value).__name__)}")
        instance.__dict__[self.name] = value


class Body:
    mass = Measured("kg")
    speed = Measured("m")
    del speed

    def __init_subclass__(cls, **defaults):
        cls.defaults = defaults
        super().__init_subclass__()

    def __init__(self, **values):
        for name, value in {**getattr(self, "defaults", {}), **values}.items():
            setattr(self, name, value)

    @singledispatchmethod
    def push(self, what):
        raise UnitError(f"cannot push with {type(what).__name__}")

    @push.register(int)
    def _(self, what):
        return self.push(what * Newton)

    @push.register(Quantity)
    def _(self, what):
        return what / self.mass


class Train(Body, mass=400000 * Kilogram):
    power = Measured("kW")
    length = Measured("m")


@singledispatch
def describe(thing):
    return f"{type(thing).__name__} without a unit"


@describe.register(Quantity)
def _(quantity):
    fitting = [symbol for symbol in ("m", "s", "N", "J", "W", "V") if quantity in Unit[symbol]]
    return f"{quantity!r} can be {' or '.join(fitting) or 'nothing with a name'}"


@describe.register(list)
@describe.register(tuple)
def _(things):
    return [describe(thing) for thing in things]


print(list(Unit), Unit["km"], Unit["km"] is Unit["km"], Unit["mV"].dimension, Unit["µs"].factor, Unit)
speed = 90 * Unit["km"] / (1 * Hour)
print(speed, f"{speed:.1f}", f"{speed * (2 * Hour):.2f|km}", f"{speed * (1 * Hour):8.3f|mi}", speed < 30 * Metre / (1 * Second))
print(describe([5 * Newton * (3 * Metre), 230 * Volt * (2 * Ampere), speed, "text", (1 * Joule / (4 * Second),)]))
train = Train(power=Fraction(11, 2) * 1000 * Unit["kW"], length=200 * Metre)
print(train.mass, train.power, f"{train.power:.1f|kW}", train.push(800000), train.push(1 * Unit["kN"]), dict(Train.fields))
trip, total = [n * Unit["km"] + (n * n % 977) * Metre for n in range(1, 1500)], 0
print(f"{sum(trip):,.1f|km}", max(trip), min(trip), reduce(operator.add, trip[:3]), len({q.dimension for q in trip}))
energy = 0 * Joule
for t in range(2000):
    force = (1000 - t % 250) * Newton
    energy = energy + force * (Fraction(t % 16, 16) * Metre)
print(energy, f"{energy:.4e}", (energy / (3 * Hour)).dimension, (4 * Metre) ** 2, (9 * Metre) ** Fraction(1, 2))
for attempt in (
    lambda: speed + 5, lambda: speed < 3 * Metre, lambda: Unit["parsec"], lambda: f"{speed:.1f|kg}", lambda: setattr(train, "mass", 5),
    lambda: setattr(train, "mass", 5 * Metre), lambda: Body().mass, lambda: train.push("hard"), lambda: Dimension(cd=1, mol=2),
    lambda: 5 + speed, lambda: UnitType("Meter", (Unit,), {}, symbol="m", m=1), lambda: Metre * 5, lambda: f"{speed:q}",
):
    try:
        print("no error", attempt())
    except Exception as error:
        print(type(error).__name__, error)
