# Chains of recursive generators that raise, are closed, thrown into and left in the middle of a hot loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


log = []


def down(n):
    try:
        if n == 0:
            yield 0
            raise ValueError("bottom")
        yield n
        yield from down(n - 1)
        yield -n
    except KeyError as error:
        log.append((n, str(error)))
        yield "caught"
    finally:
        log.append(n)


def drain(depth):
    total = 0
    try:
        for x in down(depth):
            total += x
    except ValueError as error:
        return total, str(error)
    return total


print([drain(n) for n in range(6)])
print(log)
log.clear()


def leave(depth, at):
    for x in down(depth):
        if x == at:
            return x
    return None


print([leave(6, at) for at in (6, 4, 2, 1)], log)
log.clear()


def throw(depth, at):
    out = []
    walk = down(depth)
    for x in walk:
        out.append(x)
        if x == at:
            out.append(walk.throw(KeyError("x")))
            at = None
    return out


print([throw(4, at) for at in (4, 3, 2, 1)])
print(log)
log.clear()


# The end of the recursion limit is where the interpreter has it.
def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


def depth_reached(n):
    top = -1
    try:
        for x in deep(n):
            top = x
    except RecursionError:
        return "too deep"
    return top


print([depth_reached(n) for n in (10, 100, 400)], depth_reached(5000))


# The delegator is looked at while its delegate runs.
def looked(n, frames):
    frames.append(len(frames))
    if n:
        yield from looked(n - 1, frames)
    yield n, len(frames)


for _ in range(3):
    frames = []
    g = looked(5, frames)
    for item in g:
        inner = g.gi_yieldfrom
        print(item, inner is not None and inner.gi_running, g.gi_suspended, end=" ")
    print(g.gi_frame)
