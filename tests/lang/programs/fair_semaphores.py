# Synchronisation built from yields alone: locks, semaphores, channels, barriers, dining philosophers, deadlock found.
from collections import deque


class Deadlock(Exception):
    pass


class Loop:
    def __init__(self):
        self.ready, self.alive, self.switches, self.names = deque(), set(), 0, {}

    def start(self, generator, name):
        self.alive.add(generator)
        self.names[generator] = name
        self.ready.append((generator, None))
        return generator

    def wake(self, generator, value=None):
        self.ready.append((generator, value))

    def run(self):
        results = {}
        while self.ready:
            generator, value = self.ready.popleft()
            self.switches += 1
            try:
                wait = generator.send(value)
            except StopIteration as stop:
                self.alive.discard(generator)
                results[self.names[generator]] = stop.value
                continue
            if wait is None:
                self.wake(generator)
            elif wait(generator):
                self.wake(generator)
        if self.alive:
            raise Deadlock(sorted(self.names[g] for g in self.alive))
        return results


class Semaphore:
    def __init__(self, loop, count=1):
        self.loop, self.count, self.queue, self.most = loop, count, deque(), 0

    def acquire(self):
        def wait(generator):
            if self.count:
                self.count -= 1
                return True
            self.queue.append(generator)
            self.most = max(self.most, len(self.queue))
            return False
        yield wait
        return self

    def __enter__(self):
        return self

    def __exit__(self, *details):
        if self.queue:
            self.loop.wake(self.queue.popleft())
        else:
            self.count += 1


class Channel:
    CLOSED = object()

    def __init__(self, loop, size):
        self.loop, self.size, self.items, self.readers, self.writers, self.closed = loop, size, deque(), deque(), deque(), False

    def put(self, item):
        while len(self.items) >= self.size:
            yield lambda generator: self.writers.append(generator)
        self.items.append(item)
        if self.readers:
            self.loop.wake(self.readers.popleft())

    def get(self):
        while not self.items:
            if self.closed:
                return Channel.CLOSED
            yield lambda generator: self.readers.append(generator)
        item = self.items.popleft()
        if self.writers:
            self.loop.wake(self.writers.popleft())
        return item

    def close(self):
        self.closed = True
        while self.readers:
            self.loop.wake(self.readers.popleft())


class Barrier:
    def __init__(self, loop, parties):
        self.loop, self.parties, self.waiting, self.rounds = loop, parties, [], 0

    def arrive(self):
        def wait(generator):
            self.waiting.append(generator)
            if len(self.waiting) == self.parties:
                self.rounds += 1
                for waiter in self.waiting:
                    self.loop.wake(waiter)
                self.waiting.clear()
            return False
        yield wait
        return self.rounds


def philosopher(name, left, right, meals, log, polite):
    for _ in range(meals):
        yield
        first, second = (right, left) if polite else (left, right)
        with (yield from first.acquire()):
            yield
            with (yield from second.acquire()):
                log.append(name)
                yield
    return meals


def dinner(n, meals, polite):
    loop, log = Loop(), []
    forks = [Semaphore(loop) for _ in range(n)]
    for i in range(n):
        loop.start(philosopher(i, forks[i], forks[(i + 1) % n], meals, log, polite and i == 0), f"p{i}")
    try:
        return loop.run(), log, loop.switches
    except Deadlock as error:
        return "deadlock", error.args[0], loop.switches


print(dinner(4, 2, polite=True))
print(dinner(4, 2, polite=False))
results, log, switches = dinner(7, 30, polite=True)
print(sum(results.values()), len(log), switches, [log.count(i) for i in range(7)])


def producer(channel, items, done):
    for item in items:
        yield from channel.put(item)
    done.append(1)
    if len(done) == 2:
        channel.close()


def consumer(channel, limit):
    seen = []
    with (yield from limit.acquire()):
        while (item := (yield from channel.get())) is not Channel.CLOSED:
            seen.append(item)
            yield
    return seen


loop = Loop()
channel, limit, done = Channel(loop, 3), Semaphore(loop, 2), []
for name, items in (("a", range(0, 8)), ("b", "wxyz")):
    loop.start(producer(channel, items, done), name)
for i in range(3):
    loop.start(consumer(channel, limit), f"c{i}")
print(loop.run(), loop.switches, limit.most, len(channel.items))


def walker(barrier, speed, log):
    for lap in range(3):
        for _ in range(speed):
            yield
        log.append((speed, lap))
        yield from barrier.arrive()


loop, log = Loop(), []
barrier = Barrier(loop, 3)
for speed in (4, 1, 2):
    loop.start(walker(barrier, speed, log), f"w{speed}")
loop.run()
print(log, barrier.rounds)
loop = Loop()
loop.start(walker(Barrier(loop, 2), 1, []), "alone")
try:
    loop.run()
except Deadlock as error:
    print("deadlock", *error.args)
