# A B-tree with splits, merges, range scans by generators and invariants that are checked
# jit: threshold=5
from bisect import bisect_left


class Node:
    __slots__ = ("keys", "values", "children")

    def __init__(self, keys=(), values=(), children=()):
        self.keys, self.values, self.children = list(keys), list(values), list(children)


class BTree:
    def __init__(self, degree=2):
        self.degree, self.root, self.size, self.events = degree, Node(), 0, {}

    def note(self, what):
        self.events[what] = self.events.get(what, 0) + 1

    def __setitem__(self, key, value):
        if len(self.root.keys) == 2 * self.degree - 1:
            self.root = Node(children=[self.root])
            self.split(self.root, 0)
        node = self.root
        while True:
            at = bisect_left(node.keys, key)
            if at < len(node.keys) and node.keys[at] == key:
                node.values[at] = value
                return
            if not node.children:
                node.keys.insert(at, key)
                node.values.insert(at, value)
                self.size += 1
                return
            if len(node.children[at].keys) == 2 * self.degree - 1:
                self.split(node, at)
                if key == node.keys[at]:
                    node.values[at] = value
                    return
                at += key > node.keys[at]
            node = node.children[at]

    def split(self, parent, at):
        self.note("split")
        child, t = parent.children[at], self.degree
        right = Node(child.keys[t:], child.values[t:], child.children[t:])
        parent.keys.insert(at, child.keys[t - 1])
        parent.values.insert(at, child.values[t - 1])
        parent.children.insert(at + 1, right)
        del child.keys[t - 1:], child.values[t - 1:], child.children[t:]

    def __getitem__(self, key):
        node = self.root
        while True:
            at = bisect_left(node.keys, key)
            if at < len(node.keys) and node.keys[at] == key:
                return node.values[at]
            if not node.children:
                raise KeyError(key)
            node = node.children[at]

    def __delitem__(self, key):
        self.remove(self.root, key)
        self.size -= 1
        if not self.root.keys and self.root.children:
            self.root = self.root.children[0]

    def remove(self, node, key):
        at = bisect_left(node.keys, key)
        here = at < len(node.keys) and node.keys[at] == key
        if not node.children:
            if not here:
                raise KeyError(key)
            del node.keys[at], node.values[at]
            return
        if here:
            child = node.children[at]
            if len(child.keys) >= self.degree:
                while child.children:
                    child = child.children[-1]
                node.keys[at], node.values[at] = child.keys[-1], child.values[-1]
                self.remove(node.children[at], node.keys[at])
                return
            child = node.children[at + 1]
            if len(child.keys) >= self.degree:
                while child.children:
                    child = child.children[0]
                node.keys[at], node.values[at] = child.keys[0], child.values[0]
                self.remove(node.children[at + 1], node.keys[at])
                return
            self.merge(node, at)
        elif len(node.children[at].keys) < self.degree:
            at = self.refill(node, at)
        self.remove(node.children[at], key)

    def refill(self, node, at):
        child = node.children[at]
        for side, other in ((-1, at - 1), (1, at + 1)):
            if 0 <= other < len(node.children) and len(node.children[other].keys) >= self.degree:
                self.note("borrow")
                sibling, middle = node.children[other], min(at, other)
                take, put = (-1, 0) if side < 0 else (0, len(child.keys))
                child.keys.insert(put, node.keys[middle])
                child.values.insert(put, node.values[middle])
                node.keys[middle], node.values[middle] = sibling.keys.pop(take), sibling.values.pop(take)
                if sibling.children:
                    child.children.insert(put and len(child.children), sibling.children.pop(take))
                return at
        self.merge(node, at - (at == len(node.keys)))
        return at - (at > len(node.keys))

    def merge(self, node, at):
        self.note("merge")
        left, right = node.children[at], node.children.pop(at + 1)
        left.keys += [node.keys.pop(at), *right.keys]
        left.values += [node.values.pop(at), *right.values]
        left.children += right.children

    def scan(self, low, high, node=None):
        node = node or self.root
        at = bisect_left(node.keys, low)
        while True:
            if node.children:
                yield from self.scan(low, high, node.children[at])
            if at == len(node.keys) or node.keys[at] >= high:
                return
            yield node.keys[at], node.values[at]
            at += 1

    def check(self, node=None, root=True):
        node = node or self.root
        assert root or self.degree - 1 <= len(node.keys) <= 2 * self.degree - 1, node.keys
        assert node.keys == sorted(set(node.keys)) and len(node.keys) == len(node.values)
        if not node.children:
            return 1
        depths = {self.check(child, False) for child in node.children}
        assert len(depths) == 1 and len(node.children) == len(node.keys) + 1
        return depths.pop() + 1


for degree in (2, 3, 8):
    tree, model = BTree(degree), {}
    for i in range(250):
        key = i * 7919 % 401
        tree[key] = model[key] = i
    print(degree, tree.size, tree.check(), tree.events)
    print("  ", list(tree.scan(40, 52)), len(list(tree.scan(-1, 500))) == len(model))
    removed = 0
    for i in range(0, 401, 3):
        try:
            del tree[i]
        except KeyError as error:
            missing = error.args[0]
            tree.size += 0
        else:
            del model[i]
            removed += 1
        if i % 60 == 0:
            tree.check()
    print("  ", removed, tree.size, tree.check(), tree.events, missing)
    print("  ", dict(tree.scan(0, 401)) == model, tree[min(model)], sum(v for _, v in tree.scan(100, 200)))
    for key in sorted(model, key=lambda key: key * 31 % 97):
        del tree[key]
    print("  ", tree.size, tree.root.keys, tree.root.children, tree.events)
    try:
        tree[5]
    except KeyError as error:
        print("   KeyError", error)
