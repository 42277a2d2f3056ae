# L-systems grown lazily, turtles drawing on character canvases, fractals, spirals and a small ray tracer in text.
from itertools import islice
from math import sqrt


def grow(axiom, rules, generations):
    """Symbols of a generation, never holding the whole string."""
    for c in axiom:
        if generations and c in rules:
            yield from grow(rules[c], rules, generations - 1)
        else:
            yield c


class Turtle:
    STEPS = [(1, 0), (0, -1), (-1, 0), (0, 1)]

    def __init__(self):
        self.x = self.y = self.heading = 0
        self.saved = []

    def follow(self, symbols):
        yield self.x, self.y
        for c in symbols:
            if c in "FG":
                dx, dy = self.STEPS[self.heading]
                self.x, self.y = self.x + dx, self.y + dy
                yield self.x, self.y
            elif c in "+-":
                self.heading = (self.heading + (1 if c == "+" else -1)) % 4
            elif c == "[":
                self.saved.append((self.x, self.y, self.heading))
            elif c == "]":
                self.x, self.y, self.heading = self.saved.pop()


class Canvas:
    def __init__(self):
        self.cells = {}

    def plot(self, points, mark="#"):
        for point in points:
            self.cells[point] = mark
        return self

    def rows(self):
        xs, ys = [x for x, _ in self.cells], [y for _, y in self.cells]
        for y in range(min(ys), max(ys) + 1):
            yield "".join(self.cells.get((x, y), " ") for x in range(min(xs), max(xs) + 1)).rstrip()


def spiral(n):
    x = y = 0
    dx, dy = 1, 0
    length = 1
    count = 0
    while True:
        for _ in range(2):
            for _ in range(length):
                yield x, y
                count += 1
                if count == n:
                    return
                x, y = x + dx, y + dy
            dx, dy = -dy, dx
        length += 1


def mandelbrot(width, height, limit=40):
    for row in range(height):
        line = ""
        for column in range(width):
            c = complex(column / width * 3 - 2.1, row / height * 2.4 - 1.2)
            z, n = 0j, 0
            while abs(z) <= 2 and n < limit:
                z, n = z * z + c, n + 1
            line += " .:-=+*#%@"[n * 9 // limit]
        yield line.rstrip()


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1 / sqrt(self @ self))


class Sphere:
    def __init__(self, centre, radius):
        self.centre, self.radius = centre, radius

    def hit(self, origin, ray):
        to = self.centre - origin
        b = to @ ray
        d = b * b - to @ to + self.radius ** 2
        if d > 0 and b - sqrt(d) > 1e-6:
            return b - sqrt(d)
        return None


def trace(spheres, light, width, height):
    for row in range(height):
        line = ""
        for column in range(width):
            ray = Vector((column - width / 2) / width * 2, (height / 2 - row) / height * 1.2, 1.5).unit()
            hits = [(t, i) for i, s in enumerate(spheres) if (t := s.hit(Vector(0, 0, 0), ray)) is not None]
            if not hits:
                line += " "
                continue
            t, i = min(hits)
            point = ray * t
            normal = (point - spheres[i].centre).unit()
            to_light = (light - point).unit()
            shade = max(0.0, normal @ to_light)
            if any(s.hit(point, to_light) for s in spheres):
                shade *= 0.3
            line += ".,:;+*oO@"[min(8, int(shade * 9))]
        yield line.rstrip()


DRAGON = {"X": "X+YF+", "Y": "-FX-Y"}
HILBERT = {"A": "+BF-AFA-FB+", "B": "-AF+BFB+FA-"}
PLANT = {"F": "FF", "X": "F[+X]F[-X]+X"}
print(*Canvas().plot(Turtle().follow(grow("FX", DRAGON, 6))).rows(), sep="\n")
print(*Canvas().plot(Turtle().follow(c for c in grow("A", HILBERT, 3))).rows(), sep="\n")
for name, axiom, rules in (("dragon", "FX", DRAGON), ("hilbert", "A", HILBERT), ("plant", "X", PLANT), ("algae", "A", {"A": "AB", "B": "A"})):
    print(name, [sum(1 for _ in grow(axiom, rules, n)) for n in range(7)], "".join(islice(grow(axiom, rules, 8), 30)))
print(len(set(Turtle().follow(grow("X", PLANT, 4)))), list(spiral(10)), len(set(spiral(400))))
print(*mandelbrot(46, 18), sep="\n")
print(*trace([Sphere(Vector(0, 0, 6), 1.6), Sphere(Vector(2, 1, 5), 0.7), Sphere(Vector(-1.8, -1, 4.5), 0.6)], Vector(6, 6, 0), 44, 18), sep="\n")
