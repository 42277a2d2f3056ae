# The state machines of asend, athrow and aclose objects, and of anext with a default.
class Switch:
    def __await__(self):
        return (yield "switch")


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def source():
    try:
        while True:
            await Switch()
            try:
                yield 1
            except KeyError:
                yield 2
    finally:
        await Switch()


def fresh():
    g = source()
    a = g.__anext__()
    a.send(None)
    attempt(a.send, None)
    return g


# Fresh, started, over: each method in each state, of each kind.
kinds = {"asend": lambda g: g.asend(None), "athrow": lambda g: g.athrow(KeyError), "aclose": lambda g: g.aclose()}
calls = {
    "send": lambda a: a.send(None),
    "send 5": lambda a: a.send(5),
    "next": lambda a: next(a),
    "throw": lambda a: a.throw(ValueError("v")),
    "exit": lambda a: a.throw(GeneratorExit),
    "close": lambda a: a.close(),
}
for name, kind in kinds.items():
    for first in calls:
        row = []
        for second in calls:
            g = fresh()
            a = kind(g)
            row.append((attempt(calls[first], a), attempt(calls[second], a), g.ag_running, attempt(calls["send"], a)))
        print(name, first)
        for entry in row:
            print("   ", *entry)

# Two at once.
for name, kind in kinds.items():
    for other, kind2 in kinds.items():
        for call in ("send", "throw", "close"):
            g = fresh()
            a = g.asend(None)
            a.send(None)
            b = kind(g)
            print(name, other, call, attempt(calls[call], b), attempt(calls[call], b), attempt(a.send, None))
    break

g = source()
print(attempt(g.asend(5).send, None), attempt(g.asend(None).send, None), g.ag_running)
g = source()
print(attempt(g.athrow().send, None), attempt(g.athrow(1, 2, 3, 4).send, None))
g = source()
print(attempt(g.athrow(5).send, None))
g = source()
print(attempt(g.athrow(OSError("o")).send, None), attempt(g.asend(None).send, None))
g = source()
print(attempt(g.aclose().send, 7), attempt(g.aclose().send, None))
a = source().asend(None)
print(iter(a) is a, a.__await__() is a, attempt(a.throw), attempt(a.send))
a.close()


async def loop_over(a):
    return await a


g = fresh()
print(attempt(loop_over(g.asend(None)).send, None))
for name, kind in kinds.items():
    g = fresh()
    c = loop_over(kind(g))
    print(name, [attempt(c.send, None) for _ in range(3)])
    g = fresh()
    c = loop_over(kind(g))
    print(name, attempt(c.send, None), attempt(c.throw, IndexError("i")), attempt(c.send, None))
    g = fresh()
    c = loop_over(kind(g))
    print(name, attempt(c.send, None), attempt(c.close), attempt(c.send, None), g.ag_running)


# anext and aiter.
async def short():
    yield "only"


class Plain:
    def __init__(self, awaitable):
        self.awaitable = awaitable

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.awaitable


class Ends:
    def __await__(self):
        yield "wait"
        raise StopAsyncIteration


g = short()
print(aiter(g) is g, attempt(anext(g).send, None), attempt(anext(g, "default").send, None), attempt(anext(g).send, None))
a = anext(Plain(Ends()), "default")
print(type(a).__name__, a.send(None), attempt(a.send, None))
a = anext(Plain(Ends()), "default")
print(a.send(None), attempt(a.send, 5))
a = anext(Plain(Ends()), "default")
print(a.send(None), attempt(a.throw, KeyError("k")))
a = anext(Plain(Ends()), "default")
print(attempt(a.close), attempt(next, a))


async def coroutine_item():
    return "from a coroutine"


print(attempt(anext(Plain(coroutine_item()), "default").send, None))
print(attempt(anext(Plain(5), "default").send, None), attempt(anext, Plain(5)))
print(attempt(loop_over(anext(g, "loop")).send, None))


class BadAiter:
    def __aiter__(self):
        return 5


for call in (lambda: aiter([]), lambda: aiter(BadAiter()), lambda: anext(5), lambda: anext([], 1), lambda: anext(), lambda: aiter(),
             lambda: anext(1, 2, 3), lambda: aiter(1, 2), lambda: anext(iterator=1)):
    print(attempt(call))
del g, a, b, c
