# A client of replicated servers: hedged requests, retries at another replica, ejection of bad ones, a latency report.
import asyncio
import statistics
from bisect import insort
from contextlib import AsyncExitStack
from random import Random

from virtual_time import run


class ServerDown(ConnectionError):
    pass


class Replica:
    def __init__(self, name, seed, slow_share, fail_share=0.0):
        self.name, self.rng = name, Random(seed)
        self.slow_share, self.fail_share = slow_share, fail_share
        self.served = self.cancelled = self.failures = 0
        self.open = False

    async def __aenter__(self):
        self.open = True
        return self

    async def __aexit__(self, kind, error, trace):
        self.open = False
        print(f"close {self.name}: served={self.served} cancelled={self.cancelled} failures={self.failures}"
              f" error={kind.__name__ if kind else None}")
        return False

    async def query(self, key):
        if not self.open:
            raise ServerDown(self.name)
        delay = self.rng.expovariate(100) + (0.2 if self.rng.random() < self.slow_share else 0.004)
        try:
            await asyncio.sleep(delay)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.rng.random() < self.fail_share:
            self.failures += 1
            raise ServerDown(f"{self.name} lost {key}")
        self.served += 1
        return f"{key}@{self.name}"


class Client:
    def __init__(self, replicas, hedge_after):
        self.replicas, self.hedge_after = list(replicas), hedge_after
        self.penalty = dict.fromkeys(self.replicas, 0)
        self.latencies, self.hedges, self.turn = [], 0, 0

    def order(self):
        self.turn += 1
        start = self.turn % len(self.replicas)
        rotated = self.replicas[start:] + self.replicas[:start]
        return iter(sorted(rotated, key=self.penalty.__getitem__))

    async def get(self, key):
        clock = asyncio.get_running_loop().time
        started, candidates, running, errors = clock(), self.order(), {}, []
        try:
            while True:
                replica = next(candidates, None)
                if replica is not None:
                    running[asyncio.create_task(replica.query(key))] = replica
                elif not running:
                    raise ServerDown(f"no replica answered for {key}: {len(errors)} errors") from errors[-1]
                done, _ = await asyncio.wait(running, timeout=self.hedge_after, return_when=asyncio.FIRST_COMPLETED)
                if not done:
                    self.hedges += replica is not None
                for task in done:
                    replica = running.pop(task)
                    if error := task.exception():
                        errors.append(error)
                        self.penalty[replica] += 1
                    else:
                        self.penalty[replica] = max(0, self.penalty[replica] - 0.5)
                        insort(self.latencies, clock() - started)
                        return task.result()
        finally:
            for task in running:
                task.cancel()
            if running:
                await asyncio.wait(running)


def report(client):
    cuts = statistics.quantiles(client.latencies, n=100, method="inclusive")
    picked = {name: f"{1000 * cuts[at - 1]:.1f}" for name, at in (("p50", 50), ("p90", 90), ("p99", 99))}
    print(f"hedge {client.hedge_after}: {len(client.latencies)} answers, {client.hedges} hedges", picked,
          f"mean {1000 * statistics.fmean(client.latencies):.2f} sd {1000 * statistics.stdev(client.latencies):.2f}")


async def measure(hedge_after, requests=120, width=6):
    async with AsyncExitStack() as stack:
        replicas = [Replica("r0", 1, 0.05), Replica("r1", 2, 0.10), Replica("r2", 3, 0.02, fail_share=0.2)]
        for replica in replicas:
            await stack.enter_async_context(replica)
        client = Client(replicas, hedge_after)
        keys = iter(range(requests))
        answers = []

        async def caller():
            for key in keys:
                answers.append(await client.get(key))

        await asyncio.gather(*(caller() for _ in range(width)))
        report(client)
        print(len(set(answers)), sorted(answers, key=lambda a: int(a.split("@")[0]))[:6],
              {replica.name: client.penalty[replica] for replica in replicas})
        return client.latencies


async def all_down():
    try:
        async with AsyncExitStack() as stack:
            replicas = [await stack.enter_async_context(Replica(f"d{i}", i, 0, fail_share=1)) for i in range(3)]
            replicas[2].open = False
            await Client(replicas, 0.01).get("k")
    except ServerDown as error:
        print(type(error).__name__, error, "|", error.__cause__)


async def main():
    medians = []
    for hedge_after in (5.0, 0.05, 0.015):
        latencies = await measure(hedge_after)
        medians.append((max(latencies), statistics.median(latencies)))
    print(all(a >= b for (a, _), (b, _) in zip(medians, medians[1:])), [f"{worst:.3f}" for worst, _ in medians])
    await all_down()
    print(f"{asyncio.get_running_loop().time():.3f}", len(asyncio.all_tasks()))


run(main())
