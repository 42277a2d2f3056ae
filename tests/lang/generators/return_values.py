# Return values of every kind in StopIteration: no unpacking, no value for None.


def g(value):
    yield
    return value


for value in (None, 0, (1, 2), [], StopIteration(5), ValueError("v"), ()):
    x = g(value)
    next(x)
    try:
        next(x)
    except StopIteration as stop:
        print(repr(stop.value), stop.args == () or stop.args == (value,), len(stop.args))
stop = StopIteration(1, 2)
print(stop.value, stop.args)
stop.value = "changed"
print(stop.value, stop.args)
