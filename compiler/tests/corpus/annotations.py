"""Annotations."""
x: int = 1
y: str
a.b: int = 3
a[1]: 5
(z): int = 3
if x:
    w: float
for i in y:
    u: list[int]
else:
    v: "text"
try:
    t: (lambda q: q + x)
finally:
    pass


def f(a: int, /, b: str = 'x', *c: float, d: list = [], **e: dict) -> tuple:
    k: int = 1
    l: nothing
    g[k()]: int
    return k


def star(*args: *Ts) -> None: ...


async def later(p: first.second | None, q: {1: 2}) -> [r for r in p]:
    pass


@decorator
def decorated(x: int,
              y: str
              ) -> bool:
    return x


class C:
    x: int = 1
    __y: str

    def m(self, a: T, __p: __q) -> "C":
        self.attribute: int = a
        return a

    @property
    def plain(self):
        return 1

    T = int


class Conditional(Base, key=1):
    """With a docstring."""
    a: int
    if a:
        b: str = ''
        c: T
    while b:
        d: int
    with c as e:
        f: g = 3
    h: float

    class Inner:
        x: a


def outer(t):
    s = t
    u: s = 1

    class C:
        x: t

        def m(self, a: t): pass

    def f(a: t, b: s) -> C: pass
    return C


class WithComprehension:
    def f(self) -> [x for x in y]: pass
    z: lambda: q
    p: {k: v for k in q if (lambda: k)}
