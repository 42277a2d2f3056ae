# sys.set_asyncgen_hooks, and what happens to asynchronous generators that are dropped.
import sys


def finish(awaitable):
    try:
        while True:
            awaitable.send(None)
    except (StopIteration, StopAsyncIteration) as e:
        return e.args


async def source(name):
    try:
        yield name
    finally:
        print("closing", name)


log = []


def first(g):
    log.append(("first", g.__name__))


def final(g):
    log.append(("final", g.__name__))
    finish(g.aclose())


print(sys.get_asyncgen_hooks(), type(sys.get_asyncgen_hooks()).__name__)
sys.set_asyncgen_hooks(firstiter=first, finalizer=final)
print(sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks()[1] is final)
g = source("a")
print(log)
a = g.__anext__()
print(log)
b = g.asend(None)
b.close()
print(log, finish(a))
del g, a, b
print(log)
log.clear()

# Dropped before it started, and after it ended: nothing to finalise but what was asked.
g = source("unstarted")
a = g.aclose()
print(log, finish(a))
del g, a
print(log)
log.clear()
g = source("never touched")
del g
print(log)
g = source("finished")
print(finish(g.__anext__()), finish(g.__anext__()))
del g
print(log)
log.clear()

# The hooks of the first await count.
g = source("early")
finish(g.__anext__())
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
del g
print(log)
g = source("plain")
finish(g.__anext__())
del g
print(log)
log.clear()


def failing(g):
    raise ValueError("hook")


sys.set_asyncgen_hooks(firstiter=failing)
g = source("refused")
for _ in range(2):
    try:
        print(finish(g.__anext__()))
    except ValueError as e:
        print("raised", e)
sys.set_asyncgen_hooks(firstiter=None)
saved = []
sys.set_asyncgen_hooks(finalizer=saved.append)
g = source("resurrected")
finish(g.__anext__())
del g
print(len(saved), finish(saved[0].aclose()))
saved.clear()
sys.set_asyncgen_hooks(finalizer=None)
for call in (lambda: sys.set_asyncgen_hooks(firstiter=5), lambda: sys.set_asyncgen_hooks(finalizer="x"),
             lambda: sys.set_asyncgen_hooks(1, 2)):
    try:
        call()
    except TypeError as e:
        print(e)
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.err_msg.split(" <")[0])


class Switch:
    def __await__(self):
        yield


async def waits():
    try:
        yield 1
    finally:
        await Switch()


g = waits()
finish(g.__anext__())
del g
sys.set_asyncgen_hooks(finalizer=failing)
g = source("failing")
finish(g.__anext__())
del g
sys.set_asyncgen_hooks(finalizer=None)


async def started():
    await Switch()
    raise KeyError("not reached")


async def cleans():
    try:
        await Switch()
    finally:
        raise KeyError("lost")


c = started()
c.send(None)
del c
c = cleans()
c.send(None)
del c
print("end")
