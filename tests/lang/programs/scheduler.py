# A scheduler of generator tasks with priorities, sleeps and a wait for others, in simulated time.
import heapq
from functools import total_ordering
from itertools import count


@total_ordering
class Task:
    numbers = count(1)

    def __init__(self, name, priority, body):
        self.name, self.priority, self.body = name, priority, body
        self.number = next(Task.numbers)
        self.waiters = []
        self.result = None
        self.done = False

    def key(self):
        return self.priority, self.number

    def __eq__(self, other):
        return self.key() == other.key()

    def __lt__(self, other):
        return self.key() < other.key()

    def __repr__(self):
        return f"<{self.name}>"


class Scheduler:
    def __init__(self):
        self.now = 0
        self.ready = []
        self.asleep = []
        self.log = []

    def spawn(self, name, priority, body):
        task = Task(name, priority, body)
        heapq.heappush(self.ready, task)
        return task

    def wake(self, task, value=None):
        task.value = value
        heapq.heappush(self.ready, task)

    def run(self):
        while self.ready or self.asleep:
            if not self.ready:
                self.now = self.asleep[0][0]
            while self.asleep and self.asleep[0][0] <= self.now:
                self.wake(heapq.heappop(self.asleep)[1])
            if self.ready:
                self.step(heapq.heappop(self.ready))

    def step(self, task):
        try:
            request, argument = task.body.send(getattr(task, "value", None))
        except StopIteration as stop:
            task.done, task.result = True, stop.value
            self.log.append((self.now, task.name, stop.value))
            for waiter in task.waiters:
                self.wake(waiter, stop.value)
            return
        task.value = None
        if request == "sleep":
            heapq.heappush(self.asleep, (self.now + argument, task))
        elif request == "join":
            if argument.done:
                self.wake(task, argument.result)
            else:
                argument.waiters.append(task)
        elif request == "now":
            self.wake(task, self.now)


def sleep(n):
    yield "sleep", n


def join(task):
    return (yield "join", task)


def worker(n):
    total = 0
    for i in range(n):
        yield from sleep(i % 3 + 1)
        total += i
    return total


def boss(scheduler):
    workers = [scheduler.spawn(f"w{i}", i % 2, worker(i + 2)) for i in range(5)]
    began = yield "now", None
    results = []
    for task in workers:
        results.append((yield from join(task)))
    ended = yield "now", None
    return results, ended - began


scheduler = Scheduler()
top = scheduler.spawn("boss", 9, boss(scheduler))
scheduler.run()
print(*scheduler.log, sep="\n")
print(top, top.result, sorted([Task("b", 1, None), Task("a", 0, None)]), max(Task("x", 1, None), Task("y", 1, None)))
many = Scheduler()
for i in range(60):
    many.spawn(f"t{i}", i % 4, worker(10))
many.run()
print(len(many.log), many.now, many.log[0], many.log[-1])
