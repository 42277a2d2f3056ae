# Made from seed 318699.
# jit: threshold=2
def show(v):
    return repr(v)[:120]
G0, L0, D0 = 1e9, [1, 2, 3], {1: 1, 2: 2}
class Meddler:
    pass
def g0(src, n):
    i, x = 0, 0
    match x:
        case int(y):
            x = -(1 << 61)
    yield abs(x) + (x < True)
    yield 1
    yield x
def gather0(arg):
    found = []
    found.append(sum((w for w in g0((w * 2 for w in range(5)), 7) if w is not None), -0.0))
    return found
def loop1(arg):
    pass
for turn in range(4):
    for run in (gather0, loop1,):
        try:
            print(run.__name__, show(run(Meddler() if turn < 3 else Iter())), show(G0), 1e9 if turn else -0.0)
        except BaseException as e:
            pass
