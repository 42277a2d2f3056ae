# Made from seed 2017.
# jit: threshold=2
def show(v):
    return type(v).__name__
G0, L0, D0 = -1.25, [1, 2, 3], {1: 1, 2: 2}
def g0(src, n):
    yield from 'text'
made = lambda k: (lambda: g0(D0, 9),)[k]
gs = [made(k)() for k in range(1)]
total, i = 0, 0
next(gs[i % len(gs)])
print(gs[0].gi_running, gs[0].gi_suspended, show(gs[0].gi_yieldfrom))
