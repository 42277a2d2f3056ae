# Push style: a broadcaster sends to sinks, one of which stops early.


def sink(name, limit, out):
    try:
        for _ in range(limit):
            out.append((name, (yield)))
    finally:
        out.append((name, "end"))


def broadcast(targets):
    for t in targets:
        next(t)
    while True:
        value = yield len(targets)
        for t in list(targets):
            try:
                t.send(value)
            except StopIteration:
                targets.remove(t)


out = []
b = broadcast([sink("a", 2, out), sink("b", 5, out)])
print(next(b), [b.send(v) for v in range(4)])
b.close()
print(out)
del b
print(out[-1])
