# sys.exception() belongs to the frame that handles: hidden while suspended, back on resume.
import sys


def g():
    try:
        raise ValueError("own")
    except ValueError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())
    yield repr(sys.exception())


x = g()
print(next(x), sys.exception())
try:
    raise KeyError("caller's")
except KeyError:
    print(next(x), repr(sys.exception()))
    print(next(x))
print(next(x), sys.exc_info())


def reraises():
    yield 1
    raise


x = reraises()
next(x)
try:
    raise OSError("resumer's")
except OSError:
    try:
        next(x)
    except OSError as error:
        print("re-raised", error)
x = reraises()
next(x)
try:
    next(x)
except RuntimeError as error:
    print(error)


def context():
    yield 1
    raise ValueError("inner")


x = context()
next(x)
try:
    raise KeyError("outer")
except KeyError:
    try:
        next(x)
    except ValueError as error:
        print(repr(error.__context__))
