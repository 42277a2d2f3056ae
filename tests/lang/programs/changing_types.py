# Values that change their type after the code that handles them has become hot.
from fractions import Fraction


def stream(n, changes):
    for i in range(n):
        yield changes.get(i // 500, int)(i)


def total(values):
    t = 0
    for v in values:
        t = t + v
    return t


def pairs(values):
    last = None
    for v in values:
        if last is not None:
            yield last < v, last == v
        last = v


class Num:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return Num(self.v + (o.v if isinstance(o, Num) else o))

    __radd__ = __add__

    def __lt__(self, o):
        return self.v < (o.v if isinstance(o, Num) else o)

    def __gt__(self, o):
        return self.v > (o.v if isinstance(o, Num) else o)

    def __repr__(self):
        return f"Num({self.v})"


class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + int(o) + 1)

    __radd__ = __add__


class MyFloat(float):
    pass


def big(i):
    return 2**70 + i


KINDS = dict(int=int, float=float, bool=bool, complex=complex, fraction=Fraction, num=Num, myint=MyInt, myfloat=MyFloat, big=big)
for a in KINDS:
    for b in ("int", "float", "fraction", "num", "myint", "big"):
        try:
            result = total(stream(2500, {1: KINDS[a], 3: KINDS[b]}))
        except TypeError as error:
            result = error
        print(a, b, result)
for kind in (str, lambda i: None, lambda i: [i], lambda i: (i,), bytes):
    try:
        print(total(stream(1200, {2: kind})))
    except Exception as error:
        print(type(error).__name__, error)
for a in ("int", "float", "bool", "fraction", "num", "big", "myint"):
    print(a, sum(x + 2 * y for x, y in pairs(stream(2000, {2: KINDS[a]}))))


def lengths(items):
    n = 0
    for item in items:
        n += len(item)
        for x in item:
            n += 1
    return n


def shapes(n):
    for i in range(n):
        yield "abc"
        if i > 300:
            yield [1, 2]
        if i > 600:
            yield (1, 2, 3)
            yield {1: 2}
        if i > 900:
            yield range(4)
            yield b"xy"
            yield {5, 6}
            yield (c for c in "zz") if i == 1199 else frozenset("q")


try:
    print(lengths(shapes(1300)))
except TypeError as error:
    print(error)


def call_all(functions, n):
    total = 0
    for i in range(n):
        f = functions[min(i // 400, len(functions) - 1)]
        total += f(i)
    return total


class Callable:
    def __call__(self, x):
        return x - 1


def gen_send():
    x = 0
    while True:
        x = yield (x or 0) * 2


g = gen_send()
next(g)
print(call_all([lambda x: x + 1, abs, Callable(), g.send, int, float, lambda x, y=2: x * y, [0, 5].count, lambda *a, **k: len(a) + len(k)], 3600))


def index(seq, n):
    total = 0
    for i in range(n):
        s = seq[i // 300 % len(seq)]
        total += s[i % 3]
    return total


print(index([[1, 2, 3], (4, 5, 6), {0: 7, 1: 8, 2: 9}, range(10, 13), b"abc", bytearray(b"xyz"), [1.5, 2.5, 3.5], [2**62, True, -1]], 4800))


def attr(objects, n):
    total = 0
    for i in range(n):
        o = objects[i // 250 % len(objects)]
        o.x = o.x + 1
        total += o.x
    return total


class A:
    def __init__(self):
        self.x = 0


class B:
    __slots__ = ("y", "x")

    def __init__(self):
        self.x = 5


class C(A):
    x = 3

    def __init__(self):
        pass


class D:
    def __init__(self):
        self._x = 1

    x = property(lambda self: self._x, lambda self, v: setattr(self, "_x", v * 1.0))


class E:
    def __getattr__(self, name):
        return 40


class F(A):
    def __getattribute__(self, name):
        return 1 if name == "x" else super().__getattribute__(name)


print(attr([A(), B(), C(), D(), E(), F(), A(), D()], 6000))


def truth(items):
    n = 0
    for x in items:
        if x:
            n += 1
        elif not x and x is not None:
            n += 1000
    return n


class Bad:
    def __bool__(self):
        raise ValueError("neither")


print(truth([1, 0] * 500 + ["", "a"] * 500 + [0.0, None, -0.0, 1j, 0j, [], [0], (), b"", 2**80, Num(0)] * 30))
try:
    truth([1] * 2000 + [Bad()])
except ValueError as error:
    print(error)


def unpack(items):
    t = 0
    for a, b in items:
        t += a if isinstance(a, int) else len(a) if isinstance(a, str) else 0
        t += 1 if b else 0
    return t


print(unpack([(i, i) for i in range(1000)] + ["ab"] * 500 + [[1, 2]] * 500 + [{"k": 1, 2: 3}] * 300 + [b"zz", range(2)]))
for bad in ((1, 2, 3), [1], 5, "abc", iter([1]), None):
    try:
        unpack([(1, 2)] * 1500 + [bad])
    except Exception as error:
        print(type(error).__name__, error)


def rounds(n):
    for i in range(n):
        x = i if i < 1000 else i / 2 if i < 2000 else str(i) if i < 2500 else None
        try:
            y = x * 2 + 1
        except TypeError as error:
            y = str(error)
        yield y


out = list(rounds(3000))
print(out[10], out[1500], out[2100], out[2999], len(set(map(type, out))))
