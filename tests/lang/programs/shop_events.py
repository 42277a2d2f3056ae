# Events through a bus: handlers are coroutines that may stop themselves; sagas react to sequences and time out.


class Event:
    def __init__(self, kind, **data):
        self.kind = kind
        self.__dict__.update(data)

    def __repr__(self):
        return f"{self.kind}({', '.join(f'{k}={v}' for k, v in vars(self).items() if k != 'kind')})"


class Bus:
    def __init__(self):
        self.handlers, self.queue, self.time, self.dead, self.trail = [], [], 0, [], []

    def attach(self, handler):
        wanted = next(handler, None)
        if wanted is not None:
            self.handlers.append([handler, wanted, handler.__name__])
        return handler

    def emit(self, kind, **data):
        self.queue.append(Event(kind, **data))

    def run(self):
        while self.queue:
            event = self.queue.pop(0)
            self.time += 1
            self.trail.append(event.kind)
            for entry in list(self.handlers):
                handler, wanted, name = entry
                if entry not in self.handlers or event.kind not in wanted:
                    continue
                try:
                    entry[1] = handler.send(event) or wanted
                except StopIteration as stop:
                    self.handlers.remove(entry)
                    if stop.value:
                        self.dead.append((name, stop.value))
                except Exception as error:
                    self.handlers.remove(entry)
                    self.dead.append((name, f"{type(error).__name__}: {error}"))
            yield event


def stock(bus, levels):
    while True:
        event = yield {"order", "restock"}
        if event.kind == "restock":
            levels[event.sku] = levels.get(event.sku, 0) + event.count
            bus.emit("available", sku=event.sku)
        elif levels.get(event.sku, 0) >= event.count:
            levels[event.sku] -= event.count
            bus.emit("reserved", order=event.order)
        else:
            bus.emit("short", order=event.order, sku=event.sku)


def payments(bus, limit):
    total = 0
    while total < limit:
        event = yield {"reserved"}
        total += 10
        bus.emit("paid" if event.order % 4 else "declined", order=event.order)
    return f"limit {total} reached"


def saga(bus, order, sku, count, results):
    steps = ["new"]
    try:
        bus.emit("order", order=order, sku=sku, count=count)
        while True:
            event = yield {"reserved", "short", "paid", "declined", "available", "tick"}
            if event.kind == "tick":
                steps.append("tick")
                if steps.count("tick") >= 3:
                    return f"order {order} timed out"
                continue
            if event.kind == "available":
                if event.sku == sku and steps[-1] == "short":
                    steps.append("retry")
                    bus.emit("order", order=order, sku=sku, count=count)
                continue
            if event.order != order:
                continue
            steps.append(event.kind)
            if event.kind == "paid":
                return f"order {order} done"
            if event.kind == "declined":
                bus.emit("restock", sku=sku, count=count)
                return f"order {order} undone"
    finally:
        results[order] = " ".join(steps)


def once(bus, kind, log):
    event = yield {kind}
    log.append(event)


def faulty(bus):
    yield {"paid"}
    raise LookupError("no printer")


def summary(log):
    counts = {}
    wanted = {"paid", "declined", "short"}
    while True:
        event = yield wanted
        counts[event.kind] = counts.get(event.kind, 0) + 1
        if sum(counts.values()) % 3 == 0:
            log.append(dict(counts))


bus, results, log, levels = Bus(), {}, [], {"pen": 5, "ink": 0}
bus.attach(stock(bus, levels))
bus.attach(payments(bus, 60))
bus.attach(summary(log))
bus.attach(once(bus, "short", log))
bus.attach(faulty(bus))
for order, (sku, count) in enumerate([("pen", 2), ("ink", 1), ("pen", 2), ("pen", 1), ("ink", 2), ("pen", 3)], 1):
    bus.attach(saga(bus, order, sku, count, results))
print([repr(event) for event in bus.run()])
bus.emit("restock", sku="ink", count=2)
print(len(list(bus.run())), levels)
for _ in range(3):
    bus.emit("tick")
print(sum(1 for _ in bus.run()), levels)
print(*sorted(results.items()), sep="\n")
print(*bus.dead, sep="\n")
print(log, [name for _, _, name in bus.handlers])
for handler, _, _ in bus.handlers:
    handler.close()
print(bus.attach(x for x in ()) is None, len(bus.handlers))

busy, results = Bus(), {}
busy.attach(stock(busy, levels := {"a": 300, "b": 100}))
busy.attach(payments(busy, 10**9))
for order in range(120):
    busy.attach(saga(busy, order, "ab"[order % 3 == 0], order % 4 + 1, results))
print(sum(1 for _ in busy.run()), levels, len(busy.dead))
counts = {}
for steps in results.values():
    counts[steps] = counts.get(steps, 0) + 1
print(counts)
