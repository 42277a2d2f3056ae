# abc and collections.abc: hooks of metaclasses, registration, mixins, generic aliases.
import collections.abc as c
import types
from abc import *


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class A(ABC):
    @abstractmethod
    def f(self): "doc"
    @abstractmethod
    def g(self): ...
    @abstractmethod
    def h(cls): ...
    @abstractmethod
    def s(): ...
t(lambda: A()); print(sorted(A.__abstractmethods__))
class B(A):
    def f(self): return 1
    g=2
    h=3
t(lambda: B())
class C(B):
    s=3
print(C().f(), C.__abstractmethods__)
class X: pass
A.register(X); print(issubclass(X,A), isinstance(X(),A), isinstance(3,A))
class H(ABC):
    @classmethod
    def __subclasshook__(cls,C):
        if cls is H: return any('quack' in B.__dict__ for B in C.__mro__)
        return NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(),H), isinstance(3,H))
t(lambda: A.register(3)); t(lambda: X.register)
for o in [1,'a',[],(),{},set(),frozenset(),range(3),iter([]),(x for x in []),lambda:0,b'',object(),type,{}.keys(),{}.values(),{}.items(),types.MappingProxyType({}), None, 1.5]:
    print(type(o).__name__, [n for n in [x for x in c.__all__ if x!='ByteString'] if n not in ('Buffer','ByteString') and isinstance(o,getattr(c,n))])
class L(c.Sequence):
    def __init__(s,*a): s.a=a
    def __len__(s): return len(s.a)
    def __getitem__(s,i): return s.a[i]
l=L(1,2,3,2); print(list(l), 2 in l, l.index(2), l.count(2), list(reversed(l)), isinstance(l,c.Iterable)); t(lambda: l.index(9))
class M(c.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m=M(); m['a']=1; m.update(b=2); print(dict(m), m.get('q'), m.pop('a'), m.setdefault('z',5), list(m.items()), m==dict(b=2,z=5), m.keys()&{'b'}, m.popitem(), len(m)); m.clear(); print(len(m)); t(lambda: m.pop('x'))
class S(c.MutableSet):
    def __init__(s,it=()): s.l=list(dict.fromkeys(it))
    def __contains__(s,x): return x in s.l
    def __iter__(s): return iter(s.l)
    def __len__(s): return len(s.l)
    def add(s,x):
        if x not in s.l: s.l.append(x)
    def discard(s,x):
        if x in s.l: s.l.remove(x)
    def __repr__(s): return 'S(%r)'%s.l
s=S([1,2,3]); print(s&[2,3], s|[4], s-[1], s^[3,4], s<=S([1,2,3,4]), s=={1,2,3}, s.isdisjoint([9]), {1,2}|s); s|=[7]; s-=[1]; s&=[2,7]; s^=[2,8]; print(s, s.pop()); t(lambda: s.remove(99))
t(lambda: c.Callable[[int,str],bool]); t(lambda: c.Callable[...,int]); t(lambda: c.Iterator[int]); t(lambda: c.Callable[int]); t(lambda: c.Callable[[int],str].__args__); t(lambda: c.Iterable()); t(lambda: c.Mapping[str,int])
class MI(c.Iterator):
    def __init__(s): s.n=0
    def __next__(s):
        s.n+=1
        if s.n>3: raise StopIteration
        return s.n
print(list(MI()), isinstance(MI(),c.Iterable))
