# A ray tracer that prints characters: vectors with operators, shapes behind one method, shading
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation
from math import inf, sqrt


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    __rmul__ = __mul__

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def __neg__(self):
        return Vec(-self.x, -self.y, -self.z)

    def __abs__(self):
        return sqrt(self @ self)

    def __bool__(self):
        return bool(self.x or self.y or self.z)

    def unit(self):
        return self * (1 / abs(self))

    def __iter__(self):
        yield self.x
        yield self.y
        yield self.z

    def __repr__(self):
        return "Vec(" + ", ".join(f"{c:.4g}" for c in self) + ")"


class Shape:
    shine = 0.0

    def hits(self, origin, way):
        raise NotImplementedError

    def first(self, origin, way):
        return min((t for t in self.hits(origin, way) if t > 1e-6), default=inf)


class Sphere(Shape):
    def __init__(self, centre, radius, bright=0.9, shine=0.0):
        self.centre, self.radius, self.brightness, self.shine = centre, radius, bright, shine

    def hits(self, origin, way):
        gap = origin - self.centre
        half = gap @ way
        inside = half * half - (gap @ gap - self.radius ** 2)
        if inside >= 0:
            yield -half - sqrt(inside)
            yield -half + sqrt(inside)

    def normal(self, point):
        return (point - self.centre).unit()

    def bright(self, point):
        return self.brightness


class Floor(Shape):
    def __init__(self, height):
        self.height = height

    def hits(self, origin, way):
        if way.y:
            yield (self.height - origin.y) / way.y

    def normal(self, point):
        return Vec(0, 1, 0)

    def bright(self, point):
        return 0.8 if (point.x // 1 + point.z // 1) % 2 else 0.25


class Box(Shape):
    def __init__(self, low, high, bright=0.7):
        self.low, self.high, self.brightness = low, high, bright

    def hits(self, origin, way):
        near, far = -inf, inf
        for o, w, low, high in zip(origin, way, self.low, self.high):
            if not w:
                if not low <= o <= high:
                    return
                continue
            a, b = sorted(((low - o) / w, (high - o) / w))
            near, far = max(near, a), min(far, b)
        if near <= far:
            yield from (near, far)

    def normal(self, point):
        best = min(
            (min(abs(p - low), abs(p - high)), axis, -1 if abs(p - low) < abs(p - high) else 1)
            for axis, (p, low, high) in enumerate(zip(point, self.low, self.high))
        )
        return Vec(*(best[2] if axis == best[1] else 0 for axis in range(3)))

    bright = Sphere.bright


class Scene:
    def __init__(self, *shapes, light=Vec(4, 6, -4)):
        self.shapes, self.light, self.rays = shapes, light, 0

    def nearest(self, origin, way):
        self.rays += 1
        return min(((shape.first(origin, way), i) for i, shape in enumerate(self.shapes)), default=(inf, -1))

    def shade(self, origin, way, depth=0):
        t, index = self.nearest(origin, way)
        if t == inf:
            return 0.05 + 0.15 * max(0.0, way.y)
        shape = self.shapes[index]
        point = origin + way * t
        normal = shape.normal(point)
        if normal @ way > 0:
            normal = -normal
        towards = self.light - point
        direction = towards.unit()
        value = 0.1
        if self.nearest(point, direction)[0] > abs(towards):
            value += 0.9 * max(0.0, normal @ direction)
        value *= shape.bright(point)
        if shape.shine and depth < 3:
            mirrored = way - 2 * (way @ normal) * normal
            value = value * (1 - shape.shine) + shape.shine * self.shade(point, mirrored, depth + 1)
        return value

    def rows(self, width, height, eye=Vec(0, 1.2, -5)):
        for row in range(height):
            for column in range(width):
                way = Vec((column + 0.5) / width * 2 - 1, (0.5 - (row + 0.5) / height) * 1.1, 1.4).unit()
                yield self.shade(eye, way)


def picture(values, width, ramp=" .:-=+*#%@"):
    line = []
    for value in values:
        line.append(ramp[min(len(ramp) - 1, int(value * len(ramp)))])
        if len(line) == width:
            yield "".join(line)
            line.clear()


scene = Scene(Sphere(Vec(-1.2, 1, 0.5), 1.0), Sphere(Vec(1.1, 0.8, 1.5), 0.8, 0.6, 0.5), Box(Vec(-0.4, 0, -1.6), Vec(0.4, 0.7, -0.9)), Floor(0))
print(*picture(scene.rows(56, 20), 56), sep="\n")
print(scene.rays)
values = list(Scene(Sphere(Vec(0, 1, 0), 1.0), Floor(0)).rows(12, 8))
print(f"{sum(values):.9f} {max(values):.9f} {values[40]:.9f}", len(values))
print(Vec(1, 2, 3) + 2 * Vec(0, 1, 0), Vec(1, 2, 3) @ Vec(4, 5, 6), bool(Vec(0, 0, 0)), -Vec(3, 0, 4).unit(), list(Box(Vec(0, 0, 0), Vec(1, 1, 1)).hits(Vec(-1, 0.5, 0.5), Vec(1, 0, 0))))
try:
    Shape().first(Vec(0, 0, 0), Vec(1, 0, 0))
except NotImplementedError as error:
    print(type(error).__name__, error.args)
