# Queues of people: a shop with clerks and a limited waiting room, dining philosophers, readers and writers.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Shop:
    def __init__(self, clerks, seats):
        self.clerks, self.seats, self.waiting = asyncio.Semaphore(clerks), seats, 0
        self.served, self.left, self.waits = [], [], []

    async def customer(self, name, arrives, needs, patience):
        await asyncio.sleep(arrives)
        if self.waiting >= self.seats:
            self.left.append((name, "full"))
            return
        self.waiting += 1
        came = now()
        try:
            async with asyncio.timeout(patience) as limit:
                async with self.clerks:
                    self.waiting -= 1
                    self.waits.append(round(now() - came, 3))
                    limit.reschedule(None)
                    await asyncio.sleep(needs)
                    self.served.append((name, now()))
        except TimeoutError:
            self.waiting -= 1
            self.left.append((name, "impatient"))


async def philosophers(count, rounds):
    forks, log, eating, most = [asyncio.Lock() for _ in range(count)], [], 0, 0

    async def philosopher(i):
        nonlocal eating, most
        left, right = sorted((i, (i + 1) % count))
        for _ in range(rounds):
            await asyncio.sleep(0.001 * (i % 3))
            async with forks[left], forks[right]:
                eating += 1
                most = max(most, eating)
                log.append(i)
                await asyncio.sleep(0.002)
                eating -= 1

    await asyncio.gather(*(philosopher(i) for i in range(count)))
    return log, most


class Shared:
    """Many readers or one writer; writers first."""

    def __init__(self):
        self.condition, self.readers, self.writing, self.writers = asyncio.Condition(), 0, False, 0

    async def read(self, seconds):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and not self.writers)
            self.readers += 1
        await asyncio.sleep(seconds)
        async with self.condition:
            self.readers -= 1
            self.condition.notify_all()

    async def write(self, seconds):
        async with self.condition:
            self.writers += 1
            await self.condition.wait_for(lambda: not self.writing and not self.readers)
            self.writers -= 1
            self.writing = True
        await asyncio.sleep(seconds)
        async with self.condition:
            self.writing = False
            self.condition.notify_all()


async def readers_writers():
    shared, log = Shared(), []

    async def one(kind, name, start, seconds):
        await asyncio.sleep(start)
        await getattr(shared, kind)(seconds)
        log.append((now(), kind, name))

    begin = now()
    plan = [("read", "r1", 0, 0.03), ("read", "r2", 0.01, 0.03), ("write", "w1", 0.02, 0.01), ("read", "r3", 0.025, 0.01), ("write", "w2", 0.03, 0.01), ("read", "r4", 0.2, 0.01)]
    await asyncio.gather(*(one(*step) for step in plan))
    return [(round(time - begin, 3), *rest) for time, *rest in log]


async def main():
    shop = Shop(2, 3)
    await asyncio.gather(*(shop.customer(i, 0.01 * (i // 2), 0.02 + 0.01 * (i % 3), 0.045) for i in range(14)))
    print(shop.served, shop.left, shop.waits, shop.waiting, sep="\n")
    log, most = await philosophers(5, 4)
    print(log, most, [log.count(i) for i in range(5)])
    print(await readers_writers())
    barrier, laps = asyncio.Barrier(3), []

    async def runner(name):
        for lap in range(3):
            await asyncio.sleep(0.01 * (name + lap))
            position = await barrier.wait()
            laps.append((lap, name, position, now()))

    await asyncio.gather(*(runner(i) for i in range(3)))
    print(laps)


asyncio.run(main(), loop_factory=Loop)
