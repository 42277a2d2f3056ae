# A function that is rebound while it runs lives until it returns, with its cells and defaults.
# expect-jit: regions>=1
# jit: threshold=20
# not-in: gc-every a function that names itself is in a cycle
class Dead:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def g(x): return x
def make(k):
    c = Dead(('cell', k))
    def f(x, d=Dead(('default', k))):
        global F
        if x == 700:
            F = g
            print('rebound')
            sum(range(10))
            print('still', c.n, f.__name__)
            return x
        return x
    return f
def make2(k):
    c = Dead(('cell', k))
    def f(x, d=Dead(('default', k))):
        global F
        if x == 700:
            F = g
            print('rebound')
            print('still', c.n)
        return x
    return f
def gmake(k):
    c = Dead(('cell', k))
    def f(x, d=Dead(('default', k))):
        global F
        yield x
        if x == 700:
            F = g
            print('rebound')
            print('still', c.n)
        yield x
    return f
def loop():
    t = 0
    for i in range(1000): t += F(i)
    return t
def gloop():
    t = 0
    for i in range(1000):
        for j in F(i) if F is not g else (1, 2):
            t += j
    return t
for k in range(3):
    F = make(k)
    print(loop())
for k in range(3):
    F = make2(k)
    print(loop())
for k in range(3):
    F = gmake(k)
    print(gloop())
print("end")
