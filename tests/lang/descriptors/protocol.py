# Descriptors: data and non-data, on classes and metaclasses, __set_name__, errors.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error, getattr(error, "__notes__", ""))


class NonData:
    def __get__(self, obj, owner=None):
        return ("get", None if obj is None else type(obj).__name__, owner and owner.__name__)


class Data(NonData):
    def __set__(self, obj, value):
        print("set", type(obj).__name__, value)

    def __delete__(self, obj):
        print("delete", type(obj).__name__)


class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["os"] = ("stored", value)


class OnlyDelete:
    def __delete__(self, obj):
        print("only delete")


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner):
        return self.name


class C:
    nd = NonData()
    d = Data()
    os = OnlySet()
    od = OnlyDelete()
    n1 = Named()
    n2 = n1


c = C()
print(c.nd, C.nd, c.d, C.d)
c.__dict__["nd"] = 1
c.__dict__["d"] = 1
print(c.nd, c.d, c.n1, C.n2)
c.d = 5
del c.d
c.os = 7
print(c.os, c.__dict__["os"])
del c.od
attempt(setattr, c, "od", 1)
attempt(delattr, c, "os")
print(type(c.od).__name__)
c.nd = 2
print(c.nd)
del c.nd
print(c.nd)
C.d = "replaced"
print(c.d, C.d)


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad " + name)


def bad():
    class X:
        y = BadName()


attempt(bad)


class Counting:
    def __init__(self):
        self.calls = 0

    def __get__(self, obj, owner):
        self.calls += 1
        return lambda *a: (self.calls, a)


class D:
    m = Counting()


d = D()
print(d.m(1), d.m(2), D.m())


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.name)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError("%s must be %s" % (self.name[1:], self.kind.__name__))
        setattr(obj, self.name, value)


class Point:
    x = Typed(int)
    y = Typed(int)

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
p.x += 10
print(p.x, p.y, vars(p))
attempt(Point, 1, "2")
attempt(lambda: Point.__new__(Point).x)

# Functions, methods, static and class methods as descriptors.


class F:
    def method(self, a=1):
        "doc of method"
        return ("method", type(self).__name__, a)

    @classmethod
    def cm(cls, a=1):
        "doc of cm"
        return ("cm", cls.__name__, a)

    @staticmethod
    def sm(a=1):
        "doc of sm"
        return ("sm", a)


class G(F):
    pass


g = G()
print(g.method(2), g.cm(3), G.cm(), g.sm(4), G.sm(), F.method(g, 5))
print(g.method.__self__ is g, g.method.__func__ is F.method, g.method.__name__, g.method.__doc__, g.cm.__self__.__name__)
print(g.method == g.method, g.method is g.method, g.method == G().method, hash(g.method) == hash(g.method))
print(g.cm.__func__ is F.__dict__["cm"].__func__, F.__dict__["cm"].__wrapped__ is g.cm.__func__)
sm = F.__dict__["sm"]
print(sm.__func__ is F.sm, sm.__wrapped__ is F.sm, sm(9), sm.__name__, sm.__doc__, sm.__qualname__, sm.__module__)
print(F.method.__get__(g)(7), F.method.__get__(None, F) is F.method, F.__dict__["cm"].__get__(g)(1), F.__dict__["cm"].__get__(None, G)(1))
attempt(F.method.__get__, None)
attempt(F.method.__get__, None, None)
attempt(F.__dict__["cm"])
attempt(F.method)
attempt(g.method, 1, 2)
attempt(g.method, b=1)
attempt(setattr, g.method, "x", 1)
F.method.x = 5
print(g.method.x)
attempt(lambda: g.method.nope)
print(repr(g.method).startswith("<bound method F.method of <__main__.G object at 0x"), repr(G.cm))
print(repr(F.__dict__["cm"])[:38], repr(sm)[:31])
attempt(classmethod)
attempt(staticmethod, 1, 2)
attempt(classmethod(1).__get__(None, int))
attempt(lambda: staticmethod(1)())
attempt(lambda: [].append.__set__)
print(int.__add__.__get__(3)(4), [].append.__self__, list.append.__get__([1]), dict.fromkeys([1]))
attempt(list.append.__get__, 1)
attempt(list.append, 1, 2)
attempt(list.append)
attempt(int.__add__, 1)
attempt(int.__add__, "a", 1)
attempt(int.__add__)
attempt(type.__call__)
attempt(dict.fromkeys)
print(int.real.__get__(5), int.real.__name__, int.real.__objclass__)
attempt(int.real.__get__, "a")
attempt(int.real.__set__, 1, 2)

bound = g.method
import types
print(types.MethodType(F.method, 1).__self__, type(bound) is types.MethodType)
attempt(types.MethodType, 1, 2)
attempt(types.MethodType, len, None)
attempt(types.MethodType, len)


class CallableObj:
    def __call__(self, *args):
        return ("called", args)


class H:
    c = CallableObj()


print(H().c(1), types.MethodType(CallableObj(), 1)(2))


class Meta(type):
    data = Data()
    nondata = NonData()


class K(metaclass=Meta):
    data = 1
    nondata = 2


print(K.data, K.nondata)
K.data = 9
K.nondata = 4
print(K.nondata, K.__dict__["data"])
