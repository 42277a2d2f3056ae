# Cancelling tasks: when it is seen, refused, passed on, taken back.
import asyncio

from virtual_time import run


async def stubborn(log):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as e:
        log.append(("refused", e.args))
    await asyncio.sleep(0)
    return "survived"


async def cleaning(log):
    try:
        await asyncio.sleep(100)
    finally:
        log.append("cleaning")
        await asyncio.sleep(0)
        log.append("cleaned")


async def outcome(task):
    try:
        return await task
    except asyncio.CancelledError as e:
        return "cancelled", e.args, task.cancelled(), task.done()
    except Exception as e:
        return repr(e)


async def main():
    log = []
    t = asyncio.create_task(cleaning(log))
    print(t.cancel(), t.cancelling(), t)
    print(await outcome(t), log)
    t = asyncio.create_task(cleaning(log))
    await asyncio.sleep(0)
    print(t.cancel("msg"), t.cancelling(), t)
    print(await outcome(t), log, t.cancel())
    log.clear()
    t = asyncio.create_task(stubborn(log))
    await asyncio.sleep(0)
    t.cancel("please")
    print(await outcome(t), log, t.cancelling(), t.uncancel(), t.uncancel())

    # Cancelled while cancelled; and twice at once.
    log.clear()
    t = asyncio.create_task(cleaning(log))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    t.cancel("again")
    print(await outcome(t), log)
    log.clear()
    t = asyncio.create_task(stubborn(log))
    await asyncio.sleep(0)
    t.cancel("one")
    t.cancel("two")
    print(await outcome(t), log, t.cancelling())

    # The cancellation goes down to what is awaited.
    async def outer(inner):
        try:
            await inner
        finally:
            log.append("outer left")

    log.clear()
    inner = asyncio.create_task(cleaning(log))
    t = asyncio.create_task(outer(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await outcome(t), log, inner.cancelled())

    # Only one of two that wait.
    f = asyncio.get_running_loop().create_future()

    async def waits():
        return await asyncio.shield(f)

    a, b = asyncio.create_task(waits()), asyncio.create_task(waits())
    await asyncio.sleep(0)
    a.cancel()
    await asyncio.sleep(0)
    f.set_result("shared")
    print(await outcome(a), await outcome(b))

    # A future cancelled by somebody else looks the same to who waits.
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(outer(f))
    await asyncio.sleep(0)
    f.cancel("future")
    print(await outcome(t))

    # Raising something else instead, and returning a value in the last step.
    async def replaces():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            raise ValueError("instead")

    t = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    t.cancel()
    print(await outcome(t), repr(t.exception().__context__))

    async def cancels_itself():
        asyncio.current_task().cancel("self")
        return "value"

    t = asyncio.create_task(cancels_itself())
    print(await outcome(t))

    async def cancels_and_waits():
        asyncio.current_task().cancel("self")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as e:
            return e.args
        return "not seen"

    print(await outcome(asyncio.create_task(cancels_and_waits())))

    # Never started.
    t = asyncio.create_task(cleaning(log))
    log.clear()
    t.cancel()
    print(await outcome(t), log)

    # gather: one is cancelled, all are cancelled.
    ts = [asyncio.create_task(cleaning(log)) for _ in range(3)]
    g = asyncio.gather(*ts)
    await asyncio.sleep(0)
    ts[1].cancel("middle")
    print(await outcome(g), log, [t.done() for t in ts])
    print(g.cancel(), [t.cancel() for t in ts])
    print([await outcome(t) for t in ts])
    ts = [asyncio.create_task(cleaning(log)) for _ in range(2)]
    g = asyncio.gather(*ts, return_exceptions=True)
    await asyncio.sleep(0)
    g.cancel("group")
    print(await outcome(g), [t.cancelled() for t in ts], g.cancelled())
    ts = [asyncio.create_task(asyncio.sleep(0, i)) for i in range(3)]
    g = asyncio.gather(*ts, return_exceptions=True)
    ts[1].cancel("one of them")
    print(await g)


run(main())


async def leaves_tasks():
    async def background(name):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("background", name, "cancelled")
            raise

    tasks.extend(asyncio.create_task(background(i)) for i in range(1))
    await asyncio.sleep(0)
    return "left"


tasks = []
print(run(leaves_tasks()), [t.cancelled() for t in tasks])


async def raises():
    raise KeyError("out of run")


for error in (raises(), asyncio.sleep(0, "fine")):
    try:
        print(run(error))
    except KeyError as e:
        print(repr(e))
