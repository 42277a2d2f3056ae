# A scheduler of one's own, without asyncio: tasks, channels, timers, select, cancellation, nurseries.
from types import coroutine


@coroutine
def trap(*request):
    return (yield request)


class Cancelled(BaseException):
    pass


class Task:
    numbers = 0

    def __init__(self, coro, name=None):
        Task.numbers += 1
        self.coro, self.name = coro, name or f"t{Task.numbers}"
        self.done, self.value, self.error, self.watchers, self.waits, self.cancel_sent = False, None, None, [], None, False


class Kernel:
    def __init__(self):
        self.ready, self.timers, self.clock, self.current, self.switches = [], [], 0, None, 0

    def spawn(self, coro, name=None):
        task = Task(coro, name)
        self.ready.append((task, None, None))
        return task

    def wake(self, task, value=None, error=None):
        if task.waits is not None:
            task.waits = None
            self.ready.append((task, value, error))

    def run(self, coro):
        main = self.spawn(coro, "main")
        while not main.done:
            if not self.ready:
                if not self.timers:
                    raise RuntimeError("everybody waits")
                self.timers.sort(key=lambda entry: entry[:2])
                when, _, task, token = self.timers.pop(0)
                self.clock = max(self.clock, when)
                if task.waits is token:
                    self.wake(task)
                continue
            self.step(*self.ready.pop(0))
        if main.error is not None:
            raise main.error
        return main.value

    def step(self, task, value, error):
        self.current, self.switches = task, self.switches + 1
        try:
            request = task.coro.send(value) if error is None else task.coro.throw(error)
        except StopIteration as end:
            self.finish(task, end.value, None)
        except Cancelled as cancelled:
            self.finish(task, None, cancelled)
        except Exception as failure:
            self.finish(task, None, failure)
        else:
            task.waits = request
            getattr(self, "do_" + request[0])(task, *request[1:])

    def finish(self, task, value, error):
        task.done, task.value, task.error = True, value, error
        for watcher in task.watchers:
            self.wake(watcher)

    def do_sleep(self, task, seconds):
        self.timers.append((self.clock + seconds, self.switches, task, task.waits))

    def do_join(self, task, other):
        if other.done:
            self.wake(task)
        else:
            other.watchers.append(task)

    def do_park(self, task, queue):
        queue.append(task)

    def do_me(self, task):
        self.wake(task, task)

    def cancel(self, task):
        if not task.done and not task.cancel_sent:
            task.cancel_sent = True
            if task.waits is not None:
                self.wake(task, error=Cancelled())


kernel = Kernel()


async def sleep(seconds):
    await trap("sleep", seconds)


async def join(task):
    while not task.done:
        await trap("join", task)
    if task.error is not None:
        raise task.error
    return task.value


class Channel:
    def __init__(self, size=0):
        self.size, self.items, self.getters, self.putters, self.closed = size, [], [], [], False

    async def put(self, item):
        while len(self.items) > self.size:
            await trap("park", self.putters)
        self.items.append(item)
        self.wake(self.getters)

    async def get(self):
        while not self.items:
            if self.closed:
                raise StopAsyncIteration
            await trap("park", self.getters)
        item = self.items.pop(0)
        self.wake(self.putters)
        return item

    @staticmethod
    def wake(queue):
        while queue:
            task = queue.pop(0)
            if task.waits is not None:
                kernel.wake(task)
                break

    def close(self):
        self.closed = True
        while self.getters:
            self.wake(self.getters)

    def __aiter__(self):
        return self

    __anext__ = get


class Nursery:
    async def __aenter__(self):
        self.tasks = []
        return self

    def start(self, coro, name=None):
        self.tasks.append(kernel.spawn(coro, name))
        return self.tasks[-1]

    async def __aexit__(self, kind, value, traceback):
        failure = value
        for task in self.tasks:
            if failure is not None:
                kernel.cancel(task)
            try:
                await join(task)
            except Cancelled:
                pass
            except Exception as error:
                failure = failure or error
                for other in self.tasks:
                    kernel.cancel(other)
        if failure is not None and failure is not value:
            raise failure


async def producer(channel, name, count, pause):
    for i in range(count):
        await sleep(pause)
        await channel.put((name, i))
    return name


async def consumer(channel, log):
    async for item in channel:
        log.append((kernel.clock, *item))


async def worker(name, seconds, fails=False):
    try:
        await sleep(seconds)
        if fails:
            raise ValueError(name)
        return name
    except Cancelled:
        print(kernel.clock, name, "cancelled")
        raise
    finally:
        print(kernel.clock, name, "leaves")


async def main():
    channel, log = Channel(1), []
    reader = kernel.spawn(consumer(channel, log), "reader")
    async with Nursery() as nursery:
        nursery.start(producer(channel, "a", 4, 3))
        nursery.start(producer(channel, "b", 3, 4))
    channel.close()
    await join(reader)
    print(log)
    try:
        async with Nursery() as nursery:
            nursery.start(worker("w1", 5))
            nursery.start(worker("w2", 2, fails=True))
            nursery.start(worker("w3", 9))
    except ValueError as error:
        print("failed", error, kernel.clock)
    try:
        async with Nursery() as nursery:
            nursery.start(worker("w4", 50))
            await sleep(1)
            raise KeyError("body")
    except KeyError as error:
        print("body", error, kernel.clock)

    async def ring(n, rounds):
        channels = [Channel() for _ in range(n)]

        async def node(i):
            async for token in channels[i]:
                await channels[(i + 1) % n].put(token + 1)
                if token >= n * rounds:
                    return token

        async with Nursery() as nursery:
            tasks = [nursery.start(node(i)) for i in range(n)]
            await channels[0].put(0)
            await join(tasks[0])
            for c in channels:
                c.close()
        return [task.value for task in tasks]

    print(await ring(10, 20), kernel.clock)
    return "main is done"


print(kernel.run(main()), kernel.switches)
