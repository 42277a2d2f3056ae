# Supervised services: restarts with a limit, dependencies, heartbeats, shutdown in order.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Service:
    def __init__(self, name, crash_after=None, stop_time=0.0, stubborn=False):
        self.name, self.crash_after, self.stop_time, self.stubborn = name, crash_after, stop_time, stubborn
        self.beats = self.starts = 0

    async def run(self, ready):
        self.starts += 1
        say(self.name, "starts", self.starts)
        await asyncio.sleep(0.01)
        ready.set()
        try:
            while True:
                await asyncio.sleep(0.02)
                self.beats += 1
                if self.crash_after and self.beats % self.crash_after == 0:
                    raise RuntimeError(f"{self.name} crashed at beat {self.beats}")
        except asyncio.CancelledError:
            say(self.name, "stopping")
            if self.stubborn:
                try:
                    await asyncio.sleep(10)
                except asyncio.CancelledError:
                    say(self.name, "gives in")
                    raise
            await asyncio.sleep(self.stop_time)
            say(self.name, "stopped")
            raise


def say(*words):
    print(f"{now():.3f}", *words)


class Supervisor:
    def __init__(self, limit=2):
        self.limit, self.tasks, self.ready, self.failed = limit, {}, {}, []

    async def start(self, service, needs=()):
        for name in needs:
            await self.ready[name].wait()
        self.ready[service.name] = asyncio.Event()
        self.tasks[service.name] = asyncio.create_task(self.keep(service), name=service.name)

    async def keep(self, service):
        for attempt in range(self.limit + 1):
            try:
                await service.run(self.ready[service.name])
            except RuntimeError as error:
                say("!", error)
                self.ready[service.name].clear()
                await asyncio.sleep(0.01 * (attempt + 1))
        self.failed.append(service.name)
        say(service.name, "given up")

    async def stop(self, patience):
        for name, task in reversed(self.tasks.items()):
            if task.done():
                continue
            task.cancel()
            done, _ = await asyncio.wait([task], timeout=patience)
            if not done:
                say(name, "is too slow")
                task.cancel()
                await asyncio.wait([task])
            say(name, "cancelled" if task.cancelled() else task.result())


async def main():
    supervisor = Supervisor()
    services = [Service("db", stop_time=0.02), Service("cache", crash_after=2), Service("web", stubborn=True), Service("metrics", crash_after=5)]
    await supervisor.start(services[0])
    await supervisor.start(services[1], ["db"])
    await supervisor.start(services[2], ["db", "cache"])
    await supervisor.start(services[3])
    await asyncio.sleep(0.2)
    await supervisor.stop(0.03)
    print([(s.name, s.starts, s.beats) for s in services], supervisor.failed)
    print(len(asyncio.all_tasks()))


asyncio.run(main(), loop_factory=Loop)
