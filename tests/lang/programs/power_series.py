# Power series as lazy streams of fractions: products, quotients, inverses and solutions of differential equations.
from fractions import Fraction as F
from itertools import chain, count, islice, repeat, tee


class Series:
    """Coefficients that are computed when first asked for, once; a definition may use the series it defines."""

    def __init__(self, make):
        self.make, self.known, self.source = make, [], None

    def __getitem__(self, n):
        while len(self.known) <= n:
            if self.source is None:
                self.source = iter(self.make())
            self.known.append(F(next(self.source, 0)))
        return self.known[n]

    def __iter__(self):
        return map(self.__getitem__, count())

    def __add__(self, other):
        other = lift(other)
        return Series(lambda: (a + b for a, b in zip(self, other)))

    def __neg__(self):
        return Series(lambda: (-a for a in self))

    def __sub__(self, other):
        return self + -lift(other)

    def __mul__(self, other):
        if isinstance(other, (int, F)):
            return Series(lambda: (a * other for a in self))
        def terms():
            for n in count():
                yield sum(self[i] * other[n - i] for i in range(n + 1))
        return Series(terms)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return lift(other) - self

    def __truediv__(self, other):
        if not other[0]:
            raise ZeroDivisionError("the divisor begins with 0")
        def terms():
            quotient = []
            for n in count():
                rest = self[n] - sum(q * other[n - i] for i, q in enumerate(quotient))
                quotient.append(rest / other[0])
                yield quotient[-1]
        return Series(terms)

    def __call__(self, inner):
        """Composition; `inner` begins with 0."""
        if inner[0]:
            raise ValueError(f"cannot compose with a series that begins with {inner[0]}")
        def terms():
            yield self[0]
            yield from islice(inner.tail() * Series(lambda: islice(self, 1, None))(inner), None)
        return Series(terms)

    def tail(self):
        return Series(lambda: islice(self, 1, None))

    def derivative(self):
        return Series(lambda: (n * a for n, a in enumerate(self) if n))

    def integral(self, constant=0):
        return Series(lambda: chain([constant], (a / n for n, a in zip(count(1), self))))

    def reverted(self):
        """The series g with self(g) = x."""
        def terms():
            yield 0
            yield from (1 / self.tail())(answer)
        answer = Series(terms)
        return answer

    def __rtruediv__(self, other):
        return lift(other) / self

    def show(self, name, terms=9):
        print(f"{name:<12}", *islice(self, terms))

    def at(self, x, terms=24):
        total = F(0)
        for coefficient in reversed(list(islice(self, terms))):
            total = total * x + coefficient
        return float(total)


def lift(value):
    return value if isinstance(value, Series) else Series(lambda: chain([value], repeat(0)))


x = Series(lambda: chain([0, 1], repeat(0)))
exp = Series(lambda: exp.integral(1))
sin = Series(lambda: cos.integral(0))
cos = Series(lambda: (-sin).integral(1))
tan = sin / cos
geometric = 1 / (1 - x)
log = geometric.integral()
for name, series in dict(exp=exp, sin=sin, cos=cos, tan=tan, geometric=geometric, log=log).items():
    series.show(name)
(sin * sin + cos * cos).show("1 =")
(exp * exp(-x)).show("1 =")
(log(1 - (1 - x) * 1 + 0)).show("log x")
exp(sin).show("exp sin")
sin.reverted().show("arcsin")
tan.reverted().show("arctan")
((exp - 1).reverted() - (log(-x) * -1)).show("0 =")
print(f"{exp.at(F(1)):.12f} {(4 * tan.reverted()).at(F(1, 2)):.9f} {log.at(F(1, 2)):.9f}")

catalan = Series(lambda: chain([1], catalan * catalan))
catalan.show("catalan", 14)
fibonacci = x / (1 - x - x * x)
fibonacci.show("fibonacci", 16)
bernoulli = x.tail() / (exp - 1).tail()
print("bernoulli   ", *(bernoulli[n] * factorial for n, factorial in zip(range(13), iter([1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600]))))
bell = exp(exp - 1)
print("bell        ", *(bell[n] / exp[n] for n in range(10)))


def partitions():
    """Partition numbers by Euler's recurrence, from a stream that reads itself."""
    def stream():
        known = [1]
        yield 1
        for n in count(1):
            total = 0
            for k in count(1):
                for pentagonal in (k * (3 * k - 1) // 2, k * (3 * k + 1) // 2):
                    if pentagonal <= n:
                        total += known[n - pentagonal] if k % 2 else -known[n - pentagonal]
                if k * (3 * k - 1) // 2 > n:
                    break
            known.append(total)
            yield total
    return stream()


print("partitions  ", *islice(partitions(), 12), list(islice(partitions(), 400))[-1])


def hamming():
    def scaled(factor, source):
        for item in source:
            yield factor * item

    def unique_merge(*sources):
        heads = [next(source) for source in sources]
        while True:
            least = min(heads)
            yield least
            heads = [next(source) if head == least else head for head, source in zip(heads, sources)]

    def numbers():
        yield 1
        yield from unique_merge(*(scaled(f, copy) for f, copy in zip((2, 3, 5), copies)))

    *copies, answer = tee(numbers(), 4)
    return answer


print("hamming     ", *islice(hamming(), 15), next(islice(hamming(), 900, None)))
for attempt in (lambda: sin / sin, lambda: exp(cos), lambda: exp + "x", lambda: Series(lambda: iter("ab"))[1]):
    try:
        print(attempt()[3])
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
