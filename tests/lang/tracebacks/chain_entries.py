# The entries of __traceback__: functions, lines, through generators and delegation.
import sys


def entries(tb):
    out = []
    while tb is not None:
        out.append(f"{tb.tb_frame.f_code.co_name}:{tb.tb_lineno}")
        tb = tb.tb_next
    return out


def leaf():
    yield 1
    raise ValueError("leaf")


def middle():
    yield from leaf()


def root():
    yield from middle()


def consume():
    for x in root():
        pass


try:
    consume()
except ValueError as error:
    print(entries(error.__traceback__))
g = root()
next(g)
try:
    g.throw(KeyError("thrown"))
except KeyError as error:
    print(entries(error.__traceback__))


def raise_again():
    try:
        leaf_call()
    except OSError:
        raise


def leaf_call():
    raise OSError("o")


try:
    raise_again()
except OSError as error:
    print(entries(error.__traceback__))
    try:
        raise error
    except OSError as again:
        print(entries(again.__traceback__))
        print(entries(again.with_traceback(None).__traceback__))
