# Names can be set, to strings only; the gi_ attributes cannot; there is no instance dict.


def g():
    yield


x = g()
print(x.__name__, x.__qualname__)
x.__name__ = "other"
x.__qualname__ = "some.other"
print(x.__name__, x.__qualname__, repr(x).split(" at ")[0])
for name, value in (("__name__", 1), ("__qualname__", None), ("gi_running", 1), ("gi_frame", None), ("new", 1)):
    try:
        setattr(x, name, value)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
try:
    type(x)()
except TypeError as error:
    print(error)
try:
    len(x)
except TypeError as error:
    print(error)
try:
    x[0]
except TypeError as error:
    print(error)
try:
    x()
except TypeError as error:
    print(error)
print(x == x, x == g(), x != g(), hash(x) == hash(x))
