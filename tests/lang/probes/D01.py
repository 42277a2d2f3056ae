# D01 throw forms: instance, class, (class, value), (class, tuple), (class, None, tb)
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
def g():
    while True:
        try:
            yield
        except Exception as e:
            print(type(e).__name__, e.args)
x = g()
next(x)
x.throw(ValueError("a"))
x.throw(ValueError)
x.throw(ValueError, "v")
x.throw(ValueError, ("p", "q"))
x.throw(ValueError, ValueError("inst"))
x.throw(ValueError, KeyError("other"))
x.throw(ValueError, None, None)
x.throw(Exception, ValueError("sub"))
x.throw(ValueError("i"), None)
