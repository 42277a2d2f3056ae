# with blocks left by break, continue, return and yield.
log = []


class M:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        log.append("+%s" % self.name)
        return self

    def __exit__(self, *exc):
        log.append("-%s%s" % (self.name, exc[0].__name__ if exc[0] else ""))


def loops():
    for i in range(4):
        with M(i) as m:
            if i == 1:
                continue
            if i == 2:
                break
            log.append(m.name)
    while True:
        with M("w"):
            return "value"


print(loops(), log)
log.clear()


def g():
    with M("outer"):
        yield 1
        with M("inner") as m, M("second"):
            yield m.name
    yield 3


print(list(g()), log)
for act in ("close", "throw", "drop"):
    log.clear()
    x = g()
    next(x), next(x)
    if act == "close":
        x.close()
    elif act == "throw":
        try:
            x.throw(ValueError("v"))
        except ValueError:
            log.append("escaped")
    x = None
    print(act, log)
targets = {}
with M("t") as targets["key"], M("u") as (targets["other"]):
    print(sorted(targets))
with (M("p") as p, M("q")):
    pass
print(log[-4:])
