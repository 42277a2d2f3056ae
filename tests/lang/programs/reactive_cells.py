# Values that follow other values: dependencies found by running, weak observers, batches, cycles, history, formulas of a sheet.
import contextvars
import inspect
import weakref
from collections import Counter, deque
from contextlib import contextmanager
from functools import wraps
from itertools import accumulate

current = contextvars.ContextVar("current", default=None)
counts = Counter()


class CycleError(RuntimeError):
    pass


class Cell:
    """A value that may be set; who reads it while being computed depends on it from then on."""

    def __init__(self, value, name="cell"):
        self._value, self.name = value, name
        self.dependents = weakref.WeakSet()

    def __call__(self):
        reader = current.get()
        if reader is not None:
            reader.sources.add(self)
            self.dependents.add(reader)
        return self._value

    def set(self, value):
        if value != self._value:
            self._value = value
            Batch.mark(self)
        return self

    def __repr__(self):
        return f"<{self.name}={self._value!r}>"


class Computed(Cell):
    def __init__(self, function, name=None):
        super().__init__(None, name or function.__name__)
        self.function, self.sources = function, set()
        self.stale, self.running, self.error = True, False, None

    def __call__(self):
        if self.stale:
            self.refresh()
        value = super().__call__()
        if self.error is not None:
            raise self.error.with_traceback(None)
        return value

    def refresh(self):
        if self.running:
            raise CycleError(f"{self.name} depends on itself")
        for source in self.sources:
            source.dependents.discard(self)
        self.sources.clear()
        token, self.running = current.set(self), True
        counts[self.name] += 1
        old = self._value, self.error
        try:
            self._value, self.error = self.function(), None
        except CycleError:
            raise
        except Exception as error:
            self._value, self.error = None, error
        finally:
            current.reset(token)
            self.running = False
        self.stale = False
        return (self._value, self.error) != old

    def __repr__(self):
        return f"<{self.name}{'?' if self.stale else '=' + repr(self._value)}>"


class Effect(Computed):
    """Runs again by itself whenever something that it read has changed."""

    def __init__(self, function):
        super().__init__(function)
        self.refresh()


class Batch:
    depth, queue = 0, deque()

    @classmethod
    def mark(cls, cell):
        pending, seen = [cell], set()
        while pending:
            for dependent in sorted(pending.pop().dependents, key=lambda d: d.name):
                if dependent not in seen:
                    seen.add(dependent)
                    dependent.stale = True
                    pending.append(dependent)
                    if isinstance(dependent, Effect) and dependent not in cls.queue:
                        cls.queue.append(dependent)
        if not cls.depth:
            cls.flush()

    @classmethod
    def flush(cls):
        while cls.queue:
            effect = cls.queue.popleft()
            if effect.stale:
                effect.refresh()


@contextmanager
def batch():
    Batch.depth += 1
    try:
        yield
    finally:
        Batch.depth -= 1
        if not Batch.depth:
            Batch.flush()


def computed(function):
    """As a decorator of a method: one computed cell an instance."""
    parameters = list(inspect.signature(function).parameters)
    if not parameters:
        return Computed(function)
    cells = weakref.WeakKeyDictionary()

    @property
    @wraps(function)
    def read(self):
        if self not in cells:
            me = weakref.ref(self)
            cells[self] = Computed(lambda: function(me()), f"{type(self).__name__}.{function.__name__}")
        return cells[self]()

    return read


log = []
price, count, discount = Cell(10, "price"), Cell(3, "count"), Cell(0, "discount")


@computed
def subtotal():
    return price() * count()


@computed
def total():
    # Reads the discount only when there is much to pay.
    return subtotal() * (100 - discount()) // 100 if subtotal() >= 50 else subtotal()


@Effect
def printer():
    log.append(f"total {total()}")


discount.set(50)
price.set(20)
discount.set(10)
with batch():
    price.set(1)
    count.set(100)
    price.set(2)
price.set(2)
print(log, dict(counts))
print(total, sorted(cell.name for cell in total.sources), len(price.dependents), price, subtotal)


class Invoice:
    def __init__(self, *amounts):
        self.amounts = [Cell(a, f"amount{i}") for i, a in enumerate(amounts)]

    @computed
    def sums(self):
        """Running sums."""
        return list(accumulate(cell() for cell in self.amounts))

    @computed
    def mean(self):
        return self.sums[-1] / len(self.amounts)


invoice = Invoice(5, 7, 9)
print(Invoice.sums.__doc__, invoice.sums, invoice.mean, invoice.mean, counts["Invoice.sums"], counts["Invoice.mean"])
watched = Effect(lambda: log.append(f"mean {invoice.mean}"))
invoice.amounts[1].set(70)
print(log[-2:], counts["Invoice.sums"], len(invoice.amounts[0].dependents))
del watched
invoice.amounts[1].set(8)
print(log[-1], len(invoice.amounts[0].dependents), invoice.mean)
remains = weakref.ref(invoice.amounts[0])
del invoice
print(remains() is None)

divisor = Cell(0)
quotient = Computed(lambda: 100 // divisor(), "quotient")
safe = Computed(lambda: quotient() if divisor() else "nothing", "safe")
chained = Computed(lambda: quotient() + 1, "chained")
for value in (0, 7, 0, 20):
    divisor.set(value)
    try:
        print(value, safe(), chained())
    except ZeroDivisionError as error:
        print(value, safe(), error, repr(chained.error))
loop = [Computed(lambda i=i: loop[(i + 1) % 3]() + 1, f"loop{i}") for i in range(3)]
try:
    loop[0]()
except CycleError as error:
    print(type(error).__name__, error, [c.running for c in loop], current.get())

# A long chain and a wide sheet: nothing is computed twice.
counts.clear()
source = Cell(1, "source")
chain = [source]
for i in range(150):
    chain.append(Computed(lambda below=chain[-1], i=i: (below() * 3 + i) % 1000003, f"c{i:03}"))
results = []
for value in range(12):
    source.set(value)
    results.append(chain[-1]())
print(results[:6], set(counts.values()), len(counts))
sheet = {}
for row in range(20):
    for column in range(12):
        if row == 0 or column == 0:
            sheet[row, column] = Cell(1, f"s{row},{column}")
        else:
            sheet[row, column] = Computed(lambda r=row, c=column: sheet[r - 1, c]() + sheet[r, c - 1](), f"s{row},{column}")
print(sheet[19, 11](), counts["s19,11"], sum(n for name, n in counts.items() if name[0] == "s"))
sheet[10, 0].set(5)
print(sheet[19, 11](), sum(n for name, n in counts.items() if name[0] == "s"), sheet[3, 3], sheet[19, 11])
