# L03 copy, deepcopy and pickle errors
# skip: pickle is not a module of the library
import copy, pickle
def g(): yield
for f in (copy.copy, copy.deepcopy, pickle.dumps):
    try:
        f(g())
    except Exception as e:
        print(type(e).__name__, e)
