# L03 copy, deepcopy and pickle errors
# skip: waits for copy, pickle
import copy, pickle
def g(): yield
for f in (copy.copy, copy.deepcopy, pickle.dumps):
    try:
        f(g())
    except Exception as e:
        print(type(e).__name__, e)
