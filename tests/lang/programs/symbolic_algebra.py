# Symbolic expressions with operator methods: differentiation, simplification, evaluation, printing.


def wrap(value):
    return value if isinstance(value, Expression) else Number(value)


class Expression:
    level = 9

    def __add__(self, other):
        return Sum(self, wrap(other))

    def __radd__(self, other):
        return Sum(wrap(other), self)

    def __mul__(self, other):
        return Product(self, wrap(other))

    def __rmul__(self, other):
        return Product(wrap(other), self)

    def __sub__(self, other):
        return self + -1 * wrap(other)

    def __rsub__(self, other):
        return wrap(other) + -1 * self

    def __pow__(self, n):
        return Power(self, n)

    def __neg__(self):
        return -1 * self

    def parts(self):
        return ()

    def walk(self):
        yield self
        for part in self.parts():
            yield from part.walk()

    def simple(self):
        return self

    def text(self, level):
        return f"({self})" if self.level < level else str(self)

    def __eq__(self, other):
        return type(self) is type(other) and self.key() == other.key()

    def __hash__(self):
        return hash((type(self).__name__, self.key()))

    def __call__(self, **names):
        return self.value(names)


class Number(Expression):
    def __init__(self, n):
        self.n = n

    def key(self):
        return self.n

    def diff(self, name):
        return Number(0)

    def value(self, names):
        return self.n

    def __str__(self):
        return str(self.n) if self.n >= 0 else f"({self.n})"


class Variable(Expression):
    def __init__(self, name):
        self.name = name

    def key(self):
        return self.name

    def diff(self, name):
        return Number(int(name == self.name))

    def value(self, names):
        return names[self.name]

    def __str__(self):
        return self.name


class Pair(Expression):
    def __init__(self, a, b):
        self.a, self.b = a, b

    def parts(self):
        return self.a, self.b

    def key(self):
        return self.a, self.b


class Sum(Pair):
    level = 1

    def diff(self, name):
        return self.a.diff(name) + self.b.diff(name)

    def value(self, names):
        return self.a.value(names) + self.b.value(names)

    def simple(self):
        terms = {}
        for term in self.terms():
            factor, rest = term.split()
            terms[rest] = terms.get(rest, 0) + factor
        result = None
        for rest, factor in terms.items():
            if factor:
                term = rest if factor == 1 else Number(factor) if rest == Number(1) else Product(Number(factor), rest)
                result = term if result is None else Sum(result, term)
        return result or Number(0)

    def terms(self):
        for part in (self.a.simple(), self.b.simple()):
            if isinstance(part, Sum):
                yield from part.terms()
            else:
                yield part

    def __str__(self):
        return f"{self.a.text(1)} + {self.b.text(1)}"


class Product(Pair):
    level = 2

    def diff(self, name):
        return self.a.diff(name) * self.b + self.a * self.b.diff(name)

    def value(self, names):
        return self.a.value(names) * self.b.value(names)

    def factors(self):
        for part in (self.a.simple(), self.b.simple()):
            if isinstance(part, Product):
                yield from part.factors()
            else:
                yield part

    def simple(self):
        number, powers = 1, {}
        for part in self.factors():
            if isinstance(part, Number):
                number *= part.n
            else:
                base, n = (part.a, part.n) if isinstance(part, Power) else (part, 1)
                powers[base] = powers.get(base, 0) + n
        if number == 0:
            return Number(0)
        result = Number(number) if number != 1 or not powers else None
        for base, n in sorted(powers.items(), key=lambda item: str(item[0])):
            part = base if n == 1 else Power(base, n)
            result = part if result is None else Product(result, part)
        return result

    def __str__(self):
        return f"{self.a.text(2)}*{self.b.text(2)}"


class Power(Expression):
    level = 3

    def __init__(self, a, n):
        self.a, self.n = a, n

    def parts(self):
        return (self.a,)

    def key(self):
        return self.a, self.n

    def diff(self, name):
        return self.n * Power(self.a, self.n - 1) * self.a.diff(name)

    def value(self, names):
        return self.a.value(names) ** self.n

    def simple(self):
        a = self.a.simple()
        if self.n == 0:
            return Number(1)
        if isinstance(a, Number):
            return Number(a.n ** self.n)
        return a if self.n == 1 else Power(a, self.n)

    def __str__(self):
        return f"{self.a.text(4)}**{self.n}"


def split(self):
    part = self.simple()
    if isinstance(part, Number):
        return part.n, Number(1)
    if isinstance(part, Product) and isinstance(first := leftmost(part), Number):
        return first.n, without_first(part)
    return 1, part


def leftmost(part):
    while isinstance(part, Product):
        part = part.a
    return part


def without_first(part):
    if isinstance(part.a, Product):
        return Product(without_first(part.a), part.b)
    return part.b


Expression.split = split
x, y = Variable("x"), Variable("y")
for e in (x + 0, 3 * x + 2 * x, x * x * 2, (x + 1) ** 2, x ** 3 - 2 * x * y + 4 * y, (x + y) * (x - y), 5 - x * 0, -x + x):
    d = e.diff("x").simple()
    print(f"{e}   ->   {e.simple()}   d/dx {d}   at (2, 3): {e(x=2, y=3)} {d(x=2, y=3)}")
e = x ** 6
for order in range(8):
    print(order, e, e(x=2), sum(1 for _ in e.walk()))
    e = e.diff("x").simple()
poly = sum((k * x ** k for k in range(1, 9)), Number(0))
print(poly.simple(), poly(x=3) == poly.simple()(x=3), len({*poly.walk()}))
h = 1e-6
print(abs((poly(x=1 + h) - poly(x=1 - h)) / (2 * h) - poly.diff("x")(x=1)) < 1e-3)
