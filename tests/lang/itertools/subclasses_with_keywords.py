# A subclass whose __init__ takes keywords of its own, of iterators that take none.
import itertools as its
import operator
from collections import deque


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


CASES = [
    (filter, (None, [0, 1])), (map, (str, [1, 2])), (zip, ([1, 2], "ab")),
    (its.filterfalse, (None, [0, 1])), (its.chain, ([1, 2], [3, 4])), (its.starmap, (operator.pow, ((2, 3), (3, 2)))),
    (its.islice, ([1, 2, 3, 4], 1, 3)), (its.takewhile, (bool, [2, 0])), (its.dropwhile, (bool, [2, 0])),
    (its.cycle, ([1, 2],)), (its.compress, ("ABC", [1, 0, 1])), (its.repeat, (1, 2)), (its.pairwise, ("abc",)),
    (its.accumulate, ([1, 2],)), (its.product, ("ab",)), (its.permutations, ("ab",)), (its.groupby, ("aab",)),
    (its.zip_longest, ("ab",)),
]
for kind, arguments in CASES:
    class Plain(kind):
        pass

    class WithInit(kind):
        def __init__(self, *args, newarg=None):
            self.newarg = newarg

    class WithNew(kind):
        def __new__(cls, *args, newarg=None):
            self = super().__new__(cls, *args)
            self.newarg = newarg
            return self

    print(kind.__name__, end=": ")
    show(lambda: list(its.islice(Plain(*arguments), 2)))
    show(lambda: Plain(*arguments, newarg=3))

    def made(cls):
        it = cls(*arguments, newarg=3)
        return type(it) is cls, it.newarg, [type(item) for item in its.islice(it, 2)]

    show(lambda: made(WithInit))
    show(lambda: made(WithNew))
