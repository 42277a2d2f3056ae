# R04 PEP 479 RuntimeError: which frames are in its traceback and in its cause's
# skip: waits for traceback
import traceback
def g():
    yield next(iter([]))
try:
    list(g())
except RuntimeError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__cause__.__traceback__)])
