# Delegation to any iterable; errors of iter() come at the `yield from`.


class Letters:
    def __iter__(self):
        return iter("xy")


class Broken:
    def __iter__(self):
        raise KeyError("iter")


def g():
    print((yield from [1, 2]), (yield from (3,)), (yield from range(2)), (yield from "ab"))
    print((yield from Letters()), (yield from {"k": 1}), (yield from (i for i in (7,))))
    for bad in (5, None, Broken()):
        try:
            yield from bad
        except (TypeError, KeyError) as error:
            print(type(error).__name__, error)
    x = g2()
    next(x)
    yield from x
    print((yield from x))


def g2():
    yield "skipped"
    yield "kept"
    return "lost"


print(list(g()))
