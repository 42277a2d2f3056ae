# An event loop of its own: await, async for, async with, timeouts, cancellation, a worker pool
# jit: threshold=5
from collections import deque
import heapq


class Cancelled(BaseException):
    pass


class Timeout(Exception):
    pass


class Trap:
    def __init__(self, *request):
        self.request = request

    def __await__(self):
        return (yield self.request)


class Loop:
    def __init__(self):
        self.ready, self.timers, self.clock, self.number, self.switches = deque(), [], 0, 0, 0

    def spawn(self, coroutine, name):
        task = Task(self, coroutine, name)
        self.ready.append((task, None))
        return task

    def later(self, delay, action):
        self.number += 1
        heapq.heappush(self.timers, (self.clock + delay, self.number, action))

    def run(self, coroutine):
        main = self.spawn(coroutine, "main")
        while not main.done:
            if not self.ready:
                if not self.timers:
                    raise RuntimeError("deadlock")
                self.clock, _, action = heapq.heappop(self.timers)
                action()
                continue
            task, value = self.ready.popleft()
            task.step(value)
        return main.result()


class Task:
    def __init__(self, loop, coroutine, name):
        self.loop, self.coroutine, self.name = loop, coroutine, name
        self.done, self.value, self.error, self.waiters, self.cancelling = False, None, None, [], False

    def step(self, value):
        if self.done:
            return
        self.loop.switches += 1
        try:
            if self.cancelling:
                self.cancelling = False
                request = self.coroutine.throw(Cancelled(self.name))
            elif isinstance(value, BaseException):
                request = self.coroutine.throw(value)
            else:
                request = self.coroutine.send(value)
        except StopIteration as stop:
            self.finish(stop.value, None)
        except (Exception, Cancelled) as error:
            self.finish(None, error)
        else:
            kind, *arguments = request
            getattr(self, "on_" + kind)(*arguments)

    def on_sleep(self, delay):
        self.loop.later(delay, lambda: self.loop.ready.append((self, self.loop.clock)))

    def on_join(self, other):
        if other.done:
            self.loop.ready.append((self, other))
        else:
            other.waiters.append(self)

    def on_park(self, queue):
        queue.append(self)

    def on_self(self):
        self.loop.ready.append((self, self))

    def finish(self, value, error):
        self.done, self.value, self.error = True, value, error
        for waiter in self.waiters:
            self.loop.ready.append((waiter, self))

    def cancel(self):
        if not self.done:
            self.cancelling = True
            self.loop.ready.append((self, None))

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value

    def __await__(self):
        yield from Trap("join", self).__await__()
        return self.result()


def sleep(delay):
    return Trap("sleep", delay)


class Queue:
    def __init__(self, loop):
        self.loop, self.items, self.getters, self.closed = loop, deque(), deque(), False

    def put(self, item):
        if self.getters:
            self.loop.ready.append((self.getters.popleft(), item))
        else:
            self.items.append(item)

    def close(self):
        self.closed = True
        while self.getters:
            self.loop.ready.append((self.getters.popleft(), StopAsyncIteration()))

    async def get(self):
        if self.items:
            return self.items.popleft()
        if self.closed:
            raise StopAsyncIteration
        return await Trap("park", self.getters)

    def __aiter__(self):
        return self

    __anext__ = get


class timeout:
    def __init__(self, loop, delay):
        self.loop, self.delay, self.expired = loop, delay, False

    async def __aenter__(self):
        self.task = await Trap("self")
        self.armed = True

        def fire():
            if self.armed:
                self.expired = True
                self.task.cancel()
        self.loop.later(self.delay, fire)
        return self

    async def __aexit__(self, kind, error, traceback):
        self.armed = False
        if self.expired and kind is Cancelled:
            raise Timeout(f"after {self.delay}") from None


async def ticker(every, count):
    try:
        for number in range(count):
            await sleep(every)
            yield number
    finally:
        log.append("ticker closed")


async def worker(name, queue, results):
    async for job in queue:
        await sleep(job % 4 + 1)
        if job == 7:
            raise ValueError(f"{name} dislikes {job}")
        results.append((name, job))
    return f"{name} ends"


async def main(loop):
    queue, results = Queue(loop), []
    workers = [loop.spawn(worker(f"w{i}", queue, results), f"w{i}") for i in range(3)]
    async for number in ticker(2, 12):
        queue.put(number)
    queue.close()
    for task in workers:
        try:
            log.append((await task, loop.clock))
        except ValueError as error:
            log.append((str(error), task.name))
    try:
        async with timeout(loop, 5):
            await sleep(100)
    except Timeout as error:
        log.append((f"timed out {error}", loop.clock))
    async with timeout(loop, 50) as limit:
        slow = loop.spawn(sleep_and_say(30), "slow")
        log.append((await slow, limit.expired, loop.clock))
    victim = loop.spawn(sleep_and_say(1000), "victim")
    await sleep(1)
    victim.cancel()
    try:
        await victim
    except Cancelled as error:
        log.append(f"cancelled {error}")
    source = ticker(1, 50)
    log.append([x async for x in source if x % 10 == 3])
    half = ticker(1, 9)
    log.append((await anext(half), await anext(half)))
    await half.aclose()
    log.append(await anext(half, "nothing"))
    return results


async def sleep_and_say(delay):
    await sleep(delay)
    return f"slept {delay}"


for _ in range(2):
    log = []
    loop = Loop()
    results = loop.run(main(loop))
    print(results)
    print(*log, sep="\n")
    print(loop.clock, loop.switches, len(loop.ready), len(loop.timers))
loop = Loop()
try:
    loop.run(Queue(loop).get())
except RuntimeError as error:
    print("RuntimeError:", error)
