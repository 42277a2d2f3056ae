# An asynchronous generator and the loop that awaits it are one native loop.
# jit: threshold=2
# expect-jit: adopted>=1


import sys


class Switch:
    def __await__(self):
        got = yield "switch"
        return got


async def values(n):
    i = 0
    while i < n:
        yield i
        i += 1


async def pausing(n):
    i = 0
    while i < n:
        if i % 5 == 3:
            await Switch()
        yield i
        i += 1


async def noisy(n):
    try:
        for i in range(n):
            if i % 40 == 39:
                print("at", i)
            yield i * 0.5
    finally:
        print("finally", n)


async def looking(n):
    for i in range(n):
        running = looked_at.ag_running if looked_at is not None else None
        yield running, i


async def consume(source, limit):
    total = 0
    async for x in source:
        total += x
        if total > limit:
            break
    return total


async def nested(n):
    total = 0
    async for x in values(n):
        async for y in values(x % 4):
            total += x * y
    return total


async def fails(n):
    i = 0
    while True:
        if i == n:
            raise KeyError(i)
        yield i
        i += 1


async def guarded(n):
    total = 0
    try:
        async for x in fails(n):
            total += x
    except KeyError as e:
        return total, e.args, e.__traceback__.tb_next.tb_lineno - consume.__code__.co_firstlineno
    return "none"


async def mixed(n):
    total = 0
    source = values(n)
    async for x in source:
        if x % 30 == 29:
            try:
                total += await source.__anext__()
            except StopAsyncIteration:
                total -= 1
        total += x
    return total


async def texts():
    async for t in changing(60):
        if t == "13":
            print("text", t)


async def changing(n):
    for i in range(n):
        yield i if i % 2 and i != 13 else str(i) if i == 13 else i * 1.5


def run(coroutine):
    switches = 0
    try:
        while True:
            coroutine.send(None)
            switches += 1
    except StopIteration as stop:
        return stop.value, switches


looked_at = None
for _ in range(4):
    print(run(consume(values(100), 1e9)), run(consume(values(100), 1000)))
    print(run(consume(pausing(60), 1e9)))
    print(run(consume(noisy(100), 1e9)), run(consume(noisy(100), 200)))
    print(run(nested(50)), run(guarded(70)), run(mixed(100)), run(texts()))


async def watched():
    global looked_at
    looked_at = looking(40)
    seen = []
    async for running, i in looked_at:
        seen.append((running, looked_at.ag_running, i))
    print(set((a, b) for a, b, _ in seen), len(seen))


run(watched())


async def twice(n):
    # The generator is awaited by somebody else while it runs.
    async def inner():
        for i in range(n):
            if i == 35:
                try:
                    source.asend(None).send(None)
                except RuntimeError as e:
                    print("inside", e)
            yield i
    source = inner()
    total = 0
    async for x in source:
        total += x
    return total


print(run(twice(60)))


async def many(n):
    total = 0
    for k in range(n):
        async for x in values(k % 4):
            total += x
    return total


async def unfinished(n):
    kept = []
    for k in range(n):
        source = values(4)
        async for x in source:
            if x == k % 3:
                break
        kept.append(source)
        if len(kept) > 5:
            await kept.pop(0).aclose()
    total = 0
    for source in kept:
        async for x in source:
            total += x
        async for x in source:
            print("never")
    return total


asked = 0


def first(generator):
    global asked
    asked += 1
    if asked % 97 == 0:
        raise ValueError(asked)


print(run(many(200)), run(unfinished(60)))
hooks = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=first)
for _ in range(3):
    try:
        print(run(many(120)), asked)
    except ValueError as e:
        print("hook", e.args, e.__traceback__.tb_next.tb_next.tb_lineno - consume.__code__.co_firstlineno)
sys.set_asyncgen_hooks(*hooks)


async def changes(n):
    # What the generator yields, and where it is, changes when the loop is compiled.
    async def source():
        for i in range(n):
            if i == 100:
                sources.append(i)
                yield "text"
            yield i
    seen = 0
    async for x in source():
        if type(x) is str:
            print(x)
        else:
            seen += x
    return seen


sources = []
print(run(changes(150)), sources)
