# A generator that holds its own frame, an exception with its traceback, and itself.
import gc
import sys

gc.disable()


class Token:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("drop", self.name)


def holds_frame(token):
    frame = sys._getframe()
    try:
        yield 1
    finally:
        print("closed", token.name)


def holds_exception(token):
    try:
        raise ValueError
    except ValueError as error:
        kept = error
    yield 1


def holds_itself(token):
    me = yield 1
    yield 2


for make in (holds_frame, holds_exception, holds_itself):
    g = make(Token(make.__name__))
    next(g)
    if make is holds_itself:
        g.send(g)
    del g
    print("deleted", make.__name__)
    gc.collect()
    print("collected")
gc.enable()
