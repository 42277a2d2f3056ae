# An order service: value objects, validation by descriptors, a unit of work, reports from one pass
# jit: threshold=5
from contextlib import contextmanager


class Field:
    def __init__(self, kind, *, least=None, choices=None, default=...):
        self.kind, self.least, self.choices, self.default = kind, least, choices, default

    def __set_name__(self, owner, name):
        self.name, self.slot = name, "_" + name
        owner.fields = {**getattr(owner, "fields", {}), name: self}

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.slot)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind) or isinstance(value, bool):
            raise TypeError(f"{type(instance).__name__}.{self.name} is {self.kind.__name__}, not {type(value).__name__}")
        if self.least is not None and value < self.least:
            raise ValueError(f"{self.name} {value} is below {self.least}")
        if self.choices and value not in self.choices:
            raise ValueError(f"{self.name} {value!r} is none of {', '.join(self.choices)}")
        setattr(instance, self.slot, value)


class Model:
    def __init__(self, **values):
        for name, field in self.fields.items():
            value = values.pop(name, field.default)
            if value is ...:
                raise TypeError(f"{type(self).__name__} needs {name}")
            setattr(self, name, value)
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(values))}")

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.fields)})"

    def snapshot(self):
        return {name: getattr(self, name) for name in self.fields}


class Product(Model):
    sku = Field(str)
    cents = Field(int, least=1)
    stock = Field(int, least=0, default=0)


class Line(Model):
    product = Field(Product)
    count = Field(int, least=1)

    @property
    def cents(self):
        return self.product.cents * self.count


class Order(Model):
    number = Field(int, least=1)
    customer = Field(str)
    state = Field(str, choices=("open", "paid", "sent", "void"), default="open")
    lines = Field(list, default=[])
    moves = {"open": {"paid", "void"}, "paid": {"sent", "void"}, "sent": set(), "void": set()}

    def move(self, state):
        if state not in self.moves[self.state]:
            raise RuntimeError(f"order {self.number} cannot go from {self.state} to {state}")
        self.state = state

    @property
    def total(self):
        total = sum(line.cents for line in self.lines)
        for limit, percent in ((100000, 10), (20000, 5)):
            if total >= limit:
                return total - total * percent // 100
        return total


class Shop:
    def __init__(self, products):
        self.products = {product.sku: product for product in products}
        self.orders, self.journal = {}, []

    @contextmanager
    def work(self, what):
        before = [(model, model.snapshot()) for model in [*self.products.values(), *self.orders.values()]]
        known = set(self.orders)
        try:
            yield self
        except Exception as error:
            for model, values in before:
                for name, value in values.items():
                    setattr(model, name, value)
            for number in set(self.orders) - known:
                del self.orders[number]
            self.journal.append(f"{what}: undone, {error}")
            raise
        else:
            self.journal.append(f"{what}: done")

    def order(self, customer, **counts):
        with self.work(f"order of {customer}"):
            order = Order(number=len(self.orders) + 1, customer=customer, lines=[])
            self.orders[order.number] = order
            for sku, count in counts.items():
                product = self.products[sku]
                order.lines.append(Line(product=product, count=count))
                product.stock -= count
            return order

    def settle(self, number, *states):
        with self.work(f"settle {number}"):
            for state in states:
                self.orders[number].move(state)
                if state == "void":
                    for line in self.orders[number].lines:
                        line.product.stock += line.count


def money(cents):
    return f"{cents // 100:,}.{cents % 100:02}"


def report():
    """Is sent orders; its answer at the end is a table by customer and state."""
    rows = {}
    while (order := (yield)) is not None:
        row = rows.setdefault((order.customer, order.state), [0, 0, 0])
        row[0] += 1
        row[1] += sum(line.count for line in order.lines)
        row[2] += order.total
    return [f"{customer:6}{state:6}{count:3}{pieces:5}{money(total):>12}" for (customer, state), (count, pieces, total) in sorted(rows.items())]


def tabulate(orders):
    table = report()
    next(table)
    for order in orders:
        table.send(order)
    try:
        table.send(None)
    except StopIteration as stop:
        return stop.value


def attempt(action, *args, **kwargs):
    try:
        return action(*args, **kwargs)
    except (TypeError, ValueError, KeyError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"


shop = Shop(Product(sku=sku, cents=cents, stock=stock) for sku, cents, stock in [("pen", 125, 900), ("ink", 1999, 40), ("desk", 45000, 3)])
print(shop.order("ann", pen=10, ink=2))
print(attempt(shop.order, "bob", pen=3, desk=4), shop.products["pen"].stock, len(shop.orders))
print(attempt(shop.order, "bob", pen=0), attempt(shop.order, "bob", cup=1), attempt(shop.order, 7, pen=1))
print(money(shop.order("bob", desk=2).total), money(shop.order("cyd", desk=1, ink=30).total), shop.products["desk"].stock)
print(attempt(shop.settle, 1, "paid", "sent"), attempt(shop.settle, 2, "paid", "sent", "open"), shop.orders[2].state)
print(attempt(shop.settle, 3, "void"), attempt(shop.settle, 1, "void"), shop.products["ink"].stock)
for wrong in [dict(sku="x"), dict(sku="x", cents=0), dict(sku="x", cents=True), dict(sku="x", cents=1, colour="red", age=2)]:
    print(attempt(Product, **wrong))
print(attempt(setattr, shop.orders[1], "state", "lost"), Order.state.choices, sorted(Order.fields))
print(*shop.journal, sep="\n")
for i in range(120):
    attempt(shop.order, "ann bob cyd dan".split()[i % 4], pen=i % 13 + 1, **({"ink": 1} if i % 9 == 0 else {}))
    attempt(shop.settle, i + 1, "paid", *(["sent"] if i % 3 else ["void"] if i % 2 else []))
print(*tabulate(shop.orders.values()), sep="\n")
print({sku: product.stock for sku, product in shop.products.items()}, len(shop.journal), sum("undone" in line for line in shop.journal))
