# A million levels of delegation, built by a loop: under the default limit and without one.
import sys

N = 1_000_000


def leaf():
    got = yield 0
    while True:
        got = yield got


def level(inner):
    return (yield from inner)


def chain():
    g = leaf()
    for _ in range(N):
        g = level(g)
    return g


def raised(function, *args):
    try:
        function(*args)
    except BaseException as error:
        error.__traceback__ = None
        return type(error)


limit = sys.getrecursionlimit()
assert raised(next, chain()) is RecursionError
assert chain().close() is None
assert raised(chain().throw, KeyError("k")) is KeyError
sys.setrecursionlimit(3 * N)
g = chain()
assert (next(g), g.send(5), next(g)) == (0, 5, None)
assert raised(g.throw, KeyError("k")) is KeyError
g = chain()
next(g)
assert g.close() is None
g = chain()
next(g)
del g
sys.setrecursionlimit(limit)
