# Asynchronous comprehensions and generator expressions.
class Switch:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def source(n, waits=False):
    for i in range(n):
        if waits:
            await Switch(i)
        yield i


async def give(value):
    await Switch(("give", value))
    return value


def run(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as e:
        return steps, e.value
    except BaseException as e:
        return steps, type(e).__name__, str(e)


async def kinds():
    return ([i async for i in source(3)], {i % 2 async for i in source(4)}, {i: i * i async for i in source(3)},
            tuple([i async for i in source(2, True)]))


async def conditions():
    return [i async for i in source(6) if i % 2 if await give(i) > 2]


async def nested():
    return [[j async for j in source(i)] for i in range(3)], [(i, j) async for i in source(3) for j in range(i)], [
        (i, j) for i in range(3) async for j in source(i, True)]


async def awaited():
    return [await give(x) for x in "ab"], {x: await give(x) for x in "cd"}, {await give(x) async for x in source(2)}


async def expression():
    g = (i + 1 async for i in source(4) if i != 1)
    return type(g).__name__, g.__name__, [x async for x in g], [x async for x in g]


async def lazily():
    g = (await give(x) for x in range(2))
    return type(g).__name__, [x async for x in g]


async def scopes():
    k = 10
    fs = [lambda: i + k async for i in source(3)]
    k = 20
    return [f() for f in fs], [y := i async for i in source(3)], y


async def fails():
    return [1 // i async for i in source(3)]


async def as_arguments():
    def total(*args, **kwargs):
        return sum(args) + sum(kwargs.values())

    return total(*[i async for i in source(4)], **{"x": 5 async for _ in source(1)} if False else {"x": await give(5)})


for f in (kinds, conditions, nested, awaited, expression, lazily, scopes, fails, as_arguments):
    print(f.__name__, run(f()))


def plain():
    return (i async for i in source(2))


async def consume(g):
    return [i async for i in g]


print(type(plain()).__name__, run(consume(plain())))
try:
    (i async for i in [1])
except TypeError as e:
    print(e)


async def iterates_list():
    return [i async for i in [1, 2]]


print(run(iterates_list()))


async def closing():
    g = source(5)
    out = [i async for i in (x async for x in g)]
    return out, g.ag_frame


print(run(closing()))
