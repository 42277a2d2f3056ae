"""What names mean in what has type parameters."""
T = 'global'
class C[T]:
    t = T
    def m(self): return T
    def n[T](self): return T
    class D:
        u = T
    lam = staticmethod(lambda: T)
    comp = [T for _ in range(1)]
print(C.t, C().m(), C().n(), C.D.u, C.lam(), C.comp, T)
def f[T](x: T):
    def g(y: T): return T
    class K:
        z: T
        w = T
    return g, K
g, K = f(1)
print(g(2), g.__annotations__, K.__annotations__, K.w, f.__type_params__)
def shadow[T](T): return T
print(shadow(5))
class E[T]:
    T = 3
    def m(self, a: T): return T
print(E.T, E().m(1), E.m.__annotations__, E.__type_params__)
def outer():
    x = 1
    class F[T: x]:
        y: x
        def m[U: x](self): return x, T, U
    x = 2
    return F
F = outer()
print(F().m(), F.__type_params__[0].__bound__, F.__annotations__, F.m.__type_params__[0].__bound__)
class G[T]:
    def __init_subclass__(cls, **k): print('sub', cls.__name__, k)
class H[T](G[T], flag=True): pass
class I(H[int]): pass
print(H.__orig_bases__, I.__orig_bases__, I.__mro__, I.__parameters__)
class J[T](metaclass=type): pass
print(J[int], J.__type_params__)
async def co[T](x: T) -> T: return x
def gen[T](x: T): yield T
print(list(gen(1)), co.__type_params__)
try: co(1).send(None)
except StopIteration as e: print(e.value)
type A[T] = dict[T, 'later'] | T
print(A.__value__, A[int], A[int].__origin__)
class P:
    type B = 'P.B'
    type Q[V] = list[V] | sibling
    sibling = 5
    x: B
print(P.B.__value__, P.x if hasattr(P, 'x') else P.__annotations__)
try: print(P.Q.__value__)
except TypeError as e: print(e)
def dflt[T = int, *Ts = *tuple[int, str], **P = [int, str]](): pass
print([p.__default__ for p in dflt.__type_params__])
def deco(f): print('deco', f.__name__, f.__type_params__); return f
@deco
def d[T](): pass
@deco
class DC[T]: pass
print(f.__qualname__, f.__code__.co_name, C.n.__qualname__, [c.__name__ for c in (C, DC)])
print(C.__module__, C.__doc__, C.__static_attributes__ if 0 else '')
class W[T]:
    "doc"
    __slots__ = ('v',)
    def __init__(self, v: T): self.v = v
print(W[int](3).v, W.__doc__, W.__slots__)
def kw[T](*args: T, k: T = None, **kw: T) -> T: return args, k, kw
print(kw(1, k=2, z=3), kw.__kwdefaults__, kw.__annotations__)
class Priv[__T]:
    def m(self, a: __T): return a
    x: __T
print(Priv.__type_params__, Priv.m.__annotations__, Priv.__annotations__)
class Sup[T](dict):
    def __init__(self, *a): super().__init__(*a); self.c = __class__
print(Sup([(1, 2)]), Sup().c)
