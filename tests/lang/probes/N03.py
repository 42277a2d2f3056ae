# N03 running checks: second asend/athrow/aclose while one is suspended
# skip: waits for warnings
import types, warnings
warnings.simplefilter("ignore")
@types.coroutine
def sw(): yield "susp"
async def ag():
    await sw()
    yield 1
x = ag()
a = x.asend(None)
print(a.send(None), x.ag_running, x.ag_suspended, x.ag_await is not None)
for f in (lambda: x.asend(None).send(None), lambda: x.athrow(KeyError).send(None), lambda: x.aclose().send(None), lambda: x.__anext__().throw(KeyError)):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e)
try:
    a.send(None)
except StopIteration as e:
    print(e.value, x.ag_running)
