"""Type parameters and type aliases."""


def f[T](a: T, b=3) -> T: pass


def g[T: int, *Ts, **P](*, a=1, **k: P): return T


def h[T: (int, str) = int](a=1, *, b=2): return T


async def k[T](): yield


class C[T: int, *Ts = *tuple[int, str], **P = [int]](Base, k=1):
    x: T

    def m[U: (int, str) = T](self, a: U) -> T:
        return U

    type X = list[T]
    type Y[V] = dict[V, Base]

    class E[W](C[T]):
        """Inner."""
        y: W


class Plain[T]: pass


class Starred[T](*bases, **keywords): pass


type X = int
type Y[T] = list[T]
type Z[T, *Ts, **P = [int]] = [T for T in X]


def outer(x):
    type Z[T = x] = T | x

    @dec
    def f[T: x](*, a=1):
        return T

    @dec(1)
    @dec(2)
    class C[T](x):
        def method(self): return super().method(T)
    return Z
