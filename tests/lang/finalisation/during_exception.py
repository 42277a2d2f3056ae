# Finalisers that run while an exception is on its way leave it alone.
import sys


def g(log):
    try:
        yield 1
    finally:
        log.append(repr(sys.exception()))
        try:
            raise KeyError("own")
        except KeyError:
            log.append("handled own")


def f(log):
    x = g(log)
    next(x)
    raise ValueError("on its way")


log = []
try:
    f(log)
except ValueError as error:
    error.__traceback__ = None
    print(repr(sys.exception()))
    del error
print(log)
try:
    1 / 0
except ZeroDivisionError:
    x = g(log)
    next(x)
    del x
    print(repr(sys.exception()))
print(log[2:], sys.exception())
