# The library in wrong hands: records that do not fit, statistics of nothing, formats that do not exist, options that clash.
import abc
import argparse
import contextlib
import copy
import enum
import fractions
import inspect
import io
import math
import random
import statistics
import struct
import sys
import types
import warnings
from array import array


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        ...

    @property
    @abc.abstractmethod
    def name(self):
        ...


class Square(Shape):
    def area(self):
        return 1


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


class Rights(enum.Flag):
    READ = 1
    WRITE = 2


class Uncopyable:
    def __deepcopy__(self, memo):
        raise TypeError("not to be copied")


class BadFormat:
    def __format__(self, spec):
        return 5

    def __repr__(self):
        return None

    def __bool__(self):
        return "yes"

    def __len__(self):
        return 1.5

    def __hash__(self):
        return "h"

    def __index__(self):
        raise ZeroDivisionError("no index")


class Locked:
    __slots__ = ("a",)

    @property
    def b(self):
        return self.a


def double_member():
    class Twice(enum.Enum):
        A = 1
        A = 2


def extended():
    class More(Colour):
        BLUE = 3


def conflicting():
    class A:
        pass

    class B(A):
        pass

    return type("C", (A, B), {})


def two_metas():
    class M1(type):
        pass

    class M2(type):
        pass

    return M1("A", (M2("B", (), {}), M1("C", (), {})), {})


def parse(*words):
    parser = argparse.ArgumentParser(prog="tool", exit_on_error=False)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--mode", choices=["fast", "slow"])
    parser.add_argument("files", nargs="*")
    return parser.parse_args(words)


ATTEMPTS = [
    lambda: struct.pack("<h", 70000),
    lambda: struct.pack("<B", -1),
    lambda: struct.pack("<hh", 1),
    lambda: struct.pack("<q", "1"),
    lambda: struct.pack("<f", "1"),
    lambda: struct.pack("<3s", "abc"),
    lambda: struct.pack("<k", 1),
    lambda: struct.unpack("<hh", b"abc"),
    lambda: struct.unpack_from("<i", b"abcd", 2),
    lambda: list(struct.iter_unpack("<h", b"abc")),
    lambda: struct.Struct("<i").pack_into(bytearray(3), 0, 1),
    lambda: array("h", [1, 40000]),
    lambda: array("b", [1, "a"]),
    lambda: array("z"),
    lambda: array("i", [1]) + array("h", [1]),
    lambda: array("d", [1.0]).append("x"),
    lambda: array("i", b"abc"),
    lambda: array("i", [1, 2]).index(5),
    lambda: bytes([256]),
    lambda: bytearray(b"ab").append(300),
    lambda: b"a" + "b",
    lambda: bytes("text"),
    lambda: "ü".encode("ascii"),
    lambda: b"\xff\xfe".decode("utf-8"),
    lambda: bytes.fromhex("0g"),
    lambda: fractions.Fraction(1, 0),
    lambda: fractions.Fraction("1/x"),
    lambda: fractions.Fraction(1.5, 2),
    lambda: fractions.Fraction(float("nan")),
    lambda: fractions.Fraction(1, 2) + "x",
    lambda: statistics.mean([]),
    lambda: statistics.median([]),
    lambda: statistics.stdev([1]),
    lambda: statistics.mode([]),
    lambda: statistics.mean(["a", "b"]),
    lambda: statistics.quantiles([1, 2], n=0),
    lambda: statistics.correlation([1, 2], [1]),
    lambda: math.sqrt(-1),
    lambda: math.log(0),
    lambda: math.factorial(-2),
    lambda: math.comb(3.5, 1),
    lambda: math.exp(1000),
    lambda: math.floor(float("inf")),
    lambda: math.gcd(1.5, 2),
    lambda: 10 ** 400 / 3,
    lambda: 1 << -1,
    lambda: int("12", 40),
    lambda: int(float("nan")),
    lambda: (-8) ** 0.5 < 1,
    lambda: pow(2, -1, 4),
    lambda: divmod(1, 0.0),
    lambda: random.choice([]),
    lambda: random.sample([1, 2], 3),
    lambda: random.randrange(5, 5),
    lambda: random.choices([1, 2], weights=[0, 0]),
    lambda: Shape(),
    lambda: Square(),
    lambda: Colour(3),
    lambda: Colour["BLUE"],
    lambda: setattr(Colour, "RED", 5),
    lambda: Colour.RED < Colour.GREEN,
    double_member,
    extended,
    lambda: Rights(8),
    lambda: Rights.READ | 5,
    lambda: copy.deepcopy([Uncopyable()]),
    lambda: copy.copy(x for x in "a"),
    lambda: f"{5:q}",
    lambda: f"{'a':d}",
    lambda: f"{1.5:s}",
    lambda: f"{5:10,_}",
    lambda: f"{[1]:>5}",
    lambda: f"{BadFormat()}",
    lambda: "%d %d" % (1,),
    lambda: "%d" % "a",
    lambda: "%q" % 1,
    lambda: "%d" % (1, 2),
    lambda: "%(a)s" % {"b": 1},
    lambda: "{} {1}".format(1, 2),
    lambda: "{0.x}".format(1),
    lambda: "{".format(),
    lambda: "{a}".format(),
    lambda: repr(BadFormat()),
    lambda: bool(BadFormat()),
    lambda: len(BadFormat()),
    lambda: hash(BadFormat()),
    lambda: [1][BadFormat()],
    lambda: setattr(Locked(), "c", 1),
    lambda: setattr(Locked(), "b", 1),
    lambda: Locked().b,
    lambda: delattr(Locked(), "a"),
    conflicting,
    two_metas,
    lambda: types.MappingProxyType({})["a"],
    lambda: types.SimpleNamespace(1, 2),
    lambda: inspect.signature(5),
    lambda: inspect.signature(parse).bind(),
    lambda: inspect.signature(lambda a, *, b: 0).bind(1, 2),
    lambda: io.StringIO("a").write(b"b"),
    lambda: io.BytesIO(b"a").write("b"),
    lambda: io.StringIO().seek(-1),
    lambda: contextlib.ExitStack().enter_context(5),
    lambda: warnings.warn("text", category=5),
    lambda: parse("--count", "many"),
    lambda: parse("--mode", "warp"),
    lambda: parse("--count"),
    lambda: sys.setrecursionlimit(-1),
    lambda: sys.intern(5),
]


def outcome(attempt):
    try:
        return f"no error: {attempt()!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for number, attempt in enumerate(ATTEMPTS):
    print(f"{number:3} {outcome(attempt)}")
lines = [outcome(attempt) for attempt in ATTEMPTS]
print(all(outcome(attempt) == line for _ in range(12) for attempt, line in zip(ATTEMPTS, lines)))
