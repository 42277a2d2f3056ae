# Locals of a closed generator die at once, the last first, after its finally.


class Token:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("drop", self.name)


def g():
    a = Token("a")
    try:
        b = Token("b")
        yield 1
    finally:
        print("finally")


x = g()
next(x)
x.close()
print("closed")
x = g()
next(x)
try:
    x.throw(ValueError)
except ValueError:
    print("thrown")
print("end of handler")


def f():
    a = Token("a of f")
    b = Token("b of f")
    a = Token("second a")
    print("rebound")


f()
print("returned")
