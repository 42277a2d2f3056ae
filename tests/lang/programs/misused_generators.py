# Careless use of generators and coroutines: sent to too early, thrown wrong things, entered twice, stubborn when closed.
import asyncio
import inspect
import sys
import traceback
import types
import warnings
from io import StringIO


def counter(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got


def stubborn(times):
    for _ in range(times):
        try:
            yield "still here"
        except GeneratorExit:
            pass
    yield "and again"


def leaky():
    try:
        yield 1
    finally:
        yield 2


def converts():
    try:
        yield
    except KeyError as error:
        raise LookupError("converted") from error
    except ValueError:
        raise StopIteration("smuggled")
    except OSError:
        return "quietly"


def delegating(source):
    result = yield from source
    yield "result", result


class Half:
    """An iterator with a throw that has its own idea."""

    def __init__(self):
        self.log = []

    def __iter__(self):
        return self

    def __next__(self):
        return len(self.log)

    def throw(self, *args):
        self.log.append([getattr(a, "__name__", repr(a)) for a in args])
        return "thrown away"


class NoClose(Half):
    close = 5


def selfish():
    try:
        yield from holder
    except ValueError as error:
        yield f"{error}"


async def coroutine():
    return await types.coroutine(lambda: (yield "from await"))()


async def agen():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)


def report(title, call, *args):
    try:
        result = call(*args)
        print(f"{title}: {result!r}")
    except BaseException as error:
        cause = f" | from {error.__cause__!r}" if error.__cause__ else ""
        context = f" | during {error.__context__!r}" if error.__context__ and not error.__cause__ else ""
        print(f"{title}: {type(error).__name__}{error.args}{cause}{context}")


def started(generator):
    next(generator)
    return generator


report("send early", counter(3).send, 1)
report("send None", counter(3).send, None)
report("send nothing", counter(3).send)
report("throw nothing", started(counter(3)).throw)
for wrong in (5, "text", object, None, ValueError, ValueError("v"), Exception):
    report(f"throw {wrong!r}", started(counter(3)).throw, wrong)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    report("throw three", started(counter(3)).throw, ValueError, "text", None)
    report("throw trace", started(counter(3)).throw, ValueError, None, "no trace")
    report("throw both", started(counter(3)).throw, ValueError("a"), "b")
print(*(f"{w.category.__name__}: {w.message}" for w in caught), sep="\n")
for make in (lambda: stubborn(2), leaky):
    generator = started(make())
    report("close", generator.close)
    report("close again", generator.close)
    print(inspect.getgeneratorstate(generator), next(generator, "ended"))
for error in (KeyError("k"), ValueError("v"), OSError("o"), StopIteration("s"), GeneratorExit, StopAsyncIteration(1)):
    report(f"convert {error!r}", started(converts()).throw, error)
    report(f"  delegated", started(delegating(converts())).throw, error)
for wrong in (5, None, [1], "ab", {1: 2}, coroutine, counter):
    report(f"yield from {wrong if not callable(wrong) else wrong.__name__!r}", next, delegating(wrong))
half = Half()
generator = started(delegating(half))
report("throw to Half", generator.throw, ValueError)
report("throw instance", generator.throw, KeyError("k"))
report("send to Half", generator.send, 3)
report("close Half", generator.close)
report("close NoClose", started(delegating(NoClose())).close)
print(half.log)

holder = selfish()
report("selfish", next, holder)
generator = (next(generator) for _ in range(3))
report("executing", next, generator)
shared = counter(50)
pair = [delegating(shared), delegating(shared)]
report("shared", lambda: [next(pair[i % 3 % 2]) for i in range(40)])
report("end of shared", lambda: [next(p, None) for p in pair * 6])

awaitable = coroutine()
report("iterate coroutine", iter, awaitable)
report("next coroutine", next, awaitable)
report("send early", awaitable.send, 1)
report("awaiting", awaitable.send, None)
report("awaited twice", lambda: awaitable.__await__().send(None))
report("finish", awaitable.send, "done")
report("reuse", awaitable.send, None)
for wrong in (5, None, counter(1)):
    async def waits():
        await wrong
    report(f"await {type(wrong).__name__}", waits().send, None)


async def loops(kind):
    if kind == "for":
        async for _ in [1]:
            pass
    elif kind == "with":
        async with open:
            pass
    elif kind == "anext":
        await anext(iter([1]))


for kind in ("for", "with", "anext"):
    report(f"async {kind}", loops(kind).send, None)


async def main():
    source = agen()
    report("asend early", source.asend(1).send, None)
    print(await anext(source))
    pending = source.__anext__()
    report("anext", pending.send, None)
    report("anext reused", pending.send, None)
    closing = source.aclose()
    report("aclose", closing.send, None)
    report("busy", source.asend(None).send, None)
    report("aclose ends", closing.send, None)
    report("exhausted", source.__anext__().send, None)


with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        main().send(None)
    except StopIteration:
        print("main ended")

total = 0
for round in range(400):
    generator = counter(round % 7 + 1)
    try:
        generator.send(round % 2 or None)
        while True:
            total += generator.send(total)
    except TypeError:
        total += 1
    except StopIteration as stop:
        total += len(stop.value)
    if round % 5 == 0:
        try:
            generator.throw(ValueError(round))
        except ValueError as error:
            total += error.args[0]
print(total)
err, sys.stderr = sys.stderr, StringIO()
try:
    started(converts()).throw(KeyError("printed"))
except LookupError:
    traceback.print_exc()
text, sys.stderr = sys.stderr.getvalue(), err
print(*(line for line in text.splitlines() if not set(line) <= set(" ~^")), sep="\n")
