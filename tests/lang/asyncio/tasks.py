# Tasks: names, states, results, what they may yield, who is current.
import asyncio
import types


def attempt(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def work(n):
    for i in range(n):
        await asyncio.sleep(0)
    return n


async def fails():
    await asyncio.sleep(0)
    raise LookupError("failed")


@types.coroutine
def raw(value):
    return (yield value)


async def yields(value):
    try:
        return await raw(value)
    except RuntimeError as e:
        return str(e).split(" in task")[0].split(" <")[0]


async def waits_for(task):
    return await task


async def main():
    me = asyncio.current_task()
    print(me.get_name(), me in asyncio.all_tasks(), len(asyncio.all_tasks()), asyncio.current_task(asyncio.get_running_loop()) is me)
    t = asyncio.create_task(work(2))
    u = asyncio.create_task(work(1), name="named")
    print(t.get_name(), u.get_name(), t.done(), attempt(t.result), t.get_coro().__name__)
    u.set_name(7)
    print(repr(u.get_name()), sorted(x.get_name() for x in asyncio.all_tasks()))
    print(await t, await u, t, u.result(), t.exception(), t.cancelled())
    print(attempt(t.set_result, 1), attempt(t.set_exception, KeyError()))
    f = asyncio.create_task(fails())
    print(f)
    try:
        await f
    except LookupError as e:
        print("raised", e, f.exception() is e, f)
    g = asyncio.create_task(work(3))
    both = asyncio.create_task(waits_for(g))
    await asyncio.sleep(0)
    print(g, "|", both)
    await both
    print(g)
    loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    foreign = other.create_future()
    for value in (None, 5, "text", foreign, (i for i in ()), object()):
        print(await asyncio.create_task(yields(value)))
    other.close()

    async def itself():
        await task

    task = asyncio.create_task(itself())
    try:
        await task
    except RuntimeError as e:
        print(str(e).split(":")[0])
    future = loop.create_future()
    future.set_result(1)
    print(await asyncio.create_task(yields(future)))
    print(attempt(asyncio.Task, 5, loop=loop), attempt(loop.create_task, work))
    print(attempt(asyncio.ensure_future, 5))
    print(asyncio.ensure_future(t) is t)

    class Awaitable:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return "awaited"

    print(await asyncio.ensure_future(Awaitable()), await asyncio.gather(Awaitable(), Awaitable()))
    stops = asyncio.create_task(raises_stop())
    try:
        await stops
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    print(asyncio.iscoroutine(me.get_coro()), asyncio.iscoroutine(5))
    many = [asyncio.create_task(order(i)) for i in range(4)]
    for m in many:
        await m
    log.append("end")
    print(log)
    print(t.get_stack(), [frame.f_code.co_name for frame in me.get_stack()][-1], [frame.f_code.co_name for frame in many[0].get_stack()])


async def raises_stop():
    raise StopIteration("s")


log = []


async def order(i):
    log.append((i, "start"))
    for k in range(i):
        await asyncio.sleep(0)
        log.append((i, k))
    if i == 2:
        await asyncio.create_task(order(1))
    log.append((i, "end"))


asyncio.run(main())
print(attempt(asyncio.current_task), attempt(asyncio.all_tasks))
c = work(1)
print(attempt(asyncio.create_task, c))
c.close()


# Tasks that start at once.
async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    trace = []

    async def now(value):
        trace.append(("now", value, asyncio.current_task().get_name()))
        return value

    async def later(value):
        trace.append(("start", value))
        await asyncio.sleep(0)
        trace.append(("end", value))
        return value

    a = asyncio.create_task(now(1), name="a")
    trace.append(a.done())
    b = asyncio.create_task(later(2), name="b")
    trace.append(b.done())
    print(await asyncio.gather(a, b, now(3)), trace, asyncio.current_task().get_name())
    loop.set_task_factory(None)
    c = asyncio.create_task(now(4))
    print(c.done(), await c)


asyncio.run(eager())
