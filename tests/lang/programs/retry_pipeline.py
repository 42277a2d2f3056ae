# Jobs with retries, back-off, time limits and circuit breakers: errors are thrown into generators
# jit: threshold=5
from contextlib import contextmanager


class Transient(Exception):
    pass


class Permanent(Exception):
    pass


class TimedOut(Transient):
    pass


class Breaker:
    def __init__(self, limit, rest):
        self.limit, self.rest, self.failures, self.open_until = limit, rest, 0, -1

    @contextmanager
    def guard(self, clock):
        if clock.now < self.open_until:
            raise Transient(f"open until {self.open_until}")
        try:
            yield self
        except Transient:
            self.failures += 1
            if self.failures >= self.limit:
                self.open_until, self.failures = clock.now + self.rest, 0
            raise
        else:
            self.failures = 0


class Clock:
    def __init__(self):
        self.now, self.log = 0, []

    def note(self, *what):
        self.log.append((self.now, *what))


class Service:
    def __init__(self, name, script, breaker):
        self.name, self.script, self.breaker, self.calls = name, iter(script), breaker, 0

    def call(self, clock, argument):
        with self.breaker.guard(clock):
            self.calls += 1
            outcome = next(self.script, "ok")
            if outcome == "ok":
                return f"{self.name}({argument})"
            if outcome == "busy":
                raise Transient(f"{self.name} is busy")
            if isinstance(outcome, int):
                raise TimedOut(f"{self.name} took {outcome}") if outcome > 5 else Transient(f"slow {outcome}")
            raise Permanent(f"{self.name}: {outcome}")


def backoff(first, factor, limit):
    delay = first
    for _ in range(limit):
        yield delay
        delay = min(delay * factor, 20)


def job(name, steps):
    """Yields (service, argument); is sent the answer or has the error thrown in."""
    results, skipped = [], []
    try:
        for service, argument in steps:
            try:
                results.append((yield service, argument))
            except Permanent as error:
                if argument == "vital":
                    raise RuntimeError(f"{name} needs {service}") from error
                skipped.append(str(error))
    finally:
        results.append("cleaned")
    return results, skipped


def attempt(clock, service, argument):
    delays = backoff(1, 3, 4)
    errors = []
    while True:
        try:
            return service.call(clock, argument)
        except Transient as error:
            errors.append(error)
            delay = next(delays, None)
            if delay is None:
                raise Permanent(f"{service.name} gave up after {len(errors)}") from error
            clock.note("retry", service.name, str(error), delay)
            clock.now += delay


def run(clock, services, name, steps):
    work = job(name, steps)
    try:
        request = next(work)
        while True:
            service, argument = request
            try:
                answer = attempt(clock, services[service], argument)
            except Permanent as error:
                clock.note("failed", service, type(error.__cause__).__name__)
                request = work.throw(error)
            else:
                clock.now += 1
                request = work.send(answer)
    except StopIteration as stop:
        return stop.value
    except RuntimeError as error:
        chain, at = [], error
        while at is not None:
            chain.append(f"{type(at).__name__}: {at}")
            at = at.__cause__
        return chain


clock = Clock()
shared = Breaker(3, 10)
services = {
    "store": Service("store", ["ok", "busy", "ok", 7, 2, "busy"], Breaker(9, 1)),
    "mail": Service("mail", ["busy"] * 9, shared),
    "pay": Service("pay", ["no such card", "ok", 9], shared),
}
print(run(clock, services, "one", [("store", 1), ("store", 2), ("pay", 3)]))
print(run(clock, services, "two", [("mail", 4), ("pay", 5), ("store", 6)]))
print(run(clock, services, "three", [("store", 7), ("pay", 8)]))
services["pay"].script = iter(["stolen"])
print(run(clock, services, "four", [("store", 9), ("pay", "vital"), ("store", 10)]))
print(*clock.log, sep="\n")
print(clock.now, {name: service.calls for name, service in services.items()}, shared.failures)
busy = Clock()
many = {"s": Service("s", (["ok", "busy", "ok", 6][i * i % 4] for i in range(10 ** 6)), Breaker(100, 1))}
totals = [run(busy, many, str(i), [("s", j) for j in range(5)]) for i in range(40)]
print(busy.now, many["s"].calls, len(busy.log), totals[-1], sum(len(skipped) for _, skipped in totals))
