# Operators: reflection, in place, comparison, conversion, containers.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


BINARY = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
          "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@"}


def build(name, kinds, base=object, result=None):
    ns = {}
    for op in BINARY:
        for kind in kinds:
            full = "__%s%s__" % (kind, op)
            if result is NotImplemented:
                ns[full] = lambda self, other, full=full: NotImplemented
            else:
                ns[full] = lambda self, other, full=full: (name, full, type(other).__name__)
    return type(name, (base,), ns)


Full = build("Full", ["", "r", "i"])
Left = build("Left", [""])
Right = build("Right", ["r"])
Never = build("Never", ["", "r", "i"], result=NotImplemented)
Sub = build("Sub", ["", "r"], Full)
Plain = type("Plain", (), {})
for op, sign in BINARY.items():
    code = compile("a %s b" % sign, "<op>", "eval")
    for a, b in [(Left(), 1), (1, Right()), (Left(), Right()), (Full(), Sub()), (Sub(), Full()), (Never(), Right()),
                 (Never(), 1), (1, Never()), (Plain(), Plain()), (Plain(), Right())]:
        attempt(eval, code, {"a": a, "b": b})
    scope = {"a": Full(), "b": 2}
    exec("a %s= b" % sign, scope)
    print(scope["a"])
    scope = {"a": Left(), "b": 2}
    exec("a %s= b" % sign, scope)
    print(scope["a"])
    scope = {"a": Never(), "b": Plain()}
    attempt(exec, "a %s= b" % sign, scope)
attempt(lambda: -Plain())
attempt(lambda: +Plain())
attempt(lambda: ~Plain())
attempt(abs, Plain())
attempt(lambda: Plain() < Plain())
attempt(lambda: Plain() >= 1)
attempt(lambda: Plain() == Plain())
attempt(lambda: Plain() != Plain())
attempt(pow, Plain(), 1, 2)
attempt(pow, 1, 1, Plain())
attempt(divmod, Plain(), 1)
attempt(divmod, 1, Plain())


class Cmp:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        print("lt", self.v)
        return self.v < other.v if isinstance(other, Cmp) else NotImplemented

    def __eq__(self, other):
        print("eq", self.v)
        return self.v == other.v if isinstance(other, Cmp) else NotImplemented

    def __hash__(self):
        return hash(self.v)


a, b = Cmp(1), Cmp(2)
print(a < b, a > b, a == b, a != b)
attempt(lambda: a <= b)
attempt(lambda: a < 1)
attempt(lambda: 1 > a)
print(a == 1, 1 == a, a != 1)
print(sorted([Cmp(3), Cmp(1), Cmp(2)], key=lambda c: c.v)[0].v, min(a, b).v, max([a, b]).v, a in [b, a], [a, b].index(b))


class NonBool:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return NonBool(self.v and other.v)

    __gt__ = __le__ = __ge__ = __eq__ = __ne__ = __lt__

    def __bool__(self):
        print("bool", self.v)
        return bool(self.v)


n0, n1 = NonBool(0), NonBool(1)
print(type(n0 < n1).__name__, type(n0 < n1 < n1).__name__, type(n1 < n1 < n0).__name__, not (n1 == n1))


class SubCmp(Cmp):
    def __gt__(self, other):
        print("sub gt")
        return "sub"


print(Cmp(1) < SubCmp(2))


class Bad:
    def __bool__(self):
        return 1

    def __len__(self):
        return -1

    def __index__(self):
        return "x"

    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __complex__(self):
        return 1

    def __str__(self):
        return 1

    def __repr__(self):
        return 1

    def __hash__(self):
        return "x"

    def __iter__(self):
        return 1

    def __contains__(self, x):
        return []

    def __format__(self, spec):
        return 1

    def __bytes__(self):
        return 1

    def __length_hint__(self):
        return "x"

    def __reversed__(self):
        return 1

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return "t"

    def __floor__(self):
        return "f"

    def __ceil__(self):
        return "c"


x = Bad()
for f in (bool, len, hex, str, repr, hash, iter, list, format, reversed, round):
    attempt(f, x)
attempt(lambda: 1 in x)
attempt(lambda: [1, 2][x])
attempt(lambda: f"{x}")
attempt(lambda: f"{x!r}")
attempt(lambda: "%s" % x)
attempt(lambda: {x: 1})
attempt(lambda: range(x))
attempt(lambda: "a" * x)
attempt(round, x, 2)


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (0, 3, "a", 1.5, -1, 2**100):
    attempt(len, Len(n))
    attempt(bool, Len(n))


class OldSeq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


print(list(OldSeq()), 20 in OldSeq(), 5 in OldSeq(), [x for x in OldSeq()], tuple(OldSeq()))
a, b, c = OldSeq()
print(a, b, c, *OldSeq(), max(OldSeq()), sum(OldSeq()), iter(OldSeq()).__length_hint__ is not None)
attempt(len, OldSeq())
attempt(reversed, OldSeq())


class Rev(OldSeq):
    def __len__(self):
        return 3


print(list(reversed(Rev())))


class NoIter(OldSeq):
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __reversed__ = None
    __add__ = None


attempt(iter, NoIter())
attempt(lambda: 1 in NoIter())
attempt(hash, NoIter())
attempt(reversed, NoIter())
attempt(lambda: NoIter() + 1)
attempt(lambda: 1 + NoIter())


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


print(list(It()), 2 in It(), [*It()], dict(zip(It(), It())))
attempt(next, Plain())
attempt(iter, Plain())
attempt(lambda: [*Plain()])
attempt(lambda: Plain()[0])
attempt(lambda: Plain()[0:1])


def set_item(o):
    o[0] = 1


def del_item(o):
    del o[0]


attempt(set_item, Plain())
attempt(del_item, Plain())
attempt(lambda: 1 in Plain())
attempt(lambda: Plain()())
attempt(lambda: len(Plain()))
attempt(lambda: int(Plain()))
attempt(lambda: float(Plain()))
attempt(lambda: [1][Plain()])
attempt(lambda: "{:x}".format(Plain()))


class Keys:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


k = Keys()
print(k[1], k[1:2], k[1:2:3], k[1, 2], k[1:2, ...], k[()], k[*[1, 2]], k[*"ab", 3], k[1:2, *[3]])
k[1:2] = 5
k[1, 2] = 6
k[1] += 1
del k[1:2], k[3]


class CallMe:
    def __call__(self, *a, **k):
        return a, k


print(CallMe()(1, *[2, 3], x=4, **{"y": 5}))


class GetItemClass:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)


print(GetItemClass[int], GetItemClass[1, 2])
attempt(lambda: Plain[int])


class Fmt:
    def __format__(self, spec):
        return "<" + spec + ">"


print(f"{Fmt():abc} {Fmt()} {Fmt():{'x'}y}", "{:>10}".format(Fmt()), format(Fmt()), format(Fmt(), "q"))


class Index:
    def __index__(self):
        return 2


print([1, 2, 3][Index()], range(Index()), "abc"[Index()], hex(Index()), [0] * Index(), (1, 2, 3)[:Index()], "%d" % 3, chr(97 + Index().__index__()), bin(Index()))
attempt(lambda: "%d" % Index())
attempt(lambda: "%x" % Index())
attempt(lambda: int(Index()))
attempt(lambda: float(Index()))


class Eq:
    def __eq__(self, other):
        return True


attempt(hash, Eq())
attempt(lambda: {Eq()})
print(Eq.__hash__)


class EqChild(Eq):
    __hash__ = object.__hash__


print(isinstance(hash(EqChild()), int))
