# A discrete-event simulation: processes, resources with priorities and preemption, interrupts, waiting for any of several.
import heapq
import statistics
from collections import defaultdict
from contextlib import contextmanager
from itertools import count
from random import Random


class Interrupt(Exception):
    @property
    def cause(self):
        return self.args[0] if self.args else None


class Event:
    def __init__(self, env):
        self.env, self.callbacks, self.value, self.done = env, [], None, False

    def succeed(self, value=None):
        if self.done:
            raise RuntimeError("event happened already")
        self.value, self.done = value, True
        self.env.schedule(0, self)
        return self

    def __or__(self, other):
        either = Event(self.env)
        for event in (self, other):
            event.callbacks.append(lambda e: either.done or either.succeed(e))
        return either


class Process(Event):
    def __init__(self, env, body):
        super().__init__(env)
        self.body, self.target = body, None
        start = Event(env)
        start.callbacks.append(self.resume)
        self.wait_for(start)
        start.succeed()

    def wait_for(self, event):
        self.target = event

    def resume(self, event):
        if event is self.target:
            self.step(self.body.send, event.value)

    def interrupt(self, cause=None):
        if not self.done:
            self.target = None
            notice = Event(self.env)
            notice.callbacks.append(lambda _: self.step(self.body.throw, Interrupt(cause)))
            notice.succeed()

    def step(self, resume, value):
        try:
            event = resume(value)
        except StopIteration as end:
            self.succeed(end.value)
        else:
            self.target = event
            event.callbacks.append(self.resume)


class Environment:
    def __init__(self):
        self.now, self.queue, self.serial, self.processes = 0.0, [], count(), []

    def schedule(self, delay, event):
        heapq.heappush(self.queue, (self.now + delay, next(self.serial), event))

    def timeout(self, delay, value=None):
        event = Event(self)
        event.value, event.done = value, True
        self.schedule(delay, event)
        return event

    def process(self, body):
        self.processes.append(Process(self, body))
        return self.processes[-1]

    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, event = heapq.heappop(self.queue)
            callbacks, event.callbacks = event.callbacks, []
            for callback in callbacks:
                callback(event)
        self.now = until

    def close(self):
        """Ends what still goes on, the oldest first."""
        for process in self.processes:
            process.body.close()


class Staff:
    """Doctors; who is worse off may take the doctor of somebody else."""

    def __init__(self, env, size):
        self.env, self.free, self.waiting, self.busy, self.serial = env, size, [], [], count()
        self.taken = 0

    @contextmanager
    def request(self, priority, owner):
        event = Event(self.env)
        entry = [priority, next(self.serial), event, owner]
        if self.free:
            self.grant(entry)
        else:
            worst = max(self.busy)
            if priority + 1 < worst[0]:
                self.busy.remove(worst)
                self.free += 1
                self.taken += 1
                worst[3].interrupt(("preempted by", priority))
                self.grant(entry)
            else:
                heapq.heappush(self.waiting, entry)
        try:
            yield event
        finally:
            if entry in self.busy:
                self.busy.remove(entry)
                self.free += 1
                if self.waiting:
                    self.grant(heapq.heappop(self.waiting))
            elif entry in self.waiting:
                self.waiting.remove(entry)
                heapq.heapify(self.waiting)

    def grant(self, entry):
        self.free -= 1
        self.busy.append(entry)
        entry[2].succeed()


def patient(env, name, staff, priority, need, patience, results, handle):
    arrived, left, interruptions = env.now, need, 0
    me = yield from handle()
    while left > 0:
        with staff.request(priority, me) as granted:
            impatient = env.timeout(patience)
            first = yield granted | impatient
            if first is impatient and interruptions == 0:
                results["left"].append((priority, env.now - arrived))
                return name, "left"
            if first is not granted:
                yield granted
            started = env.now
            try:
                yield env.timeout(left)
                left = 0
            except Interrupt as interrupt:
                interruptions += 1
                left -= env.now - started
                results["interrupted"].append((priority, interrupt.cause[1]))
    results["treated"].append((priority, env.now - arrived - need))
    return name, "treated", interruptions


def arrivals(env, staff, rng, results, endings):
    for number in count(1):
        yield env.timeout(rng.expovariate(1 / 4))
        holder = []

        def handle():
            yield env.timeout(0)
            return holder[0]

        priority = rng.choice([0, 1, 1, 2, 2, 2, 3, 3])
        body = patient(env, number, staff, priority, rng.uniform(3, 14), rng.uniform(20, 60), results, handle)
        process = env.process(body)
        holder.append(process)
        process.callbacks.append(lambda p: endings.append(p.value))


def day(seed, doctors, minutes=1440):
    env, rng, results, endings = Environment(), Random(seed), defaultdict(list), []
    staff = Staff(env, doctors)
    env.process(arrivals(env, staff, rng, results, endings))
    env.run(minutes)
    print(f"seed {seed}, {doctors} doctors: treated {len(results['treated'])}, left {len(results['left'])},"
          f" taken away {staff.taken}, still waiting {len(staff.waiting)}, most interruptions"
          f" {max((e[2] for e in endings if e[1] == 'treated'), default=0)}")
    for priority in range(4):
        waits = [wait for p, wait in results["treated"] if p == priority]
        if len(waits) > 1:
            print(f"    priority {priority}: n={len(waits):3} mean={statistics.fmean(waits):6.2f}"
                  f" median={statistics.median(waits):6.2f} worst={max(waits):6.2f}")
    print("   ", endings[:4], results["interrupted"][:5])
    env.close()
    print("    after closing:", staff.free, staff.busy, staff.waiting)
    return len(endings)


print(sum(day(seed, doctors) for seed, doctors in ((1, 2), (2, 2), (3, 3), (4, 1))))
env = Environment()
event = env.timeout(1) | env.timeout(2)
env.run(5)
try:
    event.succeed()
except RuntimeError as error:
    print(error, env.now, event.done)
