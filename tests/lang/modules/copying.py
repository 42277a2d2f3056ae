# copy: shallow and deep, of built-in types, instances, slots, cycles, hooks.
import copy
import types


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


l=[1,[2,3],{'a':[4]}]; m=copy.copy(l); n=copy.deepcopy(l); print(m==l, m[1] is l[1], n==l, n[1] is l[1]); l.append(l); n=copy.deepcopy(l); print(n[3] is n)
class P:
    def __init__(s,a,b): s.a=a; s.b=b
class PS:
    __slots__=('a','b')
    def __init__(s): s.a=1; s.b=[2]
class SD(dict): pass
class SL(list): pass
p=P([1],P(2,3)); p.me=p; q=copy.deepcopy(p); print(q.a, q.b.a, q.me is q, q.a is p.a, copy.copy(p).a is p.a); x=PS(); y=copy.deepcopy(x); print(y.a,y.b,y.b is x.b, copy.copy(x).b is x.b)
sd=SD(a=[1]); sd.z=3; e=copy.deepcopy(sd); print(e, e.z, type(e).__name__, e['a'] is sd['a']); sl=SL([1,[2]]); sl.q=1; e=copy.deepcopy(sl); print(e, e.q, type(e).__name__)
class CC:
    def __copy__(s): return 'copied'
    def __deepcopy__(s,memo): return 'deep'
print(copy.copy(CC()), copy.deepcopy([CC()]))
class GS:
    def __init__(s): s.v=1
    def __getstate__(s): return {'v':s.v+1}
    def __setstate__(s,st): s.v=st['v']*10
print(copy.copy(GS()).v, copy.deepcopy(GS()).v)
from collections import *
print(copy.deepcopy(deque([[1]],maxlen=3)), copy.copy(deque([1])), copy.deepcopy(defaultdict(list,a=[1])), copy.deepcopy(OrderedDict(a=[1])), copy.deepcopy(Counter('aab')), copy.copy({1,2}), copy.deepcopy({1}), copy.deepcopy((1,[2])), copy.copy(frozenset([1])), copy.deepcopy(namedtuple('NT','a b')([1],2)))
t(lambda: copy.copy((i for i in []))); t(lambda: copy.deepcopy(iter([]) and (i for i in []))); t(lambda: copy.replace(3)); t(lambda: copy.copy(ValueError('x',1)).args); print(copy.deepcopy(types.SimpleNamespace(a=[1])), copy.replace(namedtuple('NT','a b')(1,2), a=5))
class Sing(int): pass
v=Sing(5); v.t=[1]; w=copy.deepcopy(v); print(w, w.t, type(w).__name__, w.t is v.t)
