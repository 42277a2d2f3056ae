# deque, defaultdict, OrderedDict, Counter, namedtuple, ChainMap, UserDict and their like.
from collections import *


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


d=deque(range(5),maxlen=5); d.append(9); print(d); d.appendleft(7); print(d); d.rotate(2); print(d); d.rotate(-7); print(d)
d.extend([1,2]); print(d); d.extendleft('ab'); print(d, len(d), 9 in d, d.count(1), list(reversed(d)))
e=deque(d); print(e==d, e<d, e+deque([1]), e*2, d*2, 2*deque([1])); e.reverse(); print(e, e.maxlen, d.maxlen)
e.insert(2,'x'); e.insert(-1,'y'); e.insert(100,'z'); e.insert(-100,'w'); print(e); del e[0]; del e[-1]; e[0]=0; print(e, e[-1])
e.append(e); print(e); e.pop(); print(e.copy(), deque('abc').index('c'), e.pop(), e.popleft()); e.clear(); print(e, bool(e))
class D(deque): pass
x=D([1,2]); x.a=3; print(x, x.a, x.copy(), type(x.copy()).__name__, x==deque([1,2]))
dd=defaultdict(list); dd['a'].append(1); dd['b'].append(2); dd['a'].append(3); print(dd, dd.default_factory, dict(dd), dd.copy())
class DD(defaultdict):
    def __missing__(self,k): self[k]=k*2; return self[k]
q=DD(); print(q[3], q, isinstance(q,dict), dd.get('zz'), 'zz' in dd)
dd=defaultdict(lambda: defaultdict(int)); dd[1][2]+=5; print(dd[1], len(dd), sorted(dd))
od=OrderedDict.fromkeys('abcde'); od.move_to_end('b'); print(''.join(od)); od.move_to_end('b',last=False); print(''.join(od), od.popitem(), od.popitem(last=False), list(reversed(od)), od)
print(OrderedDict(a=1,b=2)==OrderedDict(b=2,a=1), OrderedDict(a=1,b=2)==dict(b=2,a=1), od.keys(), od.values(), od.items(), od.setdefault('q',3), od.pop('c'), od.pop('nope',None))
od['self']=od; print(od); 
for i in range(50): od.move_to_end('q', last=i%2==0)
print(list(od))
class LRU(OrderedDict):
    def __init__(self,n): super().__init__(); self.n=n
    def __getitem__(self,k): v=super().__getitem__(k); self.move_to_end(k); return v
    def __setitem__(self,k,v):
        super().__setitem__(k,v)
        if len(self)>self.n: del self[next(iter(self))]
l=LRU(2); l['a']=1; l['b']=2; l['a']; l['c']=3; print(l, list(l))
c=Counter('abracadabra'); print(c, c.most_common(2), c['z'], sorted(c.elements()), c.total()); c.subtract('aab'); print(c); c.update({'a':5},b=1); print(c, +c, -c, c+Counter(a=1), c-Counter(a=3), c&Counter(a=1,b=9), c|Counter(z=3), c==Counter(c), c<=c, c<c, c>=Counter()); del c['nope']; c+=Counter(q=2); print(c, Counter(), Counter(a=3,b=0))
P=namedtuple('P','x y',defaults=[5]); p=P(1); print(p, p.x, p.y, p._asdict(), p._replace(x=9), P._fields, P._field_defaults, P._make([3,4]), p==(1,5), hash(p)==hash((1,5)), P.__module__, P.__qualname__)
x,y=p; print(x,y,p[0],p[::-1], isinstance(p,tuple), namedtuple('R','a class a',rename=True)._fields)
class Q(namedtuple('Q','a b')):
    __slots__=()
    def s(self): return self.a+self.b
print(Q(1,2).s(), Q(a=3,b=4), repr(Q))
cm=ChainMap({'a':1},{'a':2,'b':3}); print(cm, cm['a'], cm['b'], list(cm), len(cm), cm.new_child({'z':1}), cm.parents, 'b' in cm, cm.get('q'), dict(cm)); cm['b']=9; print(cm.maps); 
t(lambda: cm['zz']); t(lambda: cm.pop('zz'))
class UD(UserDict):
    def __setitem__(self,k,v): super().__setitem__(k.upper(),v)
u=UD(a=1); u.update(b=2); print(u, 'A' in u, u|{'c':3}, UserList([3,1,2]), UserList([1])+[2], sorted(UserList([3,1])), UserString('abc').upper(), UserString('a')+'b', UserString('abc')[1], type(UserString('x')*3).__name__)
print(list[int], deque[int], defaultdict[str,int], OrderedDict[str,int], Counter[str])
