# close() on a fresh, a suspended and a finished generator, and its value.


def plain():
    yield 1


def catches():
    try:
        yield 1
    except GeneratorExit:
        return "value"


def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


def fails():
    try:
        yield 1
    except GeneratorExit:
        raise KeyError("other")


for make in (plain, catches, ignores, fails):
    x = make()
    print(make.__name__, x.close(), list(x), end=" | ")
    x = make()
    next(x)
    try:
        print(x.close(), end=" ")
    except (RuntimeError, KeyError) as error:
        print(repr(error), repr(error.__context__), end=" ")
    print(x.gi_suspended)
    if make is ignores:
        try:
            x.close()
        except RuntimeError as error:
            print(error, next(x))
