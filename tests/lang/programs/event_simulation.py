# A discrete-event simulation: processes are generators that yield delays and resources.
import heapq


class Environment:
    def __init__(self):
        self.now = 0
        self.queue = []
        self.count = 0
        self.trace = []

    def schedule(self, delay, process, value=None):
        self.count += 1
        heapq.heappush(self.queue, (self.now + delay, self.count, process, value))

    def start(self, generator, name):
        process = Process(self, generator, name)
        self.schedule(0, process)
        return process

    def run(self, until=None):
        while self.queue:
            if until is not None and self.queue[0][0] > until:
                break
            time, _, process, value = heapq.heappop(self.queue)
            self.now = time
            process.step(value)

    def log(self, *words):
        self.trace.append(f"{self.now:4} " + " ".join(map(str, words)))


class Process:
    def __init__(self, env, generator, name):
        self.env, self.generator, self.name = env, generator, name
        self.waiters, self.done, self.value = [], False, None

    def step(self, value):
        try:
            wish = self.generator.send(value)
        except StopIteration as stop:
            self.done, self.value = True, stop.value
            for waiter in self.waiters:
                self.env.schedule(0, waiter, self.value)
            return
        if isinstance(wish, int):
            self.env.schedule(wish, self)
        elif isinstance(wish, Process):
            if wish.done:
                self.env.schedule(0, self, wish.value)
            else:
                wish.waiters.append(self)
        else:
            wish(self)


class Resource:
    def __init__(self, env, capacity):
        self.env, self.free, self.queue = env, capacity, []

    def acquire(self):
        def wish(process):
            if self.free:
                self.free -= 1
                self.env.schedule(0, process, self)
            else:
                self.queue.append(process)
        return wish

    def release(self):
        if self.queue:
            self.env.schedule(0, self.queue.pop(0), self)
        else:
            self.free += 1


def customer(env, number, counter, service):
    arrived = env.now
    yield from use(env, number, counter, service)
    return env.now - arrived


def use(env, number, counter, service):
    yield counter.acquire()
    env.log("customer", number, "served")
    try:
        yield service
    finally:
        counter.release()


def source(env, counter, n):
    processes = []
    for i in range(n):
        processes.append(env.start(customer(env, i, counter, 3 + i * 7 % 5), f"c{i}"))
        yield 1 + i % 3
    times = []
    for process in processes:
        times.append((yield process))
    return times


env = Environment()
counter = Resource(env, 2)
main = env.start(source(env, counter, 9), "source")
env.run()
print("\n".join(env.trace))
print(main.value, env.now, counter.free, len(counter.queue))

env = Environment()
main = env.start(source(env, Resource(env, 3), 60), "source")
env.run(until=100)
print(env.now, main.done, len(env.trace))
env.run()
print(env.now, main.done, sum(main.value), max(main.value))
