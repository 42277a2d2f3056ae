# H04 throw with and without a throw attribute; the thrown object forms are passed through unchanged
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
class It:
    def __iter__(self): return self
    def __next__(self): return 1
class T(It):
    def throw(self, *a): print("throw", a); return 7
def g(x):
    try:
        yield from x
    except Exception as e:
        yield "caught " + repr(e)
x = g(T())
next(x)
print(x.throw(ValueError), x.throw(ValueError("i")), x.throw(ValueError, "v"), x.throw(ValueError, "v", None))
x = g(It())
next(x)
print(x.throw(ValueError("w")))
