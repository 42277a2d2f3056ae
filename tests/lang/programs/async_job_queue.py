# A service of jobs: priorities, retries with back-off, a dead-letter box, deadlines and a graceful drain.
import asyncio
import heapq
import itertools
from collections import Counter
from enum import Enum
from functools import total_ordering
from random import Random

from virtual_time import run


class State(Enum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    EXPIRED = "expired"

    @property
    def final(self):
        return self in (State.DONE, State.DEAD, State.EXPIRED)


class Transient(Exception):
    pass


class Fatal(Exception):
    pass


@total_ordering
class Job:
    numbers = itertools.count(1)

    def __init__(self, kind, payload, priority=5, deadline=None):
        self.number = next(Job.numbers)
        self.kind, self.payload, self.priority, self.deadline = kind, payload, priority, deadline
        self.state, self.attempts, self.result = State.WAITING, 0, None

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return (self.priority, self.number) < (other.priority, other.number)

    def __repr__(self):
        return f"<job {self.number} {self.kind} p{self.priority} {self.state.value} x{self.attempts}>"


class Broker:
    def __init__(self, workers, max_attempts=4):
        self.queue = asyncio.PriorityQueue()
        self.delayed = []
        self.max_attempts = max_attempts
        self.workers = [asyncio.create_task(self.work(f"w{i}")) for i in range(workers)]
        self.timer = asyncio.create_task(self.release_delayed())
        self.handlers, self.dead, self.finished = {}, [], []
        self.busy = Counter()
        self.unfinished, self.idle, self.kick = 0, asyncio.Event(), asyncio.Event()

    @property
    def now(self):
        return asyncio.get_running_loop().time()

    def handler(self, kind):
        def register(function):
            self.handlers[kind] = function
            return function
        return register

    def submit(self, *jobs):
        self.unfinished += len(jobs)
        for job in jobs:
            self.queue.put_nowait(job)

    async def release_delayed(self):
        while True:
            wait = self.delayed[0][0] - self.now if self.delayed else None
            try:
                await asyncio.wait_for(self.kick.wait(), wait)
            except TimeoutError:
                pass
            self.kick.clear()
            while self.delayed and self.delayed[0][0] <= self.now + 1e-9:
                self.queue.put_nowait(heapq.heappop(self.delayed)[1])

    def retry(self, job, error):
        if job.attempts >= self.max_attempts:
            job.state, job.result = State.DEAD, error
            self.dead.append(job)
        else:
            job.state = State.WAITING
            heapq.heappush(self.delayed, (self.now + 0.1 * 2 ** job.attempts, job))
            self.kick.set()

    async def work(self, name):
        while True:
            job = await self.queue.get()
            started = self.now
            try:
                if job.deadline is not None and self.now > job.deadline:
                    job.state = State.EXPIRED
                    continue
                job.state, job.attempts = State.RUNNING, job.attempts + 1
                async with asyncio.timeout(1.0):
                    job.result = await self.handlers[job.kind](job)
                job.state = State.DONE
            except (Transient, TimeoutError) as error:
                self.retry(job, error)
            except Exception as error:
                job.state, job.result = State.DEAD, error
                self.dead.append(job)
            finally:
                self.busy[name] += self.now - started
                if job.state.final:
                    self.finished.append(job)
                    self.unfinished -= 1
                    if not self.unfinished:
                        self.idle.set()

    async def drain(self):
        await self.idle.wait()
        for task in [*self.workers, self.timer]:
            task.cancel()
        return await asyncio.gather(*self.workers, self.timer, return_exceptions=True)


async def main():
    rng = Random(20)
    broker = Broker(workers=3)

    @broker.handler("sum")
    async def sums(job):
        total = 0
        for i in range(job.payload):
            total += i * i % 7
            if i % 200 == 199:
                await asyncio.sleep(0)
        return total

    @broker.handler("flaky")
    async def flaky(job):
        await asyncio.sleep(0.05)
        if rng.random() < job.payload:
            raise Transient(f"attempt {job.attempts} failed")
        return "got through"

    @broker.handler("slow")
    async def slow(job):
        await asyncio.sleep(job.payload)
        return f"slept {job.payload}"

    @broker.handler("broken")
    async def broken(job):
        raise Fatal("bad payload") from ValueError(job.payload)

    jobs = [Job("sum", rng.randrange(500, 2500), rng.randrange(10)) for _ in range(24)]
    jobs += [Job("flaky", chance, 3) for chance in (0.2, 0.5, 0.5, 0.9, 0.99)]
    jobs += [Job("slow", seconds, 1) for seconds in (0.2, 0.9, 5.0)]
    jobs += [Job("broken", "x", 0), Job("unknown", None, 0), Job("sum", 10, 9, deadline=0.01)]
    broker.submit(*jobs)
    await asyncio.sleep(0.3)
    print(f"after {broker.now:.2f} s:", Counter(job.state.value for job in jobs).most_common())
    endings = await broker.drain()
    print(f"drained at {broker.now:.2f} s:", Counter(job.state.value for job in jobs).most_common())
    print("order of finishing:", *(job.number for job in broker.finished))
    for job in jobs:
        if job.kind != "sum" or job.state is not State.DONE:
            print(job, repr(job.result), job.deadline)
    print([job.result for job in jobs[:24]])
    print("dead letters:", broker.dead, repr(broker.dead[0].result.__cause__))
    print({name: round(busy, 2) for name, busy in sorted(broker.busy.items())}, {type(e).__name__ for e in endings})
    print(sorted(jobs)[:6])


run(main())
