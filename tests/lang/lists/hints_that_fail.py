# Who asks how many items to expect, and what becomes of an answer that is no number.


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class BadLen:
    def __iter__(self):
        return iter(range(3))

    def __len__(self):
        raise RuntimeError("len")


def hinting(answer):
    class Hinting:
        def __iter__(self):
            return iter(range(3))

        def __length_hint__(self):
            if isinstance(answer, Exception):
                raise answer
            return answer

    return Hinting


for kind in (BadLen, *map(hinting, (RuntimeError("hint"), TypeError("hint"), NotImplemented, "x", -1, 2, 1.0))):
    show(lambda: list(kind()))
    show(lambda: [].extend(kind()))
    show(lambda: [*kind()])
    show(lambda: sorted(kind()))
    show(lambda: tuple(kind()))
    show(lambda: set(kind()))
    show(lambda: bytearray().extend(kind()))


def f(**keywords):
    return keywords


show(lambda: f(**{1: 2}, **{1: 3}))
show(lambda: f(**{"a": 2}, **{"a": 3}))
show(lambda: f(**{1: 2}, **{2: 3}))
