# M08 types.coroutine: flags, awaiting decorated generator, yield from a coroutine inside it
# skip: waits for warnings
import types, inspect
@types.coroutine
def gc():
    r = yield from c()
    return r
async def c(): return 5
async def m(): return await gc()
try:
    m().send(None)
except StopIteration as e:
    print(e.value)
print(hex(gc.__code__.co_flags), inspect.isawaitable(gc()), inspect.iscoroutine(gc()), inspect.iscoroutinefunction(c))
def plain():
    yield from c()
import warnings
warnings.simplefilter("ignore")
try:
    next(plain())
except TypeError as e:
    print(e)
