# D02 3-argument throw deprecation
# skip: waits for warnings
import warnings
def g():
    yield 1
for args in ((ValueError, "x"), (ValueError, "x", None), (ValueError("x"), None), (ValueError,), (ValueError("x"),)):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        try:
            g().throw(*args)
        except ValueError as e:
            pass
    print(len(args), [(w.category.__name__, str(w.message)) for w in log])
