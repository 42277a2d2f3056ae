# Signatures, members, docs and frames of inspect.
import inspect
import sys


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def f(a, /, b, c=1, *args, d, e="x", **kw):
    "doc"


def g(): pass


def h(*, k): pass


def p(a, b=2, /): pass


class C:
    """Class doc.

        indented
    back
    """

    attr = 5

    def __init__(self, x, y=3):
        self.x = x

    def m(self, q, *rest):
        """m doc"""

    @classmethod
    def cm(cls, z): pass

    @staticmethod
    def sm(w=1): pass

    @property
    def prop(self):
        "prop doc"

    def __call__(self, n): pass


class D(C):
    def m(self, q, *rest):
        pass

    @property
    def prop(self):
        return 1


class N:
    def __new__(cls, a, b): return super().__new__(cls)


class Meta(type):
    def __call__(cls, u, v): pass


class M(metaclass=Meta): pass


class Plain: pass


for obj in (f, g, h, p, C, C.m, C(1).m, C.cm, C.sm, C(1), D, N, M, Plain, lambda x, *y: x):
    attempt(inspect.signature, obj)
attempt(inspect.signature, 5)
s = inspect.signature(f)
print(repr(s), list(s.parameters), s.parameters["c"], repr(s.parameters["kw"]), s.parameters["d"].kind, s.parameters["args"].kind.description)
print(s.parameters["a"].default is inspect.Parameter.empty, s.return_annotation is s.empty, s == inspect.signature(f), s != inspect.signature(g), hash(s) == hash(inspect.signature(f)))
b = s.bind(1, 2, d=4, z=5)
print(b, b.arguments, b.args, b.kwargs)
b.apply_defaults()
print(b.arguments, b.args, b.kwargs)
for args, kw in [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2), {"d": 1, "b": 2}), ((1, 2, 3, 4), {"d": 1}), ((), {"a": 1, "b": 2, "d": 3})]:
    attempt(s.bind, *args, **kw)
attempt(inspect.signature(g).bind, 1)
attempt(inspect.signature(g).bind, x=1)
attempt(inspect.signature(h).bind)
attempt(inspect.signature(p).bind, 1, b=2)
attempt(inspect.signature(p).bind, b=2)
print(s.bind_partial(1), s.bind_partial())
print(s.replace(parameters=list(s.parameters.values())[:2], return_annotation=int))
P = inspect.Parameter
print(P("x", P.KEYWORD_ONLY, default=3, annotation=int), P("x", P.VAR_KEYWORD), repr(P.POSITIONAL_ONLY), str(P.VAR_POSITIONAL))
attempt(P, "1x", P.KEYWORD_ONLY)
attempt(P, "x", P.VAR_POSITIONAL, default=1)
attempt(P, 5, P.KEYWORD_ONLY)
attempt(inspect.Signature, [P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)])
attempt(inspect.Signature, [P("a", P.KEYWORD_ONLY), P("a", P.KEYWORD_ONLY)])
attempt(inspect.Signature, [P("a", P.POSITIONAL_ONLY, default=1), P("b", P.POSITIONAL_ONLY)])
print(inspect.getdoc(C), "|", inspect.getdoc(g), "|", inspect.getdoc(f))
print(repr(inspect.cleandoc("  a\n     b\n   c\n\n")))
print([n for n, v in inspect.getmembers(C) if not n.startswith("__")], [n for n, v in inspect.getmembers(C, inspect.isfunction)])
print([m for m in inspect.getmembers(C(1), lambda v: isinstance(v, int)) if m[0][0] != "_"])
print(inspect.getfullargspec(f))
print(inspect.getfullargspec(C(1).m).args)
print(sorted(inspect.getcallargs(f, 1, 2, d=3).items()), inspect.getmro(D) == D.__mro__)
print(inspect.isroutine(len), inspect.isdatadescriptor(C.__dict__["prop"]), inspect.ismethoddescriptor(C.__dict__["cm"]), inspect.isabstract(C), inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isclass(C), inspect.ismodule(sys), inspect.isbuiltin(len))
print(inspect.getattr_static(C(1), "prop") is C.__dict__["prop"], inspect.getattr_static(C(1), "x"), inspect.getattr_static(C, "nope", 7))
attempt(inspect.getattr_static, C, "nope")


def wrapper(fn):
    def inner(*a): return fn(*a)
    inner.__wrapped__ = fn
    return inner


w = wrapper(wrapper(f))
print(inspect.unwrap(w) is f, inspect.signature(w), inspect.signature(w, follow_wrapped=False))
w.__wrapped__.__wrapped__ = w
attempt(inspect.unwrap, w)


def outer():
    v = 1

    def inner(q):
        return v + q + len(str(attempt)) + nothing
    return inner


print(inspect.getclosurevars(outer())._replace(globals=0) if hasattr(tuple, "_replace") else [sorted(map(str, x)) for x in inspect.getclosurevars(outer())[:1]], inspect.getclosurevars(outer()).unbound, sorted(inspect.getclosurevars(outer()).builtins))


def frames(a, b=2, *c, **d):
    fr = inspect.currentframe()
    info = inspect.getargvalues(fr)
    print(info.args, info.varargs, info.keywords, sorted(info.locals)[:4])
    st = inspect.stack()
    print([x.function for x in st[:3]], st[0].lineno - frames.__code__.co_firstlineno, st[0].frame is fr)
    print(inspect.getframeinfo(fr).function, inspect.getfile(frames).rsplit("/", 1)[-1])


def caller():
    frames(1, 2, 3, z=4)


caller()
try:
    caller(1)
except TypeError:
    print(len(inspect.trace()))
print(inspect.getmodulename("/a/b.py"), inspect.getmodulename("x.txt"), inspect.indentsize("    a"))
attempt(inspect.getfile, 5)
attempt(inspect.getfile, int)
attempt(inspect.getfile, sys)


def gen():
    x = 1
    yield x


q = gen()
print(inspect.getgeneratorstate(q), inspect.isgenerator(q), inspect.isgeneratorfunction(gen), inspect.getgeneratorlocals(q))
next(q)
print(inspect.getgeneratorstate(q), inspect.getgeneratorlocals(q))
