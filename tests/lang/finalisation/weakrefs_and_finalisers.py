# A reference to an instance lives until its finaliser has run, one to a generator does not; callbacks and
# finalisers run in the order in which objects die.
import weakref, gc
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n)
def cb(n): return lambda r: print('cb', n)
class O: pass
def t():
    o = O(); o.d = D('attr')
    r = weakref.ref(o, cb('o'))
    r2 = weakref.ref(o.d, cb('d'))
    del o
    print('-')
    a = D('a'); b = O(); a.b = b; r3 = weakref.ref(b, cb('b')); r4 = weakref.ref(a, cb('a'))
    del b
    del a
    print('--')
    def g():
        x = D('x')
        r = weakref.ref(x, cb('x'))
        try: yield
        finally: print('fin'); y = D('y')
    it = g(); next(it); rr = weakref.ref(it, cb('it'))
    del it
    print('---')
    l = [O(), O(), D(1), O()]
    rs = [weakref.ref(x, cb(i)) for i, x in enumerate(l)]
    del l
    print('----')
t()


class Asked:
    def __del__(self):
        print("still there:", reference() is self, weakref.getweakrefcount(self))


class Back:
    def __del__(self):
        kept.append(reference())


def suspended():
    try:
        yield
    finally:
        print("still there:", reference() is not None)


kept = []
for make in Asked, Back, suspended:
    object = make()
    if make is suspended:
        next(object)
    reference = weakref.ref(object, cb(make.__name__))
    del object
    print(reference() is not None, len(kept))
kept.clear()
print(reference())
