"""A stand-in for doctest: the examples of docstrings, run and compared.

Each docstring with examples is a test case of unittest.
"""

import io
import sys
import traceback
import unittest
from unittest.case import describe

_flags = {}


def register_optionflag(name):
    return _flags.setdefault(name, 1 << len(_flags))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")


class Example:
    """A statement with what it shows."""

    def __init__(self, source, want, lineno, options):
        self.source, self.want, self.lineno, self.options = source, want, lineno, options

    def expected_error(self):
        """Name and text of the exception it must raise, on the last line of its traceback; or None."""
        lines = self.want.split("\n")
        if not lines[0].startswith(("Traceback (most recent call last):", "Traceback (innermost last):")):
            return None
        for place, line in enumerate(lines[1:], 1):
            if line[:1].isidentifier():
                return "\n".join(lines[place:])
        return None


def options_of(source):
    """The flags that comments in a source switch on and off."""
    on = off = 0
    for line in source.split("\n"):
        _, found, words = line.partition("# doctest:")
        if not found:
            _, found, words = line.partition("#doctest:")
        for word in words.replace(",", " ").split() if found else ():
            if word[1:] not in _flags:
                raise ValueError(f"unknown doctest option {word!r}")
            if word[0] == "+":
                on |= _flags[word[1:]]
            else:
                off |= _flags[word[1:]]
    return on, off


def parse(text):
    """The examples of a docstring."""
    lines = text.expandtabs().split("\n")
    examples, place = [], 0
    while place < len(lines):
        bare = lines[place].lstrip(" ")
        indent = len(lines[place]) - len(bare)
        if not (bare.startswith(">>> ") or bare == ">>>"):
            place += 1
            continue
        start, source = place, [bare[4:]]
        place += 1
        while place < len(lines) and lines[place][indent:indent + 4].rstrip() == "...":
            source.append(lines[place][indent + 4:])
            place += 1
        want = []
        while place < len(lines) and lines[place].strip() and not lines[place].lstrip(" ").startswith(">>>"):
            want.append(lines[place][indent:])
            place += 1
        code = "\n".join(source) + "\n"
        if any(line.strip() and not line.strip().startswith("#") for line in source):
            examples.append(Example(code, "".join(line + "\n" for line in want), start, options_of(code)))
    return examples


def matches(want, got, flags):
    if want == got:
        return True
    if not flags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
        return True
    if not flags & DONT_ACCEPT_BLANKLINE:
        want = "\n".join("" if line == "<BLANKLINE>" else line for line in want.split("\n"))
        if want == got:
            return True
    if flags & NORMALIZE_WHITESPACE:
        want, got = " ".join(want.split()), " ".join(got.split())
        if want == got:
            return True
    return bool(flags & ELLIPSIS) and has_parts(got, want.split("..."))


def has_parts(text, parts):
    """Whether the text begins with the first part, ends with the last, and has the others in order between."""
    if len(parts) == 1:
        return text == parts[0]
    first, *middle, last = parts
    if not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for part in middle:
        place = text.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return place <= end


def bare_name(line):
    """The name of an exception without its module, and nothing of its text."""
    return line.split("\n")[0].partition(":")[0].rpartition(".")[2].strip()


class ExamplesFailed(AssertionError):
    """Examples that failed: the number of each, and what is wrong."""

    def __init__(self, wrong):
        super().__init__(f"{len(wrong)} examples: {wrong[0][1]}")
        self.wrong = wrong


class DocTestCase(unittest.TestCase):
    def __init__(self, name, text, globs, flags=0):
        super().__init__()
        self.name, self.examples, self.globs, self.flags = name, parse(text), globs, flags

    def id(self):
        return f"doctest.{self.name}"

    def runTest(self):
        scope = dict(self.globs)
        wrong = []
        for number, example in enumerate(self.examples):
            on, off = example.options
            flags = (self.flags | on) & ~off
            if not flags & SKIP:
                problem = self.check(number, example, flags, scope)
                if problem is not None:
                    wrong.append((number, problem))
        if wrong:
            raise ExamplesFailed(wrong)

    def check(self, number, example, flags, scope):
        """Runs an example; what is wrong with what it shows, or None."""
        error, got = self.execute(number, example, scope)
        expected = example.expected_error()
        first = example.source.split("\n")[0]
        where = f"line {example.lineno} of the docstring, {first!r}"
        if error is None:
            if expected is None and matches(example.want, got, flags):
                return None
            return f"{where}: wants {example.want!r}, gives {got!r}"
        text = "".join(traceback.format_exception_only(type(error), error))
        if isinstance(error, SyntaxError):
            # Only what is said of it counts, not the line that is shown.
            text = text[text.rindex(f"{type(error).__name__}"):]
        if expected is None:
            return f"{where}: {describe(error)}"
        if matches(expected, text, flags):
            return None
        if flags & IGNORE_EXCEPTION_DETAIL and bare_name(expected) == bare_name(text):
            return None
        return f"{where}: wants {expected!r}, raises {text!r}"

    def execute(self, number, example, scope):
        screen, display, captured = sys.stdout, sys.displayhook, io.StringIO()
        sys.stdout, sys.displayhook = captured, sys.__displayhook__
        try:
            code = compile(example.source, f"<doctest {self.name}[{number}]>", "single", 0, True)
            exec(code, scope)
            error = None
        except Exception as raised:
            error = raised
        finally:
            sys.stdout, sys.displayhook = screen, display
        got = captured.getvalue()
        return error, got if not got or got.endswith("\n") else got + "\n"


class DocTestFinder:
    """Finds the docstrings of a module, its functions, classes and `__test__`."""

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        name = name or obj.__name__
        if module is None:
            module = obj if type(obj) is type(sys) else sys.modules[obj.__module__]
        if globs is None:
            globs = vars(module)
        found = []
        self.visit(found, obj, name, module.__name__, {**globs, **(extraglobs or {})}, set())
        for key, text in sorted(getattr(obj, "__test__", {}).items()):
            if isinstance(text, str):
                self.add(found, text, f"{name}.__test__.{key}", globs)
            else:
                self.visit(found, text, f"{name}.__test__.{key}", module.__name__, globs, set())
        return found

    def visit(self, found, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        self.add(found, getattr(obj, "__doc__", None), name, globs)
        if not isinstance(obj, type) and type(obj) is not type(sys):
            return
        for key, value in sorted(vars(obj).items()):
            value = getattr(value, "__func__", value)
            if isinstance(value, property) or getattr(value, "__module__", None) == module and (
                    isinstance(value, type) or callable(value)):
                self.visit(found, value, f"{name}.{key}", module, globs, seen)

    def add(self, found, text, name, globs):
        if isinstance(text, str) and parse(text):
            found.append(DocTestCase(name, text, globs))


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, optionflags=0, **keywords):
    if keywords:
        raise TypeError(f"not in this stand-in: {', '.join(keywords)}")
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, fromlist=["*"])
    finder = test_finder if test_finder is not None else DocTestFinder()
    suite = unittest.TestSuite()
    for case in finder.find(module, globs=globs, extraglobs=extraglobs):
        case.flags |= optionflags
        suite.addTest(case)
    return suite
