# Futures: results, exceptions, callbacks, cancellation, what is refused.
import asyncio


def attempt(call, *arguments):
    try:
        return call(*arguments)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f, f.done(), f.cancelled(), asyncio.isfuture(f), asyncio.isfuture(5), f.get_loop() is loop)
    print(attempt(f.result), attempt(f.exception))
    log = []
    f.add_done_callback(lambda f: log.append(("first", f.result())))
    f.add_done_callback(log.append)
    f.add_done_callback(log.append)
    print(f.remove_done_callback(log.append), f.remove_done_callback(print))
    f.set_result(41)
    print(log, f, attempt(f.set_result, 1), attempt(f.set_exception, KeyError()), f.cancel())
    await asyncio.sleep(0)
    print(log, f.result(), f.exception(), await f, await f)
    f.add_done_callback(lambda f: log.append("late"))
    await asyncio.sleep(0)
    print(log)

    f = asyncio.Future()
    f.set_exception(ValueError("v"))
    print(repr(f), attempt(f.result), repr(f.exception()))
    try:
        await f
    except ValueError as e:
        print("raised", e)
    for bad in (5, "x", int, object()):
        f = loop.create_future()
        print(attempt(f.set_exception, bad).split("(")[0])
    f = loop.create_future()
    f.set_exception(KeyError)
    print(repr(f.exception()))
    f = loop.create_future()
    f.set_exception(StopIteration("s"))
    print(repr(f.exception()), repr(f.exception().__cause__))

    f = loop.create_future()
    print(f.cancel("why"), f, f.cancelled(), f.done(), f.cancel())
    print(attempt(f.result), attempt(f.exception), attempt(f.set_result, 1))
    try:
        await f
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    f = loop.create_future()
    f.cancel()
    print(attempt(f.result))

    # Two wait for one future; the order of waking is that of waiting.
    f = loop.create_future()

    async def waits(name):
        print(name, "waits")
        print(name, "got", await f)

    tasks = [asyncio.create_task(waits(name)) for name in "abc"]
    await asyncio.sleep(0)
    f.set_result("it")
    print("set")
    await asyncio.gather(*tasks)

    # Driven by hand.
    f = loop.create_future()
    step = f.__await__()
    print(next(step) is f, f._asyncio_future_blocking, attempt(next, step))
    f.set_result(3)
    print(attempt(next, f.__await__()), attempt(next, iter(f)))
    print(f"{loop.create_future()}", str(f))
    f = loop.create_future()
    f.set_result("x" * 200)
    print(f)


asyncio.run(main())
print(attempt(asyncio.get_running_loop))
print(attempt(asyncio.get_event_loop))
print(attempt(asyncio.Future))


class Derived(asyncio.Future):
    def __init__(self, name, **kwargs):
        super().__init__(**kwargs)
        self.name = name

    def set_result(self, result):
        print("derived", self.name)
        super().set_result(result)


async def derived():
    f = Derived("d", loop=asyncio.get_running_loop())
    asyncio.get_running_loop().call_soon(f.set_result, 5)
    return await f, f


r = asyncio.run(derived())
print(r[0], r[1])
