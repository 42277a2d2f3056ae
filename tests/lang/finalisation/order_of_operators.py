# In which order comparisons, displays and stores drop their operands.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
    def op(self, *o): return 1
    __add__ = __lt__ = __eq__ = __contains__ = __getitem__ = op
    def __hash__(self): return id(self)
    def __setitem__(self, *a): pass
    def __delitem__(self, *a): pass
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
class E(N):
    def __eq__(self, o): return NotImplemented
def t(name, f):
    print(name, end=': ')
    try: f()
    except Exception as e: print(type(e).__name__, end=' '); del e
    print()
t('D<D', lambda: D(1) < D(2))
t('D==D', lambda: D(1) == D(2))
t('N==N', lambda: N(1) == N(2))
t('N!=N', lambda: N(1) != N(2))
t('E==E', lambda: E(1) == E(2))
t('N==1', lambda: N(1) == 1)
t('[]==[]', lambda: [N(1)] == [N(2)])
t('()<()', lambda: (D(1),) < (D(2),))
t('N in D', lambda: N(1) in D(2))
t('N in []', lambda: N(1) in [N(2)])
t('N in ()', lambda: N(1) in (N(2), N(3)))
t('N in {}', lambda: N(1) in {N(2): N(3)})
t('N in set', lambda: N(1) in {N(2)})
t('N is N', lambda: N(1) is N(2))
t('N is not N', lambda: N(1) is not N(2))
t('[] is []', lambda: [N(1)] is [N(2)])
t('map', lambda: {N(1): N(2), N(3): N(4)})
t('map2', lambda: {1: N(2), 1: N(4)})
t('map3', lambda: {1: N(2), 2: N(4), 1: N(5), 2: N(6)})
t('badmap', lambda: {N(1): N(2), []: N(3)})
t('badset', lambda: {N(1), [], N(3)})
t('slice', lambda: D(1)[N(2):N(3)])
t('slice3', lambda: D(1)[N(2):N(3):N(4)])
t('list slice', lambda: [N(1), N(2), N(3)][1:])
t('badslice', lambda: [N(1), N(2), N(3)][N(4):N(5)])
def f():
    D(1)[N(2):N(3)] = N(4)
t('store slice', f)
def f():
    D(1)[N(2):N(3):N(5)] = N(4)
t('store slice3', f)
def f():
    [N(1), N(2)][0:1] = [N(3)]
t('list store slice', f)
def f():
    [N(1), N(2)][0] = N(3)
t('list store', f)
def f():
    {1: N(2)}[1] = N(3)
t('dict store', f)
def f():
    {}[N(1)] = N(3)
t('dict store2', f)
def f():
    [N(1), N(2)][N(4):N(5)] = [N(3)]
t('bad store slice', f)
def f():
    del [N(1), N(2)][0]
t('list del', f)
def f():
    del D(1)[N(1):N(2)]
t('del slice', f)
def f():
    l = [N(1), N(2)]; l += [N(3)]; l *= 2
t('iadd', f)
def f():
    N(1).a = N(2)
t('attr', f)
def f():
    x = N(1); x = N(2); x, y = N(3), N(4); x, y = y, x
t('stores', f)
def f():
    a = b = N(1); a = N(2); b = N(3)
t('stores2', f)
def f():
    for x in [N(1), N(2)]: pass
t('for', f)
def f():
    return [x for x in [N(1), N(2)] if N(3)]
t('comp', f)
def f():
    assert N(1) == N(2), N(3)
t('assert', f)
def f():
    if N(1) == N(2) or N(3) in [N(4)] or N(5) is N(6): pass
t('cond', f)
t('str', lambda: f'{N(1)}'.count(str(N(2))) and 1)
t('tuple', lambda: (N(1), N(2))[:1] + (N(3), N(4))[1:])
t('mul', lambda: [N(1)] * 2)
t('cmp chain', lambda: D(1) < D(2) < D(3))
t('in chain', lambda: N(1) in [N(2)] in [N(3)])
t('is chain', lambda: N(1) is N(2) is N(3))
for i in range(3):
    t('loops', lambda: [N(1) == N(2) for x in range(3)])
    t('loops2', lambda: [N(1) is N(2) for x in range(3)])
    t('loops3', lambda: [N(1) in [N(2)] for x in range(3)])
    t('loops4', lambda: [(N(1) < N(2)) for x in range(3)])
    t('loops5', lambda: [(N(1) != N(2)) for x in range(3)])
    t('loops6', lambda: [D(1) + N(2) for x in range(3)])
    t('loops7', lambda: [D(1)[N(2)] for x in range(3)])
    t('loops8', lambda: [D(1)[N(2):N(3)] for x in range(3)])
    t('loops9', lambda: [{1: N(1), 1: N(2)} for x in range(3)])
    t('loops10', lambda: [not N(1) for x in range(3)])
    t('loops11', lambda: [(N(1), N(2), len([N(3)]))[2] for x in range(3)])
    t('loops12', lambda: [D(1) < 5 for x in range(3)])
    t('loops13', lambda: [isinstance(N(1), (N, D)) for x in range(3)])
    t('loops14', lambda: [(lambda a, b: 1)(N(1), N(2)) for x in range(3)])
