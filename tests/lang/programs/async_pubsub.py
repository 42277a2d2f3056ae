# A message bus: topics with patterns, subscribers as asynchronous iterators, slow ones drop or wait, replay.
import asyncio
from contextvars import ContextVar

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


trace = ContextVar("trace", default="-")


class Subscription:
    def __init__(self, bus, pattern, size, policy):
        self.bus, self.pattern, self.policy = bus, pattern.split("."), policy
        self.queue, self.dropped = asyncio.Queue(size), 0

    def matches(self, topic):
        parts = topic.split(".")
        for i, want in enumerate(self.pattern):
            if want == "#":
                return True
            if i >= len(parts) or want not in ("*", parts[i]):
                return False
        return len(parts) == len(self.pattern)

    async def deliver(self, message):
        if self.policy == "wait":
            await self.queue.put(message)
        elif self.queue.full():
            self.dropped += 1
            if self.policy == "newest":
                self.queue.get_nowait()
                self.queue.put_nowait(message)
        else:
            self.queue.put_nowait(message)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return await self.queue.get()
        except asyncio.QueueShutDown:
            raise StopAsyncIteration from None

    async def __aenter__(self):
        self.bus.subscriptions.append(self)
        for message in self.bus.kept:
            if self.matches(message[0]):
                await self.deliver(message)
        return self

    async def __aexit__(self, *error):
        self.bus.subscriptions.remove(self)


class Bus:
    def __init__(self, keep=0):
        self.subscriptions, self.kept, self.keep, self.sent = [], [], keep, 0

    def subscribe(self, pattern, size=0, policy="wait"):
        return Subscription(self, pattern, size, policy)

    async def publish(self, topic, body):
        self.sent += 1
        message = topic, body, trace.get()
        if self.keep:
            self.kept = (self.kept + [message])[-self.keep :]
        await asyncio.gather(*(s.deliver(message) for s in self.subscriptions if s.matches(topic)))

    def close(self):
        for subscription in self.subscriptions:
            subscription.queue.shutdown()


async def listener(name, bus, pattern, pause=0.0, **options):
    got = []
    async with bus.subscribe(pattern, **options) as messages:
        started.set()
        async for topic, body, by in messages:
            got.append(f"{topic}={body}({by})")
            await asyncio.sleep(pause)
            if body == "stop":
                break
    return name, got, messages.dropped


async def publisher(bus, name, topics, count):
    trace.set(name)
    for i in range(count):
        await bus.publish(topics[i % len(topics)], i)
        await asyncio.sleep(0.01)


async def main():
    global started
    started = asyncio.Event()
    bus = Bus(keep=2)
    await bus.publish("sys.start", "early")
    listeners = [
        asyncio.create_task(listener("all", bus, "#")),
        asyncio.create_task(listener("temps", bus, "sensor.*.temp")),
        asyncio.create_task(listener("slow drops", bus, "sensor.#", 0.035, size=1, policy="drop")),
        asyncio.create_task(listener("slow newest", bus, "sensor.#", 0.035, size=1, policy="newest")),
        asyncio.create_task(listener("slow waits", bus, "sensor.a.*", 0.03, size=1)),
    ]
    await started.wait()
    await asyncio.gather(
        publisher(bus, "p1", ["sensor.a.temp", "sensor.a.hum"], 6),
        publisher(bus, "p2", ["sensor.b.temp", "log.info", "sensor.b.c.temp"], 6),
    )
    late = asyncio.create_task(listener("late", bus, "#"))
    await asyncio.sleep(0)
    await bus.publish("sensor.a.temp", "stop")
    await asyncio.sleep(0.2)
    bus.close()
    for name, got, dropped in await asyncio.gather(*listeners, late):
        print(name, len(got), dropped)
        print("   ", *got)
    print(bus.sent, len(bus.subscriptions), trace.get(), now())


asyncio.run(main(), loop_factory=Loop)
