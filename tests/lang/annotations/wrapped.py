"""The annotations of static methods, class methods and wrapped functions; dispatch on texts."""
from __future__ import annotations
import functools


class A:
    @staticmethod
    def s(a: int) -> str: pass

    @classmethod
    def c(cls, a: int) -> str: pass

    @functools.singledispatchmethod
    def m(self, x): return "any"

    @m.register
    def _(self, x: int): return "int"

    @m.register
    @classmethod
    def _(cls, x: str): return "str"

    @m.register
    @staticmethod
    def _(x: "list"): return "list"


s, c = A.__dict__["s"], A.__dict__["c"]
print(s.__annotations__, c.__annotations__, s.__annotate__(1), sorted(n for n in s.__dict__ if "annot" in n))
c.__annotations__ = {"x": 1}
print(c.__annotations__, A.c.__annotations__, A.s.__annotations__)
del c.__annotations__
print(c.__annotations__)
try:
    classmethod(3).__annotations__
except AttributeError as e:
    print(e)
print(A().m(1), A().m("x"), A().m([]), A().m(2.5))


@functools.singledispatch
def show(value): return "something"


@show.register
def _(value: int): return "int"


@show.register
def _(value: list | tuple) -> str: return "sequence"


print(show(1), show(()), show("x"))
for text in ("def f(value: Missing): pass", "def f(value): pass", "def f(value: list[int]): pass",
             "def f(value: int | list[int]): pass", "def f() -> int: pass"):
    exec(f"from __future__ import annotations\n{text}")
    try:
        print(show.register(f))
    except Exception as e:
        print(type(e).__name__, str(e).partition(": <function")[0])
