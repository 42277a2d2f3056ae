# M04 await protocol errors
# skip: waits for warnings
class A:
    def __await__(self): return 123
class B:
    def __await__(self): return [1]
class C:
    def __await__(self): return iter([1])
class D:
    __await__ = None
class E:
    def __await__(self):
        return coro()
async def coro(): pass
import warnings
warnings.simplefilter("ignore")
async def f(x): return await x
for x in (A(), B(), C(), D(), E(), 5, [1], None, (i for i in [])):
    co = f(x)
    try:
        print("yielded", co.send(None))
    except StopIteration as e:
        print("returned", e.value)
    except Exception as e:
        print(type(e).__name__, e)
    co.close()
