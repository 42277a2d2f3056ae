"""Regular expressions."""

import copyreg
import enum

import _re
from _re import Match, Pattern

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """How a pattern is meant."""

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """What is wrong with a pattern, and where: `msg`, `pattern`, `pos`, `lineno`, `colno`."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError

_MOST_KEPT = 512
_kept = {}


def _compile(pattern, flags):
    """The pattern of a text, kept for the next time."""
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _kept[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    compiled = _re.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_kept) >= _MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = compiled
    return compiled


def match(pattern, string, flags=0):
    """The match at the start of a text, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The match of a whole text, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in a text, or None."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    pass


_zero_sentinel = _ZeroSentinel()


def _by_position(function, names, given, values):
    """The optional arguments of a function; those passed by position are warned about."""
    if len(given) > len(names):
        raise TypeError(f"{function} takes from {_REQUIRED[function]} to {_REQUIRED[function] + len(names)} positional "
                        f"arguments but {_REQUIRED[function] + len(given)} were given")
    for name, value in zip(names, given):
        if values[name] is not _zero_sentinel:
            raise TypeError(f"{function} got multiple values for argument {name!r}")
        values[name] = value
    if given:
        import warnings
        warnings.warn(f"{names[0]!r} is passed as positional argument", DeprecationWarning, stacklevel=3)
    return values.values()


_REQUIRED = {"sub()": 3, "subn()": 3, "split()": 2}


def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """A text with each match replaced."""
    if args:
        count, flags = _by_position("sub()", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, flags).sub(repl, string, count)


sub.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """A text with each match replaced, and how many there were."""
    if args:
        count, flags = _by_position("subn()", ("count", "flags"), args, {"count": count, "flags": flags})
    return _compile(pattern, flags).subn(repl, string, count)


subn.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
    """The parts of a text between matches, and what groups matched."""
    if args:
        maxsplit, flags = _by_position("split()", ("maxsplit", "flags"), args, {"maxsplit": maxsplit, "flags": flags})
    return _compile(pattern, flags).split(string, maxsplit)


split.__text_signature__ = "(pattern, string, maxsplit=0, flags=0)"


def findall(pattern, string, flags=0):
    """What all matches matched: texts, or tuples where there are several groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The pattern of a text."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that are kept."""
    _kept.clear()


_SPECIAL = {ord(c): "\\" + c for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """A pattern that matches a text as it is."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, "latin1").translate(_SPECIAL).encode("latin1")


class Scanner:
    """Cuts texts into tokens: `lexicon` is a list of patterns, each with what is called for it."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        # Each pattern in a group of its own; what groups it has comes behind.
        self._first = []
        group = 1
        parts = []
        for phrase, _ in lexicon:
            self._first.append(group)
            group += 1 + _compile(phrase, flags).groups
            parts.append(f"({phrase})")
        self.scanner = _compile("|".join(parts), flags)

    def scan(self, string):
        """The tokens of a text, and the rest that no pattern matches."""
        result = []
        scan = self.scanner.scanner(string).match
        end = 0
        while (found := scan()) and found.end() != end:
            which = next(i for i, group in enumerate(self._first) if found.start(group) >= 0)
            action = self.lexicon[which][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]


def _pickle(pattern):
    return _compile, (pattern.pattern, pattern.flags)


copyreg.pickle(Pattern, _pickle)
