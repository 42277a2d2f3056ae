"""Rational numbers."""

import math
import numbers
import sys

__all__ = ["Fraction"]

_MODULUS = sys.hash_info.modulus if hasattr(sys, "hash_info") else 2**61 - 1
_HASH_OF_INFINITY = 314159


def _plus(a, b):
    return a + b


def _minus(a, b):
    return a - b


def _times(a, b):
    return a * b


def _over(a, b):
    return a / b


def _whole(a, b):
    return a // b


def _rest(a, b):
    return a % b


def _less(a, b):
    return a < b


def _greater(a, b):
    return a > b


def _at_most(a, b):
    return a <= b


def _at_least(a, b):
    return a >= b


def _digits(text, at):
    """The digits at a place of a text, single underscores between them left out; and what follows."""
    start = at
    while at < len(text) and (
        text[at].isdecimal() or text[at] == "_" and at > start and text[at - 1] != "_" and text[at + 1 : at + 2].isdecimal()
    ):
        at += 1
    return text[start:at].replace("_", ""), at


def _parse(text):
    """Numerator and denominator that a text like `-3/4` or `1.5e3` says; None if it says none."""
    body = text.strip()
    negative = body[:1] == "-"
    at = 1 if body[:1] in ("-", "+") else 0
    whole, at = _digits(body, at)
    rest = body[at:]
    if whole and rest.lstrip().startswith("/"):
        bottom, end = _digits(rest.lstrip()[1:].lstrip(), 0)
        if not bottom or rest.lstrip()[1:].lstrip()[end:]:
            return None
        top, bottom = int(whole), int(bottom)
    else:
        decimals = ""
        if rest.startswith("."):
            decimals, at = _digits(body, at + 1)
        if not whole and not decimals:
            return None
        top, bottom = int(whole + decimals), 10 ** len(decimals)
        if body[at : at + 1] in ("e", "E"):
            at += 1
            sign = body[at : at + 1]
            exponent, at = _digits(body, at + 1 if sign in ("-", "+") else at)
            if not exponent:
                return None
            if sign == "-":
                bottom *= 10 ** int(exponent)
            else:
                top *= 10 ** int(exponent)
        if body[at:]:
            return None
    return (-top if negative else top), bottom


