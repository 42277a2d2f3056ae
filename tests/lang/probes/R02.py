# R02 uncaught chain text for the RuntimeError of PEP 479
# skip: waits for traceback
import traceback
def g():
    raise StopIteration("s")
    yield
try:
    next(g())
except RuntimeError:
    t = traceback.format_exc().splitlines()
    print([l for l in t if not l.startswith("  ")])
