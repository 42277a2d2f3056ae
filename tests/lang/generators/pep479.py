# StopIteration that leaves a body becomes RuntimeError; its cause and context are kept.


def raises():
    yield 1
    raise StopIteration("inner")


def leaks():
    yield next(iter([]))


for make in (raises, leaks):
    g = make()
    try:
        print(next(g))
        next(g)
    except RuntimeError as error:
        cause = error.__cause__
        print(error, repr(cause), cause is error.__context__, error.__suppress_context__)
    print(list(g))


class Mine(StopIteration):
    pass


def sub():
    raise Mine("m")
    yield


try:
    next(sub())
except RuntimeError as error:
    print(type(error.__cause__).__name__)
try:
    list(next(iter(())) for _ in range(3))
except RuntimeError as error:
    print("genexp", error)
try:
    [next(iter(())) for _ in range(3)]
except StopIteration:
    print("list comprehension leaks it")
