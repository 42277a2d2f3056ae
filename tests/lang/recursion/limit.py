# Endless recursion raises RecursionError, which can be caught again and again.
# oracle: native
import sys


def down(n):
    return down(n + 1)


def generator(n):
    yield from generator(n + 1)


class Endless:
    def __getattr__(self, name):
        return getattr(self, name)


def depth(n=1):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def plain_generator():
    for x in plain_generator():
        yield x


for act in (lambda: down(0), lambda: next(generator(0)), lambda: Endless().x, lambda: next(plain_generator())):
    for _ in range(2):
        try:
            act()
        except RecursionError as error:
            print(str(error).split(" in ")[0])
print(900 < depth() < 1001)
old = sys.getrecursionlimit()
sys.setrecursionlimit(300)
print(200 < depth() < 301)
sys.setrecursionlimit(old)
for bad in (0, -1):
    try:
        sys.setrecursionlimit(bad)
    except ValueError as error:
        print(error)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


print(count(900))
