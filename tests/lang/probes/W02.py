# W02 touching cr_frame before awaiting gives no spurious never-awaited warning
# skip: waits for warnings
import warnings, gc
async def c(): pass
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    x = c()
    f = x.cr_frame
    try: x.send(None)
    except StopIteration: pass
    del x, f
    gc.collect()
    y = c(); f = y.cr_frame; del y; gc.collect(); del f; gc.collect()
print([str(w.message) for w in log])
