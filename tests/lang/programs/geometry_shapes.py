# Plane geometry: points with operators, polygons, convex hulls, clipping, nearest pairs, a quadtree walked lazily.
from itertools import combinations
from math import hypot, pi, cos, sin, isclose


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __iter__(self):
        yield self.x
        yield self.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Point(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __xor__(self, other):
        return self.x * other.y - self.y * other.x

    def __abs__(self):
        return hypot(self.x, self.y)

    def __eq__(self, other):
        return isinstance(other, Point) and tuple(self) == tuple(other)

    def __lt__(self, other):
        return tuple(self) < tuple(other)

    def __hash__(self):
        return hash(tuple(self))

    def __repr__(self):
        return f"({self.x:g}, {self.y:g})"


class Polygon:
    def __init__(self, points):
        self.points = [p if isinstance(p, Point) else Point(*p) for p in points]

    def edges(self):
        previous = self.points[-1]
        for point in self.points:
            yield previous, point
            previous = point

    @property
    def area(self):
        return sum(a ^ b for a, b in self.edges()) / 2

    @property
    def perimeter(self):
        return sum(abs(b - a) for a, b in self.edges())

    @property
    def centre(self):
        weights = [(a + b, a ^ b) for a, b in self.edges()]
        return sum((p * w for p, w in weights), Point(0, 0)) * (1 / (6 * self.area))

    def __contains__(self, point):
        inside = False
        for a, b in self.edges():
            if (a.y > point.y) != (b.y > point.y) and point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x:
                inside = not inside
        return inside

    def convex(self):
        turns = [(b - a) ^ (c - b) for (a, b), (_, c) in zip(self.edges(), Polygon(self.points[1:] + self.points[:1]).edges())]
        return all(t >= 0 for t in turns) or all(t <= 0 for t in turns)

    def clip(self, other):
        result = self.points
        for a, b in other.edges():
            result = list(self.half(result, a, b))
        return Polygon(result)

    @staticmethod
    def half(points, a, b):
        def side(p):
            return (b - a) ^ (p - a)
        for i, p in enumerate(points):
            q = points[i - 1]
            if side(p) * side(q) < 0:
                yield q + (p - q) * (side(q) / (side(q) - side(p)))
            if side(p) >= 0:
                yield p

    def __repr__(self):
        return f"Polygon({self.points})"


def hull(points):
    points = sorted(set(points))

    def chain(points):
        out = []
        for p in points:
            while len(out) > 1 and (out[-1] - out[-2]) ^ (p - out[-1]) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return Polygon(chain(points) + chain(points[::-1]))


def nearest(points):
    if len(points) <= 3:
        return min(((abs(a - b), a, b) for a, b in combinations(points, 2)), default=(float("inf"),))
    middle = len(points) // 2
    best = min(nearest(points[:middle]), nearest(points[middle:]))
    line = points[middle].x
    strip = sorted((p for p in points if abs(p.x - line) < best[0]), key=lambda p: p.y)
    for i, a in enumerate(strip):
        for b in strip[i + 1:i + 8]:
            best = min(best, (abs(a - b), *sorted((a, b))))
    return best


class QuadTree:
    def __init__(self, x, y, size, limit=4):
        self.box, self.limit, self.points, self.parts = (x, y, size), limit, [], None

    def add(self, point):
        if self.parts is None:
            self.points.append(point)
            if len(self.points) > self.limit and self.box[2] > 1:
                x, y, size = self.box
                half = size / 2
                self.parts = [QuadTree(x + dx, y + dy, half, self.limit) for dy in (0, half) for dx in (0, half)]
                points, self.points = self.points, []
                for p in points:
                    self.add(p)
        else:
            x, y, size = self.box
            self.parts[(point.x >= x + size / 2) + 2 * (point.y >= y + size / 2)].add(point)

    def within(self, left, bottom, right, top):
        x, y, size = self.box
        if x > right or y > top or x + size < left or y + size < bottom:
            return
        for p in self.points:
            if left <= p.x <= right and bottom <= p.y <= top:
                yield p
        for part in self.parts or ():
            yield from part.within(left, bottom, right, top)

    def depth(self):
        return 1 + max((part.depth() for part in self.parts or ()), default=0)


def scatter(n, seed):
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        yield Point(seed % 100, seed // 100 % 100)


square = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)])
dart = Polygon([(0, 0), (4, 2), (0, 4), (1, 2)])
print(square.area, square.perimeter, square.centre, dart.area, round(dart.perimeter, 6), square.convex(), dart.convex())
print([Point(x, 2) in dart for x in (0.5, 1.5, 3.9, 5)], Point(2, 2) in square)
print(square.clip(Polygon([(2, -1), (6, 2), (2, 5)])), round(square.clip(Polygon([(2, -1), (6, 2), (2, 5)])).area, 6))
circle = Polygon([(cos(2 * pi * k / 96), sin(2 * pi * k / 96)) for k in range(96)])
print(isclose(circle.area, pi, rel_tol=1e-2), round(circle.perimeter / 2, 4), circle.convex())
cloud = list(scatter(250, 5))
outline = hull(cloud)
print(outline, outline.area, all(p in outline.points or p in outline or any(((b - a) ^ (p - a)) == 0 for a, b in outline.edges()) for p in cloud))
print(nearest(sorted(set(cloud)))[1:], nearest(sorted(set(cloud)))[0] == min(abs(a - b) for a, b in combinations(set(cloud), 2)))
tree = QuadTree(0, 0, 128)
for p in cloud:
    tree.add(p)
found = sorted(tree.within(20, 20, 45, 40))
print(len(found), found[:3], found == sorted(p for p in cloud if 20 <= p.x <= 45 and 20 <= p.y <= 40), tree.depth())
for bad in (lambda: Point(1, 2) * "x", lambda: Point(1, 2) + 3, lambda: Point(1), lambda: [1] * Point(0, 0)):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
