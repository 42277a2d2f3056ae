# Matrices with operator methods, rows and columns as views, elimination on exact fractions.


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Ratio:
    __slots__ = ("top", "bottom")

    def __init__(self, top, bottom=1):
        if bottom == 0:
            raise ZeroDivisionError(f"Ratio({top}, 0)")
        divisor = gcd(top, bottom) or 1
        if bottom < 0:
            divisor = -divisor
        self.top, self.bottom = top // divisor, bottom // divisor

    @staticmethod
    def of(value):
        return value if isinstance(value, Ratio) else Ratio(value)

    def __add__(self, other):
        other = Ratio.of(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __neg__(self):
        return Ratio(-self.top, self.bottom)

    def __sub__(self, other):
        return self + -Ratio.of(other)

    def __rsub__(self, other):
        return Ratio.of(other) - self

    def __mul__(self, other):
        other = Ratio.of(other)
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Ratio.of(other)
        return Ratio(self.top * other.bottom, self.bottom * other.top)

    def __eq__(self, other):
        if not isinstance(other, (int, Ratio)):
            return NotImplemented
        other = Ratio.of(other)
        return (self.top, self.bottom) == (other.top, other.bottom)

    def __hash__(self):
        return hash(self.top) if self.bottom == 1 else hash((self.top, self.bottom))

    def __bool__(self):
        return self.top != 0

    def __repr__(self):
        return str(self.top) if self.bottom == 1 else f"{self.top}/{self.bottom}"


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, n):
        return cls([int(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def columns(self):
        return zip(*self.rows)

    def __getitem__(self, key):
        row, column = key
        if isinstance(row, slice):
            return Matrix(r[column] if isinstance(column, slice) else [r[column]] for r in self.rows[row])
        return self.rows[row][column]

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            return NotImplemented
        columns = list(other.columns())
        return Matrix([sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows)

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result @= base
            base @= base
            n >>= 1
        return result

    def __str__(self):
        texts = [[str(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*texts)]
        return "\n".join(" ".join(t.rjust(w) for t, w in zip(row, widths)) for row in texts)

    def inverse(self):
        n = self.shape[0]
        work = [[Ratio.of(x) for x in row] + [Ratio(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        for i in range(n):
            pivot = next((r for r in range(i, n) if work[r][i]), None)
            if pivot is None:
                raise ArithmeticError("singular")
            work[i], work[pivot] = work[pivot], work[i]
            work[i] = [x / work[i][i] for x in work[i]]
            for r in range(n):
                if r != i and work[r][i]:
                    factor = work[r][i]
                    work[r] = [a - factor * b for a, b in zip(work[r], work[i])]
        return Matrix(row[n:] for row in work)


m = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(m)
print(m.inverse())
print(m @ m.inverse() == Matrix.identity(3), m.shape, m[1, 2], m[0:2, 1:3].rows)
print(Matrix([[1, 1], [1, 0]]) ** 90)
m[0, 0] = 10
print(list(m.columns()))
for bad in (lambda: Matrix([[1], [1, 2]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: m @ Matrix([[1, 2]]),
            lambda: Ratio(1, 0), lambda: Ratio(1) + "x"):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
print(Ratio(6, -4), Ratio(3, 1) == 3, {Ratio(2, 4): "half"}[Ratio(1, 2)], sum([Ratio(1, k) for k in range(1, 12)]), 1 - Ratio(1, 3))
hilbert = Matrix([Ratio(1, i + j + 1) for j in range(5)] for i in range(5))
print(hilbert.inverse())
