# N02 asend non-None to just-started; reuse of asend/athrow/aclose objects
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
async def ag():
    while True:
        yield 1
x = ag()
try:
    x.asend(5).send(None)
except TypeError as e:
    print(e)
a = x.asend(None)
try: a.send(None)
except StopIteration as e: print("v", e.value)
for f in (lambda: a.send(None), lambda: a.throw(KeyError), lambda: a.close()):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
b = x.aclose()
try: b.send(None)
except StopIteration as e: print("closed", e.value)
for f in (lambda: b.send(None), lambda: b.throw(KeyError), lambda: b.close()):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
