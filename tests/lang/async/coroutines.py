# Coroutine objects: send, throw, close, their wrapper, attributes, and what they refuse.
import inspect
import types


@types.coroutine
def pause(value):
    try:
        return (yield value)
    finally:
        print("left", value)


async def give(value):
    return value


async def twice(name):
    first = await pause(name + "1")
    second = await pause(name + "2")
    return first, second


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


print(attempt(give(1).send, None))
c = twice("a")
print(inspect.getcoroutinestate(c), c.cr_await, c.cr_running, c.cr_suspended, c.cr_frame is not None)
print(c.send(None), inspect.getcoroutinestate(c), c.cr_await.__name__, c.cr_suspended)
print(c.send("x"))
print(attempt(c.send, "y"))
print(inspect.getcoroutinestate(c), c.cr_frame, c.cr_await)
for call in (lambda: c.send(None), lambda: c.throw(KeyError), lambda: c.close(), lambda: c.__await__().send(None)):
    print(attempt(call))

# Throwing in, closing, ignoring the close.
c = twice("b")
c.send(None)
print(attempt(c.throw, ValueError("thrown")))
c = twice("c")
c.send(None)
print(c.close(), inspect.getcoroutinestate(c))
c = twice("d")
print(attempt(c.throw, OSError("fresh")), inspect.getcoroutinestate(c))


@types.coroutine
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def awaits(thing):
    return await thing


c = awaits(stubborn())
c.send(None)
print(attempt(c.close))
c.close()

# Fresh ones take nothing but None.
c = give(2)
print(attempt(c.send, 5), attempt(c.send, None))

# The wrapper.
w = twice("w").__await__()
print(type(w).__name__, iter(w) is w, next(w), w.send(1), attempt(w.send, 2), attempt(w.send, 3), w.close())
w = twice("v").__await__()
print(next(w), attempt(w.throw, KeyError("k")), attempt(next, w))
w = give(7).__await__()
print(list(w))


class Wrapping:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        return self.coroutine.__await__()


class Delegating(Wrapping):
    def __await__(self):
        return (yield from self.coroutine.__await__())


for kind in (Wrapping, Delegating):
    c = awaits(kind(twice("z")))
    print(c.send(None), c.send(3), attempt(c.send, 4))
    c = awaits(kind(twice("y")))
    print(c.send(None), attempt(c.throw, IndexError("i")))
    print(attempt(awaits(kind(give(9))).send, None))

# Names.
c = give(0)
print(c.__name__, c.__qualname__, hex(c.cr_code.co_flags), c.cr_origin)
c.__name__, c.__qualname__ = "other", "Some.other"
print(c.__name__, c.__qualname__, repr(c).split(" at ")[0])
print(attempt(setattr, c, "__name__", 5))
c.close()

# Not iterable.
c = give(0)
for call in (iter, next, list, lambda v: [*v], lambda v: [1 for _ in v]):
    print(attempt(call, c))


def delegate(v):
    yield from v


print(attempt(next, delegate(c)))
c.close()


# A coroutine that sends to itself.
async def itself():
    print(attempt(me.send, None), me.cr_running, me.cr_await)


me = itself()
print(attempt(me.send, None))


# StopIteration cannot get out.
async def stops(kind):
    raise kind("s")


print(attempt(stops(StopIteration).send, None), attempt(stops(StopAsyncIteration).send, None))
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.iscoroutinefunction(give), inspect.iscoroutinefunction(pause))
print(inspect.isawaitable(pause(1)), inspect.isawaitable(delegate([])), inspect.isawaitable(w))
