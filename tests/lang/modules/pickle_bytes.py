# pickle: what is written, byte by byte, in each protocol, and that it is read back.
# not-in: gc-every-1 too long for a collection at every allocation
import collections
import pickle
import sys
import types

# What is pickled by name is found in this module.
__name__ = "here"
sys.modules["here"] = types.ModuleType("here")


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return type(other) is Point and vars(self) == vars(other)


class Slotted:
    __slots__ = ("a", "b")

    def __eq__(self, other):
        return (self.a, getattr(self, "b", None)) == (other.a, getattr(other, "b", None))


class State:
    def __init__(self):
        self.log = []

    def __getstate__(self):
        return "packed"

    def __setstate__(self, state):
        self.state = state

    def __eq__(self, other):
        return True


class Args(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)

    def __getnewargs__(self):
        return tuple(self)


class Keywords:
    def __new__(cls, *, key):
        self = super().__new__(cls)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return (), {"key": self.key}

    def __eq__(self, other):
        return self.key == other.key


class Numbers(list):
    pass


class Table(dict):
    pass


class Holder:
    class Inner:
        class Deep:
            def method(self): ...

    @staticmethod
    def static(): ...


class Reduced:
    def __init__(self, *items):
        self.items, self.more = items, {}

    def append(self, item):
        self.items += (item,)

    def __setitem__(self, key, value):
        self.more[key] = value

    def __reduce__(self):
        return Reduced, (1,), None, iter([2, 3]), iter({"k": 4}.items())

    def __eq__(self, other):
        return other.items[0] == 1


def set_state(obj, state):
    obj.given = state


class Setter:
    def __reduce__(self):
        return Setter, (), {"s": 1}, None, None, set_state

    def __eq__(self, other):
        return True


Pair = collections.namedtuple("Pair", "left right", module="here")
vars(sys.modules["here"]).update(globals())
slotted = Slotted()
slotted.a = 1
loop = []
loop.append(loop)
table = {}
table["self"] = table
inside = ([],)
inside[0].append(inside)
shared = ["s"]
values = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -129, 2**31 - 1, -2**31, 2**31, -2**31 - 1, 2**63, -2**64, 10**30,
    1 << 2100, 0.0, -0.0, 1.5, float("inf"), 1e300, "", "abc", "é\n\\u", "日本", "a" * 300, b"", b"ab\xff", b"x" * 300,
    bytearray(b""), bytearray(b"ab"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1},
    {"a": 1, 2: None}, set(), {1}, frozenset(), frozenset([1]), [shared, shared], (shared, shared), [(), ()],
    list(range(5)), 1j, slice(1, None), range(3), Point(1, 2), slotted, State(), Args(1, 2), Keywords(key=3), Numbers([1, 2]),
    Table(a=1), Pair(1, 2), Holder, Holder.Inner.Deep, Holder.static, set_state, len, type(None), type(...), ..., NotImplemented,
    Reduced(1), Setter(), collections.OrderedDict(a=1), collections.Counter("aab"), collections.deque([1, 2], 3), ValueError("v", 1),
    types.SimpleNamespace(a=1), collections.defaultdict(list, a=[1]),
]
for value in values:
    print(type(value).__name__)
    for protocol in range(2 if type(value) is Slotted else 0, 6):
        data = pickle.dumps(value, protocol)
        print("  ", protocol, data if len(data) < 200 else (data[:60], len(data), data[-20:]))
        again = pickle.loads(data)
        assert type(again) is type(value) and (again == value or repr(again) == repr(value))

for protocol in range(6):
    again = pickle.loads(pickle.dumps(loop, protocol))
    assert again[0] is again
    again = pickle.loads(pickle.dumps(table, protocol))
    assert again["self"] is again
    again = pickle.loads(pickle.dumps(inside, protocol))
    assert again[0][0] is again
    print(protocol, pickle.dumps(loop, protocol), pickle.dumps(table, protocol), pickle.dumps(inside, protocol))
for protocol in (0, 1, 4):
    for size in ((), (1001,), (), (), (1000, 1001))[protocol]:
        data = [pickle.dumps(kind, protocol) for kind in ([0] * size, dict.fromkeys(range(size)), set(range(size)))]
        print("  ", size, [(len(d), sum(d)) for d in data])
        assert [pickle.loads(d) for d in data] == [[0] * size, dict.fromkeys(range(size)), set(range(size))]
    big = ["x" * 70000, b"y" * 70000, "z" * 10, list(range(100)), "w" * 65000, "v" * 1000, 1]
    data = pickle.dumps(big, protocol)
    print("  ", len(data), sum(data), data.count(b"\x95"))
    assert pickle.loads(data) == big
print(pickle.encode_long(0), pickle.encode_long(255), pickle.encode_long(-128), pickle.encode_long(-129), pickle.decode_long(b"\x00\x80"))
print(pickle.dumps(-1, -1)[:2], pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.format_version)
print(pickle.dumps(len, 2, fix_imports=False), pickle.dumps(range(1), 0), pickle.dumps(FileNotFoundError(2, "x"), 2))
