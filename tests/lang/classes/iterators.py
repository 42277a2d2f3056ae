# Iterator classes with state, with StopIteration, and iter() with a sentinel.


class Fib:
    def __init__(self, limit):
        self.limit = limit
        self.a, self.b = 0, 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.a > self.limit:
            raise StopIteration
        self.a, self.b, out = self.b, self.a + self.b, self.a
        return out


f = Fib(50)
print(next(f), [x for x in f], list(f))
a, b, *c = Fib(20)
print(a, b, c)
values = iter([3, 1, 4, 1, 5])
print(list(iter(lambda: next(values), 4)), list(values))


class BadIter:
    def __iter__(self):
        return 5


class NoNext:
    def __iter__(self):
        return self


for bad in (BadIter(), NoNext(), object()):
    try:
        iter(bad)
        for x in bad:
            pass
    except TypeError as error:
        print(error)
print(list(zip(Fib(5), Fib(100), range(4))))
