# Frames kept after their generators or functions have ended.
import sys


def g():
    a = [1, 2]
    yield sys._getframe()
    b = "b"
    yield b


x = g()
frame = next(x)
print(frame is x.gi_frame, frame.f_code.co_name, frame.f_back, frame.f_lineno)
print(next(x), sorted(frame.f_locals))
print(list(x), x.gi_frame, frame.f_code.co_name)


def f(n):
    local = n
    return sys._getframe()


frames = [f(i) for i in range(3)]
print([fr.f_locals["local"] for fr in frames], [fr.f_lineno for fr in frames], [fr.f_code is f.__code__ for fr in frames])


def nested():
    def inner():
        return sys._getframe(1)

    value = "seen"
    return inner()


print(nested().f_locals["value"], sys._getframe().f_code.co_name)


def walk():
    names = []
    fr = sys._getframe()
    while fr is not None and fr.f_code.co_name != "<module>":
        names.append(fr.f_code.co_name)
        fr = fr.f_back
    yield names


def outer():
    yield from walk()


print(next(outer()), list(x for x in walk()), [n for n in walk()])
