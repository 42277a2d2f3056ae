# Attributes of every kind in hot loops, and what changes under them.
# jit: threshold=20
# expect-jit: regions>=4 loop_entries>=1
# sweep: exits
import math


class Point:
    dims = 2
    origin = (0, 0)

    def __init__(self, x, y):
        self.x = x
        self.y = y

    @property
    def size(self):
        return abs(self.x) + abs(self.y)

    @size.setter
    def size(self, value):
        self.x = value
        self.y = 0

    @staticmethod
    def unit():
        return Point(1, 1)

    @classmethod
    def of(cls, value):
        return cls(value, -value)

    def moved(self, dx, dy=1, *more, scale=1):
        return Point(self.x + dx * scale, self.y + dy + len(more))


class Point3(Point):
    dims = 3

    def __init__(self, x, y, z=5):
        super().__init__(x, y)
        self.z = z

    @property
    def size(self):
        return super().size + self.z


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a
        self.b = a * 2


class Lazy:
    def __getattr__(self, name):
        return len(name)


def plain(n):
    p = Point(0, 0)
    total = 0
    for i in range(n):
        p.x = i
        p.y += 2
        total += p.x + p.y + p.size + p.dims + p.origin[0] + Point.dims
        q = p.moved(1)
        total += q.x + p.moved(1, 2).y + p.moved(1, 2, 3, 4).y + p.moved(dy=3, dx=2).x
        total += p.moved(1, scale=i % 3).x
        total += Point.unit().x + Point.of(i).y
    return total, p.x, p.y


def several(n):
    shapes = [Point(1, 2), Point3(3, 4), Point3(5, 6, 7), Slotted(8)]
    total = 0
    for i in range(n):
        s = shapes[i % 4]
        if i % 4 < 3:
            total += s.size + s.dims + s.x
            if i % 4 == 0:
                s.size = i % 5
            else:
                s.y = i % 7
        else:
            total += s.a + s.b
            s.a = i % 3
    return total


def growing(n):
    held = []
    for i in range(n):
        p = Point(i, i)
        p.extra = i
        if i % 3 == 0:
            p.more = p.extra
        held.append(p)
    return sum(p.extra + getattr(p, "more", 0) for p in held), sorted(held[-1].__dict__)


def lazy(n):
    thing = Lazy()
    total = 0
    for i in range(n):
        total += thing.abc
        if i == n // 2:
            thing.abc = 100
    return total


def changing(n):
    p = Point(1, 2)
    seen = []
    for i in range(n):
        seen.append((p.size, p.dims, p.x))
        if i == n // 3:
            Point.dims = 7
        if i == n // 2:
            p.dims = 8
        if i == n * 2 // 3:
            Point.x = property(lambda self: -1)
        if i == n * 3 // 4:
            del Point.x
        if i == n * 5 // 6:
            Point.moved = lambda self, dx: dx
            seen.append(p.moved(3))
    Point.dims = 2
    return sorted(set(map(str, seen)))


def replaced(n):
    def add(a, b=1, *, c=2):
        return a + b + c

    total = []
    for i in range(n):
        total.append(add(i, c=3) - i if i % 2 else add(i) - i)
        if i == n // 2:
            add.__defaults__ = (100,)
        if i == n * 2 // 3:
            add.__kwdefaults__["c"] = 1000
        if i == n * 4 // 5:
            add.__code__ = (lambda a, b=1, *, c=2: a - b - c).__code__
    return sorted(set(total))


def other_class(n):
    p = Point(3, 4)
    total = 0
    for i in range(n):
        total += p.size
        if i == n // 2:
            p.__class__ = Point3
            p.z = 1
    return total


def missing(n):
    p = Point(3, 4)
    errors = 0
    for i in range(n):
        try:
            if i % 10 == 5:
                del p.x
            errors += p.x
        except AttributeError as error:
            errors += len(str(error))
            p.x = 1
    return errors


def initialised(n):
    class Odd:
        def __init__(self, value):
            self.value = value
            if value % 10 == 9:
                raise ValueError(value)

    class Wrong:
        def __init__(self, value):
            return value if value == 50 else None

    total = 0
    for i in range(n):
        try:
            total += Odd(i).value
            Wrong(i)
        except ValueError as error:
            total += error.args[0]
        except TypeError as error:
            total += len(str(error))
    return total


def modules(n):
    total = 0
    for i in range(n):
        total += math.floor(math.pi * i)
        if i == n // 2:
            math.pi = 3
    math.pi = 3.141592653589793
    return total


print(plain(60))
print(several(80))
print(growing(60))
print(lazy(60))
print(changing(120))
print(replaced(120))
print(other_class(60))
print(missing(60))
print(initialised(60))
print(modules(60))
