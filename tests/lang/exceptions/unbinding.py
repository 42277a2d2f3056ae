# The name of `except … as name` is unbound at the end of the handler, also by yield.


def f():
    error = "before"
    try:
        raise ValueError("v")
    except ValueError as error:
        pass
    return error


try:
    f()
except UnboundLocalError as e:
    print(e)


def g():
    try:
        raise KeyError("k")
    except KeyError as e:
        yield repr(e)
        yield repr(e)
    try:
        e
    except NameError as missing:
        yield str(missing)


print(list(g()))
try:
    raise ValueError("module level")
except ValueError as e:
    saved = e
try:
    e
except NameError as missing:
    print(missing, repr(saved))
