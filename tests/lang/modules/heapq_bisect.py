# heapq and bisect.
import bisect
import heapq


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


def numbers(n, seed=1):
    for _ in range(n):
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        yield seed >> 8 & 1023


h = []
for x in numbers(12):
    heapq.heappush(h, x)
print(h)
print([heapq.heappop(h) for _ in range(len(h))], h)
h = list(numbers(15, 7))
heapq.heapify(h)
print(h, heapq.heapreplace(h, 5), heapq.heappushpop(h, 1), heapq.heappushpop(h, 2000), h)
m = list(numbers(15, 7))
heapq.heapify_max(m)
print(m, heapq.heapreplace_max(m, 5), heapq.heappushpop_max(m, 2000), heapq.heappushpop_max(m, 3), m)
heapq.heappush_max(m, 700)
print([heapq.heappop_max(m) for _ in range(len(m))])
print(heapq.nsmallest(3, numbers(50)), heapq.nlargest(3, numbers(50)), heapq.nsmallest(1, [3, 2]), heapq.nlargest(1, []))
print(heapq.nlargest(4, "the quick brown fox".split(), key=len), heapq.nsmallest(2, "the quick brown fox".split(), key=len))
print(heapq.nsmallest(9, [3, 1]), heapq.nlargest(0, [1]), heapq.nsmallest(-1, iter([1, 2])), heapq.nlargest(3, iter("abcab"), key=ord))
print(list(heapq.merge([1, 4, 7], [2, 5], iter([3]), [])), list(heapq.merge("ca", "db", reverse=True)))
print(list(heapq.merge(["a", "ccc"], ["bb", "dddd"], key=len)), list(heapq.merge()))
print(list(heapq.merge([(1, "a")], [(1, "b")], [(0, "c")], key=lambda p: p[0])))


def chatty(name, items):
    for item in items:
        print("next of", name)
        yield item


merged = heapq.merge(chatty("a", [1, 5]), chatty("b", [2]))
print(next(merged))
print(list(merged))

for values in ([(2, "b"), (1, "z"), (1, "a")], ["b", "a", "c"], [2.5, 1, 2], [[2], [1, 5], [1]], [(1, None), (0, None)], [float("inf"), 1, -1.0]):
    heapq.heapify(values)
    print(values, [heapq.heappop(values) for _ in range(len(values))])
h = [(1, {})]
show("uncomparable", lambda: heapq.heappush(h, (1, {})))
print(len(h))


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"Item({self.n})"


h = [Item(n) for n in (5, 3, 9, 1)]
heapq.heapify(h)
print(h, heapq.heappop(h), heapq.nsmallest(2, h), sorted(h))


class Evil:
    def __lt__(self, other):
        victim.clear()
        return True


victim = [1, 2, 3]
show("changes", lambda: heapq.heappush(victim, Evil()))
print(len(victim))


class Fails:
    def __lt__(self, other):
        raise ZeroDivisionError("lt")


show("fails", lambda: heapq.heapify([Fails(), Fails()]))
show("empty pop", lambda: heapq.heappop([]))
show("empty replace", lambda: heapq.heapreplace([], 1))
show("empty pushpop", lambda: heapq.heappushpop([], 1))
show("tuple", lambda: heapq.heappush((), 1))
show("none", lambda: heapq.heappop(None))
show("few", lambda: heapq.heappush([]))
show("many", lambda: heapq.heappop([], 1))
show("keyword", lambda: heapq.heappop(heap=[]))


class MyList(list):
    pass


h = MyList([3, 1])
heapq.heapify(h)
heapq.heappush(h, 0)
print(h, type(h).__name__, sorted(heapq.__all__))

a = [1, 3, 3, 3, 7]
print([bisect.bisect_left(a, x) for x in range(9)], [bisect.bisect_right(a, x) for x in range(9)])
print(bisect.bisect(a, 3, 0, 2), bisect.bisect_left(a, 3, 2), bisect.bisect_left(a, 3, lo=2, hi=4), bisect.bisect(a=a, x=3, hi=None))
words = ["fig", "apple", "banana"]
words.sort(key=len)
print(bisect.bisect_left(words, 5, key=len), bisect.bisect(words, 5, key=len))
bisect.insort(words, "peach", key=len)
bisect.insort_left(words, "kiwis", key=len)
print(words)
bisect.insort(a, 3)
bisect.insort_left(a, 0)
bisect.insort_right(a, 9, 2, 4)
print(a)


class Seq:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        print("get", i)
        return self.items[i]

    def insert(self, i, x):
        print("insert", i, x)


s = Seq([1, 2, 4, 8])
print(bisect.bisect(s, 3))
bisect.insort(s, 5)
print(bisect.bisect(range(0, 100, 10), 35), bisect.bisect("adg", "e"), bisect.bisect((1, 2), 2))
show("negative lo", lambda: bisect.bisect([1], 1, -1))
show("hi too large", lambda: bisect.bisect([1], 5, 0, 9))
show("no x", lambda: bisect.bisect([1]))
show("bad key", lambda: bisect.bisect([1], 1, 0, 1, len))
show("not sequence", lambda: bisect.bisect({1}, 1))
show("mapping", lambda: bisect.bisect({0: 1}, 1))
show("int", lambda: bisect.bisect(3, 1))
show("compare", lambda: bisect.bisect(["a"], 1))
show("key fails", lambda: bisect.insort([1], 1, key=lambda x: 1 // 0))
show("lo type", lambda: bisect.bisect([1], 1, "x"))
print(bisect.bisect is bisect.bisect_right, bisect.insort is bisect.insort_right, bisect.bisect)
