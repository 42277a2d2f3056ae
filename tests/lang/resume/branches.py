# A yield in each branch of an if inside a loop.
# jit: threshold=2
# expect-resume: sides


def sides(n):
    for i in range(n):
        if i % 3 == 0:
            yield i
        elif i % 3 == 1:
            yield -i
        else:
            got = yield None
            if got is not None:
                yield got


def drive(n):
    g = sides(n)
    out = []
    x = next(g)
    while True:
        out.append(x)
        try:
            x = g.send(len(out)) if x is None else next(g)
        except StopIteration:
            return out


for _ in range(6):
    print(sum(drive(40), 0) if None not in drive(40) else [v for v in drive(40) if v is not None][-5:])
