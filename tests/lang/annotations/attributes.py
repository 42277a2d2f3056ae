"""`__annotations__` and `__annotate__` of functions, classes and modules can be set and deleted."""
import types


def attempt(text):
    try:
        try:
            value = eval(text)
        except SyntaxError:
            exec(text)
            value = None
        print(text, "->", value)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class A:
    x: int


class B(A):
    pass


f = lambda: 1
m = types.ModuleType("m")
for text in """A.__annotations__
B.__annotations__
B.__annotate__
A.__annotate__ = 3
del A.__annotate__
A.__annotations__ = 3
A.__annotations__
B.__annotations__ = {"q": 1}
B.__annotations__
del B.__annotations__
del B.__annotations__
int.__annotations__
int.__annotate__
int.__annotations__ = {}
int.__annotate__ = None
type.__annotations__
object.__annotate__
A.__annotate__ = None
A.__annotations__
A.__annotate__ = lambda f: 3
A.__annotations__
A.__annotate__ = lambda f: {"z": f}
A.__annotations__
f.__annotate__ = 3
del f.__annotate__
f.__annotate__ = lambda g: 3
f.__annotations__
del f.__annotations__
f.__annotations__
f.__annotations__ = 3
f.__annotations__ = None
f.__annotations__
f.__annotate__ = lambda g: {"a": g}
f.__annotations__
f.__annotations__ = {"b": 2}
f.__annotate__
m.__annotations__
m.__annotate__
m.__annotate__ = 4
m.__annotate__ = lambda f: {"a": f}
m.__annotations__
sorted(n for n in m.__dict__ if "annot" in n)
m.__annotations__ = {"b": 1}
sorted(n for n in m.__dict__ if "annot" in n)
del m.__annotations__
del m.__annotations__
del m.__annotate__
m.__annotations__ = 4
m.__annotations__
m.__annotate__ = lambda f: 4
m.__annotations__
m.__annotate__ = None""".splitlines():
    attempt(text)


class Own:
    x: int
    __annotations__ = {"a": 1}


class Computed:
    @property
    def __annotations__(self):
        return 5


print(Own.__annotations__, Own.__annotate__.__name__, Computed().__annotations__)
print(sorted(n for n in Own.__dict__ if "annot" in n))


class Meta(type):
    def __new__(meta, name, bases, namespace):
        print(sorted(n for n in namespace if n.startswith("__")))
        return super().__new__(meta, name, bases, namespace)


class WithCells(metaclass=Meta):
    x: int
    if x := 1:
        y: str

    def m(self, a: int):
        return __class__


print(sorted(n for n in WithCells.__dict__ if n.startswith("__c")), WithCells.__annotations__)
try:
    type("Bad", (), {"__classdictcell__": 3})
except TypeError as e:
    print(e)
import functools


@functools.wraps(WithCells.m)
def wrapper(): pass


print(wrapper.__annotations__)
