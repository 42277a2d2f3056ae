# A generator that delegates to itself, or to one that is running.


def g():
    yield 1
    yield from me


me = g()
print(next(me))
try:
    next(me)
except ValueError as error:
    print(error)
print(list(me))


def a():
    yield 1
    yield from y


def b():
    yield from x


x, y = a(), b()
print(next(y))
try:
    next(y)
except ValueError as error:
    print(error, x.gi_frame, y.gi_frame)
