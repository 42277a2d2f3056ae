# Paging and caches simulated: replacement policies behind one interface, traces by generators, a summary
# jit: threshold=5
from collections import OrderedDict


class Policy:
    registry = {}

    def __init_subclass__(cls, name=None, **options):
        super().__init_subclass__(**options)
        if name:
            cls.name = name
            Policy.registry[name] = cls

    def __init__(self, frames):
        self.frames, self.hits, self.faults, self.writebacks = frames, 0, 0, 0
        self.dirty = set()

    def access(self, page, write):
        if self.has(page):
            self.hits += 1
            self.touch(page)
        else:
            self.faults += 1
            if self.full():
                victim = self.evict()
                if victim in self.dirty:
                    self.dirty.discard(victim)
                    self.writebacks += 1
            self.insert(page)
        if write:
            self.dirty.add(page)

    def touch(self, page):
        pass


class Fifo(Policy, name="fifo"):
    def __init__(self, frames):
        super().__init__(frames)
        self.pages = OrderedDict()

    def has(self, page):
        return page in self.pages

    def full(self):
        return len(self.pages) == self.frames

    def insert(self, page):
        self.pages[page] = True

    def evict(self):
        return self.pages.popitem(last=False)[0]

    def resident(self):
        return list(self.pages)


class Lru(Fifo, name="lru"):
    def touch(self, page):
        self.pages.move_to_end(page)


class Clock(Policy, name="clock"):
    def __init__(self, frames):
        super().__init__(frames)
        self.ring, self.hand = [], 0

    def has(self, page):
        return any(slot[0] == page for slot in self.ring)

    def full(self):
        return len(self.ring) == self.frames

    def touch(self, page):
        next(slot for slot in self.ring if slot[0] == page)[1] = True

    def evict(self):
        while True:
            slot = self.ring[self.hand]
            if not slot[1]:
                self.gap = self.hand
                self.hand = (self.hand + 1) % self.frames
                return slot[0]
            slot[1] = False
            self.hand = (self.hand + 1) % self.frames

    def insert(self, page):
        if self.full():
            self.ring[self.gap] = [page, True]
        else:
            self.ring.append([page, True])

    def resident(self):
        return [page for page, _ in self.ring]


class Lfu(Policy, name="lfu"):
    def __init__(self, frames):
        super().__init__(frames)
        self.counts, self.tick = {}, 0

    def has(self, page):
        return page in self.counts

    def full(self):
        return len(self.counts) == self.frames

    def touch(self, page):
        self.tick += 1
        self.counts[page] = (self.counts[page][0] + 1, self.tick)

    def insert(self, page):
        self.tick += 1
        self.counts[page] = (1, self.tick)

    def evict(self):
        victim = min(self.counts, key=self.counts.__getitem__)
        del self.counts[victim]
        return victim

    def resident(self):
        return sorted(self.counts)


class TwoQueue(Lru, name="2q"):
    def __init__(self, frames):
        super().__init__(frames - frames // 4)
        self.recent = Fifo(frames // 4 or 1)

    def has(self, page):
        return super().has(page) or self.recent.has(page)

    def touch(self, page):
        if self.recent.has(page):
            del self.recent.pages[page]
            if super().full():
                self.pages.popitem(last=False)
            super().insert(page)
        else:
            super().touch(page)

    def full(self):
        return self.recent.full()

    def evict(self):
        return self.recent.evict()

    def insert(self, page):
        self.recent.insert(page)

    def resident(self):
        return self.recent.resident() + super().resident()


def loop(pages, times):
    for _ in range(times):
        yield from ((page, False) for page in range(pages))


def skewed(count, pages, seed=7):
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        page = seed % pages
        yield (page * page // pages, seed % 5 == 0)


def scans(hot, cold, times):
    for i in range(times):
        for page in range(hot):
            yield page, page % 2 == 0
        yield from ((hot + (i * 5 + j) % cold, False) for j in range(5))


TRACES = {"loop": lambda: loop(9, 12), "skewed": lambda: skewed(400, 40), "scans": lambda: scans(4, 30, 30),
          "classic": lambda: ((page, False) for page in (1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5))}
for trace_name, make in TRACES.items():
    total = sum(1 for _ in make())
    for frames in (4, 8):
        row = []
        for name, kind in Policy.registry.items():
            policy = kind(frames)
            for page, write in make():
                policy.access(page, write)
            assert policy.hits + policy.faults == total and len(policy.resident()) <= frames
            row.append(f"{name} {policy.hits / total:.3f}/{policy.writebacks}")
        print(f"{trace_name:8} {frames}", "  ".join(row))
print([[(policy := Fifo(frames)), [policy.access(*step) for step in TRACES["classic"]()], policy.faults][2] for frames in (3, 4)])
clock = Clock(3)
for page, write in TRACES["classic"]():
    clock.access(page, write)
print(clock.resident(), clock.hand, sorted(Policy.registry), [kind.__mro__[1].__name__ for kind in Policy.registry.values()])
