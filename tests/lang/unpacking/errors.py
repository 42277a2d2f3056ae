# Unpacking too few, too many, and what cannot be unpacked.


def attempt(act):
    try:
        act()
        print("fine")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def two(value):
    a, b = value


def star(value):
    a, *b, c = value


def none(value):
    [] = value


for value in ((1,), (1, 2, 3), [1], "ab", "abc", {1: 2, 3: 4}, {}, 5, None, range(5), iter([1]), iter(range(9))):
    attempt(lambda: two(value))
for value in ((1,), (), (1, 2), 7, iter("a")):
    attempt(lambda: star(value))
attempt(lambda: none(()))
attempt(lambda: none((1,)))
rest = iter(range(5))
try:
    a, b = rest
except ValueError:
    print("left:", list(rest))
