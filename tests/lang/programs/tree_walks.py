# Binary search trees walked in every order by generators, recursive and with an explicit stack.


class Node:
    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right

    def insert(self, key):
        node = self
        while True:
            side = "left" if key < node.key else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(key))
                return
            node = child

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right

    def __reversed__(self):
        if self.right:
            yield from reversed(self.right)
        yield self.key
        if self.left:
            yield from reversed(self.left)

    def preorder(self):
        stack = [self]
        while stack:
            node = stack.pop()
            yield node.key
            stack.extend(child for child in (node.right, node.left) if child)

    def postorder(self):
        for child in (self.left, self.right):
            if child:
                yield from child.postorder()
        yield self.key

    def levels(self):
        level = [self]
        while level:
            yield [node.key for node in level]
            level = [child for node in level for child in (node.left, node.right) if child]

    def depth(self):
        return 1 + max((child.depth() for child in (self.left, self.right) if child), default=0)


def same_fringe(a, b):
    missing = object()
    a, b = iter(a), iter(b)
    while True:
        x, y = next(a, missing), next(b, missing)
        if x is missing or y is missing:
            return x is y
        if x != y:
            return False


def build(keys):
    keys = iter(keys)
    root = Node(next(keys))
    for key in keys:
        root.insert(key)
    return root


def paths(node, prefix=()):
    prefix += (node.key,)
    if not node.left and not node.right:
        yield prefix
    for child in filter(None, (node.left, node.right)):
        yield from paths(child, prefix)


tree = build([50, 30, 70, 20, 40, 60, 80, 35, 45, 65])
print(list(tree))
print(list(reversed(tree)))
print(list(tree.preorder()))
print(list(tree.postorder()))
print(list(tree.levels()), tree.depth())
print(*paths(tree), sep="\n")
other = build(sorted(tree, key=lambda k: (k * 7) % 11))
print(same_fringe(tree, other), list(other.preorder())[:4], same_fringe(tree, build([1, 2])))
first, *middle, last = tree
print(first, len(middle), last, 45 in tree, 46 in tree, max(tree), sum(tree))

keys, seed = [], 12345
for _ in range(400):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    keys.append(seed % 1000)
big = build(keys)
print(list(big) == sorted(keys), big.depth(), sum(x * i for i, x in enumerate(big.postorder())) % 100007)
print(sum(len(level) * i for i, level in enumerate(big.levels())), len(list(paths(big))))
