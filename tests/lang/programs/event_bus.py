# An event bus: weak subscribers, priorities, wildcards, queued delivery, errors that are collected
# jit: threshold=5
import weakref


class Stop(Exception):
    """Raised by a handler: nobody behind it hears of the event."""


class DeliveryError(Exception):
    def __init__(self, failures):
        super().__init__(f"{len(failures)} handlers failed")
        self.failures = failures


class Event:
    def __init__(self, topic, **data):
        self.topic, self.data, self.handled = topic, data, 0

    def __getattr__(self, name):
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(f"event {self.topic!r} has no {name!r}") from None


class Subscription:
    made = 0

    def __init__(self, pattern, handler, priority):
        Subscription.made += 1
        self.pattern, self.priority, self.order = pattern.split("."), priority, Subscription.made
        self.owner = getattr(handler, "__self__", None)
        if self.owner is not None:
            self.owner, function = weakref.ref(self.owner), handler.__func__
            self.call = lambda owner, event: function(owner, event)
        else:
            self.call = lambda owner, event: handler(event)

    def matches(self, topic):
        parts = topic.split(".")
        for i, wanted in enumerate(self.pattern):
            if wanted == "#":
                return True
            if i >= len(parts) or wanted not in ("*", parts[i]):
                return False
        return len(parts) == len(self.pattern)

    def alive(self):
        return self.owner is None or self.owner() is not None


class Bus:
    def __init__(self):
        self.subscriptions, self.queue, self.depth, self.history = [], [], 0, []

    def on(self, pattern, handler=None, priority=0):
        if handler is None:
            return lambda function: self.on(pattern, function, priority) and function or function
        self.subscriptions.append(Subscription(pattern, handler, priority))
        self.subscriptions.sort(key=lambda each: (-each.priority, each.order))
        return self.subscriptions[-1]

    def listeners(self, topic):
        self.subscriptions = [each for each in self.subscriptions if each.alive()]
        for each in list(self.subscriptions):
            if each.matches(topic):
                yield each

    def publish(self, topic, **data):
        self.queue.append(Event(topic, **data))
        if self.depth:
            return None
        self.depth += 1
        failures = []
        try:
            while self.queue:
                event = self.queue.pop(0)
                self.deliver(event, failures)
                self.history.append((event.topic, event.handled))
        finally:
            self.depth -= 1
        if failures:
            raise DeliveryError(failures)
        return event

    def deliver(self, event, failures):
        for each in self.listeners(event.topic):
            owner = each.owner() if each.owner else None
            try:
                each.call(owner, event)
            except Stop:
                event.handled += 1
                return
            except Exception as error:
                failures.append((event.topic, type(error).__name__, str(error)))
            else:
                event.handled += 1


class Account:
    def __init__(self, bus, name):
        self.bus, self.name, self.balance = bus, name, 0
        bus.on("money.*", self.move)
        bus.on(f"audit.{name}", self.audit, priority=5)

    def __del__(self):
        print("account", self.name, "closed with", self.balance)

    def move(self, event):
        if event.to == self.name:
            self.balance += event.amount
            self.bus.publish("changed." + self.name, balance=self.balance)
        elif event.data.get("source") == self.name:
            if event.amount > self.balance:
                raise ValueError(f"{self.name} has only {self.balance}")
            self.balance -= event.amount

    def audit(self, event):
        print("audit", self.name, self.balance, event.data)
        raise Stop


bus = Bus()
log = []


@bus.on("changed.#", priority=1)
def changed(event):
    log.append((event.topic, event.balance))


@bus.on("#", priority=-9)
def last(event):
    if event.topic.startswith("money"):
        log.append(f"seen {event.topic}")
    event.missing if event.topic == "audit.none" else None


ann, bob = Account(bus, "ann"), Account(bus, "bob")
bus.publish("money.in", to="ann", amount=100)
bus.publish("money.move", to="bob", source="ann", amount=30)
try:
    bus.publish("money.move", to="ann", source="bob", amount=31)
except DeliveryError as error:
    print(error, error.failures)
print(log, ann.balance, bob.balance)
bus.publish("audit.ann", by="me")
try:
    bus.publish("audit.none")
except DeliveryError as error:
    print(error.failures[0])
print(len(bus.subscriptions))
del bob
bus.publish("money.in", to="bob", amount=5)
print(len(bus.subscriptions), bus.history)
for i in range(200):
    bus.publish(f"money.{i % 3}" if i % 4 else "other.x.y", to="ann", amount=i)
print(ann.balance, len(log), len(bus.history), sum(handled for _, handled in bus.history), Subscription.made)
ann = None
print("end", len(list(bus.listeners("money.in"))))
