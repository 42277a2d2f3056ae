# A pool of workers on a queue: retries with a growing pause, priorities, dead letters, a clean shutdown.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Job:
    numbers = iter(range(1000))

    def __init__(self, name, cost, failures=0, priority=5):
        self.name, self.cost, self.failures, self.priority = name, cost, failures, priority
        self.attempts, self.number = 0, next(self.numbers)

    def __lt__(self, other):
        return (self.priority, self.number) < (other.priority, other.number)

    async def run(self):
        self.attempts += 1
        await asyncio.sleep(self.cost)
        if self.attempts <= self.failures:
            raise RuntimeError(f"{self.name} failed ({self.attempts})")
        return self.name.upper()


class Pool:
    def __init__(self, size, retries):
        self.queue = asyncio.PriorityQueue()
        self.size, self.retries = size, retries
        self.results, self.dead, self.log = {}, [], []
        self.pending = set()

    async def worker(self, name):
        try:
            while True:
                job = await self.queue.get()
                try:
                    self.results[job.name] = await job.run()
                    self.log.append((now(), name, job.name, "ok"))
                except RuntimeError as error:
                    self.failed(name, job, error)
                finally:
                    self.queue.task_done()
        finally:
            self.log.append((now(), name, "stopped"))

    def failed(self, name, job, error):
        if job.attempts > self.retries:
            self.dead.append((job.name, str(error)))
            self.log.append((now(), name, job.name, "dead"))
            return
        pause = 0.01 * 2**job.attempts
        self.log.append((now(), name, job.name, f"again in {pause}"))
        again = asyncio.create_task(self.later(pause, job))
        self.pending.add(again)
        again.add_done_callback(self.pending.discard)

    async def later(self, pause, job):
        await asyncio.sleep(pause)
        await self.queue.put(job)

    async def drain(self):
        while True:
            await self.queue.join()
            if not self.pending:
                return
            await asyncio.wait(self.pending)

    async def __aenter__(self):
        self.workers = [asyncio.create_task(self.worker(f"w{i}"), name=f"w{i}") for i in range(self.size)]
        return self

    async def __aexit__(self, *error):
        await self.drain()
        for worker in self.workers:
            worker.cancel()
        answers = await asyncio.gather(*self.workers, return_exceptions=True)
        self.log.append([type(answer).__name__ for answer in answers])


async def main():
    jobs = [Job("a", 0.01), Job("b", 0.03, 2), Job("c", 0.02, 9), Job("d", 0.01, 1, priority=1), Job("e", 0.005)]
    async with Pool(2, retries=3) as pool:
        for job in jobs:
            await pool.queue.put(job)
        await asyncio.sleep(0.02)
        await pool.queue.put(Job("urgent", 0.001, priority=0))
    for line in pool.log:
        print(line)
    print(pool.results, pool.dead, now())


asyncio.run(main(), loop_factory=Loop)
