# Vectors, matrices, fractions and polynomials with operators.


class Fraction:
    __slots__ = ("num", "den")

    def __new__(cls, num=0, den=1):
        self = super().__new__(cls)
        if isinstance(num, Fraction):
            return num if den == 1 else num / den
        if den == 0:
            raise ZeroDivisionError(f"{num}/0")
        g = cls._gcd(abs(num), abs(den))
        if den < 0:
            g = -g
        self.num, self.den = num // g, den // g
        return self

    @staticmethod
    def _gcd(a, b):
        while b:
            a, b = b, a % b
        return a or 1

    def _operator(function):
        def forward(self, other):
            if isinstance(other, int):
                other = Fraction(other)
            if not isinstance(other, Fraction):
                return NotImplemented
            return function(self, other)

        def backward(self, other):
            return function(Fraction(other), self) if isinstance(other, int) else NotImplemented

        return forward, backward

    __add__, __radd__ = _operator(lambda a, b: Fraction(a.num * b.den + b.num * a.den, a.den * b.den))
    __sub__, __rsub__ = _operator(lambda a, b: Fraction(a.num * b.den - b.num * a.den, a.den * b.den))
    __mul__, __rmul__ = _operator(lambda a, b: Fraction(a.num * b.num, a.den * b.den))
    __truediv__, __rtruediv__ = _operator(lambda a, b: Fraction(a.num * b.den, a.den * b.num))
    __eq__, _ = _operator(lambda a, b: (a.num, a.den) == (b.num, b.den))
    __lt__, _ = _operator(lambda a, b: a.num * b.den < b.num * a.den)
    __le__, _ = _operator(lambda a, b: a.num * b.den <= b.num * a.den)
    del _operator, _

    def __pow__(self, n, mod=None):
        if n < 0:
            return Fraction(self.den ** -n, self.num ** -n)
        return Fraction(self.num ** n, self.den ** n)

    def __neg__(self):
        return Fraction(-self.num, self.den)

    def __abs__(self):
        return Fraction(abs(self.num), self.den)

    def __hash__(self):
        return hash((self.num, self.den)) if self.den != 1 else hash(self.num)

    def __bool__(self):
        return self.num != 0

    def __float__(self):
        return self.num / self.den

    def __int__(self):
        return self.num // self.den

    def __round__(self, digits=None):
        return round(float(self), digits) if digits is not None else round(float(self))

    def __repr__(self):
        return f"{self.num}/{self.den}" if self.den != 1 else str(self.num)

    def __format__(self, spec):
        return format(float(self), spec) if spec else repr(self)


