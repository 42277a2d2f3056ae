# Instances, class attributes, methods, bound and unbound.


class Point:
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def move(self, dx):
        self.x += dx
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p, q = Point(1), Point(2, 3)
print(p, [q], str(p), Point.count, p.count)
print(p.move(5).move(1), Point.move(q, -2))
m = p.move
print(m(10), m.__self__ is p, m.__func__ is Point.__dict__["move"], m.__name__)
p.count = "own"
print(p.count, q.count, sorted(p.__dict__), "x" in vars(q))
del p.count
print(p.count, hasattr(p, "z"), getattr(p, "z", "none"))
setattr(p, "z", 1)
delattr(p, "z")
for act in (lambda: p.z, lambda: Point.nothing, lambda: Point()):
    try:
        act()
    except (AttributeError, TypeError) as error:
        print(error)
print(type(p) is Point, isinstance(p, object), Point.__name__, Point.__qualname__, Point.__module__)
print(type(p), Point.__bases__, Point.__doc__)
