# Calls compiled into a loop whose bodies call what is not: their frames are made where somebody may look.
# jit: threshold=20
# expect-jit: regions>=1 loop_entries>=1
# sweep: exits
import sys


class Odd(Exception):
    pass


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __eq__(self, other):
        return self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __len__(self):
        return self.cents % 3

    def __contains__(self, item):
        return item == self.cents

    def __getitem__(self, index):
        return self.cents + index


def leaf(x):
    if x % 10 == 9:
        raise Odd(x)
    return str(x)


def middle(x):
    held = [x]
    text = leaf(x)
    held.append(text)
    return held


def outer(x):
    local = x + 1
    try:
        held = middle(x)
    except Odd as error:
        names = []
        place = error.__traceback__
        while place is not None:
            names.append((place.tb_frame.f_code.co_name, place.tb_lineno))
            place = place.tb_next
        return [local, error.args, names]
    finally:
        local = None
    return held


def caught(n):
    seen = []
    for i in range(n):
        seen.append(outer(i))
    return seen


def names(depth):
    frame = sys._getframe()
    found = []
    while frame is not None and len(found) < depth:
        found.append((frame.f_code.co_name, sorted(frame.f_locals)))
        frame = frame.f_back
    return found


def watched(value):
    inside = value * 2
    found = names(3)
    inside += 1
    return inside, found


def looked_at(n):
    last = None
    for i in range(n):
        last = watched(i)
    return last


def kept(value):
    inside = [value]
    frame = sys._getframe()
    inside.append(len(inside))
    return frame


def frames_kept(n):
    total = 0
    for i in range(n):
        total += kept(i).f_locals["inside"][0]
    return total


def money(n):
    total = Money(0)
    counts = [0, 0, 0, 0]
    for i in range(n):
        total = total + Money(i)
        counts[0] += total == Money(i)
        counts[1] += total < Money(100)
        counts[2] += len(total) + (total[1] > 50)
        counts[3] += i in total
    return total.cents, counts


def swallow(text):
    try:
        return int(text)
    except ValueError:
        return -1


def numbers(texts):
    total = 0
    for text in texts:
        total += swallow(text)
    return total


def recursive(n):
    return 1 if n < 2 else recursive(n - 1) + recursive(n - 2)


def recursion(n):
    total = 0
    for i in range(n):
        total += recursive(i % 9)
    return total


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def too_deep(n):
    reached = 0
    for i in range(n):
        try:
            reached += deep(20 if i % 20 else 5000)
        except RecursionError as error:
            reached += len(str(error)) > 0
    return reached


def unbound(n):
    missing = 0
    for i in range(n):
        if i % 5:
            value = i
        try:
            missing += value
        except UnboundLocalError as error:
            missing += 100
        if i % 7 == 0:
            value = 1
            del value
    return missing


print(caught(60)[-12:])
print(looked_at(60))
print(frames_kept(60))
print(money(90))
print(numbers(["1", "x", "22", ""] * 20))
print(recursion(60))
print(too_deep(60))
print(unbound(60))
