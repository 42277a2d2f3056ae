"""numbers: the tower, what belongs to it, what it gives to classes."""
import numbers
from fractions import Fraction
from numbers import *

values = [1, True, 1.5, 1j, Fraction(1, 2), "x", None]
for kind in (Number, Complex, Real, Rational, Integral):
    print(kind.__name__, [isinstance(v, kind) for v in values], kind.__mro__[1].__name__, len(kind.__abstractmethods__))
print(numbers.__all__, issubclass(int, Real), issubclass(Integral, Rational), sorted(Integral.__abstractmethods__))
try:
    Real()
except TypeError as e:
    print(str(e).split("methods")[0])


class Money(Real):
    def __init__(self, cents):
        self.cents = cents

    def __repr__(self):
        return f"Money({self.cents})"

    def _other(operation):
        def method(self, other):
            other = other.cents if isinstance(other, Money) else other * 100
            return operation(self, other)
        return method

    __add__ = __radd__ = _other(lambda a, b: Money(a.cents + b))
    __mul__ = __rmul__ = lambda self, other: Money(self.cents * other)
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = lambda self, other: NotImplemented
    __floordiv__ = _other(lambda a, b: a.cents // b)
    __rfloordiv__ = _other(lambda a, b: b // a.cents)
    __mod__ = _other(lambda a, b: Money(a.cents % b))
    __rmod__ = _other(lambda a, b: Money(b % a.cents))
    __eq__ = _other(lambda a, b: a.cents == b)
    __lt__ = _other(lambda a, b: a.cents < b)
    __le__ = _other(lambda a, b: a.cents <= b)
    __neg__ = lambda self: Money(-self.cents)
    __pos__ = lambda self: self
    __abs__ = lambda self: Money(abs(self.cents))
    __float__ = lambda self: self.cents / 100
    __trunc__ = __floor__ = __ceil__ = lambda self: int(float(self))
    __round__ = lambda self, n=None: round(float(self), n)


m = Money(550)
print(m + 1, 1 + m, m - 1, 10 - m, divmod(m, 2), divmod(20, m), complex(m), m.real, m.imag, m.conjugate(), bool(m),
      bool(Money(0)), isinstance(m, Complex), m - Money(50))
try:
    hash(m)
except TypeError as e:
    print(e)
