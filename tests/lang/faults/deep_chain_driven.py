# A chain of 400 generators: next, send, throw, close and drop, each level in order.


def leaf(log):
    try:
        while True:
            log.append((yield len(log)))
    finally:
        log.append("leaf")


def level(inner, log):
    try:
        return (yield from inner)
    finally:
        log.append("level")


def make(depth):
    log = []
    g = leaf(log)
    for _ in range(depth):
        g = level(g, log)
    return g, log


g, log = make(400)
print(next(g), g.send("a"), next(g), log)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    frames, tb = 0, error.__traceback__
    while tb:
        frames, tb = frames + 1, tb.tb_next
    print(frames, log[:4], len(log))
g, log = make(400)
next(g)
g.close()
print(log[0], len(log))
g, log = make(400)
next(g)
del g
print(log[0], len(log))
