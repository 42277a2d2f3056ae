# Classes derived from built-in types: hashes and comparisons that they inherit, replace or take from elsewhere.
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Plain(tuple):
    pass


class Hashed(tuple):
    def __hash__(self):
        return 7


class Odd(tuple):
    __eq__ = tuple.__ne__
    __hash__ = tuple.__hash__


class Taken(tuple):
    __hash__ = int.__hash__
    __lt__ = list.__lt__


class Number(int):
    __hash__ = int.__hash__


class Text(str):
    def __eq__(self, other):
        return "equal"


print(hash(Point(1, 2)) == hash((1, 2)), {Point(1, 2): 3}[(1, 2)], Point(1, 2) == Plain((1, 2)) == (1, 2))
print(hash(Plain((1, 2))) == hash((1, 2)), hash(Hashed((1, 2))), Plain((1, 2)) < (1, 3), (1, 2) >= Plain((1, 3)))
print(Odd((1,)) == (1,), (1,) == Odd((1,)), Odd((1,)) == (2,), Odd((1,)) != (1,), hash(Odd((1,))) == hash((1,)))
for attempt in (lambda: hash(Taken((1,))), lambda: Taken((1,)) < (2,), lambda: Plain((1,)) < 3, lambda: hash(Text("a"))):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print(hash(Number(5)), Number(5) == 5, Number(5) > 4.5, Number(2) == 2.0, Number(-1).__hash__())
print(Text("a") == "b", Text("a") != "a", "a" == Text("a"), Plain((Plain((1,)),)) == ((1,),))
print(sorted([Point(2, 1), Point(1, 2), Point(1, 1)]), max(Plain((1, 5)), Plain((2, 0))))


class Even:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


print(Even(1) != Even(1), Even(1) != Even(2), Even(1) == Even(1), object() != object())
