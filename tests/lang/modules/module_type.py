# Modules made by hand, and of classes of the program: attributes, __init__, repr.
import types

def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


m=types.ModuleType('x'); print(m)
m.__file__='/a/b'; print(m)
del m.__file__; m.__loader__='L'; print(m)
del m.__name__; print(m)
m=types.ModuleType('y')
class S: name='spec'; origin=None; loader=None; has_location=False
m.__spec__=S; print(m)
S.loader='ld'; print(m)
S.origin='org'; print(m)
S.has_location=True; print(m)
class M(types.ModuleType):
    __slots__=()
class N(types.ModuleType):
    z=3
    def __init__(self, n): super().__init__(n, 'doc of'); self.k=1
class O(types.ModuleType):
    @property
    def p(self): return 7
    def __getattr__(self, n):
        if n == '__file__': raise AttributeError(n)
        return 'dyn '+n
for c in M,N,O:
    m=c('n'); m.a=1
    print(m, sorted(m.__dict__), m.__name__, m.__doc__, type(m).__mro__, vars(m) is m.__dict__, m.a)
    t(lambda: m.b); t(lambda: m.p)
    t(lambda: dir(m))
t(types.ModuleType); t(types.ModuleType,1); t(types.ModuleType,'a','b','c')
m=types.ModuleType.__new__(types.ModuleType); print(m); t(lambda: m.__dict__)
t(lambda: m.foo)
m.__init__('late'); print(m, m.__dict__)
m=types.ModuleType('q'); m.__getattr__=lambda n: (_ for _ in ()).throw(AttributeError(n))
try: m.zz
except AttributeError as e: print(e.name, e.obj is m)
import sys
print(sys)
made = types.ModuleType("sys")
print(made, made is sys)
class Slotted(types.ModuleType):
    __slots__ = ("slot",)
m = Slotted("s")
m.slot, m.other = 1, 2
print(m.slot, m.__dict__["other"], "slot" in vars(m))
t(lambda: type("Again", (types.ModuleType,), {"__slots__": ("__dict__",)}))
for _ in range(40):
    m.other += 1
    m.new = m.other
print(m.other, vars(m)["new"])
del m.new
t(lambda: m.new)
m.__init__("again", "doc")
print(m, vars(m))
