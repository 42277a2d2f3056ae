# Iterators that clear, extend or re-enter what they iterate.


class Clears:
    def __init__(self, target):
        self.target = target
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            self.target.clear()
        if self.n > 5:
            raise StopIteration
        return self.n


a = [10, 20, 30, 40]
print(list(zip(a, Clears(a))), a)
a = [1, 2, 3]
a.extend(Clears(a))
print(a)
a = list(range(6))
it = iter(a)
print([(x, next(it, None)) for x in it])
b = [1, 2, 3]
b[1:2] = (b.pop() for _ in range(2))
print(b)
d = {1: 1, 2: 2, 3: 3}
try:
    d.update((k, d.clear()) for k in list(d))
except Exception as error:
    print(error)
print(d)


class BadLen:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (-1, 1.5, "x", True):
    try:
        print(len(BadLen(n)))
    except (TypeError, ValueError) as error:
        print(error)
try:
    bool(BadLen(-1))
except ValueError as error:
    print(error)


class Index:
    def __index__(self):
        return 2


print([1, 2, 3][Index()], list(range(Index())), "abc"[Index() :], [0] * Index())
