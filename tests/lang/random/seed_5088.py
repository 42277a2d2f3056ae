# Made from seed 5088: the text of a warning.
# jit: threshold=2
import warnings
def warned(message, category, filename, lineno, file=None, line=None):
    print("warned", category.__name__, message)
warnings.simplefilter("always")
warnings.showwarning = warned
def g0(src, n):
    x = 3 in {1: 2}
    ~x ^ 273
    yield 1
for turn in range(4):
    print(any(g0(iter([4, 5]), None)))
