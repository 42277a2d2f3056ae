# Rate limiters by a token bucket and by a sliding window, shared by clients that come in bursts.
import asyncio
from collections import deque

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class TokenBucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.tokens, self.at = rate, size, size, now()
        self.lock = asyncio.Lock()

    def refill(self):
        self.tokens = min(self.size, self.tokens + (now() - self.at) * self.rate)
        self.at = now()

    async def take(self, n=1):
        async with self.lock:
            self.refill()
            while self.tokens < n - 1e-9:
                await asyncio.sleep((n - self.tokens) / self.rate)
                self.refill()
            self.tokens -= n


class SlidingWindow:
    def __init__(self, count, seconds):
        self.count, self.seconds, self.times = count, seconds, deque()

    async def take(self, n=1):
        for _ in range(n):
            while True:
                while self.times and self.times[0] <= now() - self.seconds + 1e-9:
                    self.times.popleft()
                if len(self.times) < self.count:
                    break
                await asyncio.sleep(self.times[0] + self.seconds - now())
            self.times.append(now())


class Leaky:
    """Refuses instead of waiting."""

    def __init__(self, inner, patience):
        self.inner, self.patience, self.refused = inner, patience, 0

    async def take(self, n=1):
        try:
            await asyncio.wait_for(self.inner.take(n), self.patience)
        except TimeoutError:
            self.refused += 1
            raise


async def client(name, limiter, start, costs, log):
    await asyncio.sleep(start)
    for cost in costs:
        try:
            await limiter.take(cost)
            log.append((now(), name, cost))
        except TimeoutError:
            log.append((now(), name, "refused"))


async def trial(limiter, *clients):
    log, start = [], now()
    await asyncio.gather(*(client(name, limiter, begin, costs, log) for name, begin, costs in clients))
    for time, *entry in log:
        print(f"{time - start:.3f}", *entry, end="; ")
    print()
    return log


async def main():
    clients = [("a", 0, [1] * 5), ("b", 0.05, [2, 2]), ("c", 0.3, [1, 3, 1])]
    await trial(TokenBucket(20, 4), *clients)
    await trial(SlidingWindow(3, 0.1), *clients)
    leaky = Leaky(TokenBucket(10, 2), 0.15)
    await trial(leaky, *clients)
    print(leaky.refused)
    log = await trial(SlidingWindow(5, 1), *((str(i), 0.01 * i, [1, 1, 1]) for i in range(6)))
    times = [entry[0] for entry in log]
    worst = max(sum(t <= u < t + 1 - 1e-6 for u in times) for t in times)
    print(len(log), worst)


asyncio.run(main(), loop_factory=Loop)
