"""With the future import annotations are texts."""
from __future__ import annotations

x: int = 1
y: list [ "int" ]
if y := 0:
    z: undefined


def f(a: int, *args: *Ts, b: x+1 = 3, **c: 'text') -> Undefined | None:
    d: e = 1


class C:
    p: (yields,)
    q: lambda a, /, b=1, *c, d, **e: (a, b)

    def m(self, a: T = 3) -> C: pass


async def g(a: -1**2, b: (1 if x else 2) or not 3, c: {**a, 'k': [1, 2]}, d: x[1:2, ::3], e: f(*a, k=v, **b)): pass


def outer():
    T = int

    def inner(a: T) -> outer: pass
    return inner


print(__annotations__)
print(f.__annotations__)
print(C.__annotations__, C.m.__annotations__, C.__annotate__)
for item in g.__annotations__.items():
    print(*item)
print(outer().__annotations__, outer().__code__.co_freevars)
