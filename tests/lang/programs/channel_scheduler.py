# A cooperative scheduler: tasks, bounded channels, timers, cancellation
# jit: threshold=5
from collections import deque


class Cancelled(Exception):
    pass


class Task:
    def __init__(self, name, body):
        self.name, self.body = name, body
        self.result = self.error = None
        self.done, self.joiners = False, []


class Scheduler:
    def __init__(self):
        self.ready, self.timers, self.clock, self.steps = deque(), [], 0, 0

    def spawn(self, name, body):
        task = Task(name, body)
        self.ready.append((task, None, None))
        return task

    def wake(self, task, value=None, error=None):
        self.ready.append((task, value, error))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.timers.sort(key=lambda timer: timer[0])
                self.clock, task = self.timers.pop(0)
                self.wake(task, self.clock)
            task, value, error = self.ready.popleft()
            if task.done:
                continue
            self.steps += 1
            try:
                command = task.body.throw(error) if error else task.body.send(value)
            except StopIteration as stop:
                self.finish(task, stop.value, None)
            except Exception as failure:
                self.finish(task, None, failure)
            else:
                command(self, task)

    def finish(self, task, result, error):
        task.done, task.result, task.error = True, result, error
        for joiner in task.joiners:
            self.wake(joiner, result, error)

    def cancel(self, task):
        if not task.done:
            self.ready.appendleft((task, None, Cancelled(task.name)))


def sleep(ticks):
    return lambda scheduler, task: scheduler.timers.append((scheduler.clock + ticks, task))


def join(other):
    def command(scheduler, task):
        if other.done:
            scheduler.wake(task, other.result, other.error)
        else:
            other.joiners.append(task)
    return command


class Channel:
    def __init__(self, size):
        self.size, self.items, self.getters, self.putters = size, deque(), deque(), deque()

    def put(self, item):
        def command(scheduler, task):
            if self.getters:
                scheduler.wake(self.getters.popleft(), item)
                scheduler.wake(task)
            elif len(self.items) < self.size:
                self.items.append(item)
                scheduler.wake(task)
            else:
                self.putters.append((task, item))
        return command

    def get(self):
        def command(scheduler, task):
            if self.items:
                scheduler.wake(task, self.items.popleft())
                if self.putters:
                    putter, item = self.putters.popleft()
                    self.items.append(item)
                    scheduler.wake(putter)
            else:
                self.getters.append(task)
        return command


def producer(channel, start, count):
    for item in range(start, start + count):
        yield channel.put(item)
        if item % 5 == 0:
            yield sleep(2)
    return count


def squares(source, sink):
    while (item := (yield source.get())) is not None:
        yield sink.put(item * item)
    yield sink.put(None)


def consumer(channel, seen):
    total = 0
    try:
        while (item := (yield channel.get())) is not None:
            seen.append(item)
            total += item
    finally:
        seen.append("closed")
    return total


def failing(after):
    yield sleep(after)
    raise LookupError(f"nothing after {after}")


def forever(log):
    beat = 0
    try:
        while True:
            yield sleep(7)
            beat += 1
    except Cancelled as reason:
        log.append(f"cancelled {reason} after {beat} beats")
        raise


def main(scheduler, log):
    first, second = Channel(2), Channel(1)
    seen = []
    heart = scheduler.spawn("heart", forever(log))
    makers = [scheduler.spawn(f"p{i}", producer(first, i * 100, 12)) for i in range(3)]
    scheduler.spawn("square", squares(first, second))
    end = scheduler.spawn("consumer", consumer(second, seen))
    for maker in makers:
        log.append((maker.name, (yield join(maker)), scheduler.clock))
    yield first.put(None)
    total = yield join(end)
    bad = scheduler.spawn("bad", failing(3))
    try:
        yield join(bad)
    except LookupError as error:
        log.append(f"joined: {error}")
    scheduler.cancel(heart)
    try:
        yield join(heart)
    except Cancelled as error:
        log.append(f"heart: {error}")
    return total, seen


for round in range(3):
    scheduler, log = Scheduler(), []
    task = scheduler.spawn("main", main(scheduler, log))
    scheduler.run()
    total, seen = task.result
    print(total, len(seen), seen[:8], seen[-1], scheduler.clock, scheduler.steps)
    print(*log, sep="\n")
