# Each operation of a hot body raises in its turn; the handler sees the same state.
# jit: threshold=2


class Bad:
    def __add__(self, other):
        raise OSError("add")

    def __lt__(self, other):
        raise OSError("lt")

    def __bool__(self):
        raise OSError("bool")

    def __getitem__(self, i):
        raise OSError("getitem")

    def __iter__(self):
        raise OSError("iter")

    def __call__(self):
        raise OSError("call")

    @property
    def attribute(self):
        raise OSError("attribute")


class Good(Bad):
    __add__ = lambda self, other: 1
    __lt__ = lambda self, other: True
    __bool__ = lambda self: True
    __getitem__ = lambda self, i: 2
    __iter__ = lambda self: iter((1, 2))
    __call__ = lambda self: 3
    attribute = 4


def body(objects):
    for i, x in enumerate(objects):
        done = 0
        try:
            total = x[5]
            done = 1
            total += x + 1
            done = 2
            if x < 1:
                done = 3
            while x:
                break
            done = 4
            total += x()
            done = 5
            for y in x:
                total += y
            done = 6
            total += x.attribute
        except OSError as error:
            yield i, done, str(error)
        else:
            yield i, total


def make(missing):
    return type("Some", (Good,), {missing: Bad.__dict__[missing]})()


names = ("__add__", "__lt__", "__bool__", "__getitem__", "__iter__", "__call__", "attribute")
objects = [Good()] * 12 + [make(n) for n in names] + [Good()] + [make(n) for n in reversed(names)]
for result in body(objects):
    print(result)
