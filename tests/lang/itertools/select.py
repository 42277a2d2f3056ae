# takewhile, dropwhile, filterfalse, compress, starmap, accumulate, pairwise, batched.
import operator
from itertools import (accumulate, batched, compress, count, dropwhile, filterfalse, islice, pairwise, starmap,
                       takewhile)


def small(x):
    print("test", x)
    return x < 3


source = iter([1, 2, 5, 1])
t = takewhile(small, source)
print(list(t), list(t), list(source))
print(list(dropwhile(small, [1, 2, 5, 1])))
print(list(filterfalse(None, [0, 1, "", "a", None])), list(filterfalse(bool, [0, 2])), list(filterfalse(lambda x: x % 2, range(6))))
print("".join(compress("abcdef", [1, 0, 1, 0, 1])), list(compress([1, 2], count())), list(compress([], [])))


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value is None:
            raise RuntimeError("neither")
        return self.value


c = compress("abc", [Truth(True), Truth(None), Truth(True)])
print(next(c))
try:
    next(c)
except RuntimeError as error:
    print(error)
print(next(c))

for make in (takewhile, dropwhile, filterfalse):
    it = make(lambda x: 1 // x, [1, 0, 2])
    out = []
    for _ in range(3):
        try:
            out.append(next(it))
        except ZeroDivisionError:
            out.append("error")
        except StopIteration:
            out.append("stop")
    print(make.__name__, out)

print(list(starmap(pow, [(2, 5), [3, 2], iter((10, 3))])), list(starmap(max, ["ab", "c" * 2])))
s = starmap(lambda a, b: a + b, [(1, 2), (1,), 5, (3, 4)])
for _ in range(5):
    try:
        print(next(s, "stop"))
    except TypeError as error:
        print("TypeError", str(error).replace("<lambda>", "f"))

print(list(accumulate([1, 2, 3])), list(accumulate([])), list(accumulate([], initial=5)), list(accumulate([1, 2], initial=10)))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate("abc")), list(accumulate([1, 2, 3], operator.mul, initial=None)))
print(list(accumulate([1.5, 2, 3])), list(accumulate([2**61 - 1, 1, 1])), list(accumulate([[1], [2]], func=None)))
a = accumulate([1, "x", 2])
print(next(a))
try:
    next(a)
except TypeError as error:
    print(error)
print(next(a))
print(list(accumulate([1, 2, 3], lambda total, x: print("add", total, x) or total + x)))

print(list(pairwise("abcd")), list(pairwise([])), list(pairwise([1])))
calls = 0


class Odd:
    def __iter__(self):
        return self

    def __next__(self):
        global calls
        calls += 1
        if calls == 1:
            return ("nested", next(p, "none"))
        if calls > 4:
            raise StopIteration
        return calls


p = pairwise(Odd())
print(list(p))

print(list(batched("abcdefg", 3)), list(batched([], 2)), list(batched(iterable=range(4), n=2, strict=True)))
b = batched("abcde", 2, strict=True)
print(next(b), next(b))
try:
    next(b)
except ValueError as error:
    print(error)
print(next(b, "over"))


def failing():
    yield from range(3)
    raise KeyError("k")


b = batched(failing(), 2)
print(next(b))
for _ in range(2):
    try:
        print(next(b))
    except KeyError as error:
        print("KeyError", error)
    except StopIteration:
        print("stop")
print(list(islice(batched(count(), 4), 2)), next(batched("ab", 10**4)))
