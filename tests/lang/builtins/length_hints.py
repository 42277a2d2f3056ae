# Who asks an iterable for its iterator and for a length hint, how often, in which order; what becomes of bad hints.
import collections
import functools
import heapq
import io
import itertools
import math
import operator


class W:
    def __init__(self, items, name='hint'):
        self.items = iter(items)
        self.name = name
    def __iter__(self):
        print('iter', self.name, end=' ')
        return self
    def __next__(self):
        return next(self.items)
    def __length_hint__(self):
        print('hint', self.name, end=' ')
        return 3

class Bad(W):
    def __length_hint__(self):
        raise ZeroDivisionError('hint')
class Neg(W):
    def __length_hint__(self):
        return -1
class NI(W):
    def __length_hint__(self):
        return NotImplemented
class Str(W):
    def __length_hint__(self):
        return 'x'
class TE(W):
    def __length_hint__(self):
        raise TypeError('x')
class L(W):
    def __len__(self):
        print('len', end=' ')
        return 1

def t(n, g):
    print(n, end=': ')
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)

def slice_set(o, s, v):
    o[s] = v
    return o
def unpack(v):
    a, *b = v
    return a, b
def unpack2(v):
    a, *b, c = v
    return a, b, c
def kw(f, v):
    return f(**v)
def loop(v):
    return [b for a, *b in v]

for K in W, Bad, Neg, NI, Str, TE, L:
    print('==', K.__name__)
    n = lambda: K([1, 2, 3])
    s = lambda: K(['a', 'b'])
    b = lambda: K([b'a', b'b'])
    p = lambda: K([('a', 1), ('b', 2)])
    t('bytes', lambda: bytes(n()))
    t('bytes bad', lambda: bytes(K([300])))
    t('bytearray', lambda: bytearray(n()))
    t('bytearray extend', lambda: bytearray().extend(n()))
    t('bytearray slice', lambda: slice_set(bytearray(b'abc'), slice(0, 1), n()))
    t('bytearray +=', lambda: operator.iadd(bytearray(b'abc'), n()))
    t('list slice', lambda: slice_set([5, 6], slice(0, 1), n()))
    t('list slice step', lambda: slice_set([5, 6, 7, 8, 9], slice(0, 5, 2), n()))
    t('list init', lambda: [].__init__(n()))
    t('list', lambda: list(n()))
    t('list +', lambda: [1] + n())
    t('unpack', lambda: unpack(n()))
    t('unpack2', lambda: unpack2(n()))
    t('unpack few', lambda: unpack2(K([1])))
    t('loop', lambda: loop([n(), n()]))
    t('join', lambda: ','.join(s()))
    t('join bad', lambda: ','.join(n()))
    t('bytes join', lambda: b','.join(b()))
    t('bytearray join', lambda: bytearray(b',').join(b()))
    t('dict', lambda: dict(p()))
    t('dict items', lambda: dict([K('ab', 1), K('cd', 2)]))
    t('dict update', lambda: {}.update([K('ab', 1), K('cd', 2)]))
    t('dict |=', lambda: operator.ior({}, [K('ab', 1)]))
    t('set', lambda: sorted(set(n())))
    t('frozenset', lambda: sorted(frozenset(n())))
    t('set union', lambda: sorted({1}.union(n())))
    t('set inter', lambda: sorted({1}.intersection(n())))
    t('set diff', lambda: sorted({1}.difference(n())))
    t('set symdiff', lambda: sorted({1}.symmetric_difference(n())))
    t('tuple', lambda: tuple(n()))
    t('sorted', lambda: sorted(n()))
    t('deque', lambda: collections.deque(n()))
    t('deque bound', lambda: collections.deque(n(), 2))
    t('deque extend', lambda: collections.deque().extend(n()))
    t('counter', lambda: collections.Counter(s()))
    t('tuple of', lambda: collections.namedtuple('P', 'a b c')._make(n()))
    t('product', lambda: list(itertools.product(n(), n())))
    t('perm', lambda: len(list(itertools.permutations(n()))))
    t('comb', lambda: len(list(itertools.combinations(n(), 2))))
    t('cwr', lambda: len(list(itertools.combinations_with_replacement(n(), 2))))
    t('cycle', lambda: next(itertools.cycle(n())))
    t('tee', lambda: list(itertools.tee(n())[1]))
    t('no tee', lambda: itertools.tee(n(), 0))
    t('batched', lambda: list(itertools.batched(n(), 2)))
    t('chain', lambda: list(itertools.chain.from_iterable([n(), n()])))
    t('starmap', lambda: list(itertools.starmap(pow, [K([2, 3])])))
    t('reduce', lambda: functools.reduce(operator.add, n()))
    t('heapq', lambda: heapq.nsmallest(2, n()))
    t('merge', lambda: list(heapq.merge(n(), n())))
    t('fsum', lambda: math.fsum(n()))
    t('prod', lambda: math.prod(n()))
    t('sumprod', lambda: math.sumprod(n(), n()))
    t('dist', lambda: math.dist(n(), n()))
    t('min', lambda: min(n()))
    t('all', lambda: all(n()))
    t('in', lambda: 3 in n())
    t('index', lambda: operator.indexOf(n(), 2))
    t('count', lambda: operator.countOf(n(), 2))
    t('fromkeys', lambda: dict.fromkeys(s()))
    t('print', lambda: print(*n()))
    t('call', lambda: max(*n()))
    t('call2', lambda: max(0, *n()))
    t('call3', lambda: max(*n(), *n()))
    t('call4', lambda: max(*n(), key=lambda x: -x))
    t('int', lambda: int.from_bytes(n()))
    t('memoryview', lambda: memoryview(n()))
    t('format', lambda: '{} {} {}'.format(*n()))
    t('maketrans', lambda: str.maketrans(K([(1, 2)])))
    t('sum', lambda: sum(n()))
    t('enumerate', lambda: list(enumerate(n())))
    t('reversed', lambda: list(reversed([*n()])))
    t('tuple disp', lambda: (*n(), *n()))
    t('zip', lambda: list(zip(n(), n(), strict=True)))
    t('map', lambda: list(map(pow, n(), n())))
    t('exc group', lambda: ExceptionGroup('x', K([ValueError()])))
    t('type', lambda: type('x', K([int]), {}))
    t('writelines', lambda: io.StringIO().writelines(s()))
    t('attrgetter', lambda: operator.attrgetter(*K(['real', 'imag']))(1))
    t('hint', lambda: operator.length_hint(n(), 7))
    t('hint of map', lambda: operator.length_hint(map(pow, n(), n()), 7))
    t('hint of iter', lambda: operator.length_hint(iter(n()), 7))


class Raises:
    def __init__(self, error, where):
        self.error, self.where = error, where
    def __iter__(self):
        if self.where == 'iter':
            raise self.error
        return self
    def __next__(self):
        raise self.error


print('== elements of dict()')
for error in TypeError('x'), ValueError('y'), StopIteration():
    for where in 'iter', 'next':
        try:
            print(dict([(1, 2), Raises(error, where)]))
        except BaseException as raised:
            print(type(raised), raised, getattr(raised, '__notes__', None), raised is error)
        error.__notes__ = []
        for use in (','.join, b','.join, lambda it: slice_set([], slice(0), it), unpack, list):
            try:
                print(use(Raises(error, where)))
            except BaseException as raised:
                print(type(raised), raised, raised is error)
