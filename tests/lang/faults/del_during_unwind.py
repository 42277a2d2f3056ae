# Objects die while frames are unwound: before the handler, and the exception is unharmed.
import sys
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, type(sys.exception()).__name__))
        try:
            raise KeyError("inside")
        except KeyError:
            pass


def a():
    x = D("x")
    b(D("argument"))


def b(y):
    z = [D("in list")]
    for w in (D(n) for n in "uv"):
        raise ValueError("unwinds")


try:
    a()
except ValueError as error:
    log.append(str(error))
    error.__traceback__ = None
log.append("after")
print(log)


def g():
    held = D("held by generator")
    yield 1
    raise OSError("from generator")


log.clear()
try:
    for v in g():
        log.append(v)
except OSError:
    log.append("handler")
print(log)
