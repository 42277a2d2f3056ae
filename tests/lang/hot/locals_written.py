# f_locals of a suspended generator is written between two resumptions of a hot loop.
# jit: threshold=2
# expect-jit: regions>=1


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    g = count(n)
    out = []
    for x in g:
        out.append(x)
        if x == 20:
            g.gi_frame.f_locals["i"] = 29
        if x == 40:
            g.gi_frame.f_locals["i"] = 44.5
    return len(out), sum(out), out[-3:]


print(run(50))
