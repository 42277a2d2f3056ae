# A map that is never changed but copied in part: a hash trie with sharing, diffs by identity, undo, transactions.
import copy
import operator
from collections import ChainMap, UserDict
from collections.abc import Mapping, MutableMapping
from functools import reduce
from itertools import count, islice
from random import Random

BITS, WIDTH = 4, 16
MISSING = object()


def mixed(key):
    """A hash that is the same in every run."""
    if isinstance(key, int):
        value = key
    elif isinstance(key, str):
        value = reduce(lambda h, c: (h * 31 + ord(c)) & 0xFFFFFFFF, key, 7)
    elif isinstance(key, tuple):
        value = reduce(lambda h, k: (h * 1000003 ^ mixed(k)) & 0xFFFFFFFF, key, len(key))
    else:
        raise TypeError(f"keys are ints, text and tuples, not {type(key).__name__}")
    value = (value ^ (value >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return value ^ (value >> 13)


class Leaf:
    __slots__ = ("hash", "items")

    def __init__(self, hash, items):
        self.hash, self.items = hash, items

    def find(self, hash, key):
        return next((v for k, v in self.items if k == key), MISSING) if hash == self.hash else MISSING

    def put(self, shift, hash, key, value):
        if hash != self.hash:
            return Branch.of(shift, self).put(shift, hash, key, value)
        rest = tuple(item for item in self.items if item[0] != key)
        return Leaf(hash, (*rest, (key, value)))

    def drop(self, shift, hash, key):
        rest = tuple(item for item in self.items if item[0] != key)
        return self if len(rest) == len(self.items) else Leaf(hash, rest) if rest else None

    def __iter__(self):
        return iter(self.items)


class Branch:
    __slots__ = ("bitmap", "children")
    made = count()

    def __init__(self, bitmap, children):
        self.bitmap, self.children = bitmap, children
        next(Branch.made)

    @classmethod
    def of(cls, shift, leaf):
        return cls(1 << (leaf.hash >> shift & WIDTH - 1), (leaf,))

    def place(self, shift, hash):
        bit = 1 << (hash >> shift & WIDTH - 1)
        return bit, (self.bitmap & bit - 1).bit_count()

    def find(self, hash, key):
        node, shift = self, 0
        while isinstance(node, Branch):
            bit, at = node.place(shift, hash)
            if not node.bitmap & bit:
                return MISSING
            node, shift = node.children[at], shift + BITS
        return node.find(hash, key)

    def put(self, shift, hash, key, value):
        bit, at = self.place(shift, hash)
        before, after = self.children[:at], self.children[at:]
        if not self.bitmap & bit:
            return Branch(self.bitmap | bit, (*before, Leaf(hash, ((key, value),)), *after))
        return Branch(self.bitmap, (*before, after[0].put(shift + BITS, hash, key, value), *after[1:]))

    def drop(self, shift, hash, key):
        bit, at = self.place(shift, hash)
        if not self.bitmap & bit:
            return self
        child = self.children[at]
        new = child.drop(shift + BITS, hash, key)
        if new is child:
            return self
        if new is None:
            children = self.children[:at] + self.children[at + 1:]
            return Branch(self.bitmap ^ bit, children) if children else None
        return Branch(self.bitmap, (*self.children[:at], new, *self.children[at + 1:]))

    def __iter__(self):
        for child in self.children:
            yield from child


class Map(Mapping):
    __slots__ = ("root", "size")

    def __new__(cls, items=(), /, **named):
        self = object.__new__(cls)
        self.root, self.size = None, 0
        for key, value in dict(items, **named).items():
            self = self.set(key, value)
        return self

    def _made(self, root, size):
        new = object.__new__(type(self))
        new.root, new.size = root, size
        return new

    def set(self, key, value):
        hash = mixed(key)
        old = self.root.find(hash, key) if self.root else MISSING
        if old is value:
            return self
        root = self.root or Branch(0, ())
        return self._made(root.put(0, hash, key, value), self.size + (old is MISSING))

    def without(self, key):
        root = self.root.drop(0, mixed(key), key) if self.root else None
        if root is self.root:
            raise KeyError(key)
        return self._made(root, self.size - 1)

    def __getitem__(self, key):
        value = self.root.find(mixed(key), key) if self.root else MISSING
        if value is MISSING:
            raise KeyError(key)
        return value

    def __iter__(self):
        return (key for key, _ in self.root or ())

    def __len__(self):
        return self.size

    def __or__(self, other):
        return reduce(lambda m, item: m.set(*item), other.items(), self)

    def __copy__(self):
        return self

    def __repr__(self):
        inside = ", ".join(f"{k!r}: {v!r}" for k, v in islice(self.items(), 4))
        return f"Map({{{inside}{', ...' if self.size > 4 else ''}}})"


def differences(old, new):
    """What changed between two versions; shared parts are not looked at."""
    pending = [(old, new)]
    while pending:
        a, b = pending.pop()
        if a is b:
            continue
        if isinstance(a, Branch) and isinstance(b, Branch):
            parts = ({}, {})
            for branch, part in zip((a, b), parts):
                children = iter(branch.children)
                part.update((i, next(children)) for i in range(WIDTH) if branch.bitmap >> i & 1)
            pending += ((parts[0].get(i), parts[1].get(i)) for i in sorted(parts[0].keys() | parts[1].keys(), reverse=True))
        else:
            before, after = dict(a or ()), dict(b or ())
            yield from (("-", k, before[k]) for k in before if k not in after)
            yield from (("+" if k not in before else "~", k, v) for k, v in after.items() if before.get(k, MISSING) != v)


class Database(MutableMapping):
    """A mutable face of the map, with a history."""

    def __init__(self):
        self.versions = [Map()]

    current = property(lambda self: self.versions[-1])

    def __getitem__(self, key):
        return self.current[key]

    def __setitem__(self, key, value):
        self.versions.append(self.current.set(key, value))

    def __delitem__(self, key):
        self.versions.append(self.current.without(key))

    def __iter__(self):
        return iter(self.current)

    def __len__(self):
        return len(self.current)

    def __enter__(self):
        self.mark = len(self.versions)
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            del self.versions[self.mark:]
        return kind is not None and issubclass(kind, LookupError)


rng = Random(3)
maps, plain = [Map()], {}
for step in range(2500):
    key = rng.choice([rng.randrange(400), f"k{rng.randrange(200)}", (rng.randrange(9), "t")])
    if rng.random() < 0.3 and key in plain:
        del plain[key]
        maps.append(maps[-1].without(key))
    else:
        plain[key] = step
        maps.append(maps[-1].set(key, step))
final = maps[-1]
print(len(final), dict(final) == plain, final == plain, [len(m) for m in maps[::400]], next(Branch.made))
print(sum(v for v in final.values()), sorted(k for k in final if isinstance(k, int))[:8], "k7" in final, final.get("none", "default"))
print(maps[100], Map(a=1), Map(), Map([(1, "x")]) | {2: "y", 1: "z"})
print(list(differences(maps[2490].root, final.root)), len(list(differences(maps[1000].root, maps[1100].root))))
print(list(differences(final.root, final.root)), copy.copy(final) is final, final.set("same", None).set("same", None).size - final.size)
collisions = Map({0: 2}) | Map({(n,): n for n in range(300)})
print(len(collisions), sum(collisions.values()), all(collisions[(n,)] == n for n in range(300)))
database = Database()
with database:
    database.update((n, n * n) for n in range(50))
with database:
    del database[3]
    database.setdefault(3, "again")
    database[1000]
print(len(database), database[3], len(database.versions), database.pop(7), database.pop("x", "no"), 7 in database)
print(database.popitem(), len(database.versions), [len(v) for v in database.versions[::10]])
layers = ChainMap(Map(a=1), {"b": 2}, final)
print(layers["a"], layers["b"], len(layers) == len(final) + 2, UserDict(final).data.keys() == plain.keys())
for attempt in (lambda: final["none"], lambda: final.without("none"), lambda: final.set([], 1), lambda: final.__setitem__(1, 2),
                lambda: hash(final), lambda: Map(1), lambda: operator.delitem(final, 1), lambda: Map({1: 2}).items() | 5):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
