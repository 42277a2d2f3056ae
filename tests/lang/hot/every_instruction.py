# Instructions that machine code leaves to the interpreter's functions, all in one hot loop.
# jit: threshold=20
# expect-jit: regions>=1 loop_entries>=1
# sweep: exits
# not-in: gc-every-1 slow
import math


class Manager:
    entered = 0

    def __enter__(self):
        Manager.entered += 1
        return self

    def __exit__(self, *details):
        return False


class Base:
    def name(self):
        return "base"


class Derived(Base):
    def name(self):
        return "derived " + super().name()


def keywords(a, b=2, *rest, c=3, **others):
    return a + b + len(rest) + c + len(others)


def instructions(n):
    total = 0
    texts = set()
    table = {}
    shape = Derived()
    for i in range(n):
        items = [i, *range(3), i % 4]
        pairs = {"i": i, **{"j": i % 3}}
        head, *middle, last = items
        total += head + len(middle) + last + pairs["j"]
        texts.add(f"{i % 5}:{i % 3!r:>3}{'x'}")
        texts |= {i % 2}
        table[i % 7] = items[1:3]
        items[1:3] = [9]
        del items[0]
        total += len(items) + len("abcdef"[i % 3 : 5])
        total += keywords(1) + keywords(1, c=i % 2) + keywords(*items, d=1) + keywords(**{"a": 1})
        with Manager() as manager:
            total += manager.entered % 2
        add = lambda x, y=i: x + y + total % 2
        total += add(1) % 7
        total += len(shape.name())
        from math import floor as low

        total += low(i / 2)
        del pairs["i"]
        try:
            total += table[7 if i % 10 == 0 else i % 7][0]
        except KeyError as error:
            total += error.args[0]
        squares = {x: x * x for x in range(3)}
        evens = {x for x in items if x % 2 == 0}
        total += len(squares) + len(evens) + -i % 3 + ~i % 2
        total += i in table
        text = "a" "b" if i % 2 else str(i)
        total += len(text + "c" * (i % 3)) + (text == "ab") + (text < "b")
    return total, len(texts), len(table), Manager.entered, math.floor(total / 2)


print(instructions(150))
print(instructions(60))
