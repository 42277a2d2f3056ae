"""Calls, subscripts, displays, f-strings, assignment."""
import os
import os.path
import os.path as path, sys as system
from os import path as p, sep
from . import sibling
from .. import *


def calls(f, a, k):
    f()
    f(1, 2, x=3)
    f(*a, **k)
    f(1, *a, 2, x=1, **k, y=2)
    a.method(1).other(x=2)
    os.getcwd()
    a.very.long.chain.of.names(
        1,
        2,
    ).next(
        3
    )
    f(g for g in a)
    f((g for g in a), 1)
    return f(a)(k)[0](1)


def subscripts(a, b, c):
    a[1] = a[b] + a[1:2] + a[b:] + a[:c] + a[b:c] + a[::2] + a[b:c:2] + a[1, 2:3]
    a[b:c] = 1
    a[1:2] = 2
    a[b] += 1
    a[b:c] *= 2
    a.x -= 1
    a.x.y //= 2
    del a[b], a[b:c], a.x
    return a[...], a[-1], a[None]


def displays(a, b):
    x = [1, 2, 3], [1, 2], [a, b], {1, 2, 3}, {a}, (1, 2, a), ()
    y = [*a, 1, *b], {*a, 2}, (*a,), {**a, 'k': 1, **b}, {'a': 1, 'b': a}
    z = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
         21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]
    w = (a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
         21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)
    for i in [1, 2, 3]:
        if i in {1, 2} or i in [a, b]:
            pass
    return x, y, z, w


def fstrings(a, b, width):
    return (f'{a}', f'a{a!r}b{b!s:>10}', f'{a:{width}.{b}}', f'{a=}', f'{a + 1 = !s}', f'{{}}', f'',
            'x' f'{a}' 'y', f"{a['k']}{f'{b}'}", '%s and %r' % (a, b), '%-5s|%5.2s|%%' % (a, b), '%d' % (a,))


def unpacking(a):
    x = y = z = a
    x, y = y, x
    x, y, z = z, y, x
    [x, *y] = a
    *x, y = a
    (x, (y, z)), w = a
    a.b, a[0] = a[0], a.b
    return x, y, z, w


def walrus(f):
    while chunk := f():
        if (n := len(chunk)) > 3:
            yield n


def numbers():
    return 0, 255, 256, -1, 10 ** 20, 0xff, 0b11, 0o17, 1_000, 1e10, 1.5e-3, 2j, True, None, ..., b'by\x00', 'é'
