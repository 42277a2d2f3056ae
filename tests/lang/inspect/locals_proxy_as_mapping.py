# What FrameLocalsProxy does beyond reading and writing variables.
import sys
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return hash(s.v)
    def __eq__(s,o): return s.v==o
def f():
    x=1; y=2
    p=sys._getframe().f_locals
    T=type(p)
    def t(fn):
        try: print(repr(fn())[:90])
        except BaseException as e: print(type(e).__name__, e)
    t(lambda: T()); t(lambda: T(1)); t(lambda: T(sys._getframe(), 1)); t(lambda: T(frame=1)); t(lambda: T(x=sys._getframe()))
    t(lambda: T(sys._getframe()))
    p['e']=5; p[1]=7; p[K('x')]=3
    t(lambda: (x, sorted(map(str,p.keys()))))
    t(lambda: p.pop('x')); t(lambda: p.pop('e')); t(lambda: p.pop('zz')); t(lambda: p.pop('zz', 9)); t(lambda: p.__delitem__('x'))
    t(lambda: p.__delitem__(1)); t(lambda: p.__delitem__('nope')); t(lambda: p.__delitem__([])); t(lambda: p.__delitem__(K('x')))
    t(lambda: p.pop(1)); t(lambda:p.pop()); t(lambda: p.pop([])); t(lambda: p.clear()); t(lambda: p.popitem())
    t(lambda: p[[]]); t(lambda: p[99]); t(lambda: p.get([])); t(lambda: [] in p); t(lambda: p.__setitem__([],1))
    t(lambda: type(reversed(p))); t(lambda: type(p.copy())); t(lambda: type(p|{})); t(lambda: type({}|p)); t(lambda: p|[1])
    t(lambda: p.setdefault('q',4)); t(lambda: p.setdefault('x',4)); t(lambda: p.setdefault()); t(lambda: p.setdefault([]))
    t(lambda: hash(p)); t(lambda: p==p); t(lambda: p=={}); t(lambda: p<p); t(lambda: p==sys._getframe(2).f_locals)
    t(lambda: len(p)); t(lambda: bool(p)); t(lambda: type(iter(p))); t(lambda: type(p.items())); 
    p['self_']=p; t(lambda: '...' in repr(p)); t(lambda: p.__class__.__name__); t(lambda: p.nope)
    t(lambda: isinstance(p, __import__('collections').abc.Mapping)); 
f()
