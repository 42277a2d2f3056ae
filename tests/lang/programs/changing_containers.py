# Containers that change while generators, comprehensions and builtins iterate over them, in loops that are hot by then.
from collections import Counter, OrderedDict, defaultdict, deque


def grow_list(items, limit):
    for item in items:
        yield item
        if len(items) < limit:
            items.append(item + 1)


def shrink_list(items):
    for item in items:
        yield item
        if item % 3 == 0 and items:
            items.pop()


def insert_front(items, times):
    for item in items:
        if times:
            times -= 1
            items.insert(0, item * 10)
        yield item


def walk(container):
    seen = 0
    try:
        for item in container:
            seen += 1
            yield item
    except RuntimeError as error:
        yield f"{type(error).__name__}: {error} after {seen}"


def disturbed(container, at, disturb):
    out = []
    for n, item in enumerate(walk(container)):
        out.append(item)
        if n == at:
            disturb(container)
        if n > 5000:
            break
    return len(out), out[-1]


print(sum(grow_list([1], 3000)), len(list(shrink_list(list(range(900))))), sum(insert_front([1, 2, 3], 1000)))
for at in (0, 5, 700, 1999):
    print(at, disturbed(dict.fromkeys(range(2000)), at, lambda d: d.update({-1: 0})),
          disturbed(dict.fromkeys(range(2000)), at, lambda d: d.pop(at)),
          disturbed(dict.fromkeys(range(2000)), at, lambda d: d.update({at: 5})),
          disturbed(dict.fromkeys(range(2000)), at, lambda d: (d.pop(1999), d.update({-1: 0}))),
          disturbed(dict.fromkeys(range(2000)), at, dict.clear))
    print(at, disturbed(set(range(2000)), at, lambda s: s.add(-1)), disturbed(set(range(2000)), at, lambda s: s.discard(at)),
          disturbed(set(range(2000)), at, set.clear), disturbed(deque(range(2000)), at, lambda d: d.append(1)),
          disturbed(deque(range(2000)), at, deque.popleft), disturbed(deque(range(2000)), at, lambda d: d.rotate(1)),
          disturbed(OrderedDict.fromkeys(range(2000)), at, lambda d: d.move_to_end(at)),
          disturbed(OrderedDict.fromkeys(range(2000)), at, lambda d: d.pop(1999)))
    print(at, disturbed(list(range(2000)), at, list.clear), disturbed(list(range(2000)), at, lambda x: x.extend(x)),
          disturbed(list(range(2000)), at, lambda x: x.__delitem__(slice(0, 1000))), disturbed(list(range(2000)), at, list.reverse),
          disturbed(bytearray(b"ab" * 1000), at, lambda b: b.clear()), disturbed(bytearray(b"ab" * 1000), at, lambda b: b.extend(b"c")))
for view in ("keys", "values", "items"):
    d = dict.fromkeys(range(1500), 1)
    it = iter(getattr(d, view)())
    total = 0
    try:
        for n, item in zip(range(10**6), it):
            total += 1
            if n == 1400:
                d["x"] = 1
    except RuntimeError as error:
        print(view, total, error)
    try:
        print(next(it, "ended"))
    except RuntimeError as error:
        print(error)


def swap_during(items):
    total = 0
    for i, item in enumerate(items):
        total += item
        if i == 1000:
            items[:] = [0.5] * 3000
        if i == 2000:
            items[2500:] = ["x"]
    return total


try:
    print(swap_during(list(range(2500))))
except TypeError as error:
    print(error)


class Key:
    def __init__(self, n, table):
        self.n, self.table = n, table

    def __hash__(self):
        return self.n % 7

    def __eq__(self, other):
        if self.table is not None and len(self.table) > 50:
            self.table.clear()
        return self.n == other.n


table = {}
for n in range(3000):
    key = Key(n * 7 % 61, table if n == 2500 else None)
    table[key] = table.get(key, 0) + 1
print(len(table), sum(table.values()))


def sort_disturbed():
    items = list(range(300, 0, -1))
    def key(x):
        if x == 150:
            items.append(1)
        return x
    try:
        items.sort(key=key)
    except ValueError as error:
        return str(error), len(items), items[0]


print([sort_disturbed() for _ in range(3)])
nested = [[1, 2], [3, 4]]
flat = [(a, b) for a in nested for b in a if not (len(nested) < 50 and nested.append([len(nested)]))]
print(len(flat), flat[-1])
source = list(range(1000))
gen = (x for x in source if not source.remove(x))
print(sum(gen), len(source))
counts = Counter(range(50))
try:
    for k in counts:
        counts[k * 2] += 1
except RuntimeError as error:
    print(error, sum(counts.values()))
dd = defaultdict(int)
try:
    for n in range(2000):
        dd[n % 100] += 1
    for k in dd:
        dd[k + 1]
except RuntimeError as error:
    print(error, len(dd))
