# Stability, keys, reverse, mixed numbers, and an insertion and merge sort by hand.
pairs = [(3, "a"), (1, "b"), (3, "c"), (2, "d"), (1, "e"), (3, "f")]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs)[0])


def merge(a, b):
    i = j = 0
    while i < len(a) and j < len(b):
        if b[j] < a[i]:
            yield b[j]
            j += 1
        else:
            yield a[i]
            i += 1
    yield from a[i:]
    yield from b[j:]


def merge_sort(items):
    if len(items) < 2:
        return items
    half = len(items) // 2
    return list(merge(merge_sort(items[:half]), merge_sort(items[half:])))


def insertion(items):
    for i in range(1, len(items)):
        x, j = items[i], i - 1
        while j >= 0 and items[j] > x:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = x
    return items


data = [i * 7919 % 257 for i in range(120)]
print(merge_sort(data) == sorted(data) == insertion(list(data)), data[:5])
print(sorted([1.5, 1, True, -0.0, 2**70, -3]), sorted("bca", reverse=True), sorted({"b": 1, "a": 2}), sorted([[2], [1, 2], [1]]))


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


print([x.n for x in sorted(Item(n) for n in (3, 1, 2))], max((Item(n) for n in (3, 9, 2)), key=lambda i: i.n).n)
