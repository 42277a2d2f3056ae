# F07 weak references and callbacks
# skip: waits for weakref
import weakref
def g():
    yield 1
x = g()
r = weakref.ref(x, lambda r: print("callback"))
p = weakref.proxy(x)
print(r() is x, next(p))
try:
    print(list(p))
except TypeError as e:
    print(e)
del x
print(r())
