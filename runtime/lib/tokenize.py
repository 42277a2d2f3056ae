"""The tokens of Python source."""

import builtins
import collections
import re
import token
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open",
                           "TokenError"]

_BOM = b"\xef\xbb\xbf"
cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(rb"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    """A token."""

    def __repr__(self):
        shown = self._replace(type=f"{self.type} ({tok_name[self.type]})")
        return (f"TokenInfo(type={shown.type}, string={self.string!r}, start={self.start!r}, end={self.end!r}, "
                f"line={self.line!r})")

    @property
    def exact_type(self):
        """The type; for operators that of the operator."""
        if self.type == OP:
            return EXACT_TOKEN_TYPES.get(self.string, OP)
        return self.type


class TokenError(Exception):
    """A text that ends too early or cannot be cut."""


_NAME = re.compile(r"[^\W\d]\w*")
_STRING = re.compile(r"(?i:(b|r|u|br|rb|f|fr|rf|t|tr|rt)?)('''|\"\"\"|'|\")")
_NUMBER = re.compile(r"""
    0[xX](?:_?[0-9a-fA-F])+ | 0[oO](?:_?[0-7])+ | 0[bB](?:_?[01])+
    | (?: \d(?:_?\d)*\.(?:\d(?:_?\d)*)? | \.\d(?:_?\d)* | \d(?:_?\d)* ) (?:[eE][-+]?\d(?:_?\d)*)? [jJ]?
""", re.VERBOSE | re.ASCII)
_OPERATORS = sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)
_OPERATOR = re.compile("|".join(map(re.escape, ["<>", *_OPERATORS])))
_RADIX = {"x": "hexadecimal", "o": "octal", "b": "binary"}


class _String:
    """An f-string or t-string that is open."""

    def __init__(self, prefix, quote, start, line):
        self.kind = "t" if "t" in prefix.lower() else "f"
        self.raw = "r" in prefix.lower()
        self.quote = quote
        self.start = start
        self.types = (TSTRING_MIDDLE, TSTRING_END) if self.kind == "t" else (FSTRING_MIDDLE, FSTRING_END)
        # Of each open replacement field: how many brackets were open before it, and whether its colon has been.
        self.fields = []

    def in_text(self):
        return not self.fields or self.fields[-1][1]


class _Tokens:
    """Cuts the lines that a function gives."""

    def __init__(self, readline):
        self.readline = readline
        self.line = ""
        self.number = 0
        self.at = 0
        self.brackets = 0
        # Columns with tabs to eights, and with tabs as one.
        self.indents = [(0, 0)]
        self.strings = []

    def next_line(self):
        try:
            line = self.readline()
        except StopIteration:
            line = ""
        if not isinstance(line, str):
            raise TypeError("readline() returned a non-string object")
        if not line:
            return False
        self.line = line
        self.number += 1
        self.at = 0
        return True

    def body_end(self):
        """Where the line ends, but for its newline."""
        return len(self.line.rstrip("\r\n"))

    def token(self, kind, end):
        """A token from here to a place of the line."""
        start, self.at = self.at, end
        return TokenInfo(kind, self.line[start:end], (self.number, start), (self.number, end), self.line)

    def newline(self, kind):
        """The end of the line; the last line may have none."""
        end = len(self.line)
        if self.at == end:
            return TokenInfo(kind, "", (self.number, end), (self.number, end + 1), self.line)
        return self.token(kind, end)

    def run(self):
        fresh = True
        while self.next_line():
            if fresh:
                blank = yield from self.begin()
                if blank:
                    continue
            fresh = yield from self.rest()
        if self.brackets or not fresh:
            raise TokenError("unexpected EOF in multi-line statement", (self.number, 0 if self.brackets else self.at))
        last = self.number + 1, 0
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", last, last, "")
        yield TokenInfo(ENDMARKER, "", last, last, "")

    def begin(self):
        """The indentation of a logical line; whether there is nothing but a comment in it."""
        column = alternative = 0
        for c in self.line:
            if c == " ":
                column, alternative = column + 1, alternative + 1
            elif c == "\t":
                column, alternative = column // 8 * 8 + 8, alternative + 1
            elif c == "\f":
                column = alternative = 0
            else:
                break
            self.at += 1
        here = self.line[self.at:self.at + 1]
        if here in "#\r\n":
            if here == "#":
                yield self.token(COMMENT, self.body_end())
            elif not here:
                return True
            yield self.newline(NL)
            return True
        if here != "\\":
            yield from self.indent(column, alternative)
        return False

    def indent(self, column, alternative):
        known, other = self.indents[-1]
        if column == known:
            if alternative != other:
                self.fail_tabs()
        elif column > known:
            if alternative <= other:
                self.fail_tabs()
            self.indents.append((column, alternative))
            yield TokenInfo(INDENT, self.line[:self.at], (self.number, 0), (self.number, self.at), self.line)
        else:
            while column < self.indents[-1][0]:
                self.indents.pop()
                if column > self.indents[-1][0]:
                    message = "unindent does not match any outer indentation level"
                    raise IndentationError(message, self.place())
                here = self.number, self.at
                yield TokenInfo(DEDENT, "", here, here, self.line)
            if alternative != self.indents[-1][1]:
                self.fail_tabs()

    def fail_tabs(self):
        message = "inconsistent use of tabs and spaces in indentation"
        raise TabError(message, self.place())

    def place(self):
        end = self.body_end()
        return "<string>", self.number, end + 1, self.line[:end], None, None

    def rest(self):
        """The tokens of a line from here on; whether the next line is a logical one."""
        any_yet = False
        while True:
            if self.strings and self.strings[-1].in_text():
                yield from self.text()
                continue
            while self.line[self.at:self.at + 1] in (" ", "\t", "\f"):
                self.at += 1
            here = self.line[self.at:self.at + 1]
            if here == "#":
                yield self.token(COMMENT, self.body_end())
                here = self.line[self.at:self.at + 1]
            if here in ("", "\r", "\n"):
                inside = self.brackets or self.strings
                yield self.newline(NL if inside else NEWLINE)
                if not inside:
                    return True
                if not self.next_line():
                    if self.strings:
                        self.fail_open()
                    raise TokenError("unexpected EOF in multi-line statement", (self.number, 0))
                continue
            if here == "\\" and self.line[self.at + 1:].strip("\r\n") == "":
                end = self.line if self.line.endswith("\n") else self.line + "\n"
                if not self.next_line():
                    raise TokenError("unexpected EOF in multi-line statement",
                                     (self.number, len(end) if any_yet else 0))
                continue
            yield from self.one()
            any_yet = True

    def one(self):
        line, at = self.line, self.at
        if found := _STRING.match(line, at):
            yield from self.string(*found.groups(""))
        elif found := _NAME.match(line, at):
            yield self.token(NAME, found.end())
        elif found := _NUMBER.match(line, at):
            end = found.end()
            behind = line[end:end + 1].lower()
            if behind == "_":
                raise TokenError("invalid decimal literal", (self.number, end + 1))
            if found.group() == "0" and behind and behind in "xob":
                raise TokenError(f"invalid {_RADIX[behind]} literal", (self.number, end + 1))
            yield self.token(NUMBER, end)
        else:
            yield self.operator()

    def operator(self):
        line, at = self.line, self.at
        field = self.strings and self.strings[-1].fields and self.strings[-1].fields[-1]
        if field and field[0] == self.brackets:
            if line[at] == "}":
                self.strings[-1].fields.pop()
                return self.token(OP, at + 1)
            if line[at] == ":":
                field[1] = True
                return self.token(OP, at + 1)
        found = _OPERATOR.match(line, at)
        if not found:
            c = line[at]
            if not c.isascii():
                what = "character" if c.isprintable() else "non-printable character"
                shown = f"'{c}' (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}"
                raise TokenError(f"invalid {what} {shown}", (self.number, at + 1))
            return self.token(OP, at + 1)
        if found.group() in "([{":
            self.brackets += 1
        elif found.group() in ")]}" and self.brackets > (field[0] if field else 0):
            self.brackets -= 1
        return self.token(OP, found.end())

    def string(self, prefix, quote):
        begin = self.at
        start = self.number, begin
        self.at += len(prefix) + len(quote)
        if {"f", "t"} & set(prefix.lower()):
            kind = TSTRING_START if "t" in prefix.lower() else FSTRING_START
            end, self.at = self.at, begin
            self.strings.append(_String(prefix, quote, start, self.line))
            yield self.token(kind, end)
            return
        text, lines = self.line[begin:self.at], self.line
        while True:
            end, closed = self.find_end(quote)
            text += self.line[self.at:end]
            self.at = end
            if closed:
                yield TokenInfo(STRING, text, start, (self.number, end), lines)
                return
            if len(quote) == 1 and not text.endswith(("\\\n", "\\\r\n")):
                if self.strings and self.strings[-1].quote == quote:
                    raise TokenError(f"{self.strings[-1].kind}-string: expecting '}}'", (start[0], start[1] + 1))
                raise TokenError(f"unterminated string literal (detected at line {self.number})",
                                 (start[0], start[1] + 1))
            if not self.next_line():
                raise TokenError("EOF in multi-line string", (start[0], start[1] + 1))
            lines += self.line

    def find_end(self, quote):
        """Where the string ends in this line, its quote included; or the end of the line."""
        at = self.at
        while at < len(self.line):
            if self.line[at] == "\\":
                at += 3 if self.line.startswith("\r\n", at + 1) else 2
            elif self.line.startswith(quote, at):
                return at + len(quote), True
            else:
                at += 1
        return len(self.line), False

    def fail_open(self):
        string = self.strings[-1]
        triple = "triple-quoted " if len(string.quote) == 3 else ""
        raise TokenError(f"unterminated {triple}{string.kind}-string literal (detected at line {self.number})",
                         (string.start[0], string.start[1] + 1))

    def text(self):
        """Text of an f-string up to its end or a replacement field, and what ends it."""
        string = self.strings[-1]
        middle, end_type = string.types
        in_format = bool(string.fields)
        start, text, lines = (self.number, self.at), "", self.line

        def piece():
            return TokenInfo(middle, text, start, (self.number, self.at), lines)

        while True:
            line, at = self.line, self.at
            here = line[at:at + 1]
            if not here or here in "\r\n" and len(string.quote) == 1:
                if len(string.quote) == 1 or not self.next_line():
                    self.fail_open()
                lines += self.line
            elif line.startswith(string.quote, at) and not in_format:
                if text:
                    yield piece()
                yield self.token(end_type, at + len(string.quote))
                self.strings.pop()
                return
            elif here == "{":
                if line.startswith("{{", at) and not in_format:
                    self.at += 1
                    text += "{"
                    yield piece()
                    self.at += 1
                    return
                if text:
                    yield piece()
                string.fields.append([self.brackets, False])
                yield self.token(OP, at + 1)
                return
            elif here == "}":
                if in_format:
                    yield piece()
                    string.fields.pop()
                    yield self.token(OP, at + 1)
                    return
                if not line.startswith("}}", at):
                    yield piece()
                    raise TokenError(f"{string.kind}-string: single '}}' is not allowed", (self.number, at + 1))
                self.at += 1
                text += "}"
                yield piece()
                self.at += 1
                return
            elif here == "\\" and not string.raw and line.startswith("\\N{", at) and "}" in line[at:]:
                self.at = line.index("}", at) + 1
                text += line[at:self.at]
            elif here == "\\" and line[at + 1:at + 2] not in ("{", "}"):
                self.at = at + (3 if line.startswith("\r\n", at + 1) else 2)
                text += line[at:self.at]
                if self.at >= len(line):
                    if not self.next_line():
                        self.fail_open()
                    lines += self.line
            else:
                self.at += 1
                text += here


def generate_tokens(readline):
    """The tokens of lines of text."""
    return _Tokens(readline).run()


def tokenize(readline):
    """The tokens of lines of bytes; the first says which encoding they have."""
    encoding, first = detect_encoding(readline)
    if encoding == "utf-8-sig":
        encoding = "utf-8"
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    first = iter(first)

    def decoded():
        line = next(first, None)
        if line is None:
            try:
                line = readline()
            except StopIteration:
                line = b""
        return line.decode(encoding)

    yield from _Tokens(decoded).run()


def _canonical(name):
    """A common encoding by the name that is meant."""
    lower = name[:12].lower().replace("_", "-")
    if lower == "utf-8" or lower.startswith("utf-8-"):
        return "utf-8"
    for latin in "latin-1", "iso-8859-1", "iso-latin-1":
        if lower == latin or lower.startswith(latin + "-"):
            return "iso-8859-1"
    return name


def detect_encoding(readline):
    """The encoding that the first two lines declare, and the lines that were read for it."""
    file = getattr(getattr(readline, "__self__", None), "name", None)
    suffix = f" for {file!r}" if isinstance(file, str) else ""

    def read():
        try:
            return readline()
        except StopIteration:
            return b""

    def declared(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise SyntaxError("invalid or missing encoding declaration" + suffix) from None
        found = cookie_re.match(text)
        if not found:
            return None
        name = _canonical(found.group(1))
        try:
            "".encode(name)
        except LookupError:
            raise SyntaxError(f"unknown encoding{suffix}: {name}" if suffix else f"unknown encoding: {name}") from None
        if marked:
            if name != "utf-8":
                raise SyntaxError("encoding problem: utf-8" if not suffix else f"encoding problem{suffix}: utf-8")
            name = "utf-8-sig"
        return name

    first = read()
    marked = first.startswith(_BOM)
    if marked:
        first = first[3:]
    default = "utf-8-sig" if marked else "utf-8"
    if not first:
        return default, []
    encoding = declared(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return declared(second) or default, [first, second]


def open(filename):
    """A source file, to be read as its encoding says."""
    with builtins.open(filename, "rb") as file:
        encoding, _ = detect_encoding(file.readline)
    return builtins.open(filename, encoding=encoding)


def untokenize(iterable):
    """The source that gives these tokens: exact where they have places, else the same tokens."""
    writer = _Writer()
    out = writer.write(iterable)
    return out if writer.encoding is None else out.encode(writer.encoding)


def _braces(text):
    """Text of an f-string as it is written; names of characters keep their braces."""
    parts = re.split(r"(\\N\{[^}]*\})", text)
    return "".join(part if i % 2 else part.replace("{", "{{").replace("}", "}}") for i, part in enumerate(parts))


class _Writer:
    def __init__(self):
        self.pieces = []
        self.row, self.column = 1, 0
        self.encoding = None
        self.line = ""

    def write(self, iterable):
        indents = []
        fresh = False
        tokens = iter(iterable)
        for item in tokens:
            if len(item) == 2:
                self.write_plain(item, tokens)
                break
            kind, text, start, end, line = item
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.row, self.column = end
                continue
            if kind in (NEWLINE, NL):
                fresh = True
            elif fresh and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.pieces.append(indent)
                    self.column = len(indent)
                fresh = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE) and ("{" in text or "}" in text):
                written = _braces(text)
                last = written.rsplit("\n", 1)[-1]
                extra = len(last) - len(text.rsplit("\n", 1)[-1])
                text, end = written, (end[0], end[1] + extra)
            self.space(start)
            self.pieces.append(text)
            self.row, self.column = end
            if kind in (NEWLINE, NL):
                self.row, self.column = self.row + 1, 0
            self.line = line
        return "".join(self.pieces)

    def space(self, start):
        row, column = start
        if (row, column) < (self.row, self.column):
            raise ValueError(f"start ({row},{column}) precedes previous end ({self.row},{self.column})")
        if row > self.row:
            # What is behind the last token of a line that goes on, its backslash included.
            behind = self.line.rstrip("\r\n")
            stripped = behind[:-1].rstrip() if behind.endswith("\\") else behind
            space = behind[len(stripped):-1] if behind.endswith("\\") else ""
            ending = self.line[len(behind):] or "\n"
            self.pieces.append(space + ("\\" + ending) * (row - self.row))
            self.column = 0
        self.pieces.append(" " * (column - self.column))

    def write_plain(self, first, rest):
        """Tokens without places."""
        indents = []
        fresh = first[0] in (NEWLINE, NL)
        was_string = False
        for kind, text in ((item[0], item[1]) for item in _chained(first, rest)):
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += " "
            if kind == STRING:
                if was_string:
                    text = " " + text
                was_string = True
            elif kind in (FSTRING_START, TSTRING_START) and was_string:
                text = " " + text
                was_string = False
            else:
                was_string = kind in (FSTRING_END, TSTRING_END)
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                fresh = True
            elif fresh and indents:
                self.pieces.append(indents[-1])
                fresh = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                text = _braces(text)
            self.pieces.append(text)


def _chained(first, rest):
    yield first
    yield from rest
