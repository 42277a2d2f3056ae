# The context of exceptions thrown in, and of those raised while handling them.


def g():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        except KeyError as error:
            print("inner context", repr(error.__context__))
            raise OSError("o")


x = g()
next(x)
x.throw(ValueError("v"))
try:
    x.throw(KeyError("k"))
except OSError as error:
    chain = []
    while error is not None:
        chain.append(repr(error))
        error = error.__context__
    print(chain)


def h():
    yield 1


x = h()
next(x)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        x.throw(KeyError("while handling"))
except KeyError as error:
    print(repr(error.__context__))
cause = TypeError("cause")
thrown = ValueError("with cause")
thrown.__cause__ = cause
x = h()
next(x)
try:
    x.throw(thrown)
except ValueError as error:
    print(error is thrown, error.__cause__ is cause, error.__suppress_context__)
