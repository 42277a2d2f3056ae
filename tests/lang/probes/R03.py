# R03 sys.settrace events of a generator
# differs: sys.settrace is not there: no tier reports events
import sys
log = []
def tr(f, ev, arg):
    if f.f_code.co_name == "g":
        log.append((ev, f.f_lineno - f.f_code.co_firstlineno, arg if ev == "return" else None))
        return tr
def g():
    yield 1
    yield 2
def run():
    x = g()
    next(x)
    next(x)
    x.close()
sys.settrace(tr)
run()
sys.settrace(None)
print(log)
