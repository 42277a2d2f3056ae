# Made from seed 308275.
# exit: 1
# jit: threshold=2
def told(e):
    lines = []
    tb, steps = e.__traceback__, []
    parts = 1
    lines.append(f"{type(e).__name__}{show(e.args)}{parts} {'/'.join(steps)}{' suppressed' * e.__suppress_context__}")
    return " <- ".join(lines)
def show(v):
    return repr(v)[:120]
G0, L0, D0 = ((1 << 62) - 3), [1, 2, 3], {1: 1, 2: 2}
def g1(src, n):
    i, x = 0, (1 << 62) - 9
    yield 1
    x * 0.5
made = lambda k: (lambda: g1(L0, 2.5), lambda: g1(g1(range(3), 2), 1),)[k]
gs = [made(k)() for k in range(2)]
for turn in range(10):
    try:
        next(gs[0])
    except BaseException as e:
        print('step', told(e))
    gs[0].gi_frame.f_locals['x'] = range(3)
