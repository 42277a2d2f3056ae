# R05 sys.settrace through yield from: call/return pairs per resume, exception event for StopIteration
# differs: sys.settrace is not there: no tier reports events
import sys
log = []
def tr(f, ev, arg):
    if f.f_code.co_name in "gh":
        log.append((f.f_code.co_name, ev, f.f_lineno - f.f_code.co_firstlineno))
        return tr
def g():
    yield 1
    yield 2
def h():
    yield from g()
sys.settrace(tr)
list(h())
sys.settrace(None)
print(log)
