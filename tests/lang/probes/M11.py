# M11 async with protocol: order, exception swallowing, error messages
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
class M:
    async def __aenter__(self): print("aenter"); return 5
    async def __aexit__(self, t, v, tb): print("aexit", t and t.__name__); return t is KeyError
class NoEnter:
    async def __aexit__(self, *a): pass
class NoExit:
    async def __aenter__(self): pass
class BadEnter:
    def __aenter__(self): return 123
    async def __aexit__(self, *a): pass
class BadExit:
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 456
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
async def f(m, exc=None):
    async with m as v:
        print("body", v)
        if exc: raise exc
    return "ok"
for a in ((M(),), (M(), KeyError("k")), (M(), ValueError("v")), (NoEnter(),), (NoExit(),), (BadEnter(),), (BadExit(),), (BadExit(), KeyError("x")), (Sync(),)):
    try:
        f(*a).send(None)
    except StopIteration as e:
        print(e.value)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))
try:
    exec("with M(): pass")
except TypeError as e:
    print(e)
