# lru_cache, cache, cached_property, wraps, total_ordering, singledispatch.
from functools import (cache, cached_property, lru_cache, singledispatch, singledispatchmethod, total_ordering,
                       update_wrapper, wraps)


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


@lru_cache(maxsize=3)
def square(x, *rest, **kw):
    print("compute", x, rest, kw)
    return x * x


for x in (1, 2, 1, 3, 4, 2, 1):
    print(square(x), square.cache_info())
square(1, a=1, b=2)
square(1, b=2, a=1)
square(1, a=1, b=2)
print(square.cache_info(), square.cache_parameters(), square.__wrapped__(3), square.__name__)
square.cache_clear()
print(square.cache_info(), tuple(square.cache_info()), square.cache_info().currsize)
show("unhashable", lambda: square([1]))
show("kw", lambda: square())
print(square.cache_info())


@lru_cache
def plain(x):
    """Doc."""
    return x


print(plain(1), plain(1.0), plain(True), plain("a"), plain(1), plain.cache_info(), plain.__doc__, plain.cache_parameters())


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info())


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info(), lru_cache(maxsize=-5)(len).cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())
show("bad maxsize", lambda: lru_cache(maxsize="x"))
show("bad function", lambda: lru_cache(4)(3))


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        print("hash", self.value)
        return self.value

    def __eq__(self, other):
        print("eq", self.value, other.value)
        return self.value == other.value


@lru_cache(maxsize=2)
def keyed(key):
    return key.value


for v in (1, 2, 1, 3, 1):
    print("result", keyed(Key(v)))
print(keyed.cache_info())


@lru_cache(maxsize=2)
def reentrant(n):
    if n > 0:
        reentrant(n - 1)
        reentrant(n - 1)
    return n


print(reentrant(5), reentrant.cache_info())


@lru_cache(maxsize=None)
def clears(n):
    if n:
        clears.cache_clear()
        return clears(n - 1)
    return 0


print(clears(3), clears.cache_info())


class Methods:
    def __init__(self, base):
        self.base = base
        self.calls = 0

    @lru_cache(maxsize=None)
    def add(self, x):
        self.calls += 1
        return self.base + x

    @cached_property
    def expensive(self):
        """Doc of expensive."""
        self.calls += 1
        return [self.base]


m = Methods(10)
print(m.add(1), m.add(1), m.calls, Methods.add.cache_info(), m.expensive is m.expensive, m.calls, m.__dict__["expensive"])
del m.expensive
print(m.expensive, m.calls, Methods.expensive.__doc__, Methods.expensive.attrname)


class Slotted:
    __slots__ = ()
    value = cached_property(lambda self: 1)


show("slots", lambda: Slotted().value)


class Late:
    pass


Late.value = cached_property(lambda self: 1)
show("late", lambda: Late().value)


def decorate(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args) + 1
    return wrapper


@decorate
def three():
    """Gives three."""
    return 2


three_copy = update_wrapper(lambda: 0, three)
print(three(), three.__name__, three.__doc__, three.__wrapped__(), three.__qualname__, three_copy.__name__)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Version) else NotImplemented


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), a >= Version(1), sorted([b, a])[0] is a)
show("unordered", lambda: a > 3)
for name in ("__le__", "__gt__", "__ge__"):
    body = {"__eq__": lambda s, o: s.n == o.n, "__hash__": None}
    body[name] = {"__le__": lambda s, o: s.n <= o.n, "__gt__": lambda s, o: s.n > o.n, "__ge__": lambda s, o: s.n >= o.n}[name]
    C = total_ordering(type("C", (), body))
    x, y = C(), C()
    x.n, y.n = 1, 2
    print(name, x < y, x <= y, x > y, x >= y, y < x, y <= x, y > x, y >= x, x <= x, x < x)
show("no ordering", lambda: total_ordering(type("D", (), {})))


@singledispatch
def describe(arg, extra=None):
    return f"object {arg!r} {extra}"


@describe.register(int)
def _(arg, extra=None):
    return f"int {arg}"


@describe.register(list)
def describe_list(arg, extra=None):
    return f"list of {len(arg)}"


@describe.register(float)
@describe.register(complex)
def _(arg, extra=None):
    return f"number {arg}"


class Base:
    pass


class Derived(Base):
    pass


print(describe(1), describe(True), describe([1]), describe("x", 5), describe(1.5), describe(1j), describe(Derived()).split()[0])
describe.register(Base, lambda arg, extra=None: "base")
print(describe(Derived()), describe.dispatch(Derived) is describe.registry[Base], describe.dispatch(dict) is describe.registry[object])
show("no args", lambda: describe())
show("bad register", lambda: describe.register(3, len))
print(describe.__name__, len(describe.registry), describe_list([1, 2]))


class Negator:
    @singledispatchmethod
    def neg(self, arg):
        return "cannot"

    @neg.register(int)
    def _(self, arg):
        return -arg

    @neg.register(bool)
    def _(self, arg):
        return not arg

    @singledispatchmethod
    @classmethod
    def make(cls, arg):
        return (cls.__name__, "any")

    @make.register(str)
    @classmethod
    def _(cls, arg):
        return (cls.__name__, "str", arg)


print(Negator().neg(5), Negator().neg(True), Negator().neg("x"), Negator.make("s"), Negator.make(1), Negator().make("t"))
