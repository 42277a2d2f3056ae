# asyncio.timeout, nested and rescheduled.
import asyncio

from virtual_time import run


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return f"{type(e).__name__}{e.args} cause={e.__cause__!r} context={e.__context__!r}"


async def simple(limit, work):
    async with asyncio.timeout(limit) as t:
        print(t.expired(), t.when() is None)
        await asyncio.sleep(work)
    return "finished", t.expired(), repr(t)


async def catching(limit, work):
    try:
        async with asyncio.timeout(limit) as t:
            await asyncio.sleep(work)
    except TimeoutError:
        return "timed out", t.expired(), repr(t)
    return "in time"


async def nested(outer, inner, work):
    try:
        async with asyncio.timeout(outer) as o:
            try:
                async with asyncio.timeout(inner) as i:
                    await asyncio.sleep(work)
            except TimeoutError:
                print("inner", i.expired(), o.expired())
                await asyncio.sleep(work)
    except TimeoutError:
        print("outer", i.expired(), o.expired())


async def raises_in(limit):
    async with asyncio.timeout(limit):
        try:
            await asyncio.sleep(1)
        finally:
            raise KeyError("in finally")


async def swallows(limit):
    async with asyncio.timeout(limit):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass
    return "swallowed", asyncio.current_task().cancelling()


async def rescheduled():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as t:
        print(t.when(), repr(t))
        t.reschedule(loop.time() + 10)
        print(t.when() > loop.time())
        t.reschedule(None)
        await asyncio.sleep(0.001)
        t.reschedule(loop.time() - 1)
        await asyncio.sleep(1)


async def misuse():
    t = asyncio.timeout(1)
    print(repr(t), t.expired())
    for call in (lambda: t.reschedule(None),):
        try:
            call()
        except RuntimeError as e:
            print(e)
    async with t:
        try:
            async with t:
                pass
        except RuntimeError as e:
            print(e)
    for call in (lambda: t.reschedule(None),):
        try:
            call()
        except RuntimeError as e:
            print(e)
    print(repr(t))


async def from_outside():
    async def target():
        async with asyncio.timeout(10):
            await asyncio.sleep(10)

    t = asyncio.create_task(target())
    await asyncio.sleep(0)
    t.cancel("outside")
    return await t


async def main():
    print(await outcome(simple(1, 0)), await outcome(simple(None, 0)))
    print(await outcome(simple(0.005, 1)))
    print(await outcome(simple(0, 0)), await outcome(simple(-1, 0.001)))
    print(await catching(0.005, 1), await catching(1, 0))
    for limits in ((0.02, 0.005, 0.012), (0.005, 0.02, 1), (1, 0.005, 0.01)):
        await nested(*limits)
    print(await outcome(raises_in(0.005)))
    print(await outcome(swallows(0.005)))
    print(await outcome(rescheduled()))
    await misuse()
    print(await outcome(from_outside()))
    loop = asyncio.get_running_loop()
    async with asyncio.timeout_at(loop.time() + 5) as t:
        print(t.when() > loop.time())
    print(await outcome(expire_at(loop.time())))


async def expire_at(when):
    async with asyncio.timeout_at(when):
        await asyncio.sleep(1)


run(main())


def outside():
    c = simple(1, 0)
    try:
        c.send(None)
    except RuntimeError as e:
        print(e)


outside()
