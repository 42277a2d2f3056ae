# W09 a generator does not keep an old exception alive
# skip: waits for weakref
import sys, weakref
class E(Exception): pass
def g():
    yield sys.exception() is not None
    yield sys.exception() is not None
x = g()
def f():
    try: raise E
    except E as e:
        print(next(x))
        return weakref.ref(e)
r = f()
print(r() is None, next(x))
