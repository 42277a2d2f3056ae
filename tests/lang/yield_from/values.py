# Values, sent values and return values flow through a chain both ways.


def leaf():
    got = []
    while True:
        x = yield len(got)
        if x is None:
            return got
        got.append(x)


def middle():
    return "m", (yield from leaf())


def root():
    first = yield from middle()
    second = yield from middle()
    return first, second


g = root()
print(next(g), g.send("a"), g.send("b"), g.send(None), g.send("c"))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)
