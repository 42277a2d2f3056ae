# M03 never awaited warning: at dealloc, not after close/send/throw
# skip: waits for warnings
import warnings, gc
async def foo(): pass
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    foo()
    gc.collect()
    x = foo(); x.close(); del x
    x = foo()
    try: x.send(None)
    except StopIteration: pass
    del x
    x = foo()
    try: x.throw(KeyError)
    except KeyError: pass
    del x
print([(w.category.__name__, str(w.message)) for w in log])
