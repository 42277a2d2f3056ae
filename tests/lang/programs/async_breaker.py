# Calls to an unreliable server: timeouts, retries with jitter, hedged requests, a circuit breaker.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return self.state // 65536 % n


class Server:
    def __init__(self, seed):
        self.random, self.calls, self.cancelled, self.down = Random(seed), 0, 0, False

    async def call(self, what):
        self.calls += 1
        roll = self.random(100)
        try:
            if self.down:
                await asyncio.sleep(0.002)
                raise ConnectionError("refused")
            await asyncio.sleep(0.2 if roll < 15 else 0.005 + roll / 10000)
            if roll >= 80:
                raise ConnectionError(f"lost ({roll})")
            return f"{what}:{roll}"
        except asyncio.CancelledError:
            self.cancelled += 1
            raise


class Open(Exception):
    pass


class Breaker:
    def __init__(self, call, failures=3, rest=0.1):
        self.call_it, self.failures, self.rest = call, failures, rest
        self.count, self.until, self.history = 0, None, []

    @property
    def state(self):
        if self.until is None:
            return "closed"
        return "open" if now() < self.until else "half open"

    async def call(self, *args):
        before = self.state
        if before == "open":
            raise Open(f"for {self.until - now():.3f}")
        try:
            answer = await self.call_it(*args)
        except (ConnectionError, TimeoutError):
            self.count += 1
            if self.count >= self.failures or before == "half open":
                self.until = now() + self.rest
                self.history.append((now(), before, "open"))
            raise
        if before != "closed":
            self.history.append((now(), before, "closed"))
        self.count, self.until = 0, None
        return answer


async def retrying(call, attempts, pause, random):
    for attempt in range(attempts):
        try:
            async with asyncio.timeout(0.03):
                return await call(), attempt
        except (ConnectionError, TimeoutError) as error:
            last = error
            await asyncio.sleep(pause * 2**attempt * (1 + random(100) / 100))
    raise last


async def hedged(call, delay):
    """A second request if the first takes long; the first answer counts."""
    tasks = [asyncio.create_task(call())]
    try:
        while True:
            done, _ = await asyncio.wait(tasks, timeout=delay if len(tasks) == 1 else None, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result(), len(tasks)
                tasks.remove(task)
                if not tasks:
                    raise task.exception()
            if not done:
                tasks.append(asyncio.create_task(call()))
    finally:
        for task in tasks:
            task.cancel()


async def main():
    server, random = Server(7), Random(3)
    outcomes = {}
    for i in range(20):
        try:
            answer, attempts = await retrying(lambda: server.call(i), 4, 0.01, random)
            outcomes.setdefault(attempts, []).append(answer)
        except (ConnectionError, TimeoutError) as error:
            outcomes.setdefault(type(error).__name__, []).append(i)
    print(outcomes, server.calls, server.cancelled, now())
    results = await asyncio.gather(*(hedged(lambda: server.call(i), 0.02) for i in range(10)), return_exceptions=True)
    print([r if isinstance(r, tuple) else repr(r) for r in results], server.calls, server.cancelled, now())
    breaker, seen = Breaker(server.call), []
    for i in range(40):
        server.down = 10 <= i < 25
        try:
            seen.append("ok" if await breaker.call(i) else "?")
        except Open:
            seen.append("open")
        except ConnectionError:
            seen.append("error")
        await asyncio.sleep(0.01)
    print(" ".join(seen))
    print([(round(t, 3), a, b) for t, a, b in breaker.history], breaker.state)


asyncio.run(main(), loop_factory=Loop)
