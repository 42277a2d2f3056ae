# N08 never-awaited asend/athrow/aclose objects warn (3.14)
# skip: waits for warnings
import warnings, gc
async def ag(): yield 1
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    x = ag()
    x.asend(None); gc.collect()
    x.athrow(KeyError); gc.collect()
    x.aclose(); gc.collect()
print([(w.category.__name__, str(w.message)) for w in log])
