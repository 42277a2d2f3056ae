# enum: members, flags, mixins, functional API, checks.
from enum import *
import enum
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class Color(Enum):
    RED=1
    GREEN=2
    BLUE=3
    CRIMSON=1
    def desc(self): return self.name.lower()+'!'
    @classmethod
    def default(cls): return cls.RED
    @property
    def double(self): return self.value*2
print(Color, Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.desc(), Color.default(), Color.BLUE.double, dict(Color.__members__))
print(Color.RED==1, Color.RED!=Color.GREEN, Color.RED in Color, 2 in Color, 9 in Color, hash(Color.RED)==hash('RED'), isinstance(Color.RED,Color), type(Color.RED), f'{Color.RED}', f'{Color.RED!r:>20}', '%s'%Color.RED, bool(Color.RED), list(reversed(Color)), Color.RED.name, Color.RED.value)
t(lambda: Color(9)); t(lambda: Color['X']); t(lambda: Color.X); t(lambda: Color.RED<Color.GREEN)
def f(): Color.RED=3
t(f)
def f(): del Color.RED
t(f)
def f(): Color.RED.value=3
t(f)
def f():
    class X(Color): Z=3
t(f)
def f():
    class X(Enum):
        A=1
        A=2
t(f)
def f():
    class X(Enum):
        _foo_=1
t(f)
class Auto(Enum):
    A=auto(); B=auto(); C=10; D=auto()
print([m.value for m in Auto])
class Str(StrEnum):
    X=auto(); Y='why'
print(Str.X, repr(Str.X), Str.X=='x', Str.Y.upper(), f'{Str.Y:>5}', list(Str), Str('why'), '-'.join(Str))
class I(IntEnum):
    LOW=1; HIGH=10
print(I.LOW, repr(I.LOW), I.LOW+1, I.LOW<I.HIGH, I(10), sorted([I.HIGH,I.LOW]), f'{I.LOW:03d}', I.LOW==1, {1:'x'}[I.LOW], int(I.HIGH), [10,20][I.LOW], I.HIGH.bit_length(), max(I))
class P(Flag):
    R=4; W=2; X=1; RW=6; ALL=7
print(P.R, repr(P.R|P.X), P.R|P.W, P.RW, ~P.R, P.R&P.W, bool(P.R&P.W), P.R in P.RW, list(P.ALL), list(P), len(P.RW), P(5), P(0), P.R^P.RW, repr(P(0)), str(P.R|P.X), P.ALL & ~P.W, (P.R|P.W) is P.RW)
t(lambda: P(8)); t(lambda: P.R|1); t(lambda: 1 in P.R); t(lambda: P('x')); t(lambda: P(-1))
class IF(IntFlag):
    A=1; B=2; C=4
print(IF.A|IF.B, repr(IF.A|IF.B), IF.A|8, repr(IF.A|8), repr(IF(16)), IF.A+1, ~IF.A, repr(~IF.A), IF.A|2, IF(7), list(IF(5)), 3&IF.A, repr(IF(0)), IF.A==1, f'{IF.A|IF.B}')
class Planet(Enum):
    EARTH=(5.97,6.37); MARS=(0.64,3.39)
    def __init__(self,m,r): self.mass=m; self.radius=r
    @property
    def d(self): return round(self.mass/self.radius,3)
print(Planet.EARTH, repr(Planet.MARS), Planet.EARTH.mass, Planet.MARS.d, Planet((5.97,6.37)), Planet.EARTH.value)
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        o=bytes.__new__(cls,[value]); o._value_=value; o.label=label; return o
    PX=(0,'P.X'); PY=(1,'P.Y')
print(Coord.PX.name, Coord.PY.label, Coord(1))
A=Enum('Animal','CAT DOG'); print(A, list(A), A.CAT.value, A.__module__, repr(A.DOG)); B=Enum('B',{'x':5,'y':6}); print(list(B)); B=IntEnum('B',[('x',7),'y'] if 0 else ['x','y'],start=5); print(list(B), B.x+1); F=Flag('F','a b c'); print(list(F), F.a|F.c)
@unique
class U(Enum):
    A=1;B=2
def f():
    @unique
    class U(Enum):
        A=1;B=1;C=1
t(f)
def f():
    @verify(CONTINUOUS)
    class U(Enum):
        A=1;B=4
t(f)
def f():
    @verify(UNIQUE)
    class U(Enum):
        A=1;B=1
t(f)
class Mi(Enum):
    ONE=1
    @classmethod
    def _missing_(cls,v):
        if v=='one': return cls.ONE
        if v=='bad': return 5
        if v=='err': raise KeyError('k')
        return None
print(Mi('one')); t(lambda: Mi('two')); t(lambda: Mi('bad')); t(lambda: Mi('err'))
class Gen(Enum):
    def _generate_next_value_(name,start,count,last): return name[::-1]
    ABC=auto(); XYZ=auto()
print([m.value for m in Gen])
class NM(Enum):
    A=1
    B=nonmember(5)
    C=member(lambda x: x)
    def m(self): pass
    class Inner: pass
print(list(NM)[0], NM.B, NM.C.name, NM.Inner.__name__, len(NM))
class Base(Enum):
    def hi(self): return 'hi '+self.name
class Der(Base): Q=1
print(Der.Q.hi(), Der.__mro__, issubclass(Der,Enum))
class Mix(str, Enum):
    A='a'
print(Mix.A, repr(Mix.A), Mix.A=='a', f'{Mix.A}', Mix.A.upper(), str(Mix.A))
class MixI(int, Enum):
    A=1
print(MixI.A, repr(MixI.A), MixI.A+1, f'{MixI.A}', str(MixI.A))
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, {Color.RED:1}[Color.RED], Color.RED.__class__, Color.__name__, Color.__doc__, Color.__members__.keys())
class UH(Enum):
    A=[1]; B={}
print(UH([1]), UH.B, [1] in UH); t(lambda: UH([2]))
class CF(Flag, boundary=CONFORM): A=1;B=2
class EF(Flag, boundary=EJECT): A=1;B=2
class KF(Flag, boundary=KEEP): A=1;B=2
print(CF(7), EF(7), KF(7), repr(KF(7)), repr(CF(5)), STRICT, repr(KEEP), list(enum.FlagBoundary))
print([m.name for m in P], P.__members__.keys(), Color.RED.__reduce_ex__(2), dir(Color)[-6:], sorted(x for x in dir(Color.RED) if x[0]!='_'))
def f():
    class O(Enum):
        _order_='A B'
        B=1; A=2
t(f)
class Ig(Enum):
    _ignore_='x y'
    x=5; y=6
    A=x
print(list(Ig), hasattr(Ig,'x'))
t(lambda: Enum('E','a b')(9)); t(lambda: Enum(3)); t(lambda: Color()); t(lambda: 'x' in P); t(lambda: Color.RED.RED)
for c in Color: print(c, end=' ')
print(); print(enum.show_flag_values(13), enum.bin(5), enum.bin(-5), enum.auto(), Color.RED._name_, Color.RED._value_, Color._member_names_)
class W(Flag):
    Z=0; A=auto(); B=auto(); AB=A|B
print(list(W), repr(W.Z), W.AB, W.A|W.B, W(3) is W.AB, repr(~W.A), W.B.value)
class Weird(Enum):
    name='n'; value='v'
print(list(Weird), Weird.name, Weird.value.value) 
