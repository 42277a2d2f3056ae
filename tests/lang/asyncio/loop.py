# The loop itself: order of callbacks and timers, handles, errors in callbacks, runs, generators left over.
import asyncio
import sys


def attempt(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    except BaseException as e:
        return f"{type(e).__name__}{e.args}"


loop = asyncio.new_event_loop()
log = []
loop.call_soon(log.append, "soon 1")
handle = loop.call_soon(log.append, "cancelled")
timer = loop.call_later(0.5, log.append, "later 2")
loop.call_later(0.25, log.append, "later 1")
dropped = loop.call_later(0.375, log.append, "cancelled too")
loop.call_at(loop.time() + 0.75, loop.stop)
loop.call_soon(lambda: loop.call_soon(log.append, "nested"))
loop.call_soon(log.append, "soon 2")
handle.cancel()
dropped.cancel()
print(handle.cancelled(), timer.cancelled(), timer.when() > loop.time(), type(timer).__name__, loop.is_running())
loop.run_forever()
print(log, loop.is_closed())


async def give(x):
    return x


print(loop.run_until_complete(give(5)), loop.run_until_complete(loop.create_task(give(6))))
future = loop.create_future()
loop.call_later(0.001, future.set_result, "future")
print(loop.run_until_complete(future))
print(attempt(loop.call_later, None, print))
loop.call_soon(loop.stop)
print(attempt(loop.run_until_complete, loop.create_future()))

# Errors in callbacks go to the handler, and the loop goes on.
errors = []
loop.set_exception_handler(lambda loop, context: errors.append((context["message"].split(" at ")[0], repr(context.get("exception")))))
print(loop.get_exception_handler() is not None)


def bad(x):
    raise ValueError(x)


loop.call_soon(bad, 1)
loop.call_soon(bad, "two")
loop.call_soon(errors.append, "between")
loop.call_soon(loop.stop)
loop.run_forever()
print(errors)
print(attempt(loop.set_exception_handler, 5))
errors.clear()


async def never_asked():
    raise KeyError("nobody asked")


async def forgets():
    t = asyncio.create_task(never_asked(), name="forgotten")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    f = asyncio.get_running_loop().create_future()
    f.set_exception(OSError("nobody either"))
    del f
    asked = asyncio.create_task(never_asked())
    await asyncio.wait([asked])
    asked.exception()


loop.run_until_complete(forgets())
print(errors)
loop.set_exception_handler(None)


# The loop closes asynchronous generators that are dropped, and those that are left.
async def source(name):
    try:
        while True:
            yield name
    finally:
        await asyncio.sleep(0)
        print("closed", name)


async def uses():
    async for x in source("dropped"):
        break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    kept.append(source("kept"))
    print(await anext(kept[0]))


kept = []
hooks = sys.get_asyncgen_hooks()
loop.run_until_complete(uses())
print(sys.get_asyncgen_hooks() == hooks)
loop.run_until_complete(loop.shutdown_asyncgens())


async def running():
    print(loop.is_running(), asyncio.get_running_loop() is loop, asyncio.get_event_loop() is loop)
    c = give(1)
    print(attempt(loop.run_until_complete, c), attempt(loop.run_forever), attempt(loop.close))
    c.close()
    c = give(1)
    print(attempt(asyncio.run, c))
    c.close()


loop.run_until_complete(running())
loop.close()
loop.close()
print(loop.is_closed(), attempt(loop.call_soon, print), attempt(loop.run_forever))
print(attempt(asyncio.run, 5), attempt(asyncio.run, print))

with asyncio.Runner() as runner:
    print(runner.run(give(1)), runner.get_loop().is_running(), runner.run(give(2)))
print(attempt(runner.get_loop))
runner = asyncio.Runner()
runner.close()
c = give(1)
print(attempt(runner.run, c))
c.close()
asyncio.set_event_loop(None)
print(attempt(asyncio.get_event_loop))
other = asyncio.new_event_loop()
asyncio.set_event_loop(other)
print(asyncio.get_event_loop() is other)
other.close()
asyncio.set_event_loop(None)
print(attempt(asyncio.set_event_loop, 5))


# A SystemExit goes through.
async def exits():
    asyncio.get_running_loop().call_soon(sys.exit, 3)
    await asyncio.sleep(1)


try:
    asyncio.run(exits())
except SystemExit as e:
    print("exit", e.code)


async def exits_itself():
    sys.exit("text")


try:
    asyncio.run(exits_itself())
except SystemExit as e:
    print("exit", e.code)
