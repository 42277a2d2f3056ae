# Long runs: asynchronous generators and chains of coroutines in loops that become hot, with rare ways out.
class Switch:
    def __await__(self):
        return (yield)


async def values(n, every):
    i = 0
    while i < n:
        if i % every == 0:
            i += (await Switch()) or 0
        yield i
        i += 1


async def scaled(source, factor):
    async for x in source:
        if x % 97 == 96:
            continue
        yield x * factor


async def total(n, every):
    result = 0
    async for x in scaled(values(n, every), 3):
        result += x
        for k in range(3):
            result ^= k
    return result


def drive(coroutine, value=None):
    steps = 0
    try:
        coroutine.send(None)
        while True:
            steps += 1
            coroutine.send(value)
    except StopIteration as e:
        return steps, e.value


for every in (1, 7, 50):
    print(drive(total(400, every)), drive(total(200, every), 1))


async def step(x):
    await Switch()
    return (x * 5 + 1) & 0xFFFF


async def layer(x):
    return await step(x) ^ 1


async def worker(ident, n):
    x = ident
    for i in range(n):
        try:
            x = await layer(x)
        except KeyError as e:
            x += e.args[0]
    return x


def loop(tasks, n):
    results = {}
    ready = [(i, worker(i, n)) for i in range(tasks)]
    turn = 0
    while ready:
        waiting = []
        for i, task in ready:
            turn += 1
            try:
                if turn % 61 == 60:
                    task.throw(KeyError(turn))
                else:
                    task.send(None)
            except StopIteration as e:
                results[i] = e.value
                continue
            except KeyError as e:
                results[i] = ("failed", e.args)
                continue
            waiting.append((i, task))
        ready = waiting
    return results


print(loop(6, 60))


async def no_wait(x):
    return x + 1


async def sums(n):
    result = 0
    for i in range(n):
        result += await no_wait(i)
        if i % 100 == 99:
            result += sum([await no_wait(k) for k in range(3)])
    return result


print(drive(sums(500)))


async def countdown(n):
    if n == 0:
        await Switch()
        return 0
    return await countdown(n - 1) + 1


print([drive(countdown(n)) for n in (0, 1, 30, 200)])


async def ends_early(n):
    seen = []
    for start in range(n):
        async for x in values(start + 10, 4):
            if x == start:
                seen.append(x)
                break
    return len(seen), sum(seen)


import sys

sys.set_asyncgen_hooks(finalizer=lambda g: None)
print(drive(ends_early(60)))


async def anexts(n):
    g = values(n, 3)
    got = []
    while True:
        x = await anext(g, None)
        if x is None:
            return sum(got), len(got)
        got.append(x)
        if x % 10 == 9:
            got.append(await g.asend("ignored"))


print(drive(anexts(145)))
