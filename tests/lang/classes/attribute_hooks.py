# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__ and suggestions.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Log:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattribute__(self, name):
        if name not in ("log", "__class__", "__dict__"):
            object.__getattribute__(self, "log").append(("get", name))
        return super().__getattribute__(name)

    def __getattr__(self, name):
        self.log.append(("missing", name))
        if name.startswith("auto_"):
            return name[5:]
        raise AttributeError("no " + name)

    def __setattr__(self, name, value):
        self.log.append(("set", name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)

    def method(self, x):
        return x * 2


x = Log()
x.a = 1
print(x.a, x.auto_b, x.method(4))
attempt(lambda: x.nothing)
del x.a
attempt(delattr, x, "a")
print(getattr(x, "zz", "default"), hasattr(x, "yy"), hasattr(x, "auto_q"))
x.b = 5
x.b += 1
print(x.b)
print(x.log)


class Only:
    def __getattribute__(self, name):
        return "got " + name


o = Only()
print(o.x, o.__class__, o.__dict__, len(type(o).__name__))
attempt(len, o)


class Dir:
    def __dir__(self):
        return ["b", "a", "c"]


print(dir(Dir()))


class BadDir:
    def __dir__(self):
        return 1


attempt(dir, BadDir())


class MixDir:
    def __dir__(self):
        return ["a", 1]


attempt(dir, MixDir())


class Raises:
    def __getattribute__(self, name):
        raise ValueError("no " + name)


attempt(lambda: Raises().x)
attempt(getattr, Raises(), "x", 1)
attempt(hasattr, Raises(), "x")
attempt(getattr, 1, 2)
attempt(setattr, x, 1, 2)
attempt(hasattr, x, 1)
attempt(delattr, x, 1)
attempt(getattr, 1)
attempt(getattr, 1, "a", 2, 3)
attempt(getattr, 1, name="real")
attempt(lambda: (1).foo)
attempt(lambda: None.foo)
attempt(lambda: [].push)
attempt(lambda: "".foo)
attempt(lambda: int.foo)
attempt(lambda: print.foo)
attempt(lambda: attempt.foo)
attempt(lambda: type.foo)
attempt(lambda: Only.foo)


def setting(obj, name, value=1):
    setattr(obj, name, value)


attempt(setting, 1, "foo")
attempt(setting, 1, "real")
attempt(setting, [], "append")
attempt(setting, [], "foo")
attempt(setting, object(), "foo")
attempt(setting, None, "foo")
attempt(setting, print, "foo")
attempt(setting, print, "__name__")
attempt(setting, (lambda: 0), "__code__")
attempt(setting, "", "upper")
attempt(delattr, [], "append")
attempt(delattr, [], "foo")
attempt(delattr, 1, "real")
attempt(delattr, attempt, "foo")


class Instance:
    def __init__(self):
        self.__getattr__ = lambda name: 1
        self.__len__ = lambda: 5


attempt(lambda: Instance().foo)
attempt(len, Instance())


class Late:
    pass


late = Late()
attempt(lambda: late.x)
Late.__getattr__ = lambda self, name: "late " + name
print(late.x)
Late.x = 5
print(late.x)
del Late.x
print(late.x)
del Late.__getattr__
attempt(lambda: late.x)


class Meta(type):
    def __getattr__(cls, name):
        return "meta " + name

    def __setattr__(cls, name, value):
        print("meta set", name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        print("meta del", name)
        super().__delattr__(name)

    @property
    def prop(cls):
        return "prop of " + cls.__name__

    def __dir__(cls):
        return ["m"]

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("xyz")

    def __getitem__(cls, key):
        return key

    def __contains__(cls, key):
        return key == 1

    def __call__(cls, *a):
        return "called"

    def __add__(cls, other):
        return "added"

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 5

    def __bool__(cls):
        return False


class WithMeta(metaclass=Meta):
    own = 1
    prop = 3


WithMeta.q = 2
del WithMeta.q
print(WithMeta.own, WithMeta.foo, WithMeta.prop, dir(WithMeta), len(WithMeta), list(WithMeta))
print(WithMeta[3], 1 in WithMeta, 2 in WithMeta, WithMeta(), WithMeta + 1, WithMeta == 3, hash(WithMeta), bool(WithMeta))


class Prop:
    @property
    def x(self):
        raise AttributeError("inner")

    def __getattr__(self, name):
        return "fallback " + name


print(Prop().x)


class Mangled:
    __a = 1

    def __init__(self):
        self.__b = 2
        self.__c__ = 3
        self._d = 4

    def get(self):
        def inner():
            return self.__b

        return self.__a, inner(), self.__c__

    def __method(self):
        return "m"

    def call(self, __arg=5):
        __local = 6
        import math as __math
        return self.__method(), __arg, __local, sorted(n for n in locals() if "arg" in n or "loc" in n)


m = Mangled()
print(m.get(), m.call(), sorted(vars(m)), m._Mangled__method())
attempt(lambda: m.__b)


class _Under:
    def __init__(self):
        self.__x = 1


class __:
    def __init__(self):
        self.__x = 1


print(vars(_Under()), vars(__()))
print(sorted(n for n in Mangled.__dict__ if "angled" in n))
