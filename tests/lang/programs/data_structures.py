# Containers written out: linked list, hash map with tombstones, skip list, B-tree, Fenwick tree, bloom filter, each iterable.


class Linked:
    class Node:
        __slots__ = ("item", "next")

        def __init__(self, item, next=None):
            self.item, self.next = item, next

    def __init__(self, items=()):
        self.head = None
        for item in reversed(list(items)):
            self.head = self.Node(item, self.head)

    def nodes(self):
        node = self.head
        while node:
            yield node
            node = node.next

    def __iter__(self):
        return (node.item for node in self.nodes())

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
        return self

    def remove(self, test):
        while self.head and test(self.head.item):
            self.head = self.head.next
        for node in self.nodes():
            while node.next and test(node.next.item):
                node.next = node.next.next

    def cycle(self):
        slow = fast = self.head
        while fast and fast.next:
            slow, fast = slow.next, fast.next.next
            if slow is fast:
                return True
        return False


class HashMap:
    GONE = object()

    def __init__(self):
        self.cells, self.used, self.filled = [None] * 8, 0, 0

    def probe(self, key):
        i, step = hash(key) % len(self.cells), 0
        while True:
            yield i
            step += 1
            i = (i + step) % len(self.cells)

    def find(self, key):
        free = None
        for i in self.probe(key):
            cell = self.cells[i]
            if cell is None:
                return None, i if free is None else free
            if cell is self.GONE:
                free = i if free is None else free
            elif cell[0] == key:
                return cell, i

    def __setitem__(self, key, value):
        cell, i = self.find(key)
        if cell:
            cell[1] = value
            return
        self.filled += self.cells[i] is None
        self.cells[i] = [key, value]
        self.used += 1
        if self.filled * 3 > len(self.cells) * 2:
            old, self.cells = list(self.items()), [None] * (len(self.cells) * 2)
            self.used = self.filled = 0
            for k, v in old:
                self[k] = v

    def __getitem__(self, key):
        cell, _ = self.find(key)
        if not cell:
            raise KeyError(key)
        return cell[1]

    def __delitem__(self, key):
        cell, i = self.find(key)
        if not cell:
            raise KeyError(key)
        self.cells[i] = self.GONE
        self.used -= 1

    def items(self):
        for cell in self.cells:
            if cell is not None and cell is not self.GONE:
                yield tuple(cell)

    def __len__(self):
        return self.used

    def __contains__(self, key):
        return self.find(key)[0] is not None


class SkipList:
    def __init__(self, seed=1):
        self.head, self.seed = [None, None, [None] * 12], seed

    def level(self):
        n = 1
        while True:
            self.seed = self.seed * 69069 + 1 & 0xFFFFFFFF
            if n == 12 or self.seed >> 16 & 1:
                return n
            n += 1

    def path(self, key):
        node = self.head
        for level in range(11, -1, -1):
            while node[2][level] and node[2][level][0] < key:
                node = node[2][level]
            yield level, node

    def insert(self, key, value):
        height = self.level()
        new = [key, value, [None] * height]
        for level, node in self.path(key):
            if level < height:
                new[2][level], node[2][level] = node[2][level], new

    def between(self, low, high):
        *_, (_, node) = self.path(low)
        node = node[2][0]
        while node and node[0] < high:
            yield node[0], node[1]
            node = node[2][0]


class BTree:
    def __init__(self, order=4):
        self.order, self.root = order, ([], [])

    def insert(self, key):
        split = self._insert(self.root, key)
        if split:
            middle, right = split
            self.root = ([middle], [self.root, right])

    def _insert(self, node, key):
        keys, kids = node
        i = sum(k < key for k in keys)
        if i < len(keys) and keys[i] == key:
            return None
        if kids:
            split = self._insert(kids[i], key)
            if not split:
                return None
            keys.insert(i, split[0])
            kids.insert(i + 1, split[1])
        else:
            keys.insert(i, key)
        if len(keys) < self.order:
            return None
        m = len(keys) // 2
        middle, right = keys[m], (keys[m + 1:], kids[m + 1:])
        del keys[m:], kids[m + 1:]
        return middle, right

    def __iter__(self):
        def walk(node):
            keys, kids = node
            for i, key in enumerate(keys):
                if kids:
                    yield from walk(kids[i])
                yield key
            if kids:
                yield from walk(kids[-1])
        return walk(self.root)

    def depth(self):
        node, n = self.root, 1
        while node[1]:
            node, n = node[1][0], n + 1
        return n


class Fenwick:
    def __init__(self, n):
        self.sums = [0] * (n + 1)

    def add(self, i, amount):
        i += 1
        while i < len(self.sums):
            self.sums[i] += amount
            i += i & -i

    def total(self, i):
        return sum(self.parts(i))

    def parts(self, i):
        while i:
            yield self.sums[i]
            i -= i & -i


class Bloom:
    def __init__(self, bits):
        self.bits, self.field = bits, 0

    def places(self, word):
        for seed in (131, 16777619, 65599):
            value = 0
            for c in word:
                value = (value * seed + ord(c)) % (2**31 - 1)
            yield value % self.bits

    def add(self, word):
        for place in self.places(word):
            self.field |= 1 << place

    def __contains__(self, word):
        return all(self.field >> place & 1 for place in self.places(word))


linked = Linked("generator")
print("".join(linked), "".join(linked.reverse()), linked.cycle())
linked.remove(lambda c: c in "re")
print("".join(linked))
linked.head.next.next.next = linked.head
print(linked.cycle())
linked.head.next.next.next = None
table = HashMap()
for i in range(200):
    table[i * 37 % 101] = i
    if i % 3 == 0:
        del table[i * 37 % 101]
print(len(table), len(table.cells), sum(v for _, v in table.items()), 37 in table, sorted(k for k, _ in table.items())[:6])
try:
    del table["nothing"]
except KeyError as error:
    print("KeyError", error)
skip, tree, sums = SkipList(), BTree(), Fenwick(500)
for i in range(400):
    n = i * 263 % 499
    skip.insert(n, i)
    tree.insert(n)
    sums.add(n, i)
print(list(skip.between(100, 110)), [k for k, _ in skip.between(-1, 999)] == list(tree) == sorted(set(tree)), tree.depth(), tree.root[0])
print([sums.total(n) for n in (0, 1, 100, 250, 500)], sums.total(500) == sum(range(400)))
bloom = Bloom(2000)
for i in range(150):
    bloom.add(f"word{i}")
print(all(f"word{i}" in bloom for i in range(150)), sum(f"other{i}" in bloom for i in range(300)), bin(bloom.field).count("1"))
