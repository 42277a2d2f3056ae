# The states of a generator, and what it answers in each.


def g():
    yield 1
    yield 2
    return 3


x = g()
print(type(x).__name__, x.__name__, x.__qualname__, iter(x) is x, bool(x))
print(x.gi_running, x.gi_suspended, x.gi_frame is None, x.gi_yieldfrom)
print(next(x), x.gi_running, x.gi_suspended, x.gi_frame is None)
print(next(x))
try:
    next(x)
except StopIteration as stop:
    print(stop.value, stop.args)
print(x.gi_running, x.gi_suspended, x.gi_frame)
for _ in range(2):
    try:
        next(x)
    except StopIteration as stop:
        print(stop.value, stop.args, repr(stop))
print(next(x, "default"), list(x), list(g()))
print(x.gi_code.co_name, x.gi_code.co_flags & 32, g.__code__ is x.gi_code)
