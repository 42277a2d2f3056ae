# The same-fringe problem and other walks of trees hundreds deep: recursive generators against explicit stacks.
from bisect import bisect
from collections import deque
from itertools import zip_longest
from random import Random


class Node:
    __slots__ = ("left", "value", "right")

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __reversed__(self):
        if self.right:
            yield from reversed(self.right)
        yield self.value
        if self.left:
            yield from reversed(self.left)

    def insert(self, value):
        node = self
        while True:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(value))
                return self
            node = child


def build(values):
    values = iter(values)
    root = Node(next(values))
    for value in values:
        root.insert(value)
    return root


def balanced(values):
    if not values:
        return None
    middle = len(values) // 2
    return Node(values[middle], balanced(values[:middle]), balanced(values[middle + 1:]))


def height(root):
    level, levels = [root], 0
    while level:
        levels += 1
        level = [child for node in level for child in (node.left, node.right) if child]
    return levels


def stack_walk(root):
    stack, node = [], root
    while stack or node:
        while node:
            stack.append(node)
            node = node.left
        node = stack.pop()
        yield node.value
        node = node.right


def levels(root):
    queue = deque([(0, root)])
    while queue:
        depth, node = queue.popleft()
        yield depth, node.value
        queue.extend((depth + 1, child) for child in (node.left, node.right) if child)


def leaves(node, path=""):
    if node.left is None and node.right is None:
        yield node.value, path
        return 1
    found = 0
    for name in ("left", "right"):
        child = getattr(node, name)
        if child:
            found += yield from leaves(child, path + name[0])
    return found


def editor(node, changed):
    """Yields every value; what is sent replaces it. Answers the sum of the values after."""
    total = 0
    if node.left:
        total += yield from editor(node.left, changed)
    try:
        new = yield node.value
    except LookupError as error:
        changed.append(f"{type(error).__name__}({error}) at {node.value}")
        new = 0
    if new is not None:
        node.value = new
    total += node.value
    if node.right:
        total += yield from editor(node.right, changed)
    return total


def same_fringe(a, b):
    missing = object()
    return next(((x, y) for x, y in zip_longest(a, b, fillvalue=missing) if x != y), None) is None


rng = Random(8)
values = list(range(400))
left_spine, right_spine = build(reversed(values)), build(values)
zigzag = build(x for pair in zip(values, reversed(values)) for x in pair if True)
rng.shuffle(values)
random_tree, flat = build(values), balanced(sorted(values))
trees = dict(left=left_spine, right=right_spine, random=random_tree, flat=flat)
print({name: height(tree) for name, tree in trees.items()}, height(zigzag))
for a in trees:
    print(f"{a:<7}", *(same_fringe(trees[a], trees[b]) for b in trees), sum(trees[a]),
          list(trees[a]) == list(stack_walk(trees[a])), list(reversed(trees[a]))[:4])
print(same_fringe(left_spine, zigzag), list(zigzag)[:6], len(list(zigzag)))
print(list(levels(flat))[:9], max(levels(random_tree)), sum(depth for depth, _ in levels(random_tree)))

for name, tree in trees.items():
    walk, found = leaves(tree), []
    while True:
        try:
            found.append(next(walk))
        except StopIteration as end:
            print(name, end.value, found[0][0], found[0][1][:10], len(found[-1][1]))
            break

changed = []
walk = editor(left_spine, changed)
value = next(walk)
try:
    while True:
        if value % 50 == 7:
            value = walk.throw(IndexError if value % 100 == 7 else KeyError(value))
        else:
            value = walk.send(value * 2 if value % 3 == 0 else None)
except StopIteration as end:
    print(end.value, changed)
print(sum(left_spine), list(left_spine)[:12], sum(stack_walk(left_spine)))

walk = editor(right_spine, changed)
for _ in range(300):
    next(walk)
depth, inner = 0, walk
while inner.gi_yieldfrom is not None:
    depth, inner = depth + 1, inner.gi_yieldfrom
print(depth, inner.gi_frame.f_locals["node"].value, walk.gi_frame.f_locals["total"])
try:
    walk.throw(OSError("disk full"))
except OSError as error:
    levels_seen, trace = 0, error.__traceback__
    while trace:
        levels_seen, trace = levels_seen + 1, trace.tb_next
    print(error, levels_seen, inner.gi_frame, list(walk))
walks = [iter(right_spine) for _ in range(5)]
for turn in range(1000):
    walk = walks[turn * turn % 5]
    next(walk, None)
print([next(walk, None) for walk in walks])
walks[0].close()
print(next(walks[0], "closed"), bisect(list(flat), 250), sum(x * y for x, y in zip(random_tree, reversed(random_tree))))
