# The frames of generators that end inside a hot loop are looked at before and after.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def source(i, frames):
    name = f"n{i}"
    yield name
    if i % 3 == 0:
        frames.append(g_frame(i))
    last = i * i
    yield last


def g_frame(i):
    import sys

    return sys._getframe(1)


def run(n):
    frames = []
    total = 0
    for i in range(n):
        for x in source(i, frames):
            total += len(str(x))
    return total, [(sorted(f.f_locals), f.f_locals["i"], f.f_locals.get("last")) for f in frames[-2:]]


print(run(3))
print(run(20))


def held(n):
    out = []
    for i in range(n):
        g = source(i, [])
        frame = g.gi_frame
        for x in g:
            pass
        out.append((g.gi_frame, sorted(frame.f_locals)))
    return out[-2:]


print(held(2))
print(held(15))
