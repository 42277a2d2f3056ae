# Warnings about what was never awaited.
import sys


async def forgotten():
    pass


class Service:
    async def call(self):
        pass


async def source():
    yield 1


forgotten()
Service().call()
c = forgotten()
c.close()
del c
c = forgotten()
try:
    c.send(None)
except StopIteration:
    pass
del c


def makes():
    c = forgotten()
    return 1


makes()
g = source()
g.asend(None)
g.__anext__()
g.athrow(KeyError)
g.aclose()
a = g.aclose()
a.close()
del a
sys.set_coroutine_origin_tracking_depth(2)


def outer():
    return inner()


def inner():
    return forgotten()


outer()
c = outer()
print([(line, name) for file, line, name in c.cr_origin])
c.close()
sys.set_coroutine_origin_tracking_depth(0)
print(forgotten.__name__, sys.get_coroutine_origin_tracking_depth())
for depth in (-1, "x", 2**40):
    try:
        sys.set_coroutine_origin_tracking_depth(depth)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
c = forgotten()
print(c.cr_origin)
c.close()
