# Coroutines driven by a hot loop: chains of awaits that are made, wait, go on and end in it.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


class Switch:
    def __init__(self, tag=None):
        self.tag = tag

    def __await__(self):
        return (yield self.tag)


async def step(x):
    await Switch()
    return (x * 5 + 1) & 0xFFFF


async def layer(x):
    return await step(x) ^ 1


async def worker(ident, n, results):
    x = ident
    for _ in range(n):
        x = await layer(x)
    results[ident] = x


def scheduler(tasks, n):
    results = [0] * tasks
    ready = [worker(i, n, results) for i in range(tasks)]
    switches = 0
    while ready:
        waiting = []
        for task in ready:
            try:
                task.send(None)
            except StopIteration:
                continue
            switches += 1
            waiting.append(task)
        ready = waiting
    return results, switches


print(scheduler(3, 4))
print(scheduler(5, 20))


# What is sent goes to the innermost awaitable, what is raised comes out of the outermost.
async def echo(n):
    got = []
    for i in range(n):
        got.append(await Switch(i))
    if n % 3 == 0:
        raise LookupError(n)
    return got


async def outer(n):
    try:
        return await echo(n)
    except LookupError as error:
        return "caught", str(error)


def drive(coroutine):
    sent = None
    out = []
    while True:
        try:
            out.append(coroutine.send(sent))
        except StopIteration as stop:
            return out, stop.value
        sent = -len(out)


print([drive(outer(n)) for n in range(5)])
print([drive(outer(n)) for n in (12, 13)])


# One after the other in one coroutine, and without waiting at all.
async def ready(x):
    return x + 1


async def many(n):
    total = 0
    for i in range(n):
        total += await ready(i)
    return total


print([drive(many(n)) for n in (0, 1, 10, 40)])


# Awaited twice, awaited by two, thrown into, closed.
async def twice(n):
    out = []
    for i in range(n):
        coroutine = ready(i)
        out.append(await coroutine)
        try:
            await coroutine
        except RuntimeError as error:
            out.append(str(error))
    return out[-4:]


print(drive(twice(2)), drive(twice(12)))


async def waits(coroutine):
    return await coroutine


def shared(n):
    out = []
    for i in range(n):
        inner = echo(2)
        a, b = waits(inner), waits(inner)
        a.send(None)
        try:
            b.send(None)
        except RuntimeError as error:
            out.append(str(error))
        a.close()
        try:
            inner.send(None)
        except RuntimeError as error:
            out.append(str(error))
    return out[-2:]


print(shared(2), shared(12))


def thrown(n):
    out = []
    for i in range(n):
        task = outer(4)
        task.send(None)
        try:
            task.throw(LookupError(i))
        except StopIteration as stop:
            out.append(stop.value)
    return out[-2:]


print(thrown(2), thrown(12))


# Awaitables of other kinds.
class Delegated:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        return self.inner.__await__()


async def mixed(n):
    total = 0
    for i in range(n):
        total += await (Delegated(ready(i)) if i % 3 else ready(i))
        await Delegated(Switch(i))
    return total


print([drive(mixed(n)) for n in (3, 10)])
