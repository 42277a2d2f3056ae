# Points in space: a k-d tree, nearest neighbours with a bounded heap, ranges, clustering
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation
import heapq
from math import hypot, sqrt


class Point(tuple):
    __slots__ = ()

    def __new__(cls, *coordinates):
        return super().__new__(cls, coordinates)

    def distance(self, other):
        return sqrt(sum((a - b) ** 2 for a, b in zip(self, other, strict=True)))

    def __add__(self, other):
        return Point(*(a + b for a, b in zip(self, other, strict=True)))

    def __truediv__(self, number):
        return Point(*(a / number for a in self))

    def __repr__(self):
        return f"({', '.join(f'{c:.2f}' for c in self)})"


class Tree:
    __slots__ = ("point", "axis", "left", "right")

    def __init__(self, points, depth=0):
        self.axis = depth % len(points[0])
        points = sorted(points, key=lambda p: (p[self.axis], p))
        middle = len(points) // 2
        self.point = points[middle]
        self.left = Tree(points[:middle], depth + 1) if middle else None
        self.right = Tree(points[middle + 1:], depth + 1) if middle + 1 < len(points) else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.point
        if self.right:
            yield from self.right

    def nearest(self, target, count=1):
        heap, visited = [], 0
        stack = [(0.0, self)]
        while stack:
            bound, node = stack.pop()
            if node is None or len(heap) == count and bound > -heap[0][0]:
                continue
            visited += 1
            entry = (-target.distance(node.point), node.point)
            if len(heap) < count:
                heapq.heappush(heap, entry)
            elif entry > heap[0]:
                heapq.heapreplace(heap, entry)
            gap = target[node.axis] - node.point[node.axis]
            near, far = (node.left, node.right) if gap < 0 else (node.right, node.left)
            stack.append((abs(gap), far))
            stack.append((bound, near))
        return sorted((-distance, point) for distance, point in heap), visited

    def within(self, low, high):
        value = self.point[self.axis]
        if self.left and value >= low[self.axis]:
            yield from self.left.within(low, high)
        if all(a <= b <= c for a, b, c in zip(low, self.point, high)):
            yield self.point
        if self.right and value <= high[self.axis]:
            yield from self.right.within(low, high)

    def depth(self):
        return 1 + max((child.depth() for child in (self.left, self.right) if child), default=0)


def scatter(count, seed, dimensions=2, size=100):
    for _ in range(count):
        coordinates = []
        for _ in range(dimensions):
            seed = seed * 48271 % 2147483647
            coordinates.append(seed % (size * 100) / 100)
        yield Point(*coordinates)


def clusters(points, count, rounds=20):
    centres = points[::len(points) // count][:count]
    for step in range(rounds):
        tree = Tree(list(centres))
        groups = {}
        for point in points:
            (_, centre), = tree.nearest(point)[0]
            groups.setdefault(centre, []).append(point)
        moved = [sum(group[1:], group[0]) / len(group) for group in groups.values()]
        yield step, sum(point.distance(centre) for centre, group in groups.items() for point in group)
        if sorted(moved) == sorted(centres):
            return
        centres = moved


points = list(scatter(200, 11))
tree = Tree(points)
print(tree.depth(), len(list(tree)), sorted(tree) == sorted(points), tree.point)
for target in (Point(50.0, 50.0), Point(-5.0, 120.0), points[17]):
    found, visited = tree.nearest(target, 3)
    slow = sorted((target.distance(p), p) for p in points)[:3]
    print(target, [(round(d, 3), p) for d, p in found], visited < 60, found == slow)
inside = sorted(tree.within(Point(20, 30), Point(40, 45)))
print(inside, inside == sorted(p for p in points if 20 <= p[0] <= 40 and 30 <= p[1] <= 45))
for step, error in clusters(points, 4):
    print(step, f"{error:.4f}", end="; ")
print()
space = Tree(list(scatter(120, 5, 3, 10)))
print(space.depth(), [(round(d, 4), p) for d, p in space.nearest(Point(5.0, 5.0, 5.0), 2)[0]])
print(sum(space.nearest(p)[0][0][0] for p in space), sum(1 for p in space for _ in space.within(p, p + Point(2, 2, 2))))
try:
    Point(1, 2) + Point(1, 2, 3)
except ValueError as error:
    print("ValueError:", error)
print(hypot(3, 4), Point(3.0, 4.0).distance(Point(0.0, 0.0)), Point(1, 2) == (1, 2), hash(Point(1, 2)) == hash((1, 2)))
