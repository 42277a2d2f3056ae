# Matrices: printing, products, elimination, determinants, powers.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        widths = {len(row) for row in self.rows}
        if len(widths) != 1:
            raise ValueError(f"rows of different lengths: {sorted(widths)}")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, place):
        i, j = place
        return self.rows[i][j]

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __add__(self, other):
        if self.shape != other.shape:
            raise ValueError(f"shapes differ: {self.shape} and {other.shape}")
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __mul__(self, factor):
        return Matrix([[factor * a for a in row] for row in self.rows])

    __rmul__ = __mul__

    def __pow__(self, exponent):
        result, square = Matrix.identity(len(self.rows)), self
        while exponent:
            if exponent & 1:
                result = result @ square
            square = square @ square
            exponent >>= 1
        return result

    def transposed(self):
        return Matrix(zip(*self.rows))

    def determinant(self):
        """Without fractions: Bareiss."""
        rows = [row[:] for row in self.rows]
        n, sign, previous = len(rows), 1, 1
        for k in range(n - 1):
            if rows[k][k] == 0:
                for i in range(k + 1, n):
                    if rows[i][k]:
                        rows[k], rows[i] = rows[i], rows[k]
                        sign = -sign
                        break
                else:
                    return 0
            for i in range(k + 1, n):
                for j in range(k + 1, n):
                    rows[i][j] = (rows[i][j] * rows[k][k] - rows[i][k] * rows[k][j]) // previous
            previous = rows[k][k]
        return sign * rows[-1][-1]

    def solve(self, values):
        rows = [[float(a) for a in row] + [float(value)] for row, value in zip(self.rows, values)]
        n = len(rows)
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
            if abs(rows[pivot][k]) < 1e-12:
                raise ZeroDivisionError("the matrix is singular")
            rows[k], rows[pivot] = rows[pivot], rows[k]
            for i in range(k + 1, n):
                factor = rows[i][k] / rows[k][k]
                for j in range(k, n + 1):
                    rows[i][j] -= factor * rows[k][j]
        result = [0.0] * n
        for i in reversed(range(n)):
            rest = sum(rows[i][j] * result[j] for j in range(i + 1, n))
            result[i] = (rows[i][n] - rest) / rows[i][i]
        return result

    def __str__(self):
        texts = [[f"{a:.3f}" if isinstance(a, float) else str(a) for a in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*texts)]
        lines = ["  ".join(text.rjust(width) for text, width in zip(row, widths)) for row in texts]
        corners = ["[]"] if len(lines) == 1 else ["/\\"] + ["||"] * (len(lines) - 2) + ["\\/"]
        return "\n".join(f"{left} {line} {right}" for (left, right), line in zip(corners, lines))

    def __repr__(self):
        return f"Matrix({self.rows})"


a = Matrix([[2, -1, 0], [-1, 2, -1], [0, -1, 2]])
b = Matrix([[1, 0], [4, -3], [10, 250]])
print(a, b, a @ b, b.transposed(), a + 2 * a, a * 0.5, sep="\n\n")
print(repr(a @ Matrix.identity(3)), a @ a == a**2, a.shape, b.shape, a[1, 2])
print(a.determinant(), Matrix([[0, 1], [1, 0]]).determinant(), Matrix([[1, 2], [2, 4]]).determinant(), Matrix([[i**j for j in range(6)] for i in range(1, 7)]).determinant())
print([f"{x:+.6f}" for x in a.solve([1, 2, 3])])
print(Matrix([[1, 1], [1, 0]]) ** 90)
for action in (lambda: Matrix([[1], [1, 2]]), lambda: a + b, lambda: b @ b, lambda: Matrix([[1, 2], [2, 4]]).solve([1, 1]), lambda: a @ 5):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
hilbert = Matrix([[1 / (i + j + 1) for j in range(4)] for i in range(4)])
print(hilbert)
print(*(f"{x:.4f}" for x in hilbert.solve([1] * 4)))
