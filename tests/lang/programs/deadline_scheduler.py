# Real-time scheduling of periodic coroutines: rate-monotonic against earliest deadline first, inheritance of priorities.
import heapq
from collections import OrderedDict, defaultdict, namedtuple
from fractions import Fraction
from math import lcm

Lock = namedtuple("Lock", "name")
Unlock = namedtuple("Unlock", "name")
Compute = namedtuple("Compute", "ticks")
Spec = namedtuple("Spec", "name period body")


def steady(ticks):
    def job(release):
        yield Compute(ticks)
    return job


def bursty(*sizes):
    def job(release):
        yield Compute(sizes[release % len(sizes)])
    return job


def locking(before, name, inside, after):
    def job(release):
        yield Compute(before)
        yield Lock(name)
        try:
            yield Compute(inside)
        finally:
            yield Unlock(name)
        yield Compute(after)
    return job


class Job:
    def __init__(self, spec, release, number):
        self.spec, self.release, self.number = spec, release, number
        self.deadline = release + spec.period
        self.body, self.left, self.blocked_on, self.boost = spec.body(number), 0, None, None

    def __repr__(self):
        return f"{self.spec.name}#{self.number}"


class Policy:
    """What the order of jobs is; `boost` is the key inherited from a blocked job."""

    def key(self, job):
        raise NotImplementedError

    def effective(self, job):
        own = self.key(job)
        return own if job.boost is None else min(own, job.boost)


class RateMonotonic(Policy):
    def key(self, job):
        return job.spec.period, job.spec.name


class EarliestDeadline(Policy):
    def key(self, job):
        return job.deadline, job.spec.name


class Processor:
    def __init__(self, policy, specs, inherit=True):
        self.policy, self.specs, self.inherit = policy, specs, inherit
        self.jobs, self.locks = [], OrderedDict()
        self.timeline, self.missed, self.responses = [], [], defaultdict(list)

    def release(self, now):
        for spec in self.specs:
            if now % spec.period == 0:
                self.jobs.append(Job(spec, now, now // spec.period))

    def pick(self):
        ready = [job for job in self.jobs if job.blocked_on is None]
        return min(ready, key=self.policy.effective, default=None)

    def advance(self, job, now):
        """Runs the job up to its next computation; False if it ended or is blocked."""
        while job.left == 0:
            try:
                command = next(job.body)
            except StopIteration:
                self.jobs.remove(job)
                self.responses[job.spec.name].append(now - job.release)
                return False
            if isinstance(command, Compute):
                job.left = command.ticks
            elif isinstance(command, Lock):
                holder, waiting = self.locks.setdefault(command.name, (job, []))
                if holder is not job:
                    job.blocked_on = command.name
                    waiting.append(job)
                    if self.inherit:
                        holder.boost = min(filter(None, (holder.boost, self.policy.effective(job))))
                    return False
            elif isinstance(command, Unlock):
                _, waiting = self.locks.pop(command.name)
                job.boost = None
                if waiting:
                    waiting.sort(key=self.policy.effective)
                    first, *rest = waiting
                    first.blocked_on = None
                    self.locks[command.name] = first, rest
        return True

    def run(self, until):
        for now in range(until):
            self.release(now)
            for job in self.jobs:
                if now == job.deadline:
                    self.missed.append((now, repr(job)))
            while (job := self.pick()) and not self.advance(job, now):
                pass
            if job:
                job.left -= 1
            self.timeline.append(job.spec.name if job else ".")
        for job in self.jobs:
            job.body.close() if job.blocked_on is None and not self.holds(job) else None
        return self

    def holds(self, job):
        return any(holder is job for holder, _ in self.locks.values())

    def show(self, title, width=60):
        print(f"{title:<24}", "".join(self.timeline[:width]))
        worst = {name: max(values) for name, values in sorted(self.responses.items())}
        idle = Fraction(self.timeline.count("."), len(self.timeline))
        print(f"{'':<24} missed {len(self.missed)} {self.missed[:3]} worst {worst} idle {idle}")


def utilisation(specs, cost):
    return sum(Fraction(cost[spec.name], spec.period) for spec in specs)


light = [Spec("A", 8, steady(2)), Spec("B", 12, steady(3)), Spec("C", 20, steady(5))]
tight = [Spec("A", 5, steady(2)), Spec("B", 7, steady(4))]
over = [Spec("A", 6, bursty(2, 3)), Spec("B", 9, steady(4)), Spec("C", 18, steady(4))]
print(utilisation(light, dict(A=2, B=3, C=5)), utilisation(tight, dict(A=2, B=4)), utilisation(over, dict(A=3, B=4, C=4)))
for name, specs in (("light", light), ("tight", tight), ("over", over)):
    horizon = lcm(*(spec.period for spec in specs)) * 8
    for policy in (RateMonotonic(), EarliestDeadline()):
        Processor(policy, specs).run(horizon).show(f"{name} {type(policy).__name__}")
inversion = [Spec("H", 40, locking(3, "bus", 2, 1)), Spec("M", 60, steady(25)), Spec("L", 240, locking(1, "bus", 30, 5))]
for inherit in (False, True):
    processor = Processor(RateMonotonic(), inversion, inherit).run(960)
    processor.show(f"inversion inherit={inherit}")
    print(sum(processor.responses["H"]), sum(processor.responses["M"]), processor.responses["H"][:8])
try:
    Processor(Policy(), light).run(4)
except NotImplementedError as error:
    print(type(error).__name__, error.args)
