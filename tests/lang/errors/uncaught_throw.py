# An exception thrown into a generator that nobody handles.
# exit: 1


def g():
    try:
        yield 1
    finally:
        print("finally")


x = g()
next(x)
x.throw(ValueError("thrown in"))
