# J05 collections.abc.Generator mixin on a Python class
# skip: waits for collections.abc
from collections.abc import Generator
class G(Generator):
    def send(self, v): return v
    def throw(self, t, v=None, tb=None): raise t
x = G()
print(next(x), x.send(3), x.close())
def d():
    r = yield from G2()
    print("r", r)
class G2(Generator):
    n = 0
    def send(self, v):
        self.n += 1
        if self.n > 2: raise StopIteration("done")
        return v
    def throw(self, *a): raise a[0]
print(list(d()))
