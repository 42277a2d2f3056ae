# E09 closing frees locals and the frame at once
# skip: waits for weakref
import weakref
class C: pass
def g(c):
    yield
c = C()
r = weakref.ref(c)
x = g(c)
next(x)
del c
print(r() is None)
x.close()
print(r() is None)
