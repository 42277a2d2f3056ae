"""Annotations that are texts."""
from __future__ import annotations
x: int = 1
y: list [ "int" ]
z: x+1 if (y) else (lambda a, /, b=1, *c, d=2, **e: (a, b))
a: {1:2, **b}; b: {1,}; c: [*a, b ,c]; d: (1,); e: (); f: x[1:2, ::3, 4:]
g: -1**-2 + (3*4) << (5 if 6 else 7) | ~(8)
h: not (a and b or c) is not None < 5 in d
i: f(a, *b, c=d, **e)(g for g in h if i if j)[k, l].m
j: (a for b, c in d async for e in f if g)
k: (1.5e300 * 1e999 + 2j, b'x', "'" '"', ..., True)
l: ((1).real, (1.5).real, 'a'.b, (await_).c)
m: dict[str, list[int]] | None
n: a if b else c if d else e
o: (a if b else c) if d else e
p: (a + b) * c - (d - e) // (f @ g) % h ** i ** j
q: ((a ** b) ** c, not not a, --a, a == (b == c), (a, b)[0])
r: ({a: b for c in d}, {a for b in c}, (a for b in c))
if x:
    s: 't'


def f(a: int, *, b: x+1=3, **c: 'text') -> str:
    d: e = 1


class C:
    x: int = 1
    __y: __z

    def m(self, a: T): pass

    if x:
        w: T
