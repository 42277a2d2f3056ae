# Made from seed 305359.
# jit: threshold=2
def show(v):
    return repr(v)[:120]
G0, L0, D0 = True, [1, 2, 3], {1: 1, 2: 2}
def g1(src, n):
    i = 1
    x = ((1 << 63) - 1)
    yield i % -1.25
    yield from iter([4, 5])
    match x:
        case int(y):
            yield x >> 53
    x = (-(1 << 63) + 2)
    yield x
def drive0(arg):
    pass
def gather1(arg):
    found = []
    found.append(sum((w for w in g1(L0, 7) if w is not None), (1 << 64)))
    return found
for turn in range(4):
    for run in (drive0, gather1,):
        print(run.__name__, show(run('ab' if turn < 3 else [1 << 62, 3])), show(G0), 1 if turn else 1e9)
