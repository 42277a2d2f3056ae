# Stages of asynchronous generators: reading, parsing, batching, windows, merging, with clean-up on every way out.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


closed = []


async def read(name, lines, pause):
    try:
        for line in lines:
            await asyncio.sleep(pause)
            yield line
    finally:
        await asyncio.sleep(0)
        closed.append(name)


async def parse(source):
    number = 0
    try:
        async for line in source:
            number += 1
            key, _, value = line.partition("=")
            try:
                yield key.strip(), int(value)
            except ValueError:
                yield "error", number
    finally:
        closed.append("parse")


async def where(source, predicate):
    async for item in source:
        if predicate(item):
            yield item


async def batches(source, size, wait):
    """Batches of `size` items, or what has come within `wait`."""
    batch, iterator, pending = [], aiter(source), None
    try:
        while True:
            if pending is None:
                pending = asyncio.ensure_future(anext(iterator, None))
            done, _ = await asyncio.wait([pending], timeout=wait)
            if done:
                item = pending.result()
                pending = None
                if item is None:
                    break
                batch.append(item)
            if batch and (len(batch) == size or not done):
                yield batch
                batch = []
        if batch:
            yield batch
    finally:
        if pending is not None:
            pending.cancel()
        closed.append("batches")


async def windows(source, size):
    window = []
    async for item in source:
        window = (window + [item])[-size:]
        if len(window) == size:
            yield tuple(window)


async def merge(*sources):
    queue, running = asyncio.Queue(2), len(sources)

    async def pump(source):
        nonlocal running
        try:
            async for item in source:
                await queue.put(item)
        finally:
            running -= 1
            await queue.put(None)

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    try:
        while running or not queue.empty():
            item = await queue.get()
            if item is not None:
                yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        closed.append("merge")


async def take(source, n):
    async for item in source:
        if n <= 0:
            break
        n -= 1
        yield item


async def running_total(source):
    totals = {}
    async for key, value in source:
        totals[key] = totals.get(key, 0) + value
        reset = yield dict(totals)
        if reset:
            totals.pop(reset, None)


LINES = [f"{'abc'[i % 3]} = {i}" for i in range(12)] + ["bad line", "x = y", "a = 100"]


async def main():
    async for batch in batches(parse(read("r1", LINES, 0.01)), 4, 0.025):
        print(now(), batch)
    print(closed)
    closed.clear()
    async for batch in batches(read("slow", "pqr", 0.04), 2, 0.03):
        print(now(), batch)
    print(closed)
    closed.clear()
    total = sum([value async for key, value in where(parse(read("r2", LINES, 0)), lambda item: item[0] != "error")])
    print(total, closed)
    closed.clear()
    print([window async for window in windows(read("r3", range(6), 0.001), 3)])
    async for item in merge(read("m1", "abcd", 0.003), read("m2", "xyz", 0.004)):
        print(now(), item, end="; ")
    print(closed)
    closed.clear()
    stream = merge(read("m3", "abcdefgh", 0.002), read("m4", range(8), 0.003))
    async for item in stream:
        if item == "d":
            break
    await stream.aclose()
    print(sorted(closed, key=str))
    closed.clear()
    totals = running_total(parse(read("r4", LINES[:6], 0)))
    print(await anext(totals), await anext(totals), await totals.asend("a"), await anext(totals))
    await totals.aclose()
    print(await anext(totals, "finished"))
    print([x async for x in take(take(read("r5", range(100), 0), 7), 3)])
    await asyncio.sleep(0.01)
    print(closed)


asyncio.run(main(), loop_factory=Loop)
