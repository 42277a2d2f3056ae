# Garbage collectors for a toy heap: counting references, mark and sweep, copying, generations; the same program on each.
import abc
import statistics
from bisect import insort
from collections import Counter, defaultdict, deque
from itertools import chain, count
from operator import attrgetter
from random import Random


class OutOfMemory(Exception):
    pass


class Cell:
    __slots__ = ("number", "size", "fields", "address", "mark", "age", "count")
    numbers = count()

    def __init__(self, size, fields):
        self.number, self.size, self.fields = next(Cell.numbers), size, fields
        self.address, self.mark, self.age, self.count = None, False, 0, 0

    def __repr__(self):
        return f"#{self.number}"


class Heap(abc.ABC):
    registry = {}

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        Heap.registry[cls.__name__] = cls

    def __init__(self, size):
        self.size, self.roots, self.cells = size, {}, {}
        self.pauses, self.stats = [], Counter()

    @abc.abstractmethod
    def place(self, size):
        """An address for a cell of this size, or None."""

    @abc.abstractmethod
    def collect(self):
        """Frees what cannot be reached; answers how much work it was."""

    def new(self, size, *fields):
        cell = Cell(size, list(fields))
        for attempt in range(2):
            cell.address = self.place(size)
            if cell.address is not None:
                break
            if attempt == 0:
                self.roots["new"] = cell
                cell.address = -1
                self.pauses.append(self.collect())
                self.stats["collections"] += 1
                del self.roots["new"]
        if cell.address is None:
            raise OutOfMemory(f"{size} of {self.size}, {sum(c.size for c in self.cells.values())} in use")
        self.cells[cell.number] = cell
        self.stats["cells"] += 1
        for target in fields:
            self.linked(cell, target)
        return cell

    def linked(self, source, target):
        pass

    def unlinked(self, source, target):
        pass

    def write(self, source, index, target):
        old, source.fields[index] = source.fields[index], target
        self.linked(source, target)
        self.unlinked(source, old)

    def hold(self, name, cell):
        old = self.roots.get(name)
        self.roots[name] = cell
        self.linked(None, cell)
        self.unlinked(None, old)

    def reached(self, *starts):
        seen, pending = {}, deque(filter(None, starts or self.roots.values()))
        while pending:
            cell = pending.popleft()
            if cell.number not in seen:
                seen[cell.number] = cell
                pending.extend(filter(None, cell.fields))
        return seen


class FreeList:
    """First fit; neighbours are joined."""

    def __init__(self, size):
        self.holes = [(0, size)]

    def take(self, size):
        for i, (start, length) in enumerate(self.holes):
            if length >= size:
                self.holes[i:i + 1] = [(start + size, length - size)] if length > size else []
                return start
        return None

    def give(self, start, size):
        insort(self.holes, (start, size))
        joined = []
        for hole in self.holes:
            if joined and sum(joined[-1]) == hole[0]:
                joined[-1] = (joined[-1][0], joined[-1][1] + hole[1])
            else:
                joined.append(hole)
        self.holes = joined


class MarkSweep(Heap):
    def __init__(self, size):
        super().__init__(size)
        self.free = FreeList(size)

    def place(self, size):
        return self.free.take(size)

    def collect(self):
        live = self.reached()
        for number in [n for n in self.cells if n not in live]:
            cell = self.cells.pop(number)
            self.free.give(cell.address, cell.size)
        return len(live)


class Counting(MarkSweep):
    """Frees at once; only cycles wait for the sweep."""

    def linked(self, source, target):
        if target is not None:
            target.count += 1

    def unlinked(self, source, target):
        pending = deque([target])
        while pending:
            cell = pending.popleft()
            if cell is not None:
                cell.count -= 1
                if cell.count == 0 and self.cells.pop(cell.number, None):
                    self.free.give(cell.address, cell.size)
                    self.stats["at once"] += 1
                    pending.extend(cell.fields)


class Copying(Heap):
    def __init__(self, size):
        super().__init__(size)
        self.half, self.base, self.top = size // 2, 0, 0

    def place(self, size):
        if self.top + size > self.base + self.half:
            return None
        self.top += size
        return self.top - size

    def collect(self):
        self.base = self.half - self.base
        self.top = self.base
        self.cells = {}
        for number, cell in self.reached().items():
            if cell.address != -1:
                cell.address, self.top = self.top, self.top + cell.size
                self.cells[number] = cell
        return sum(map(attrgetter("size"), self.cells.values()))


