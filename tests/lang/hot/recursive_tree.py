# Recursive generators: the shape that unrolls without end if nobody stops it.
# jit: threshold=2
# expect-jit: regions>=1


class Node:
    def __init__(self, key, left, right):
        self.key = key
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.key
        if self.right is not None:
            for key in self.right:
                yield key


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


tree = build(0, 60)
print(list(tree) == list(range(60)))
total = 0
for key in tree:
    total = (total * 3 + key) & 0xFFFF
print(total)
