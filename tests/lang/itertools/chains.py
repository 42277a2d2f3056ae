# chain and islice.
from itertools import chain, count, islice


def gen(name, n):
    print("start", name)
    try:
        for i in range(n):
            yield (name, i)
    finally:
        print("end", name)


c = chain(gen("a", 2), [], "xy", gen("b", 1))
for item in c:
    print(item)
print(next(c, None), next(c, None))

print(list(chain.from_iterable(["ab", [1], (2, 3)])), list(chain()), list(chain([])))


def sources():
    print("first")
    yield [1]
    print("second")
    yield 5
    print("never")
    yield [6]


c = chain.from_iterable(sources())
print(next(c))
try:
    next(c)
except TypeError as error:
    print(error)
print(next(c, "closed"))


def bad():
    yield 1
    raise ValueError("bad")


c = chain(bad(), [3])
for _ in range(4):
    try:
        print(next(c))
    except ValueError as error:
        print("ValueError", error)
    except StopIteration:
        print("stop")


class Sub(chain):
    def __init__(self, *args):
        print("init", len(args))


s = Sub([1], [2])
print(type(s).__name__, list(s))
s = Sub.from_iterable([[1], [2]])
print(type(s).__name__, list(s))

print(list(islice("abcdefg", 3)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 1, 6, 2)))
print(list(islice(count(), 10, 30, 7)), list(islice([], 5)), list(islice("abc", None)), list(islice("abc", 0, None, None)))
source = iter(range(20))
print(list(islice(source, 5)), next(source), list(islice(source, 2, 4)), next(source), list(islice(source, 3, 3)), next(source))
source = iter(range(20))
s = islice(source, 1, 10, 4)
print(list(s), next(source))
source = iter(range(20))
s = islice(source, 1, 9, 4)
print(list(s), next(source), next(s, "over"))
source = iter(range(5))
s = islice(source, 0)
print(list(s), list(source))
s = islice(source, 2, 1)
print(list(s), list(source))


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(list(islice("abcdef", Index(1), Index(5), Index(2))))


def chatty():
    for i in range(5):
        print("made", i)
        yield i


s = islice(chatty(), 1, 3)
print(next(s))
print(next(s))
print(next(s, None))


def failing():
    yield 1
    raise OSError("gone")


s = islice(failing(), 5)
print(next(s))
for _ in range(2):
    try:
        print(next(s))
    except OSError as error:
        print("OSError", error)
    except StopIteration:
        print("stop")


class Reentrant:
    def __iter__(self):
        return self

    def __next__(self):
        global turn
        turn += 1
        if turn == 2:
            return ("inner", next(me, "none"))
        if turn > 4:
            raise StopIteration
        return turn


turn = 0
me = chain(Reentrant())
print(list(me))
turn = 0
me = islice(Reentrant(), 1, None)
print(list(me))
