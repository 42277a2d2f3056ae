# Queues: order, limits, join, shutdown, cancellation of who waits.
import asyncio

from virtual_time import run


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def basics():
    q = asyncio.Queue(2)
    print(q, q.maxsize, q.empty(), q.full(), attempt(q.get_nowait))
    await q.put(1)
    q.put_nowait(2)
    print(q, q.qsize(), q.full(), attempt(q.put_nowait, 3))
    print(await q.get(), q.get_nowait(), q.empty(), q)
    q.task_done()
    q.task_done()
    print(attempt(q.task_done), await q.join())


async def pipeline():
    first, second, log = asyncio.Queue(1), asyncio.Queue(3), []

    async def produce():
        for i in range(6):
            await first.put(i)
            log.append(f"p{i}")
        await first.put(None)

    async def transform():
        while (item := await first.get()) is not None:
            log.append(f"t{item}")
            await second.put(item * item)
        await second.put(None)

    async def consume():
        total = 0
        while (item := await second.get()) is not None:
            log.append(f"c{item}")
            total += item
        return total

    print(await asyncio.gather(produce(), transform(), consume()), " ".join(log))


async def workers():
    q, log = asyncio.Queue(), []

    async def worker(name):
        while True:
            item = await q.get()
            await asyncio.sleep(0.001 * item)
            log.append((name, item))
            q.task_done()

    for item in (3, 1, 2, 1):
        q.put_nowait(item)
    tasks = [asyncio.create_task(worker(n)) for n in "ab"]
    await q.join()
    for t in tasks:
        t.cancel()
    print(log, await asyncio.gather(*tasks, return_exceptions=True), q)


async def kinds():
    p, l = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for item in (5, 1, 4, 2, 3):
        await p.put((item, str(item)))
        await l.put(item)
    print([(await p.get())[0] for _ in range(5)], [await l.get() for _ in range(5)], p, l)


async def waiting():
    q = asyncio.Queue()
    getters = [asyncio.create_task(q.get()) for _ in range(3)]
    await asyncio.sleep(0)
    print(q)
    getters[0].cancel()
    q.put_nowait("a")
    q.put_nowait("b")
    print([await outcome(t) for t in getters])
    q = asyncio.Queue(1)
    q.put_nowait(0)
    putters = [asyncio.create_task(q.put(i)) for i in (1, 2, 3)]
    await asyncio.sleep(0)
    print(q)
    putters[0].cancel()
    await asyncio.sleep(0)
    print([await q.get() for _ in range(3)], [await outcome(t) for t in putters])
    print(await outcome(asyncio.wait_for(q.get(), 0.001)), q)


async def shutting_down():
    q = asyncio.Queue(2)
    q.put_nowait(1)
    q.put_nowait(2)
    putter = asyncio.create_task(q.put(3))
    await asyncio.sleep(0)
    q.shutdown()
    print(q, await outcome(putter), attempt(q.put_nowait, 4), await q.get(), await q.get(), await outcome(q.get()), attempt(q.get_nowait))
    q = asyncio.Queue()
    getter = asyncio.create_task(q.get())
    joiner = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    q.put_nowait(1)
    q.put_nowait(2)
    q.shutdown(immediate=True)
    print(await outcome(getter), await joiner, q.qsize(), q)


for test in (basics, pipeline, workers, kinds, waiting, shutting_down):
    print("--", test.__name__)
    run(test())
