# User-defined operators with their reflected and in-place forms.


class V:
    def __init__(self, *xs):
        self.xs = xs

    def __repr__(self):
        return "V" + repr(self.xs)

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(*(a + b for a, b in zip(self.xs, other.xs)))

    def __mul__(self, k):
        return V(*(x * k for x in self.xs))

    def __rmul__(self, k):
        return ("reflected", self * k)

    def __iadd__(self, other):
        self.xs = self.xs + (other,)
        return self

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, V) and self.xs == other.xs

    def __lt__(self, other):
        return self.xs < other.xs

    def __getitem__(self, i):
        return self.xs[i]

    def __len__(self):
        return len(self.xs)

    def __contains__(self, x):
        return x in self.xs

    def __call__(self, *args):
        return args

    def __bool__(self):
        return any(self.xs)


v, w = V(1, 2), V(3, 4)
print(v + w, v * 3, 3 * v, -v, v == V(1, 2), v != w, v < w, w > v)
print(v[0], v[-1:], len(v), 2 in v, 9 in v, v(1, 2), bool(V(0, 0)), list(v))
alias = v
v += 9
print(v, alias is v)
try:
    v -= 1
except TypeError as error:
    print(error)
try:
    v + 1
except TypeError as error:
    print(error)
