# M13 async for protocol and error messages
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
class Ok:
    def __init__(self): self.i = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.i += 1
        if self.i > 2: raise StopAsyncIteration
        return self.i
class NoAiter: pass
class BadAiter:
    def __aiter__(self): return 5
class CoroAiter:
    async def __aiter__(self): return self
class BadAnext:
    def __aiter__(self): return self
    def __anext__(self): return 1
class BadAwait:
    def __aiter__(self): return self
    def __anext__(self): return self
    def __await__(self): 1 / 0
class AnextRaises:
    def __aiter__(self): return self
    def __anext__(self): raise StopAsyncIteration
async def f(x):
    async for i in x:
        print("item", i)
    else:
        print("else")
    return "ok"
for x in (Ok(), NoAiter(), BadAiter(), CoroAiter(), BadAnext(), BadAwait(), AnextRaises(), [1]):
    try:
        f(x).send(None)
    except StopIteration as e:
        print(e.value)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__cause__))
