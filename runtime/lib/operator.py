"""The operators as functions."""

from _operator import *

__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv",
    "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul",
    "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift", "is_", "is_none", "is_not", "is_not_none",
    "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller",
    "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth",
    "xor",
]

# Every operator has the name of its special method too.
for _name in __all__:
    if _name not in ("attrgetter", "countOf", "indexOf", "is_", "is_none", "is_not", "is_not_none",
                     "itemgetter", "length_hint", "methodcaller", "truth"):
        globals()["__" + _name.rstrip("_") + "__"] = globals()[_name]
del _name