class Fraction:
    """A rational number: a numerator over a positive denominator, in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, (int, Fraction)):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, str):
                parts = _parse(numerator)
                if parts is None:
                    raise ValueError("Invalid literal for Fraction: %r" % numerator)
                numerator, denominator = parts
            elif isinstance(numerator, float) or not isinstance(numerator, type) and hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            else:
                raise TypeError(
                    "argument should be a string or a Rational instance or have the as_integer_ratio() method"
                )
        elif type(numerator) is int is type(denominator):
            pass
        elif _is_rational(numerator) and _is_rational(denominator):
            numerator, denominator = (
                numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
            )
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator, self._denominator = numerator // divisor, denominator // divisor
        return self

    @classmethod
    def from_number(cls, number):
        """From a number that is or has a ratio of ints."""
        if type(number) is int:
            return cls._raw(number, 1)
        if isinstance(number, (int, Fraction)):
            return cls._raw(number.numerator, number.denominator)
        if isinstance(number, float) or not isinstance(number, type) and hasattr(number, "as_integer_ratio"):
            return cls._raw(*number.as_integer_ratio())
        raise TypeError("argument should be a Rational instance or have the as_integer_ratio() method")

    @classmethod
    def from_float(cls, f):
        """The exact value of a float."""
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._raw(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a decimal number."""
        if isinstance(dec, int):
            return cls(dec)
        return cls._raw(*dec.as_integer_ratio())

    @classmethod
    def _raw(cls, numerator, denominator):
        self = super(Fraction, cls).__new__(cls)
        self._numerator, self._denominator = numerator, denominator
        return self

    def is_integer(self):
        """Whether the denominator is one."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Numerator and denominator."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The closest fraction whose denominator is not above a bound."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The last convergent of the continued fraction within the bound, and the last one on the way to the next.
        whole, part = self._numerator, self._denominator
        before, last = (0, 1), (1, 0)
        while True:
            term, rest = divmod(whole, part)
            following = before[0] + term * last[0], before[1] + term * last[1]
            if following[1] > max_denominator:
                break
            before, last, whole, part = last, following, part, rest
        steps = (max_denominator - before[1]) // last[1]
        between = before[0] + steps * last[0], before[1] + steps * last[1]
        return Fraction._raw(*min(last, between, key=self._distance_key(last[1] * between[1])))

    def _distance_key(self, common):
        """How far from here pairs of a numerator and a denominator that divides `common` are, as ints."""
        def distance(pair):
            top, bottom = pair
            return abs(self._numerator * bottom - top * self._denominator) * (common // bottom)

        return distance

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        spec = _Spec.parse(format_spec)
        if spec is None:
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return spec.apply(self)

    # Arithmetic. `_add` and the others take two fractions.

    def _add(a, b):
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        shared = math.gcd(da, db)
        if shared == 1:
            return Fraction._raw(na * db + nb * da, da * db)
        own = da // shared
        top = na * (db // shared) + nb * own
        # Only what the denominators share can be cancelled (Knuth, 4.5.1).
        divisor = math.gcd(top, shared)
        return Fraction._raw(top // divisor, own * (db // divisor))

    def _sub(a, b):
        return a._add(Fraction._raw(-b._numerator, b._denominator))

    def _mul(a, b):
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        g, h = math.gcd(na, db), math.gcd(nb, da)
        return Fraction._raw((na // g) * (nb // h), (da // h) * (db // g))

    def _div(a, b):
        nb, db = b._numerator, b._denominator
        if nb == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % db)
        if nb < 0:
            nb, db = -nb, -db
        return a._mul(Fraction._raw(db, nb))

    def _floordiv(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _divmod(a, b):
        da, db = a._denominator, b._denominator
        quotient, rest = divmod(a._numerator * db, da * b._numerator)
        return quotient, Fraction(rest, da * db)

    def _mod(a, b):
        da, db = a._denominator, b._denominator
        return Fraction((a._numerator * db) % (b._numerator * da), da * db)

    def _forward(exact, fallback):
        def method(a, b):
            if isinstance(b, Fraction):
                return exact(a, b)
            if isinstance(b, int):
                return exact(a, Fraction._raw(int(b), 1))
            if isinstance(b, float):
                return fallback(float(a), b)
            if isinstance(b, complex):
                return NotImplemented if fallback in (_whole, _rest, divmod) else fallback(complex(a), b)
            return NotImplemented

        return method

    def _reverse(exact, fallback):
        def method(b, a):
            if isinstance(a, int):
                return exact(Fraction._raw(int(a), 1), b)
            if isinstance(a, float):
                return fallback(a, float(b))
            if isinstance(a, complex):
                return NotImplemented if fallback in (_whole, _rest, divmod) else fallback(a, complex(b))
            return NotImplemented

        return method

    __add__, __radd__ = _forward(_add, _plus), _reverse(_add, _plus)
    __sub__, __rsub__ = _forward(_sub, _minus), _reverse(_sub, _minus)
    __mul__, __rmul__ = _forward(_mul, _times), _reverse(_mul, _times)
    __truediv__, __rtruediv__ = _forward(_div, _over), _reverse(_div, _over)
    __floordiv__, __rfloordiv__ = _forward(_floordiv, _whole), _reverse(_floordiv, _whole)
    __mod__, __rmod__ = _forward(_mod, _rest), _reverse(_mod, _rest)
    __divmod__, __rdivmod__ = _forward(_divmod, divmod), _reverse(_divmod, divmod)
    del _forward, _reverse

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(b, (int, Fraction)):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._raw(a._numerator**power, a._denominator**power)
            if a._numerator > 0:
                return Fraction._raw(a._denominator**-power, a._numerator**-power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator**-power}, 0)")
            return Fraction._raw((-a._denominator) ** -power, (-a._numerator) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, (int, Fraction)):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a**b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._raw(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._raw(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._raw(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __float__(a):
        return int(a._numerator) / int(a._denominator)

    def __complex__(a):
        return complex(float(a))

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator or rest * 2 == self._denominator and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        """Real numbers are their own."""
        return +self

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            result = _HASH_OF_INFINITY
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, (int, Fraction)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if math.isnan(b) or math.isinf(b) else a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, float):
            if not math.isfinite(other):
                return op(0.0, other)
            other = self.from_float(other)
        elif not isinstance(other, (int, Fraction)):
            return NotImplemented
        return op(self._numerator * other.denominator, self._denominator * other.numerator)

    def __lt__(a, b):
        return a._compare(b, _less)

    def __gt__(a, b):
        return a._compare(b, _greater)

    def __le__(a, b):
        return a._compare(b, _at_most)

    def __ge__(a, b):
        return a._compare(b, _at_least)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) == Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _is_rational(value):
    return isinstance(value, (int, Fraction))


def _round_to_exponent(n, d, exponent):
    """The fraction `n/d` as a count of `10**exponent`, half to even: sign and magnitude."""
    scale = 10 ** abs(exponent)
    n, d = (n * scale, d) if exponent < 0 else (n, d * scale)
    count, rest = divmod(abs(n), d)
    is_odd = count % 2
    return n < 0, count + ((rest * 2, is_odd) > (d, 0))


def _round_to_figures(n, d, figures):
    """The fraction `n/d` to so many significant figures: sign, significand, exponent."""
    if n == 0:
        return False, 0, 1 - figures
    more = len(str(abs(n))) - len(str(d))
    scale = 10 ** abs(more)
    reaches = abs(n) >= d * scale if more >= 0 else abs(n) * scale >= d
    exponent = more + reaches - figures
    negative, significand = _round_to_exponent(n, d, exponent)
    # Rounding up may have made one figure more, a 0.
    if significand < 10**figures:
        return negative, significand, exponent
    return negative, significand // 10, exponent + 1


class _Spec:
    """A format specification."""

    @classmethod
    def parse(cls, text):
        self = cls()
        at = 0
        self.fill, self.align = " ", ""
        if text[1:2] and text[1] in "<>=^":
            self.fill, self.align, at = text[0], text[1], 2
        elif text[:1] and text[0] in "<>=^":
            self.align, at = text[0], 1
        self.sign = self.zero = self.grouping = self.kind = ""
        self.no_negative_zero = self.alternate = False
        if text[at : at + 1] and text[at] in "-+ ":
            self.sign, at = text[at], at + 1
        if text[at : at + 1] == "z":
            self.no_negative_zero, at = True, at + 1
        if text[at : at + 1] == "#":
            self.alternate, at = True, at + 1
        self.zero_pad = text[at : at + 1] == "0" and text[at + 1 : at + 2].isdigit()
        if self.zero_pad:
            at += 1
        start = at
        while text[at : at + 1].isdigit():
            at += 1
        self.width = int(text[start:at] or 0)
        if text[at : at + 1] and text[at] in ",_":
            self.grouping, at = text[at], at + 1
        self.precision = None
        self.decimal_grouping = ""
        if text[at : at + 1] == ".":
            start = at = at + 1
            while text[at : at + 1].isdigit():
                at += 1
            if at > start:
                self.precision = int(text[start:at])
            if text[at : at + 1] and text[at] in ",_":
                self.decimal_grouping, at = text[at], at + 1
            if at == start:
                return None
        if text[at : at + 1] and text[at] in "eEfFgG%":
            self.kind, at = text[at], at + 1
        if text[at:] or self.zero_pad and self.align and self.kind:
            return None
        if not self.kind and (self.precision is not None or self.no_negative_zero or self.decimal_grouping or self.zero_pad):
            return None
        return self

    def apply(self, value):
        if self.kind:
            negative, body, suffix = self._decimal(value)
        else:
            negative = value._numerator < 0
            top, bottom = format(abs(value._numerator), self.grouping), ""
            if value._denominator > 1 or self.alternate:
                bottom = "/" + format(value._denominator, self.grouping)
            body, suffix = top + bottom, ""
        sign = "-" if negative else "" if self.sign == "-" else self.sign
        if self.kind:
            whole, point, decimals = body.partition(".")
            if self.zero_pad:
                room = self.width - len(sign) - len(suffix) - len(point + decimals)
                if self.grouping:
                    room = 3 * room // 4 + 1
                whole = whole.zfill(room)
            if self.grouping:
                first = 1 + (len(whole) - 1) % 3
                whole = whole[:first] + "".join(
                    self.grouping + whole[at : at + 3] for at in range(first, len(whole), 3)
                )
            if self.decimal_grouping:
                decimals = self.decimal_grouping.join(decimals[at : at + 3] for at in range(0, len(decimals), 3))
            body = whole + point + decimals + suffix
        padding = self.fill * (self.width - len(sign) - len(body))
        align = self.align or ">"
        if align == ">":
            return padding + sign + body
        if align == "<":
            return sign + body + padding
        if align == "=":
            return sign + padding + body
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]

    def _decimal(self, value):
        """Sign, digits with their point, and what follows them."""
        kind = self.kind
        precision = 6 if self.precision is None else self.precision
        fixed = kind in "fF%"
        if fixed:
            exponent = -precision - (2 if kind == "%" else 0)
            negative, significand = _round_to_exponent(value._numerator, value._denominator, exponent)
            scientific, point = False, precision
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            negative, significand, exponent = _round_to_figures(value._numerator, value._denominator, figures)
            scientific = kind in "eE" or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        suffix = ""
        if kind == "%":
            suffix = "%"
        elif scientific:
            suffix = f"{'E' if kind in 'EG' else 'e'}{exponent + point:+03d}"
        if self.no_negative_zero and significand == 0:
            negative = False
        digits = f"{significand:0{point + 1}d}"
        whole, decimals = digits[: len(digits) - point], digits[len(digits) - point :]
        if kind in "gG" and not self.alternate:
            decimals = decimals.rstrip("0")
        separator = "." if decimals or self.alternate else ""
        return negative, whole + separator + decimals, suffix


numbers.Rational.register(Fraction)
