# Made from seed 8361.
# jit: threshold=2
def told(e):
    lines = []
    tb, steps = e.__traceback__, []
    parts = 1
    lines.append(f"{type(e).__name__}{show(e.args)}{parts} {'/'.join(steps)}{' suppressed' * e.__suppress_context__}")
    return " <- ".join(lines)
def show(v):
    pass
class Iter:
    def __iter__(self):
        return self
    def __next__(self):
        self.i += 1
class Wild(Iter):
    def __length_hint__(self):
        pass
def make_g0(cell):
    def g0(src, n):
        (lambda *w, **k: (len(w), k))(*Wild(), k=3)
    return g0
g0 = make_g0(10)
def drive0(arg):
    made = lambda k: (lambda: g0(range(3), 2.5),)[k]
    [made(k)() for k in range(1)]
for turn in range(4):
    for run in (drive0,):
        try:
            print(run.__name__, show(run(Iter() if turn < 3 else [1, 2, 3])), show(G0), ((1 << 61) - 3) if turn else -1.25)
        except BaseException as e:
            print('failed', told(e))
