# In which order instructions drop their operands, calls their arguments, frames their variables.
# not-in: gc-every classes are in cycles
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
    def op(self, *o): return 1
    __add__ = __radd__ = __iadd__ = __lt__ = __eq__ = __getitem__ = __contains__ = __call__ = __sub__ = __matmul__ = op
    def __setitem__(self, *a): pass
    def __delitem__(self, *a): pass
    def __hash__(self): return 1
    def __neg__(self): return 1
    def __iter__(self): return iter([1, 2])
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def __bool__(self): return True
    def __len__(self): return 2
    def meth(self, *a, **k): return 1
    attr = 1
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
def f(*a, **k): return 1
def g(a, b): return 1
def gen(a, b):
    yield 1
def t(name, f):
    print(name, end=': ')
    try: f()
    except Exception as e: print(type(e).__name__, end=' '); del e
    print()
def setit(): D(1)[D(2)] = D(3)
def setattr_(): D(1).x = D(2)
def delit(): del D(1)[D(2)]
def setslice(): D(1)[D(2):D(3)] = D(4)
def delslice(): del D(1)[D(2):D(3)]
def iadd():
    a = D(1); a += D(2)
def raise_():
    try: raise ValueError(D(1)) from ValueError(D(2))
    except ValueError: pass
def unpack(): a, b = D(1)
def with_():
    with D(1) as d, D(2) as e: pass
def fstr(): f'{D(1)}{D(2)!r:>{D(3)}}'
def chaincmp(): D(1) < D(2) < D(3)
def for_():
    for x in D(1), D(2): pass
def dictd(): {D(1): D(2), D(3): D(4)}
def cls():
    class C(D if D(1) else 1, metaclass=type): x = D(2)
def kwc(): g(b=D(1), a=D(2))
def star(): f(*[D(1), D(2)], **{'a': D(3)})
def assert_(): assert N(1) == N(2), N(3)
def match_():
    match (D(1), D(2)):
        case (D(n=3), x): pass
        case [*_]: pass
def comp(): [D(1) for x in (D(2), D(3))]
def lam(): (lambda a=D(1), b=D(2): 1)(D(3))
def walrus(): (x := D(1), D(2))
def isn(): D(1) is D(2)
def boolop(): D(1) and D(2) or D(3)
def tern(): D(1) if D(2) else D(3)
def slices(): [1, 2][N(1):N(2)]
def calln(): N(1)(N(2), N(3))
def meth(): D(1).meth(D(2), D(3))
def methk(): D(1).meth(D(2), k=D(3))
def nomethod(): N(1).meth(D(2), D(3))
def bi(): len([D(1), D(2)])
def isinst(): isinstance(D(1), D)
def listop(): [D(1), D(2)].append(D(3))
def strjoin(): ''.join([D(1), D(2)])
def gencall(): gen(D(1), D(2))
def gennext(): next(gen(D(1), D(2)))
def badcall(): g(D(1), D(2), D(3))
def badkw(): g(D(1), c=D(2))
def tup(): (D(1), D(2), D(3))
def lis(): [D(1), D(2), D(3)]
def lsum(): [D(1)] + [D(2)]
def tmul(): (D(1), D(2)) * 2
def pr(): print(end='', *[]) or (D(1), D(2))
def subscr(): (D(1), D(2))[0]
def lsub(): [D(1), D(2)][N(3)]
def dsub(): {1: D(1)}[D(2)]
def imm(): D(1) + 1; 1 + D(2)
def raisein(): N(1) + N(2)
def raisecmp(): N(1) < N(2)
def raisein2(): N(1) in N(2)
def neg(): -D(1)
def conv(): str(D(1)) + str(D(2))
def ctor(): type('X', (D,), {'a': D(1)})('n')
def setd(): {}.setdefault(D(1), D(2))
def dget(): {D(1): D(2)}.get(D(3), D(4))
def lins(): [].insert(0, D(1))
def srt(): sorted([D(1), D(2)])
def mx(): max(D(1), D(2))
def zp(): zip([D(1)], [D(2)])
def zpl(): list(zip([D(1)], [D(2)]))
def mp(): list(map(f, [D(1)], [D(2)]))
def getat(): getattr(N(1), 'x', N(2))
def setat(): setattr(N(1), 'x', N(2))
def globalstore():
    global G
    G = D(1); G = D(2); del G
def mixed(): f(D(1), [D(2)], x=(D(3),))
def attrch(): D(1).attr.real
def delat():
    d = D(1); d.x = D(2); d.x = D(3); del d.x; del d
def annot():
    x: D(1) = D(2)
for name, operation in list(globals().items()):
    if callable(operation) and name not in ('D', 'N', 'f', 'g', 'gen', 't') and name[0] != '_':
        for turn in range(3):
            t(name, operation)
