"""Coroutines and asynchronous generators."""


async def waits(a):
    x = await a
    async with a as b, x:
        return await b
    async for i in a:
        if i:
            break
    else:
        return x


async def generates(a):
    try:
        async for i in a:
            yield i
            await i
    finally:
        await a.close()


async def in_with(lock):
    async with lock:
        for i in range(3):
            try:
                yield i
            except ValueError:
                return


def delegating(a):
    try:
        x = yield from a
    except GeneratorExit:
        raise
    return (yield), (yield x)
