# Generators made in a hot loop end there: with helpers that run code in their bodies, and without.
# jit: threshold=2
# expect-jit: regions>=1 virtual_generators>=1
# sweep: exits


class Box:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Box(self.value + other)


def boxes(i):
    box = Box(i)
    for step in range(3):
        box = box + step
        yield box.value


def run(n):
    total = 0
    for i in range(n):
        for value in boxes(i):
            total += value
    return total


print([run(n) for n in (3, 10, 25)])


def inner(i, items):
    items.append(i)
    yield i
    items.append(-i)
    return i * 2


def outer(n, items):
    got = 0
    for i in range(n):
        got += yield from inner(i, items)
    return got


def consume(n):
    items = []
    walk = outer(n, items)
    total = 0
    while True:
        try:
            total += next(walk)
        except StopIteration as stop:
            return total, stop.value, len(items), items[-2:]


def consume_for(n):
    items = []
    total = 0
    for x in outer(n, items):
        total += x
    return total, len(items)


print([consume(n) for n in (1, 5, 20)], [consume_for(n) for n in (1, 5, 20)])


# A generator that has ended stays known to the loop.
def short(i):
    yield i


def kept(n):
    out = []
    for i in range(n):
        g = short(i)
        for x in g:
            out.append(x)
        out.append(next(g, "done"))
        out.append(str(len(out)))
    return out[-6:]


print(kept(3), kept(12))


# yield from what is no generator, with and without a value at the end.
class Delegate:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration("ended")
        self.n -= 1
        return self.n

    def send(self, value):
        return value * 2


def over(n):
    for i in range(n):
        a = yield from Delegate(i % 3)
        b = yield from map(str, range(i % 2))
        yield a, b


print([list(over(n)) for n in (1, 2, 5)])


def sends(n):
    g = (lambda: (yield from Delegate(n)))()
    out = [next(g)]
    for i in range(1, n):
        out.append(g.send(i) if i % 2 else next(g))
    return out


print(sends(9))
