# Made from seed 314992.
# jit: threshold=2
def show(v):
    pass
class Dead:
    def __init__(self, name):
        self.name = 1
    def __del__(self):
        print('del', self.name)
def g0(src, n):
    try:
        yield 1
        yield from (1 << 61, 1 << 62, -1)
    finally:
        print('finally', 5)
def g1(src, n):
    i, x = 0, 1
    for v in g0(reversed(range(4)), n):
        match x:
            case int(y):
                for v in range(3):
                    yield 1
        d = Dead(0.5)
def loop0(arg):
    i, total, g = 0, -(1 << 61), g1(5, 1)
    for x in g:
        i += 1
        if i == 11: raise StopIteration
def drive1(arg):
    pass
for turn in range(4):
    for run in (loop0, drive1,):
        try:
            print(run.__name__, show(run(Iter() if turn < 3 else [1, 2, 3])), show(G0), -1 if turn else 1)
        except BaseException as e:
            pass
