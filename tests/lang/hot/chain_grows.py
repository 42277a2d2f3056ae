# Recursive walks by yield from: chains grow and shrink while the consumer's loop is hot.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


class Node:
    def __init__(self, key, left, right):
        self.key = key
        self.left = left
        self.right = right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


def inorder(node):
    if node.left is not None:
        yield from inorder(node.left)
    yield node.key
    if node.right is not None:
        yield from inorder(node.right)


def walk(tree):
    total = 0
    for key in inorder(tree):
        total = (total * 3 + key) & 0xFFFF
    return total


tree = build(0, 40)
print([walk(tree) for _ in range(3)])


# A chain as long as the list, whose ends all return at once.
def linked(node):
    yield node.key
    if node.right is not None:
        yield from linked(node.right)


chain = None
for key in range(30):
    chain = Node(key, None, chain)
print([sum(linked(chain)) for _ in range(3)])


# What the delegates return goes to their delegators.
def count(depth):
    if depth == 0:
        yield "leaf"
        return 1
    left = yield from count(depth - 1)
    right = yield from count(depth - 1)
    yield left + right
    return left + right


for _ in range(2):
    seen = [item for item in count(4)]
    print(len(seen), seen[-3:])


# Two generators that delegate to each other, with values in locals.
def even(n, tag):
    label = tag + "e"
    if n > 0:
        got = yield from odd(n - 1, label)
        yield got, label
    return label


def odd(n, tag):
    label = tag + "o"
    if n > 0:
        got = yield from even(n - 1, label)
        yield got, label
    else:
        yield "end", label
    return label


for n in (3, 5, 8):
    for item in even(n, ""):
        print(*item, end="; ")
print()
