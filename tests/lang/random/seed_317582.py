# Made from seed 317582.
# jit: threshold=2
def show(v):
    pass
class Dead:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
def g0(src, n):
    d = Dead(2)
    yield x
def g1(src, n):
    d = Dead(True)
    for i, v in enumerate(g0(range(3), 2)):
        pass
def loop0(arg):
    0, (1 << 64), g1(range(4), 0)
for turn in range(4):
    for run in (loop0,):
        try:
            print(run.__name__, show(run([1 << 62, 3] if turn < 3 else 'ab')), show(G0), -1.25 if turn else 3)
        except BaseException as e:
            pass
