# weakref: references, proxies, collections, finalizers.
import weakref


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class O:
    def __init__(s,n): s.n=n
    def __repr__(s): return 'O%s'%s.n
    def m(s): return s.n
    def __len__(s): return 7
    def __getitem__(s,k): return k
    def __add__(s,o): return ('add',o)
    def __call__(s,x): return x
o=O(1); r=weakref.ref(o); print(r() is o, weakref.ref(o) is r, weakref.getweakrefcount(o), r==weakref.ref(o), hash(r)==hash(o)); p=weakref.proxy(o); print(p.n, len(p), p[3], p+4, p(9), str(p), bool(p), p==o); p.n=8; print(o.n)
w=weakref.WeakMethod(o.m); print(w()(), w==weakref.WeakMethod(o.m))
vd=weakref.WeakValueDictionary(); vd['a']=o; vd['b']=k=O(5); print(dict(vd), len(vd)); 
kd=weakref.WeakKeyDictionary(); kd[o]=3; kd[k]=4; print(len(kd), kd[o], list(kd.values())); ws=weakref.WeakSet([o,k]); print(len(ws), o in ws)
fin=weakref.finalize(o, print, 'finalized', 1); print(fin.alive)
r2=weakref.ref(o, lambda r: print('cb', r() ))
del o; print(r(), w(), len(vd), len(kd), len(ws), fin.alive, dict(vd)); t(lambda: p.n); t(lambda: len(p)); t(lambda: weakref.ref(3)); t(lambda: weakref.ref()); t(lambda: weakref.proxy(3)); t(lambda: hash(r2)); t(lambda: r(1))
print(repr(r).split(';')[1])
