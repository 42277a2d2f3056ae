# Classes, methods and __class__ that change while a hot loop uses them.
# jit: threshold=2


class A:
    k = 1

    def f(self):
        return self.k

    def __add__(self, n):
        return n + 1


class B:
    k = 10

    def f(self):
        return -self.k

    def __add__(self, n):
        return n * 2


def run(x, change, n=40):
    total = 0
    for i in range(n):
        if i == n // 2:
            change(x)
        total += x.f() + (x + 1)
    return total


print(run(A(), lambda x: setattr(A, "k", 5)))
print(run(A(), lambda x: setattr(x, "k", 7)))
print(run(A(), lambda x: setattr(x, "__class__", B)))
print(run(A(), lambda x: setattr(A, "f", lambda self: 100)))
print(run(A(), lambda x: setattr(A, "__add__", lambda self, n: 1000)))
print(run(B(), lambda x: delattr(B, "k") or setattr(x, "k", 3)))


class Next:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 20:
            Next.__next__ = lambda self: (_ for _ in ()).throw(StopIteration)
        return self.n


try:
    print(sum(Next()))
except RuntimeError as error:
    print(error)
