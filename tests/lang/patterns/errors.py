# Patterns that raise, and those that do not compile.
import traceback


class NotTuple:
    __match_args__ = ["x"]


class NotStrings:
    __match_args__ = ("x", 1)
    x = 0


class Twice:
    __match_args__ = ("x", "x", "y")
    x = y = 0


class Raises:
    __match_args__ = ("x",)

    @property
    def x(self):
        raise KeyError("from x")


class Bare:
    pass


not_a_class = 5


def one(x):
    match x:
        case not_a_class():
            pass


def two(x):
    match x:
        case NotTuple(1):
            pass


def three(x):
    match x:
        case NotStrings(_, _):
            pass


def four(x):
    match x:
        case Twice(_, _):
            pass


def five(x):
    match x:
        case Twice(_, x=0):
            pass


def six(x):
    match x:
        case Twice(
            _,
            y=0,
        ):
            return "fine"


def seven(x):
    match x:
        case Raises(0):
            pass


def eight(x):
    match x:
        case Bare(1):
            pass


def nine(x):
    match x:
        case int(a, b):
            pass


def ten(x):
    match x:
        case {not_a_class.real: 1, not_a_class.imag.denominator: 2, "a": 3}:
            return "fine"


def eleven(x):
    match x:
        case {not_a_class.real: 1, not_a_class.numerator: 2}:
            pass


def twelve(x):
    match x:
        case [undefined.attribute]:
            pass


for function, subject in [(one, 1), (two, NotTuple()), (three, NotStrings()), (four, Twice()), (five, Twice()), (six, Twice()),
                          (seven, Raises()), (eight, Bare()), (nine, 1), (ten, {5: 1, 1: 2, "a": 3}), (eleven, {5: 1, 6: 2}), (twelve, [1])]:
    try:
        print(function.__name__, function(subject))
    except Exception:
        traceback.print_exc()

for text in [
    "match x:\n case a: pass\n case b: pass",
    "match x:\n case _: pass\n case 1: pass",
    "match x:\n case a | 1: pass",
    "match x:\n case 1 | _ | 2: pass",
    "match x:\n case (_ as a): pass",
    "match x:\n case a as a: pass",
    "match x:\n case [a, a]: pass",
    "match x:\n case [a, *a]: pass",
    "match x:\n case {'k': a, **a}: pass",
    "match x:\n case C(a, b=a): pass",
    "match x:\n case [a] | [b]: pass",
    "match x:\n case [a] | 1: pass",
    "match x:\n case [*a, *b]: pass",
    "match x:\n case {1: _, 1: _}: pass",
    "match x:\n case {'a': _, 'b': _, 'a': _}: pass",
    "match x:\n case {-1: _, -1: _}: pass",
    "match x:\n case {True: _, 1: _}: pass",
    "match x:\n case {**rest, 'a': 1}: pass",
    "match x:\n case {**_}: pass",
    "match x:\n case {a: 1}: pass",
    "match x:\n case C(a=1, a=2): pass",
    "match x:\n case C(a=1, 2): pass",
    "match x:\n case 1 + 2: pass",
    "match x:\n case 1j + 1: pass",
    "match x:\n case +1: pass",
    "match x:\n case f'{a}': pass",
    "match x:\n case a.b(): pass\n case a(): pass\n case f()(): pass",
    "match x:\n case 1 as 2: pass",
    "match x:\n case 1 as _: pass",
    "match x:\n case 1 as a.b: pass",
    "match x:\n case *a: pass",
    "match x:\n case __debug__: pass",
    "match x:\n case {**__debug__}: pass",
    "match x:\n case C(__debug__=1): pass",
    "match x:\n case None.real: pass",
    "match x:\n case [1, 2: pass",
    "match x:\n pass",
    "match x:\ncase 1: pass",
    "match x:\n case 1:\n pass",
    "match x:\n case 1 pass",
    "match x\n case 1: pass",
    "match x:\n case lambda: 1: pass",
    "match x:\n case not 1: pass",
    "match x:\n case a < 1: pass",
    "match x:\n case (1, 2) + 3: pass",
    "match x:\n case x if: pass",
    "match x:\n case " + ", ".join(["_"] * 260) + ", *rest: pass",
]:
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(repr(text[9:60]), type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    else:
        print(repr(text[9:60]), "compiles")
