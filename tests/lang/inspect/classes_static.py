# inspect: what attributes of classes are and where they come from; static members; trees of classes; records of frames.
import inspect
import types


class Meta(type):
    table = "of the metaclass"

    def __getattr__(cls, name):
        if name == "virtual":
            return "made by the metaclass"
        raise AttributeError(name)


class Brittle:
    def __set__(self, obj, value): ...

    def __get__(self, obj, cls=None):
        raise AttributeError("brittle")


class Bare:
    def __get__(self, obj, cls=None):
        raise AttributeError("bare")


class Base(metaclass=Meta):
    """Documented."""
    __slots__ = {"slot": "a place", "__dict__": "", "__weakref__": ""}

    def method(self):
        """Of Base."""

    @staticmethod
    def static(): ...

    @classmethod
    def made(cls): ...

    @property
    def prop(self):
        """A property."""

    @types.DynamicClassAttribute
    def virtual(self): return 1

    data = 3
    brittle, bare = Brittle(), Bare()
    builtin = len


class Derived(Base):
    def method(self): ...

    prop = property(lambda self: 1)
    prop.__name__ = "prop"
    __len__ = dict.__len__


USUAL = set(dir(dict)) | set(dir(type))
for cls in (Base, Derived):
    for attribute in inspect.classify_class_attrs(cls):
        if attribute.name not in USUAL or attribute.name in ("__len__", "fromkeys", "__new__", "__init__", "__class__", "__dict__", "mro"):
            shown = attribute.object if isinstance(attribute.object, (int, str)) else type(attribute.object).__name__
            print(cls.__name__, attribute.name, attribute.kind, attribute.defining_class.__name__, shown)
print(inspect.Attribute("a", "data", int, 3), sum(a.kind == "method" for a in inspect.classify_class_attrs(int)) > 50)

for value in ([].append, list.append, list.__len__, len, Base.method, Base().method, dict.fromkeys, dict.__dict__["fromkeys"],
              Bare(), Brittle(), Base.__dict__["slot"], Base.__dict__["prop"], Base, 3):
    print(type(value).__name__, *(int(test(value)) for test in (
        inspect.isroutine, inspect.isbuiltin, inspect.ismethodwrapper, inspect.ismethoddescriptor, inspect.isdatadescriptor,
        inspect.isfunction, inspect.ismethod, inspect.isgetsetdescriptor, inspect.ismemberdescriptor)))


class Loud:
    kind = "class"

    def __getattribute__(self, name):
        print("asked for", name)
        return object.__getattribute__(self, name)

    @property
    def computed(self):
        print("computed")

    shadowed = property(lambda self: 1)
    plain = 1


loud = Loud()
vars(loud)["shadowed"] = vars(loud)["plain"] = 2
for name in ("kind", "computed", "shadowed", "plain", "__dict__", "missing"):
    print(name, type(inspect.getattr_static(loud, name, None)).__name__)
print(inspect.getattr_static(loud, "plain"), inspect.getattr_static(Loud, "plain"), inspect.getattr_static(Derived, "table"))
try:
    inspect.getattr_static(loud, "missing")
except AttributeError as error:
    print(repr(error))
print([(name, type(value).__name__) for name, value in inspect.getmembers_static(Derived()) if not name.startswith("__")])
print([name for name, value in inspect.getmembers_static(Derived, inspect.isfunction)])


class A: ...
class B(A): ...
class C(A): ...
class D(B, C): ...


def names(tree):
    return [names(item) if isinstance(item, list) else (item[0].__name__, [base.__name__ for base in item[1]]) for item in tree]


print(names(inspect.getclasstree([D, A, C, B])))
print(names(inspect.getclasstree([D, A, C, B], unique=True)))
print(names(inspect.getclasstree([D, object])), inspect.walktree([], {}, None))
print(inspect.getargs((lambda a, /, b, *c, d=1, **e: 0).__code__), inspect.getargs((lambda: 0).__code__))
try:
    inspect.getargs(len)
except (TypeError, AttributeError) as error:
    print(error)
print(inspect.ispackage(inspect), inspect.ispackage(__import__("collections")), inspect.ispackage(3))
print(inspect.TPFLAGS_IS_ABSTRACT, inspect.CO_NOFREE, inspect.CO_HAS_DOCSTRING, inspect.CO_METHOD)
print(repr(inspect.BufferFlags.FULL_RO), inspect.BufferFlags.STRIDES | 1, len(inspect.BufferFlags.__members__))
print([inspect.getdoc(x) for x in (Derived().method, Derived, Base.__dict__["slot"], Derived())])


def frame(n):
    if n:
        return frame(n - 1)
    return (inspect.currentframe(),
            inspect.stack(0)[:2])


def places():
    yield from (
        inspect.getframeinfo(inspect.currentframe(), 0) for _ in range(1))


here, stack = frame(1)
print([entry[2:] for entry in stack], stack[0].positions, stack[1].positions)
print(type(stack[0]).__mro__, stack[0]._fields, stack[0].frame is here)
info = inspect.getframeinfo(here, 0)
print(info.lineno, info.function, info.code_context, info.index, info.positions)
print(next(places()).positions)
print(inspect.Traceback("f", 1, "g", None, None), inspect.FrameInfo(None, "f", 1, "g", None, None, positions=(1,)))
print(inspect.Traceback("f", 1, "g", None, None)._replace(lineno=2)[1], inspect.ArgInfo([], None, None, {})._asdict())
try:
    1 / (
        0)
except ZeroDivisionError as error:
    traced = inspect.getframeinfo(error.__traceback__, 0)
    print(traced.lineno, traced.positions, [entry.positions for entry in inspect.getinnerframes(error.__traceback__, 0)])
try:
    inspect.getframeinfo(3)
except (TypeError, AttributeError) as error:
    print(error)
