# gather, wait, wait_for, as_completed, shield, sleep.
import asyncio

from virtual_time import run


async def after(delay, value):
    await asyncio.sleep(delay)
    if isinstance(value, BaseException):
        raise value
    return value


def attempt(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def main():
    print(await asyncio.gather(), await asyncio.gather(after(0.02, "slow"), after(0, "fast"), asyncio.sleep(0)))
    c = after(0, "same")
    print(await asyncio.gather(c, c))
    print(await outcome(asyncio.gather(after(0, ValueError("v")), after(0.01, 1))))
    print(await outcome(asyncio.gather(after(0, ValueError("v")), after(0, 1), return_exceptions=True)))
    g = asyncio.gather(after(0, 1))
    print(type(g).__name__, g)
    await g
    done_already = asyncio.get_running_loop().create_future()
    done_already.set_result("early")
    print(await asyncio.gather(done_already, after(0, 2)))

    for how in (asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION):
        tasks = [asyncio.create_task(after(d, v)) for d, v in ((0.03, "c"), (0.01, "a"), (0.02, KeyError("b")))]
        done, pending = await asyncio.wait(tasks, return_when=how)
        print(how, [(t in done, t in pending) for t in tasks])
        for t in tasks:
            await outcome(t)
    tasks = [asyncio.create_task(after(1, "never"))]
    done, pending = await asyncio.wait(tasks, timeout=0.01)
    print(len(done), pending == set(tasks))
    tasks[0].cancel()
    print(await outcome(asyncio.wait([])), await outcome(asyncio.wait(tasks, return_when="x")))
    c = after(0, 1)
    print(await outcome(asyncio.wait([c])), await outcome(asyncio.wait(c)), await outcome(asyncio.wait(tasks[0])))
    c.close()

    print(await outcome(asyncio.wait_for(after(0, "in time"), 1)), await outcome(asyncio.wait_for(after(1, "late"), 0.01)))
    print(await outcome(asyncio.wait_for(after(0, "no limit"), None)), await outcome(asyncio.wait_for(after(0, "zero"), 0)))
    f = asyncio.get_running_loop().create_future()
    f.set_result("done")
    print(await outcome(asyncio.wait_for(f, 0)), await outcome(asyncio.wait_for(f, -1)))
    print(await outcome(asyncio.wait_for(after(0, ValueError("own")), 1)))

    async def slow_to_leave():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            return "ignored it"

    print(await outcome(asyncio.wait_for(slow_to_leave(), 0.01)))

    async def leaves_with(error):
        try:
            await asyncio.sleep(1)
        finally:
            raise error

    print(await outcome(asyncio.wait_for(leaves_with(KeyError("left")), 0.01)))

    order = []
    for c in asyncio.as_completed([after(0.03, "c"), after(0.01, "a"), after(0.02, "b")]):
        order.append(await c)
    print(order)
    tasks = {asyncio.create_task(after(d, n), name=n): n for d, n in ((0.02, "y"), (0.01, "x"))}
    async for t in asyncio.as_completed(tasks):
        print(t.get_name(), t in tasks, await t)
    order = []
    for c in asyncio.as_completed([after(0.01, "quick"), after(1, "late")], timeout=0.03):
        order.append(await outcome(c))
    print(order)
    print(attempt(asyncio.as_completed, f))

    inner = asyncio.create_task(after(0.02, "shielded"))
    print(await outcome(asyncio.wait_for(asyncio.shield(inner), 0.005)), inner.done())
    print(await inner)
    print(await asyncio.shield(after(0, "plain")), await asyncio.shield(inner))
    print(await outcome(asyncio.shield(after(0, KeyError("k")))))
    inner = asyncio.create_task(after(0.01, "x"))
    s = asyncio.shield(inner)
    inner.cancel("inner")
    print(await outcome(s))

    print(await asyncio.sleep(0, "zero"), await asyncio.sleep(-1, "negative"), await asyncio.sleep(0.001, "some"))
    print(await outcome(asyncio.sleep(float("nan"))), await outcome(asyncio.sleep("x")))
    wakes = []

    async def sleeper(delay):
        await asyncio.sleep(delay)
        wakes.append(delay)

    await asyncio.gather(*(sleeper(d) for d in (0.04, 0.01, 0.03, 0.02, 0)))
    print(wakes)


run(main())
