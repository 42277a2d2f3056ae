# Messages of calls whose arguments do not fit.


def f(a, b=1, /, c=2, *, d, e=3):
    return a, b, c, d, e


def none():
    pass


def one(x):
    pass


class C:
    def method(self, x):
        pass


calls = [
    lambda: f(1, d=4),
    lambda: f(1, 2, 3, d=4, e=5),
    lambda: f(),
    lambda: f(1),
    lambda: f(a=1, d=1),
    lambda: f(1, 2, 3, 4, d=1),
    lambda: f(1, c=1, d=1, z=2),
    lambda: f(1, 2, 3, c=3, d=1),
    lambda: none(1),
    lambda: none(x=1),
    lambda: one(),
    lambda: one(1, 2),
    lambda: one(1, x=2),
    lambda: one(*[1], **{"x": 2}),
    lambda: one(**{"y": 2}),
    lambda: one(**5),
    lambda: one(*5),
    lambda: C().method(),
    lambda: C().method(1, 2),
    lambda: C.method(),
    lambda: C(1),
    lambda: len(),
    lambda: len([], []),
    lambda: print(zzz=1),
    lambda: isinstance(1),
    lambda: [].append(),
    lambda: "a".upper(1),
]
for i, call in enumerate(calls):
    try:
        print(i, call())
    except TypeError as error:
        print(i, error)
