# property in all its forms.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class C:
    def __init__(self):
        self._x = 1

    @property
    def x(self):
        "the x"
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    @x.deleter
    def x(self):
        print("deleted")
        self._x = None

    @property
    def ro(self):
        return 1

    wo = property(None, lambda self, v: print("wo", v), doc="write only")
    nothing = property()
    named = property(lambda self: 5, None, None, "given doc")


c = C()
print(c.x, C.x.__doc__, C.ro.__doc__, C.wo.__doc__, C.nothing.__doc__, C.named.__doc__)
c.x = 5
print(c.x)
del c.x
print(c.x, c.ro, c.named)
attempt(setattr, c, "ro", 1)
attempt(delattr, c, "ro")
attempt(getattr, c, "wo")
c.wo = 3
attempt(delattr, c, "wo")
attempt(getattr, c, "nothing")
attempt(setattr, c, "nothing", 1)
attempt(delattr, c, "nothing")
print(C.x.fget.__name__, C.x.fset.__name__, C.x.fdel.__name__, C.ro.fset)
print(C.x.__name__, C.wo.__name__, C.named.__name__)
C.late = property(lambda self: 1)
attempt(lambda: C.late.__name__)
attempt(setattr, c, "late", 1)
attempt(setattr, C.ro, "fget", 1)
attempt(setattr, C.ro, "x", 1)
C.ro.__doc__ = "new doc"
print(C.ro.__doc__)
attempt(property, 1, 2, 3, 4, 5)
attempt(property, fget=1, bad=2)
attempt(lambda: property(1).__get__(3))
print(property(lambda s: s).__get__(3), property().__get__(None, int) is not None)
attempt(property().__set__, 1, 2)
attempt(property().__delete__, 1)
print(property.fget, type(C.__dict__["x"]))
p = C.__dict__["x"]
q = p.getter(lambda self: "other")
print(q is p, q.fset is p.fset, q.__doc__, p.setter(None).fset is p.fset)


class Doc(property):
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return ("sub", super().__get__(obj, owner))


class D(C):
    @Doc
    def y(self):
        "y doc"
        return 9

    @C.x.getter
    def x(self):
        return "D.x"


d = D()
print(d.y, D.y.__doc__, type(D.y).__name__, d.x)
d.x = 7
print(d.x, d._x)
attempt(setattr, d, "y", 1)


class Inherits(C):
    @property
    def ro(self):
        return super().ro + 1


print(Inherits().ro)


class Abs:
    @property
    def v(self):
        return self.missing


attempt(lambda: Abs().v)


class ClsProp:
    @classmethod
    @property
    def v(cls):
        return "v"


print(type(ClsProp.v).__name__)


class WithAbstract:
    @property
    def a(self):
        return 1

    a.fget.__isabstractmethod__ = True


print(WithAbstract.a.__isabstractmethod__, C.x.__isabstractmethod__)


class Setter:
    x = property(lambda s: s.__dict__["x"], lambda s, v: s.__dict__.__setitem__("x", v))


s = Setter()
s.x = 1
s.x += 5
s.x *= 2
print(s.x, s.__dict__)
for name in ("x",):
    for i in range(3):
        s.x, y = s.x + i, i
print(s.x, y)
