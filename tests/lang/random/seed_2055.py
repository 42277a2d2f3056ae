# Made from seed 2055.
# jit: threshold=2
def told(e):
    lines = []
    tb, steps = e.__traceback__, []
    parts = 1
    lines.append(f"{type(e).__name__}{show(e.args)}{parts} {'/'.join(steps)}{' suppressed' * e.__suppress_context__}")
    return " <- ".join(lines)
def show(v):
    return repr(v)[:120]
def g0(src, n):
    yield from 'text'
made = lambda k: (lambda: g0(range(4), 9), lambda: g0((1 << 61, 1 << 62, -1), None),)[k]
gs = [made(k)() for k in range(2)]
total, i = 0, 0
try:
    total += next(gs[-1])
except BaseException as e:
    pass
try:
    gs[-1].send('s')
except BaseException as e:
    print('step', told(e))
