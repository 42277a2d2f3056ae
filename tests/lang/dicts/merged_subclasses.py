class I(dict):
    def __iter__(self): print("it"); return super().__iter__()
    def keys(self): print("keys"); return super().keys()
    def __getitem__(self, k): print("gi"); return 7
print(dict(I(a=1)), {**I(b=1)})
def f(**k): return k
print(f(**I(c=1)))
from collections import OrderedDict, defaultdict, Counter
class D(dict):
    def keys(self): print("keys"); return super().keys()
    def __getitem__(self,k): print("gi"); return 5
class I(dict):
    def __iter__(self): print("it"); return super().__iter__()
    def keys(self): print("keys"); return super().keys()
print(dict(D(a=1)), {**D(b=2)}, {}|D(c=3), dict(I(a=1)), {**I(b=1)})
x={}; x.update(OrderedDict(a=1)); x.update(defaultdict(int,b=2)); x.update(Counter("aab")); print(x)
o=OrderedDict(a=1,b=2); o.move_to_end("a"); print(dict(o), {**o})
