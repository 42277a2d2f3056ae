# A scheduler of periodic and one-time jobs: drift, overlap, missed runs, pausing, a calendar of the day.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Job:
    def __init__(self, name, action, every=None, at=None, overlap="skip", times=None):
        self.name, self.action, self.every, self.at = name, action, every, at
        self.overlap, self.times, self.runs, self.skipped, self.task = overlap, times, 0, 0, None


class Scheduler:
    def __init__(self):
        self.jobs, self.loops, self.running, self.log = [], [], set(), []
        self.resumed = asyncio.Event()
        self.resumed.set()

    def add(self, job):
        self.jobs.append(job)
        self.loops.append(asyncio.create_task(self.drive(job), name=job.name))
        return job

    async def drive(self, job):
        loop = asyncio.get_running_loop()
        due = loop.time() + (job.at if job.at is not None else job.every)
        while True:
            await asyncio.sleep(max(0, due - loop.time()))
            await self.resumed.wait()
            await self.fire(job)
            if job.every is None or (job.times is not None and job.runs >= job.times):
                return
            due += job.every
            while due < loop.time() - 1e-9:
                job.skipped += 1
                due += job.every

    async def fire(self, job):
        if job.task is not None and not job.task.done():
            if job.overlap == "skip":
                job.skipped += 1
                self.log.append((now(), job.name, "skipped"))
                return
            if job.overlap == "replace":
                job.task.cancel()
        job.runs += 1
        job.task = asyncio.create_task(self.run(job, job.runs))
        self.running.add(job.task)
        job.task.add_done_callback(self.running.discard)
        if job.overlap == "wait":
            await asyncio.wait([job.task])

    async def run(self, job, number):
        started = now()
        try:
            await job.action(number)
            self.log.append((started, job.name, number, "done", now()))
        except asyncio.CancelledError:
            self.log.append((started, job.name, number, "replaced", now()))
            raise
        except Exception as error:
            self.log.append((started, job.name, number, repr(error), now()))

    async def stop(self):
        for loop in self.loops:
            loop.cancel()
        await asyncio.gather(*self.loops, return_exceptions=True)
        if self.running:
            await asyncio.wait(self.running)


def takes(seconds, fails_at=()):
    async def action(number):
        await asyncio.sleep(seconds)
        if number in fails_at:
            raise ValueError(number)

    return action


async def main():
    scheduler = Scheduler()
    jobs = [
        Job("tick", takes(0), every=1),
        Job("long", takes(2.5), every=1),
        Job("kept", takes(1.25), every=1, overlap="wait"),
        Job("newest", takes(1.5), every=1, overlap="replace"),
        Job("once", takes(0.5), at=2.2),
        Job("three", takes(0.1, fails_at=(2,)), every=0.7, times=3),
    ]
    for job in jobs:
        scheduler.add(job)
    await asyncio.sleep(4.5)
    scheduler.resumed.clear()
    await asyncio.sleep(3)
    scheduler.log.append((now(), "resumed"))
    scheduler.resumed.set()
    await asyncio.sleep(2)
    await scheduler.stop()
    for line in scheduler.log:
        print(*line)
    print([(job.name, job.runs, job.skipped) for job in jobs], now())


asyncio.run(main(), loop_factory=Loop)
