# Lock, Event, Condition, Semaphore, Barrier: order of waking, cancellation of who waits, misuse.
import asyncio

from virtual_time import run


def shown(x):
    text = repr(x)
    return text.split(" object at ")[0] + text[text.rindex("[") :]


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def lock():
    lock, log = asyncio.Lock(), []
    print(shown(lock), lock.locked())

    async def critical(name, rounds=2):
        for i in range(rounds):
            async with lock:
                log.append(f"{name}{i}+")
                await asyncio.sleep(0)
                log.append(f"{name}{i}-")

    await asyncio.gather(*(critical(name) for name in "abc"))
    print(" ".join(log))
    await lock.acquire()
    waiters = [asyncio.create_task(lock.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    print(shown(lock))
    waiters[0].cancel()
    lock.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([t.done() for t in waiters], lock.locked(), shown(lock))
    lock.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    lock.release()
    print([await outcome(t) for t in waiters], lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)


async def event():
    event, log = asyncio.Event(), []

    async def waits(name):
        log.append((name, await event.wait()))

    tasks = [asyncio.create_task(waits(i)) for i in range(3)]
    await asyncio.sleep(0)
    print(shown(event), event.is_set(), log)
    tasks[1].cancel()
    event.set()
    print(shown(event), log)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log, await event.wait(), event.is_set())
    event.clear()
    print(event.is_set(), [t.cancelled() for t in tasks])


async def condition():
    condition, log, items = asyncio.Condition(), [], []

    async def consumer(name):
        async with condition:
            await condition.wait_for(lambda: items)
            log.append((name, items.pop(0)))

    tasks = [asyncio.create_task(consumer(i)) for i in range(4)]
    await asyncio.sleep(0)
    print(shown(condition))
    async with condition:
        items.extend("ab")
        condition.notify(2)
    await asyncio.sleep(0.001)
    print(log)
    tasks[2].cancel()
    await asyncio.sleep(0)
    async with condition:
        items.append("c")
        condition.notify_all()
    print([await outcome(t) for t in tasks], log, shown(condition))
    for call in (condition.notify, condition.notify_all):
        try:
            call()
        except RuntimeError as e:
            print(e)
    print(await outcome(condition.wait()))
    lock = asyncio.Lock()
    other = asyncio.Condition(lock)
    async with other:
        print(lock.locked(), other.locked())


async def semaphore():
    semaphore, log, inside = asyncio.Semaphore(2), [], 0
    print(shown(semaphore), semaphore.locked())

    async def uses(name):
        nonlocal inside
        async with semaphore:
            inside += 1
            log.append((name, inside))
            await asyncio.sleep(0.001 * (name + 1))
            inside -= 1

    await asyncio.gather(*(uses(i) for i in range(6)))
    print(log, shown(semaphore))
    await semaphore.acquire()
    await semaphore.acquire()
    print(semaphore.locked(), shown(semaphore))
    waiters = [asyncio.create_task(semaphore.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    print(shown(semaphore))
    semaphore.release()
    waiters[0].cancel()
    await asyncio.sleep(0)
    semaphore.release()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([await outcome(t) for t in waiters], shown(semaphore))
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    empty = asyncio.Semaphore(0)
    print(empty.locked(), await outcome(asyncio.wait_for(empty.acquire(), 0.001)))


async def barrier():
    barrier, log = asyncio.Barrier(3), []
    print(shown(barrier))

    async def comes(name):
        log.append(name)
        async with barrier as position:
            log.append((name, position))

    await asyncio.gather(*(comes(i) for i in range(6)))
    print(log, barrier.n_waiting, barrier.parties, barrier.broken)
    t = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    print(shown(barrier), barrier.n_waiting)
    await barrier.reset()
    print(await outcome(t))
    t = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    print(await outcome(t), await outcome(barrier.wait()), shown(barrier), barrier.broken)
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


for test in (lock, event, condition, semaphore, barrier):
    print("--", test.__name__)
    run(test())
outside = asyncio.Lock()


async def uses_it():
    async with outside:
        t = asyncio.create_task(outside.acquire())
        await asyncio.sleep(0)
    await t
    outside.release()


run(uses_it())


async def other_loop():
    await outside.acquire()
    return await outside.acquire()


try:
    run(other_loop())
except RuntimeError as e:
    print(str(e)[-31:])
