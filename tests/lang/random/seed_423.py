# Made from seed 423: what a resume point has seen of a global is forgotten when the global is bound again.
# jit: threshold=2
def told(e):
    pass
def show(v):
    return repr(v)[:120]
G0, L0, D0 = ((1 << 62) - 3), [1, 2, 3], {1: 1, 2: 2}
class Iter:
    pass
def make_g0(cell):
    def g0(src, n):
        pass
    return g0
g0 = make_g0(G0)
def g1(src, n):
    global G0
    G0 = G0
    i, x = 0, G0
    yield x - 1
def run0(arg):
    made = lambda k: (lambda: g1('text', 1), lambda: g1((1 << 61, 1 << 62, -1), True),)[k]
    gs = [made(k)() for k in range(2)]
    total, i = 0, 0
    for turn in range(6):
        total += next(gs[0])
def run1(arg):
    global G0, K
    made = lambda k: (lambda: g1(arg, 5), lambda: g1((w * 2 for w in range(5)), 9), lambda: g0(L0, 3),)[k]
    gs = [made(k)() for k in range(3)]
    x = sum(gs[0])
    try:
        gs[-1].send(2.5)
        total = 1
    except BaseException as e:
        print('step', told(e))
    try:
        next(gs[turn % len(gs)])
    except BaseException as e:
        pass
    G0 = x
def run2(arg):
    pass
for turn in range(4):
    for run in (run0, run1, run2,):
        try:
            print(run.__name__, show(run(Iter() if turn < 3 else [1, 2, 3])), show(G0), ((1 << 53) + 1) if turn else 1e9)
        except BaseException as e:
            print('failed', told(e))
