# What an object lets go of when it dies dies at once and in CPython's order.
import collections
import functools
import itertools
import types


class D:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n, end=' ')
def t(name, f):
    print(name, end=': ')
    f()
    print()
class O: pass
class S: __slots__ = ('b', 'a', 'c')
def inst():
    o = O(); o.b = D('b'); o.a = D('a'); o.c = D('c')
def slots():
    o = S(); o.a = D('a'); o.b = D('b'); o.c = D('c')
def exc():
    e = ValueError(D('arg')); e.x = D('attr'); e.__cause__ = KeyError(D('cause')); e.__context__ = KeyError(D('context')); e.add_note('x')
def clo():
    a, b = D('a'), D('b')
    def f(x=D('default'), *, k=D('kw')): return a, b
    f.attr = D('attr')
def clo2():
    a, b = D('a'), D('b')
    f = lambda: (a, b)
    a = b = None
def gen():
    def g(a, b):
        c = D('c')
        for x in [D('item')]: yield x
    it = g(D('a'), D('b'))
    next(it)
def gen0():
    def g(a, b):
        yield
    it = g(D('a'), D('b'))
def bound():
    class C:
        def __init__(s, n): s.d = D(n)
        def m(s): pass
    m = C('self').m
    p = functools.partial(D, D('p1'), k=D('pk'))
def frames():
    def inner():
        x = D('inner x'); y = D('inner y')
        raise ValueError
    def outer():
        x = D('outer')
        inner()
    try: outer()
    except ValueError as e: pass
def frames_gen():
    def inner():
        x = D('inner x'); y = D('inner y')
        yield
        raise ValueError
    def outer():
        x = D('outer')
        yield from inner()
    try: list(outer())
    except ValueError as e: pass
def nested():
    x = [[D(1), [D(2), D(3)]], D(4)]
def mixed():
    x = {'a': [D(1)], 'b': (D(2), D(3)), D('key'): D('v')}
def linked():
    class N:
        def __init__(s, n, next): s.d, s.next = D(n), next
    x = N(1, N(2, N(3, None)))
def linked2():
    class N:
        def __init__(s, n, next): s.next, s.d = next, D(n)
    x = N(1, N(2, N(3, None)))
def locs():
    a = D('a'); b = D('b'); c = D('c')
def args(a, b, *c, **k):
    pass
def lst():
    l = [D(1), D(2), D(3)]
    l.clear(); print('|', end=' ')
    l = [D(1), D(2), D(3)]
    del l[:2]; print('|', end=' ')
    l[:] = []; print('|', end=' ')
    l = [D(1), D(2)]
    l *= 0; print('|', end=' ')
    d = {1: D(1), 2: D(2)}
    d.clear(); print('|', end=' ')
    d = collections.deque([D(1), D(2)])
    d.clear(); print('|', end=' ')
    s = [D(1), D(2)]
    s[:] = [D(3), D(4)]; print('|', end=' ')
for f in [inst, slots, exc, clo, clo2, gen, gen0, bound, frames, frames_gen, nested, mixed, linked, linked2, locs, lst]: t(f.__name__, f)
t('list', lambda: [D(1), D(2), D(3)])
t('tuple', lambda: (D(1), D(2), D(3)))
t('dict', lambda: {1: D(1), 2: D(2), 3: D(3)})
t('deque', lambda: collections.deque([D(1), D(2), D(3)]))
t('args', lambda: args(D(1), D(2), D(3), D(4), k=D(5), j=D(6)))
t('zip', lambda: zip([D(1)], [D(2)]))
t('chain', lambda: itertools.chain([D(1)], [D(2)]))
t('map', lambda: map(D('f'), [D(1)], [D(2)]))
t('enumerate', lambda: enumerate([D(1), D(2)]))
t('slice', lambda: slice(D(1), D(2), D(3)))
t('ns', lambda: types.SimpleNamespace(a=D(1), b=D(2)))
t('module', lambda: [setattr(types.ModuleType('x'), 'a', D(1))])
t('group', lambda: ExceptionGroup('x', [ValueError(D(1)), ValueError(D(2))]))
t('OrderedDict', lambda: collections.OrderedDict(a=D(1), b=D(2)))
t('partial', lambda: functools.partial(D, D(1), D(2), k=D(3)))
t('tee', lambda: itertools.tee([D(1), D(2)]))
t('list extend', lambda: [D(1)] + [D(2)])
t('frozenset', lambda: frozenset([D(1)]))
t('cycle', lambda: itertools.cycle([D(1), D(2)]))
t('product', lambda: itertools.product([D(1), D(2)], [D(3)]))
