# Plain functions that become machine code by themselves: recursion, exceptions, frames, constructors.
# jit: threshold=6
# expect-jit: regions>=5
# sweep: exits
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def mutual_even(n):
    return True if n == 0 else mutual_odd(n - 1)


def mutual_odd(n):
    return False if n == 0 else mutual_even(n - 1)


class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

    def total(self, scale=1):
        result = self.value * scale
        if self.left is not None:
            result += self.left.total(scale)
        if self.right is not None:
            result += self.right.total()
        return result

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.value
        if self.right:
            yield from self.right.walk()


def build(low, high):
    if low > high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle - 1), build(middle + 1, high))


class Fails(Exception):
    pass


def deep(n, limit):
    if n == limit:
        raise Fails(n)
    return deep(n + 1, limit) + 1


def caught(limit):
    try:
        return deep(0, limit)
    except Fails as failure:
        return failure.args[0]


def lines(limit):
    try:
        deep(0, limit)
    except Fails as failure:
        found, entry = [], failure.__traceback__
        while entry:
            found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno - deep.__code__.co_firstlineno))
            entry = entry.tb_next
        return found


def looked_at(x):
    kept = [x]
    frame = sys._getframe()
    return frame if x % 5 == 0 else sorted(frame.f_locals)


def counted(n, seen):
    total = 0
    for item in range(n):
        if item in seen:
            total += item
        else:
            total -= 1
    return total


class Dropped:
    log = []

    def __init__(self, name):
        self.name = name

    def __del__(self):
        Dropped.log.append(self.name)


def drops(n):
    held = Dropped(n)
    other = Dropped(-n)
    del other
    return held.name


class BadInit:
    def __init__(self, n):
        if n > 20:
            return n


def makes(n):
    return BadInit(n)


def defaults(a, b=2, *rest, c=3, **names):
    return a + b + c + len(rest) + len(names)


def calls(n):
    return defaults(n) + defaults(n, 1) + defaults(n, 1, 1, 1) + defaults(n, c=0) + defaults(n, d=1, e=2)


def closes(n):
    def inner(k):
        nonlocal n
        n += k
        return n
    return inner(1) + inner(2)


print(fib(17), mutual_even(40), mutual_odd(41))
tree = build(1, 60)
print(tree.total(), tree.total(2), sum(tree.walk()))
print([caught(k) for k in range(12)])
print([lines(3) for _ in range(12)][-1])
found = [looked_at(k) for k in range(21)]
print(found[-2], sorted(found[-1].f_locals), found[-1].f_locals["kept"])
print([counted(k, {1, 3, 5}) for k in range(14)])
print([drops(k) for k in range(12)], Dropped.log)
for k in range(25):
    try:
        makes(k)
    except TypeError as error:
        print(k, error)
print([calls(k) for k in range(12)])
print([closes(k) for k in range(12)])


def forever(n):
    return forever(n + 1)


for _ in range(8):
    try:
        forever(0)
    except RecursionError as error:
        print(type(error).__name__, end=" ")
print()
sys.setrecursionlimit(150)
try:
    print(fib(200))
except RecursionError:
    print("too deep")
