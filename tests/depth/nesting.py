# Objects nested a million deep: dropped and collected, and what looks at all of them ends in RecursionError.
import gc

N = 1_000_000


def raised(function, *args):
    try:
        function(*args)
    except BaseException as error:
        error.__traceback__ = None
        return type(error)


def nest(wrap):
    value = ()
    for _ in range(N):
        value = wrap(value)
    return value


def closure(value):
    return lambda: value


def holder(value):
    yield value


class Node:
    def __init__(self, value):
        self.value = value

    def method(self):
        pass


def error(name):
    def wrap(value):
        made = ValueError()
        setattr(made, name, value or None)
        return made

    return wrap


CONTAINERS = [lambda v: [v], lambda v: (v,), lambda v: {1: v}]
OTHERS = [closure, holder, Node, lambda v: Node(v).method, error("__context__"), error("__cause__")]
for wrap in CONTAINERS:
    value, other = nest(wrap), nest(wrap)
    assert raised(repr, value) is RecursionError
    assert raised(lambda: value == other) is RecursionError
    assert raised(hash, value) is (RecursionError if type(value) is tuple else TypeError)
    del value, other
for wrap in OTHERS:
    value = nest(wrap)
    del value
for wrap in CONTAINERS + OTHERS:
    value, ring = nest(wrap), []
    ring.append((ring, value))
    del value, ring
    assert gc.collect() > 0
