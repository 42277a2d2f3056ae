"""Annotations that make no field."""
import sys
import types
import typing
from dataclasses import *
from typing import ClassVar


def attempt(body, decorator="@dataclass", base=""):
    module = sys.modules["scratch"] = types.ModuleType("scratch")
    namespace = vars(module)
    namespace.update((n, v) for n, v in globals().items() if not n.startswith("__"))
    lines = "\n".join("    " + line for line in body.split("\n"))
    try:
        exec(f"{decorator}\nclass X{base}:\n{lines}", namespace)
        print("made", repr(decorator), repr(body), [f.name for f in fields(namespace["X"])])
    except Exception as e:
        print(type(e).__name__, e, repr(decorator), repr(body))


attempt("x: 'ClassVar[int]' = field(default_factory=int)")
attempt("x: ClassVar[int] = field(kw_only=True)")
attempt("x: ClassVar = []\ny: 'ClassVar[int]' = 3\nz: 'InitVar[int]'\nw: 'InitVar'\nv: int")
attempt("x: 'typing.ClassVar[int]' = 3\ny: 'typing.ClassVar'\nz: 'ClassVar '\nw: 'missing.ClassVar[int]'\nv: 'Class'")
for call in ("make_dataclass('C', ['x', 'x'])", "make_dataclass('C', ['a b'])", "make_dataclass('C', ['class'])",
             "make_dataclass('C', [3])", "make_dataclass('C', [('a', int, 3, 4)])", "make_dataclass('C', [(3, int)])"):
    try:
        print(call, "->", eval(call))
    except Exception as e:
        print(call, "->", type(e).__name__, e)
