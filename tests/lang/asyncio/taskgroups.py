# TaskGroup: results, the first failure, several, cancellation from outside, misuse.
import asyncio

from virtual_time import run


async def after(delay, value, log=None):
    try:
        await asyncio.sleep(delay)
        if isinstance(value, BaseException):
            raise value
        return value
    except asyncio.CancelledError:
        if log is not None:
            log.append(("cancelled", value))
        raise


def shown(e):
    if isinstance(e, BaseExceptionGroup):
        return type(e).__name__, e.message, [shown(x) for x in e.exceptions]
    return repr(e)


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return shown(e), asyncio.current_task().cancelling()


async def succeeds():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(after(0.01, "a"))
        b = tg.create_task(after(0, "b"), name="bee")
        print(repr(tg), b.get_name())
    return a.result(), b.result(), repr(tg)


async def one_fails():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(after(1, "slow", log))
            tg.create_task(after(0, ValueError("v")))
            tg.create_task(after(1, "slower", log))
            await asyncio.sleep(1)
            log.append("not reached")
    finally:
        print(sorted(log), repr(tg))


async def several_fail():
    async with asyncio.TaskGroup() as tg:
        for i in range(3):
            tg.create_task(after(0, KeyError(i)))


async def body_fails():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(after(1, "x", log))
            await asyncio.sleep(0)
            raise OSError("body")
    finally:
        print(log)


async def fails_while_cancelled():
    async def bad_cleanup():
        try:
            await asyncio.sleep(1)
        finally:
            raise TypeError("cleanup")

    async with asyncio.TaskGroup() as tg:
        tg.create_task(bad_cleanup())
        tg.create_task(after(0, ValueError("first")))


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(after(0.01, "outer"))
        try:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(after(0, KeyError("inner")))
        except BaseExceptionGroup as e:
            print("caught", shown(e))
        await asyncio.sleep(0)
    return "went on"


async def from_outside():
    log = []

    async def target():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(after(1, "child", log))
            await asyncio.sleep(1)

    t = asyncio.create_task(target())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("outside")
    print(await outcome(t), log)


async def spawns():
    results = []

    async def child(tg, depth):
        await asyncio.sleep(0)
        results.append(depth)
        if depth:
            tg.create_task(child(tg, depth - 1))
            tg.create_task(child(tg, depth - 1))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(child(tg, 3))
    return results


async def base_error():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(after(0, ValueError("v")))
        await asyncio.sleep(0.01)


async def misuse():
    tg = asyncio.TaskGroup()
    c = after(0, 1)
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(str(e))
    async with tg:
        try:
            async with tg:
                pass
        except RuntimeError as e:
            print(str(e))
    try:
        tg.create_task(after(0, 1))
    except RuntimeError as e:
        print(str(e))


async def main():
    print(await outcome(succeeds()))
    for case in (one_fails, several_fail, body_fails, fails_while_cancelled, nested, spawns, base_error):
        print(case.__name__, await outcome(case()))
    await from_outside()
    await misuse()


run(main())
