# Assignment to __class__, __dict__, __slots__ and layouts.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


a = A()
a.x = 1
a.__class__ = B
print(a.who(), a.x, type(a).__name__)
attempt(setattr, a, "__class__", 1)
attempt(setattr, a, "__class__", int)
attempt(delattr, a, "__class__")
attempt(setattr, 5, "__class__", A)
attempt(setattr, a, "__dict__", 1)
a.__dict__ = {"y": 2}
print(a.y, hasattr(a, "x"), vars(a))
del a.__dict__
print(a.__dict__)


class S:
    __slots__ = ("a", "b")


class S2:
    __slots__ = ("a", "b")


class S3:
    __slots__ = ("a", "c")


class D:
    __slots__ = ("a", "__dict__")


class W:
    __slots__ = ("__weakref__",)


s = S()
s.a = 1
attempt(lambda: s.b)
attempt(setattr, s, "c", 1)
attempt(getattr, s, "c")
attempt(delattr, s, "b")
attempt(delattr, s, "c")
attempt(lambda: s.__dict__)
s.__class__ = S2
print(type(s).__name__, s.a)
attempt(setattr, s, "__class__", S3)
attempt(setattr, s, "__class__", A)
attempt(setattr, A(), "__class__", S)
print(S.a, S.__slots__, type(S.a).__name__, S.a.__name__, S.a.__qualname__, S.a.__objclass__.__name__)
attempt(S.a.__get__, 1)
attempt(S.a.__get__, s)
attempt(S.a.__set__, s, 7)
print(s.a)
attempt(S.a.__delete__, s)
S2.a.__delete__(s)
attempt(getattr, s, "a")
d = D()
d.a = 1
d.z = 2
print(d.__dict__, d.a, d.z)
d.a = 3
print(vars(d))


def make(**ns):
    return type("Made", (), ns)


attempt(make, __slots__=("x",), x=1)
attempt(make, __slots__=("1x",))
attempt(make, __slots__=(1,))
attempt(make, __slots__=("__dict__", "__dict__"))
attempt(make, __slots__=("__weakref__", "__weakref__"))
attempt(make, __slots__=1)
print(make(__slots__="one").__slots__)
print(make(__slots__={"k": "doc of k"}).__slots__)
print(make(__slots__=iter(["q"])).q.__name__)
attempt(type, "I", (int,), {"__slots__": ("x",)})
attempt(type, "I", (tuple,), {"__slots__": ("x",)})
attempt(type, "I", (bytes,), {"__slots__": ("x",)})
print(type("I", (int,), {"__slots__": ()})(5) + 1)
print(type("L", (list,), {"__slots__": ("x",)})([1]))
attempt(type, "SS", (S, S3), {})
attempt(type, "SS", (S, S2), {})
print(type("SS", (S, A), {})().__dict__)


class Private:
    __slots__ = ("__secret", "__dunder__")

    def __init__(self):
        self.__secret = 1


p = Private()
print(p._Private__secret, [n for n in dir(Private) if "secret" in n])


class Child(S):
    __slots__ = ("c",)


class Loose(S):
    pass


c = Child()
c.a = c.b = c.c = 1
print(c.a, c.b, c.c, hasattr(c, "__dict__"))
loose = Loose()
loose.a = 1
loose.other = 2
print(loose.__dict__)


class Shadow(S):
    __slots__ = ("a",)


sh = Shadow()
sh.a = 1
S.a.__set__(sh, 2)
print(sh.a, S.a.__get__(sh))
attempt(type, "WW", (W,), {"__slots__": ("__weakref__",)})
attempt(type, "DD", (D,), {"__slots__": ("__dict__",)})
attempt(type, "AA", (A,), {"__slots__": ("__dict__",)})
print(hasattr(W(), "__weakref__"), W().__weakref__, A().__weakref__)


class Meth:
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def get(self):
        return self.v


print(Meth(1) == Meth(1), Meth(2).get(), Meth(3).v)
attempt(hash, Meth(1))
