"""What is refused."""
import sys
import types
from dataclasses import *


class Plain:
    pass


@dataclass
class Normal:
    x: int


@dataclass(frozen=True)
class Frozen:
    x: int


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


attempt("x: int = 1\ny: str")
attempt("x: list = []")
attempt("x: dict = {}")
attempt("x: set = set()")
attempt("x: Plain = Plain()")
attempt("x: Normal = Normal(1)")
attempt("x: Frozen = Frozen(1)")
attempt("x: int = field(default=1, default_factory=int)")
attempt("x = field()")
attempt("x: int\ny = field(default=3)")
attempt("x: int\ndef __lt__(s, o): pass", "@dataclass(order=True)")
attempt("x: int", "@dataclass(order=True, eq=False)")
attempt("x: int\ndef __setattr__(s, o, v): pass", "@dataclass(frozen=True)")
attempt("x: int\ndef __delattr__(s, o): pass", "@dataclass(frozen=True)")
attempt("x: int\ndef __hash__(s): pass", "@dataclass(unsafe_hash=True)")
attempt("x: int", "@dataclass(frozen=True)", "(Normal)")
attempt("y: int", "@dataclass", "(Frozen)")
attempt("y: int", "@dataclass(frozen=True)", "(Frozen)")
attempt("x: int\n__slots__ = ()", "@dataclass(slots=True)")
attempt("x: int", "@dataclass(weakref_slot=True)")
attempt("x: int\n_: KW_ONLY\ny: int = 3\nz: int")
attempt("x: int\n_: KW_ONLY\n__: KW_ONLY")
attempt("_: 'KW_ONLY'\nx: int")
attempt("x: InitVar[int] = field(default_factory=int)")
attempt("x: int", "@dataclass(foo=1)")
attempt("self: int\nx: int = 3")
attempt("y: int", "@dataclass", "(Normal)")
attempt("y: int = 1\nx: int = 2", "@dataclass", "(Normal)")
for call in ("field(1)", "dataclass(3)", "dataclass()(3)", "fields(3)", "fields(int)", "asdict(Normal)", "asdict(3)",
             "astuple(Normal)", "replace(Normal, x=3)", "replace(3)", "replace(Normal(1), q=3)",
             "InitVar()", "Normal(1).__replace__(y=3)"):
    try:
        print(call, "->", eval(call))
    except Exception as e:
        print(call, "->", type(e).__name__, e)
