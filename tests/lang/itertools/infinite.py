# count, cycle, repeat.
from itertools import count, cycle, islice, repeat


def take(n, iterator):
    return list(islice(iterator, n))


print(take(3, count()), take(3, count(5)), take(4, count(10, -3)), take(3, count(0.5, 0.25)))
print(take(3, count(2**61 - 2)), take(3, count(2**64)), take(3, count(-(2**61), -1)))
print(take(2, count(True)), take(3, count(1j)), take(3, count(1, 2**70)), take(3, count(step=5)))
c = count(1)
print(c, next(c), c, count(1, 2), count(1, 1.0), count(2.5), count(2**70), count(0, True), count(1, step=1))
print(iter(c) is c)


class Num:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __add__(self, other):
        return Num(self.n + other)

    def __repr__(self):
        return f"Num({self.n})"


c = count(Num(3))
print(c, next(c), next(c), c)

c = count(1, 1j)
print(take(3, c))


class Sticky(int):
    def __add__(self, other):
        raise ZeroDivisionError("no more")


c = count(Sticky(4))
for _ in range(2):
    try:
        print(next(c))
    except ZeroDivisionError as error:
        print("failed:", error, c)

print(take(7, cycle("abc")), take(3, cycle([])), take(3, cycle(range(1))))


def once():
    print("once")
    yield 1
    yield 2
    print("over")


print(take(5, cycle(once())))
source = iter([1, 2])
c = cycle(source)
print(next(c), next(source), next(c), next(c))


def failing():
    yield 1
    raise KeyError("x")


c = cycle(failing())
print(next(c))
for _ in range(3):
    try:
        print("item", next(c))
    except KeyError as error:
        print("KeyError", error)

r = repeat("x", 3)
print(r, r.__length_hint__(), next(r), r, list(r), r, next(r, "end"))
print(repeat(1), repeat([1], 0), repeat(None, -5), repeat(object=2, times=2), list(repeat(7, True)))
try:
    repeat(1).__length_hint__()
except TypeError as error:
    print(error)
print(list(map(pow, range(5), repeat(2))), sum(repeat(2, 10)))


class MyCount(count):
    pass


class MyRepeat(repeat):
    def __next__(self):
        return -1


m = MyCount(3, 2)
print(m, next(m), repr(m), isinstance(m, count), MyRepeat(1, 2), next(MyRepeat(1)))


def consumer(n):
    total = 0
    for i, x in zip(count(), repeat(3, n)):
        total += i * x
    return total


print(consumer(10), consumer(200))
