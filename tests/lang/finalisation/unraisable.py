# An exception in a finaliser goes to standard error; the program goes on.


def g():
    try:
        yield 1
    finally:
        raise ValueError("from the finaliser")


x = g()
next(x)
del x
print("after the first")


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


x = ignores()
next(x)
del x
print("after the second")


class D:
    def __del__(self):
        raise KeyError("in __del__")


d = D()
del d
print("after the third")
