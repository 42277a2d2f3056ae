"""The kinds of numbers, from all numbers to integers, as abstract classes."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(metaclass=ABCMeta):
    """Any number."""

    __slots__ = ()

    # What can be told apart need not have a hash.
    __hash__ = None


def _asked(cls, *names, wrap=lambda f: f):
    """Makes names abstract in a class."""
    for name in names:

        def method(self, *args):
            raise NotImplementedError

        method.__name__, method.__qualname__ = name, f"{cls.__name__}.{name}"
        setattr(cls, name, wrap(abstractmethod(method)))
    cls.__abstractmethods__ = cls.__abstractmethods__.union(names)


class Complex(Number):
    """A number with a real and an imaginary part."""

    __slots__ = ()

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


_asked(Complex, "__complex__", "__add__", "__radd__", "__neg__", "__pos__", "__mul__", "__rmul__", "__truediv__",
       "__rtruediv__", "__pow__", "__rpow__", "__abs__", "conjugate", "__eq__")
_asked(Complex, "real", "imag", wrap=property)


class Real(Complex):
    """A number on a line."""

    __slots__ = ()

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    def conjugate(self):
        return +self

    real = property(lambda self: +self)
    imag = property(lambda self: 0)


Real.__abstractmethods__ = Real.__abstractmethods__ - {"__complex__", "conjugate", "real", "imag"}
_asked(Real, "__float__", "__trunc__", "__floor__", "__ceil__", "__round__", "__floordiv__", "__rfloordiv__",
       "__mod__", "__rmod__", "__lt__", "__le__")


class Rational(Real):
    """A fraction in lowest terms."""

    __slots__ = ()

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


_asked(Rational, "numerator", "denominator", wrap=property)


class Integral(Rational):
    """A whole number."""

    __slots__ = ()

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    numerator = property(lambda self: +self)
    denominator = property(lambda self: 1)


Integral.__abstractmethods__ = Integral.__abstractmethods__ - {"numerator", "denominator"}
_asked(Integral, "__int__", "__pow__", "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__and__", "__rand__",
       "__xor__", "__rxor__", "__or__", "__ror__", "__invert__")

for _kind, _built_in in ((Complex, complex), (Real, float), (Integral, int)):
    _kind.register(_built_in)
del _kind, _built_in
