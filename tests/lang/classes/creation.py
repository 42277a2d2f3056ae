# How classes are made: metaclasses, keywords, namespaces, errors.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", mcs.__name__, name, [b.__name__ for b in bases], kw)
        return {"prepared": True}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    def __repr__(cls):
        return "<Meta class %s>" % cls.__name__


class A(metaclass=Meta, flag=1):
    x = 1

    def __init__(self, *args):
        self.args = args


class B(A, other=2, **{"third": 3}):
    pass


print(A, B, type(B).__name__, A.prepared, A(1, 2).args, B(3).args)


class Base:
    registry = []

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, name))


class Left(Base, name="left"):
    pass


class Right(Base):
    pass


class Both(Left, Right, name="both"):
    pass


print(Base.registry)
attempt(lambda: type("Bad", (Base,), {}, wrong=1))
attempt(lambda: type("Bad", (object,), {}, wrong=1))
attempt(type, "Bad", (int, str), {})
attempt(type, "Bad", (bool,), {})
attempt(type, "Bad", (type(None),), {})
attempt(type, "Bad", (type(lambda: 0),), {})
attempt(type, "Bad", (1,), {})
attempt(type, "Bad", (A, A), {})
attempt(type, "Bad", (object, A), {})
attempt(type, 1, (), {})
attempt(type, "x", [], {})
attempt(type, "x", (), [])
attempt(type)
attempt(type, 1, 2)
attempt(type, 1, 2, 3, 4)
attempt(lambda: type("X\0Y", (), {}))


class M1(type):
    pass


class M2(type):
    pass


class X1(metaclass=M1):
    pass


class X2(metaclass=M2):
    pass


def conflict():
    class Y(X1, X2):
        pass


attempt(conflict)


def mro_error():
    class P:
        pass

    class Q(P):
        pass

    class R(P, Q):
        pass


attempt(mro_error)


def duplicate():
    class P:
        pass

    class R(P, P):
        pass


attempt(duplicate)


def function_meta(name, bases, ns, **kw):
    print("function_meta", name, bases, sorted(k for k in ns if k[0] != "_"), kw)
    return 42


class Answer(metaclass=function_meta, k=1):
    a = 1


print(Answer)


class Entries:
    def __init__(self, real):
        self.real = real

    def __mro_entries__(self, bases):
        print("mro_entries", bases)
        return (self.real,)


entry = Entries(dict)


class FromEntry(entry):
    pass


print(FromEntry.__mro__, FromEntry.__orig_bases__ == (entry,))
attempt(lambda: type("Z", (entry,), {}))


class Ordered(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            print("set", key)
        super().__setitem__(key, value)


class Prep(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Ordered()


class UsesOrdered(metaclass=Prep):
    b = 1
    a = 2

    def method(self):
        pass

    del a


print([k for k in UsesOrdered.__dict__ if not k.startswith("__")])


class BadPrep(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return 1


def bad_prepare():
    class C(metaclass=BadPrep):
        pass


attempt(bad_prepare)


class NoCell(type):
    def __new__(mcs, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(mcs, name, bases, ns)


def no_cell():
    class C(metaclass=NoCell):
        def f(self):
            return __class__


attempt(no_cell)

T = type("T", (A,), {"y": 5, "__module__": "elsewhere"}, kw=9)
print(T, T.y, T.__module__, T.__qualname__, T.__name__)
T.__name__ = "Renamed"
print(T.__name__, T.__qualname__)
T.__qualname__ = "Outer.Renamed"
print(T.__qualname__)


def set_bad(attr, value):
    setattr(T, attr, value)


attempt(set_bad, "__name__", 1)
attempt(set_bad, "__qualname__", 1)
attempt(set_bad, "__name__", "a\0b")
attempt(delattr, T, "__name__")
attempt(delattr, T, "__qualname__")
attempt(delattr, T, "__module__")
attempt(setattr, int, "__name__", "x")
attempt(setattr, int, "x", 1)
attempt(delattr, int, "bit_length")
attempt(setattr, T, "__bases__", 1)
attempt(setattr, T, "__bases__", ())
attempt(setattr, T, "__mro__", ())
attempt(setattr, T, "__dict__", {})
attempt(delattr, T, "nothing")


class NoneNew:
    def __new__(cls):
        print("new")
        return None

    def __init__(self):
        print("not reached")


print(NoneNew())


class BadInit:
    def __init__(self):
        return 1


attempt(BadInit)


class Plain:
    pass


class OnlyInit:
    def __init__(self, a):
        pass


class OnlyNew:
    def __new__(cls, a):
        return super().__new__(cls, a)


class NewOk:
    def __new__(cls, a):
        self = super().__new__(cls)
        self.a = a
        return self


attempt(Plain, 1)
attempt(Plain, a=1)
attempt(OnlyInit)
attempt(OnlyInit, 1, 2)
attempt(OnlyNew, 1)
print(NewOk(4).a)
attempt(object, 1)
attempt(object.__new__)
attempt(object.__new__, 1)
attempt(object.__new__, int)
attempt(object.__new__, Plain, 1)
attempt(int.__new__, str)
attempt(int.__new__, Plain)
attempt(object().__init__, 1)
attempt(lambda: NewOk(1).__init__(2))
attempt(lambda: OnlyInit(1).__init__())
attempt(lambda: Plain().__init__(1))
attempt(object.__init__)
attempt(object.__init_subclass__, 1)
attempt(lambda: object.__init_subclass__(a=1))
print(object.__init_subclass__(), object.__subclasshook__(int))
print(Plain.__subclasses__(), Left.__subclasses__())


class Mro(type):
    def mro(cls):
        order = super().mro()
        return [order[0]] + order[1:][::-1][1:] + [object] if len(order) > 2 else order


class MA(metaclass=Mro):
    x = "a"


class MB(MA):
    x = "b"


print(MB.__mro__)


class Changing:
    pass


class Other:
    def hello(self):
        return "other"


class First:
    def hello(self):
        return "first"


class Sub(First):
    pass


s = Sub()
print(s.hello())
Sub.__bases__ = (Other,)
print(s.hello(), Sub.__mro__, First.__subclasses__(), Other.__subclasses__())
attempt(setattr, Sub, "__bases__", (Sub,))
attempt(setattr, Sub, "__bases__", (int,))