class Vector:
    def __init__(self, *items):
        self._items = tuple(items)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, index):
        found = self._items[index]
        return type(self)(*found) if isinstance(index, slice) else found

    def __add__(self, other):
        if len(self) != len(other):
            raise ValueError(f"lengths differ: {len(self)} and {len(other)}")
        return Vector(*(a + b for a, b in zip(self, other)))

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return self * -1

    def __mul__(self, k):
        return Vector(*(a * k for a in self)) if isinstance(k, (int, float, Fraction)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return sum((a * b for a, b in zip(self, other)), 0)

    def __eq__(self, other):
        return isinstance(other, Vector) and self._items == other._items

    def __repr__(self):
        return "<" + ", ".join(map(str, self)) + ">"

    def __contains__(self, x):
        return x in self._items


class Matrix:
    def __init__(self, rows):
        self.rows = [Vector(*row) for row in rows]

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            row, col = key
            if row is ...:
                return Vector(*(r[col] for r in self.rows))
            return self.rows[row][col]
        return self.rows[key]

    def __setitem__(self, key, value):
        row, col = key
        items = list(self.rows[row])
        items[col] = value
        self.rows[row] = Vector(*items)

    def __matmul__(self, other):
        if isinstance(other, Vector):
            return Vector(*(row @ other for row in self.rows))
        if isinstance(other, Matrix):
            columns = other.T.rows
            return Matrix([[row @ column for column in columns] for row in self.rows])
        return NotImplemented

    def __rmatmul__(self, other):
        return self.T @ other if isinstance(other, Vector) else NotImplemented

    def __imul__(self, k):
        self.rows = [row * k for row in self.rows]
        return self

    def __add__(self, other):
        return Matrix([a + b for a, b in zip(self.rows, other.rows)])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __repr__(self):
        return "[" + "; ".join(" ".join(str(x) for x in row) for row in self.rows) + "]"

    def determinant(self):
        rows = [[Fraction(x) for x in row] for row in self.rows]
        result = Fraction(1)
        for i in range(len(rows)):
            pivot = next((k for k in range(i, len(rows)) if rows[k][i]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != i:
                rows[i], rows[pivot] = rows[pivot], rows[i]
                result = -result
            result *= rows[i][i]
            for k in range(i + 1, len(rows)):
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
        return result


class Polynomial:
    def __init__(self, *coefficients):
        self.c = list(coefficients)
        while self.c and not self.c[-1]:
            self.c.pop()

    def __call__(self, x):
        result = 0
        for c in reversed(self.c):
            result = result * x + c
        return result

    def __add__(self, other):
        n = max(len(self.c), len(other.c))
        pad = lambda c: c + [0] * (n - len(c))
        return Polynomial(*map(lambda a, b: a + b, pad(self.c), pad(other.c)))

    def __mul__(self, other):
        result = [0] * (len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                result[i + j] += a * b
        return Polynomial(*result)

    def derivative(self):
        return Polynomial(*(i * c for i, c in enumerate(self.c) if i))

    def __str__(self):
        terms = [f"{c}x^{i}" if i > 1 else f"{c}x" if i else f"{c}" for i, c in enumerate(self.c) if c]
        return " + ".join(reversed(terms)) or "0"


half, third = Fraction(1, 2), Fraction(2, 6)
print(half + third, half - third, half * third, half / third, 1 - half, 2 * third, 1 / third, half ** -3, -half, abs(-third))
print(half == Fraction(2, 4), half == 0.5, half < third, third <= half, half > third, Fraction(4, 2) == 2, sorted([half, third, Fraction(0)]))
print(float(half), int(Fraction(7, 2)), round(third, 3), f"{third:.4f} {half}", bool(Fraction(0)), {half: 1}[Fraction(3, 6)])
for bad in (lambda: half + "x", lambda: "x" + half, lambda: Fraction(1, 0), lambda: half < "a", lambda: half / 0):
    try:
        print(bad())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
total = Fraction(0)
for n in range(1, 12):
    total += Fraction(1, n)
print(total, f"{total:.6f}")
v, w = Vector(1, 2, 3), Vector(4, 5, 6)
print(v + w, v - w, v * 3, 3 * v, v @ w, -v, v[1], v[:2], 2 in v, v == Vector(1, 2, 3), list(v))
try:
    v + Vector(1)
except ValueError as error:
    print(error)
m = Matrix([[1, 2], [3, 4]])
print(m @ m, m @ Vector(1, 1), Vector(1, 1) @ m, m.T, m ** 5, m[0, 1], m[..., 0], m[1])
m[0, 0] = 10
n = m
n *= 2
print(n is m, m, m + Matrix.identity(2), (Matrix([[1, 1], [1, 0]]) ** 50)[0, 1])
for bad in (lambda: m @ 3, lambda: 3 @ m, lambda: v @ 3):
    try:
        print(bad())
    except TypeError as error:
        print(error)
print(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).determinant(), Matrix([[1, 2], [2, 4]]).determinant(), Matrix([[0, 1], [1, 0]]).determinant())
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(4)] for i in range(4)])
print(hilbert.determinant(), hilbert[1])
p, q = Polynomial(1, 2, 3), Polynomial(-1, 1)
print(p, "|", q, "|", p + q, "|", p * q, "|", p.derivative(), "|", p(2), (p * q)(half), Polynomial(0, 0))
