# groupby, tee, zip_longest.
from itertools import count, groupby, islice, tee, zip_longest

print([(k, list(g)) for k, g in groupby("aaabbcaa")])
print([(k, list(g)) for k, g in groupby([1, 1.0, True, 2], key=lambda x: x)])
print([k for k, g in groupby(range(10), lambda x: x // 4)], list(groupby([])))
g = groupby("aabb")
first = next(g)
second = next(g)
print(first[0], list(first[1]), second[0], next(second[1]), list(second[1]), list(second[1]), next(g, "over"))

g = groupby([1, 1, 2, 2])
k, group = next(g)
print(k, next(group))
k2, group2 = next(g)
print(k2, list(group), list(group2))


def keys(x):
    print("key", x)
    if x == 3:
        raise ValueError("three")
    return x % 2


g = groupby([1, 3, 5, 2], keys)
k, group = next(g)
out = []
for _ in range(4):
    try:
        out.append(next(group))
    except ValueError as error:
        out.append(str(error))
    except StopIteration:
        out.append("stop")
print(out)


class Never:
    def __eq__(self, other):
        return False


n = Never()
print([len(list(g)) for k, g in groupby([n, n, n])])


class Fails:
    def __eq__(self, other):
        raise KeyError("eq")


g = groupby([1, 2], lambda x: Fails())
k, group = next(g)
print(next(group))
try:
    next(group)
except KeyError as error:
    print("KeyError", error)
try:
    next(g)
except KeyError as error:
    print("KeyError", error)

a, b = tee(range(5))
print(next(a), next(a), list(b), list(a), list(b))
a, b, c = tee(iter("xyz"), 3)
print(next(a), next(b), list(zip(a, b, c)))
d = c.__copy__()
print(list(c), list(d))
print(tee([], 0), len(tee([], 4)))
t = tee(range(300))
print(sum(t[0]), sum(islice(t[1], 150)), sum(t[1]))
(again,) = tee(t[1], 1)
print(again is t[1], list(again))
a, b = tee(count())
next(a)
c, d = tee(a)
print(next(c), next(d), next(a), next(b))


def looping():
    yield 1
    yield next(other)


one, other = tee(looping())
print(next(one))
print(next(other))
try:
    next(one)
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error)


class Again:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 2:
            try:
                return next(second)
            except RuntimeError as error:
                return str(error)
        if self.n > 3:
            raise StopIteration
        return self.n


first, second = tee(Again())
print(list(first))
print(list(second))


def failing():
    yield 1
    raise OSError("x")


a, b = tee(failing())
out = []
for it in (a, a, a, b, b):
    try:
        out.append(next(it))
    except OSError:
        out.append("OSError")
    except StopIteration:
        out.append("stop")
print(out, type(a).__name__)

print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest([], [])))
z = zip_longest([1, 2, 3], iter("ab"))
print(next(z), next(z), next(z), next(z, "over"), next(z, "over"))


def bad():
    yield 1
    raise KeyError


z = zip_longest(bad(), range(5))
print(next(z))
for _ in range(2):
    try:
        print(next(z))
    except KeyError:
        print("KeyError")
    except StopIteration:
        print("stop")
