# Asynchronous generators: items and awaits, asend, athrow, aclose, states and attributes.
import inspect


class Switch:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def run(coroutine, *sent):
    steps, sent = [], list(sent)
    try:
        while True:
            steps.append(coroutine.send(sent.pop(0) if sent else None))
    except StopIteration as e:
        return steps, e.value
    except BaseException as e:
        return steps, type(e).__name__, e.args, repr(e.__cause__)


async def echo():
    got = []
    try:
        while True:
            try:
                got.append((yield len(got)))
            except KeyError as e:
                got.append(repr(e))
            got.append(await Switch("await"))
    finally:
        print("finally", got, await Switch("cleanup"))


g = echo()
print(type(g).__name__, g.__name__, g.__aiter__() is g, inspect.getasyncgenstate(g), g.ag_await, g.ag_running, g.ag_suspended)
print(run(g.__anext__()), inspect.getasyncgenstate(g), g.ag_suspended)
print(run(g.asend("a"), None, "b"))
a = g.asend("c")
print(a.send(None), g.ag_running, g.ag_await is not None, inspect.getasyncgenstate(g), type(a).__name__)
print(run(a, "d"), g.ag_running)
print(run(g.athrow(KeyError("thrown")), None, "e"))
print(run(g.athrow(ValueError("out")), None, "f"), inspect.getasyncgenstate(g))
print(run(g.asend(1)), run(g.athrow(ValueError)), run(g.aclose()))

g = echo()
print(run(g.aclose()), inspect.getasyncgenstate(g), run(g.__anext__()))
g = echo()
run(g.__anext__())
print(run(g.aclose()), run(g.aclose()), run(g.__anext__()))


# Items that look like signals.
async def signals():
    yield StopIteration(1)
    yield (2, 3)
    yield StopAsyncIteration(4)
    yield None
    yield


async def collect(source):
    return [item async for item in source]


print(run(collect(signals())))


async def stops(kind):
    yield 1
    raise kind("s")


for kind in (StopIteration, StopAsyncIteration, GeneratorExit, KeyError):
    g = stops(kind)
    print(run(g.__anext__()), run(g.__anext__()), run(g.__anext__()), run(g.athrow(OSError("later"))))


async def ignores():
    try:
        yield 1
    finally:
        await Switch("w")
        yield 2


g = ignores()
print(run(g.__anext__()), run(g.aclose()), run(g.aclose()), run(g.__anext__()), run(g.__anext__()))


# Delegation by hand, pipelines, recursion.
async def numbers(n):
    for i in range(n):
        if i % 3 == 0:
            await Switch(("n", i))
        yield i


async def squares(source):
    async for x in source:
        yield x * x


async def evens(source):
    async for x in source:
        if x % 2 == 0:
            await Switch(("e", x))
            yield x


print(run(collect(evens(squares(numbers(7))))))


async def tree(depth):
    if depth:
        async for x in tree(depth - 1):
            yield x
        yield depth
        async for x in tree(depth - 1):
            yield x


print(run(collect(tree(4))))


# The body's exception state is its own.
import sys


async def handling():
    try:
        raise KeyError("own")
    except KeyError:
        yield sys.exception()
        await Switch(repr(sys.exception()))
        yield sys.exception()
    yield sys.exception()


async def outer():
    out = []
    try:
        raise ValueError("outer")
    except ValueError:
        async for e in handling():
            out.append((repr(e), repr(sys.exception())))
    return out


print(run(outer()))


# Traceback through an asynchronous generator.
async def bottom():
    yield 1
    raise ZeroDivisionError


async def user():
    async for _ in bottom():
        pass


try:
    user().send(None)
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_lasti > 0)
        tb = tb.tb_next
for call in (lambda: next(g), lambda: iter(g), lambda: g.send(None), lambda: [*g], lambda: g.throw(KeyError)):
    try:
        call()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(hex(g.ag_code.co_flags), g.ag_frame, inspect.isasyncgen(g), inspect.isasyncgenfunction(ignores), inspect.isawaitable(g))
g = numbers(1)
g.__name__ = "renamed"
print(repr(g).split(" at ")[0], g.__name__, g.__qualname__, g.ag_frame.f_lineno - g.ag_code.co_firstlineno, inspect.getasyncgenlocals(g))
