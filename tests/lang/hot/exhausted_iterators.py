# Iterators in memory end inside a hot loop: they let go of their sequence, and stay ended.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def flatten(value):
    for x in value:
        if isinstance(x, list):
            yield from flatten(x)
        else:
            yield x


def nest(depth):
    if depth == 0:
        return [depth, -1]
    return [nest(depth - 1), depth, nest(depth - 1), []]


for depth in range(6):
    total = 0
    for x in flatten(nest(depth)):
        total = (total * 3 + x) & 0xFFFF
    print(depth, total, end="; ")
print()


def drain(items):
    for x in items:
        yield x


def again(n):
    out = []
    for i in range(n):
        items = [i, i + 1]
        iterator = iter(items)
        total = 0
        for x in drain(iterator):
            total += x
        items.append(99)
        for x in iterator:
            total += x
        out.append(total)
        out.append(next(iterator, None))
    return out[-6:]


print(again(3), again(20))


class Freed:
    def __init__(self, log, name):
        self.log, self.name = log, name

    def __del__(self):
        self.log.append(self.name)


def freed(n):
    log = []
    for i in range(n):
        iterators = [iter([Freed(log, i)]), iter((Freed(log, -i),))]
        for iterator in iterators:
            for x in drain(iterator):
                pass
            x = None
            log.append("end")
    return len(log), log[:6], log[-6:]


print(freed(2))
print(freed(9))


# Consumers inside consumers: the same generator function at many depths.
def sift(prime, source):
    for x in source:
        if x % prime:
            yield x


def numbers(i):
    while True:
        yield i
        i += 1


def primes(n):
    source = numbers(2)
    found = []
    for _ in range(n):
        prime = next(source)
        found.append(prime)
        source = sift(prime, source)
    return found


print(primes(25))


class Node:
    def __init__(self, key, left, right):
        self.key, self.left, self.right = key, left, right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


def inorder(node):
    if node is not None:
        for key in inorder(node.left):
            yield key
        yield node.key
        for key in inorder(node.right):
            yield key


tree = build(0, 30)
print([sum(inorder(tree)) for _ in range(3)], list(inorder(tree))[-3:])
