# Actors with mailboxes as generators: ask and reply, become, supervision by restart, a stopped actor's letters.
from collections import Counter, deque
from functools import partial


class Stop(Exception):
    pass


class System:
    def __init__(self):
        self.actors, self.ready, self.dead_letters = {}, deque(), []
        self.stats, self.asks = Counter(), {}

    def spawn(self, name, behaviour, *args, supervisor=None):
        self.actors[name] = Actor(self, name, partial(behaviour, *args), supervisor)
        return self.actors[name]

    def post(self, target, message, sender=None):
        actor = self.actors.get(target)
        if actor is None or actor.stopped:
            self.dead_letters.append((target, message))
            return
        actor.mail.append((sender, message))
        if not actor.queued:
            actor.queued = True
            self.ready.append(actor)

    def run(self):
        while self.ready:
            actor = self.ready.popleft()
            actor.queued = False
            # A fair share: three letters, then the others.
            for _ in range(min(3, len(actor.mail))):
                self.stats[actor.name.rstrip("0123456789")] += 1
                actor.take(*actor.mail.popleft())
            if actor.mail and not actor.stopped and not actor.queued:
                actor.queued = True
                self.ready.append(actor)


class Actor:
    def __init__(self, system, name, make, supervisor):
        self.system, self.name, self.make, self.supervisor = system, name, make, supervisor
        self.mail, self.queued, self.stopped, self.restarts = deque(), False, False, 0
        self.start()

    def start(self):
        self.body = self.make(self)
        next(self.body)

    def tell(self, target, *message):
        self.system.post(target, message, self.name)

    def take(self, sender, message):
        if self.stopped:
            self.system.dead_letters.append((self.name, message))
            return
        try:
            following = self.body.send((sender, message))
            if following is not None:
                # The generator becomes another one.
                self.body = following
                next(self.body)
        except StopIteration as end:
            self.stopped = True
            if self.supervisor:
                self.tell(self.supervisor, "ended", self.name, end.value)
        except Exception as error:
            self.restarts += 1
            if self.supervisor:
                self.tell(self.supervisor, "failed", self.name, f"{type(error).__name__}: {error}", message)
            if self.restarts > 2:
                self.stopped = True
            else:
                self.start()


def store(stock, me):
    """Sells while there is something; closes for good when everything is gone."""
    stock = Counter(stock)
    try:
        while sum(stock.values()):
            sender, (kind, *args) = yield
            if kind == "order":
                number, item, count = args
                if stock[item] >= count:
                    stock[item] -= count
                    me.tell("till", "pay", number, item, count, sender)
                else:
                    me.tell(sender, "refused", number, f"{stock[item]} {item} left")
            elif kind == "stocktaking":
                yield stocktaking(me, stock, sender)
            else:
                raise ValueError(f"unknown letter {kind!r}")
        return "sold out"
    finally:
        me.system.stats["closings"] += 1


def stocktaking(me, stock, asker):
    """Refuses all until told to open again."""
    me.tell(asker, "stock", sorted(stock.items()))
    sender, (kind, *args) = yield
    while kind != "open":
        me.tell(sender, "refused", args[0] if args else None, "stocktaking")
        sender, (kind, *args) = yield
    yield store(stock, me)


def till(prices, me):
    taken = 0
    while True:
        sender, (kind, *args) = yield
        if kind == "pay":
            number, item, count, customer = args
            taken += prices[item] * count
            me.tell(customer, "sold", number, prices[item] * count)
        elif kind == "close":
            return taken


def customer(wishes, log, me):
    answers = Counter()
    for _ in wishes:
        sender, (kind, number, what) = yield
        answers[kind] += 1
        if kind == "refused" and answers["refused"] <= 2:
            log.append((me.name, number, what))
    return dict(sorted(answers.items()))


def boss(log, me):
    report = yield
    while report:
        sender, message = report
        log.append((sender, *message))
        report = yield


system, events, complaints = System(), [], []
system.spawn("boss", boss, events)
system.spawn("till", till, {"apple": 3, "pear": 5, "plum": 7}, supervisor="boss")
system.spawn("store", store, {"apple": 900, "pear": 500, "plum": 300}, supervisor="boss")
items = ["apple", "pear", "plum", "apple", "kiwi"]
for c in range(6):
    wishes = [(c * 1000 + i, items[(c + i) % 5], 1 + (c * i) % 4) for i in range(150)]
    system.spawn(f"customer{c}", customer, wishes, complaints, supervisor="boss")
    for wish in wishes:
        system.post("store", ("order", *wish), f"customer{c}")
system.run()
for event in events:
    print(*event)
print(*complaints[:8], sep="\n")
print(len(complaints), dict(system.stats), len(system.dead_letters))
events.clear()
for letter in [("stocktaking",), ("order", 1, "apple", 1), ("what",), ("open",), ("nonsense", 1), ("order", 2, "pear", 1)]:
    system.post("store", letter, "boss")
system.run()
print(*events, sep="\n")
for i in range(3):
    system.post("store", ("bad",), "boss")
system.post("till", ("pay", 3, "gold", 1, "boss"), None)
system.post("till", ("close",))
system.post("nobody", ("hello",))
events.clear()
system.run()
print(*events, sep="\n")
print({a.name: (a.stopped, a.restarts, len(a.mail)) for a in system.actors.values() if not a.name.startswith("customer")})
print(len(system.dead_letters), system.dead_letters[:3], system.dead_letters[-1], system.stats["closings"])
