# The kind of the sent value changes; the generator keeps a running state.
# jit: threshold=2
# expect-jit: regions>=1


def echo():
    last = None
    while True:
        last = yield (last, 1)


def run(values):
    g = echo()
    next(g)
    out = []
    for v in values:
        out.append(g.send(v)[0])
    return out


print(run(list(range(30))) == list(range(30)))
print(run([i * 0.5 for i in range(20)])[-3:])
print(run([None, True, "a", 1.5, 1 << 80, (1, 2), [3]] * 4)[14:21])
