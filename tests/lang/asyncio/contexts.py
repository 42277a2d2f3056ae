# Context variables in tasks and callbacks.
import asyncio
from contextvars import ContextVar, copy_context

from virtual_time import run

request = ContextVar("request", default="none")
counter = ContextVar("counter", default=0)


async def handle(name):
    request.set(name)
    for _ in range(3):
        counter.set(counter.get() + 1)
        await asyncio.sleep(0)
        assert request.get() == name
    await helper()
    return request.get(), counter.get()


async def helper():
    counter.set(counter.get() + 100)


async def main():
    counter.set(5)
    print(await asyncio.gather(*(handle(f"r{i}") for i in range(3))), request.get(), counter.get())
    print(await handle("inline"), request.get(), counter.get())
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    seen = []
    loop.call_soon(lambda: seen.append(request.get()))
    request.set("changed")
    loop.call_soon(lambda: seen.append(request.get()))
    context = copy_context()
    context.run(request.set, "given")
    loop.call_soon(lambda: seen.append(request.get()), context=context)
    loop.call_later(0.001, lambda: (seen.append(request.get()), done.set_result(1)), context=context)
    request.set("last")
    await done
    print(seen)
    t = asyncio.create_task(handle("explicit"), context=context)
    print(await t, context[request], t.get_context() is context)
    f = loop.create_future()
    f.add_done_callback(lambda f: seen.append(request.get()))
    request.set("after adding")
    f.add_done_callback(lambda f: seen.append(request.get()), context=context)
    f.set_result(1)
    await asyncio.sleep(0)
    print(seen[-2:])
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(handle("grouped"))
    print(a.result(), request.get())

    async def generator():
        request.set("in generator")
        yield request.get()
        yield request.get()

    async for x in generator():
        print(x, request.get())
        request.set("in loop")


run(main())
print(request.get(), counter.get())