class Generational(Copying):
    """A nursery in front; old cells that point into it are remembered by the write barrier."""

    def __init__(self, size):
        super().__init__(size - size // 4)
        self.nursery_size, self.nursery, self.used, self.remembered = size // 4, {}, 0, {}

    def place(self, size):
        if self.used + size > self.nursery_size:
            return None
        self.used += size
        return self.used - size

    def new(self, size, *fields):
        cell = super().new(size, *fields)
        self.nursery[cell.number] = cell
        return cell

    def linked(self, source, target):
        if source is not None and target is not None and source.number not in self.nursery:
            self.remembered[source.number] = source

    def collect(self):
        old = {n: c for n, c in self.cells.items() if n not in self.nursery}
        starts = chain(self.roots.values(), (f for c in self.remembered.values() for f in c.fields))
        live, pending = {}, deque(c for c in starts if c is not None and c.number not in old)
        while pending:
            cell = pending.popleft()
            if cell.number not in live:
                live[cell.number] = cell
                pending.extend(f for f in cell.fields if f is not None and f.number not in old)
        self.cells, self.nursery, self.used = old, {}, 0
        self.remembered = {}
        self.stats["minor"] += 1
        work = len(live)
        for number, cell in live.items():
            if cell.address != -1:
                address = Copying.place(self, cell.size)
                if address is None:
                    self.cells.update(live)
                    work += Copying.collect(self)
                    self.stats["major"] += 1
                    if self.top > self.base + self.half:
                        raise OutOfMemory("the old generation is full")
                    break
                cell.address = address
                self.cells[number] = cell
        return work


def build_tree(heap, depth):
    if depth == 0:
        return heap.new(2, None, None)
    node = heap.new(2, None, None)
    with_name = f"tree{depth}"
    heap.hold(with_name, node)
    for side in (0, 1):
        heap.write(node, side, build_tree(heap, depth - 1))
    heap.hold(with_name, None)
    return node


def program(heap, seed, rounds=450):
    rng = Random(seed)
    checks = []
    heap.hold("table", heap.new(8, *[None] * 8))
    for step in range(rounds):
        kind = rng.randrange(10)
        table = heap.roots["table"]
        if kind < 5:
            for _ in range(rng.randrange(6)):
                heap.new(rng.randrange(1, 4))
        elif kind < 7:
            head = None
            for _ in range(rng.randrange(1, 12)):
                head = heap.new(1, head)
                heap.hold("list", head)
            heap.write(table, rng.randrange(8), head)
        elif kind < 9:
            a = heap.new(2, None, None)
            heap.hold("a", a)
            b = heap.new(2, a, None)
            heap.write(a, 0, b)
            heap.write(table, rng.randrange(8), a)
            heap.hold("a", None)
        else:
            tree = build_tree(heap, rng.randrange(4))
            heap.write(table, rng.randrange(8), tree)
        if step % 50 == 0:
            checks.append(len(heap.reached(table)))
    return checks


answers = defaultdict(list)
for name, make in Heap.registry.items():
    for seed, size in ((1, 400), (2, 800)):
        heap = make(size)
        answers[seed].append(program(heap, seed))
        spans = sorted((c.address, c.address + c.size) for c in heap.cells.values()) if name != "Generational" else []
        overlap = any(a[1] > b[0] for a, b in zip(spans, spans[1:]))
        print(f"{name:<13} {size}: {dict(heap.stats)} pauses mean {statistics.mean(heap.pauses):.2f} worst {max(heap.pauses)}"
              f" live {len(heap.reached())} kept {len(heap.cells)} overlap {overlap}")
for seed, found in answers.items():
    print(seed, found[0], all(other == found[0] for other in found))
for name, make in Heap.registry.items():
    heap, held = make(120), 0
    try:
        while True:
            heap.hold(f"r{held}", heap.new(3))
            held += 1
    except OutOfMemory as error:
        print(f"{name:<13} full after {held}: {error}")
try:
    Heap(10)
except TypeError as error:
    print(error)
heap = Counting(40)
heap.hold("x", heap.new(4, heap.new(4), heap.new(4)))
print(heap.free.holes, heap.roots["x"].fields[1].count, heap.hold("x", None), heap.free.holes)
