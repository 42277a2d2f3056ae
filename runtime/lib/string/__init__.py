"""Sets of characters, templates and the formatting of texts as `str.format` does it."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
octdigits = digits[:8]
hexdigits = digits + "abcdef" + "ABCDEF"
punctuation = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum())
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """The words of a text, each with a capital first letter."""
    between = " " if sep is None else sep
    return between.join(word.capitalize() for word in s.split(sep))


# What a placeholder in a template is.
_ESCAPED, _NAMED, _INVALID = "escaped", "named", "invalid"


class Template:
    """A text with `$name` for what is put in."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        # Names of another form need regular expressions.
        custom = ("pattern", "idpattern", "braceidpattern", "flags")
        if any(name in vars(base) for base in cls.__mro__ if base not in (Template, object) for name in custom):
            cls._find = _pattern_finder(cls)

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping={}, /, **kws):
        """The text with every placeholder replaced; KeyError if one has no value."""
        return self._replaced(mapping, kws, None)

    def safe_substitute(self, mapping={}, /, **kws):
        """The same; placeholders without a value stay."""
        return self._replaced(mapping, kws, KeyError)

    def is_valid(self):
        """Whether substitute() would find every placeholder well-formed."""
        return all(kind != _INVALID for kind, *_ in self._placeholders())

    def get_identifiers(self):
        """The names of the placeholders, each once."""
        names = {}
        for kind, _, _, name in self._placeholders():
            if kind == _NAMED:
                names[name] = None
        return list(names)

    def _replaced(self, mapping, kws, ignored):
        text, parts, done = self.template, [], 0
        for kind, start, end, name in self._placeholders():
            parts.append(text[done:start])
            done = end
            if kind == _ESCAPED:
                parts.append(self.delimiter)
            elif kind == _NAMED:
                try:
                    value = kws[name] if name in kws else mapping[name]
                except ignored or ():
                    value = text[start:end]
                parts.append(str(value))
            elif ignored is not None:
                parts.append(text[start:end])
            else:
                self._refuse(end)
        parts.append(text[done:])
        return "".join(parts)

    def _refuse(self, at):
        lines = self.template[:at].splitlines(keepends=True) or [""]
        column = at - sum(map(len, lines[:-1])) or 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {column}")

    def _placeholders(self):
        """(kind, start, end, name) of each placeholder."""
        at, text = 0, self.template
        while (found := self._find(text, at)) is not None:
            yield found
            at = found[2]

    def _find(self, text, at):
        start = text.find(self.delimiter, at)
        if start < 0:
            return None
        after = start + len(self.delimiter)
        if text.startswith(self.delimiter, after):
            return _ESCAPED, start, after + len(self.delimiter), None
        braced = text.startswith("{", after)
        end = _end_of_name(text, after + braced)
        name = text[after + braced:end]
        if not name or braced and not text.startswith("}", end):
            return _INVALID, start, after, None
        return _NAMED, start, end + braced, name


def _end_of_name(text, at):
    start = at
    while at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] == "_"):
        if at == start and text[at].isdigit():
            break
        at += 1
    return at


def _pattern_finder(cls):
    """`_find` of a class that says itself what names look like."""
    import re

    pattern = vars(cls).get("pattern")
    if pattern is None:
        delimiter, name = re.escape(cls.delimiter), cls.idpattern
        braced = cls.braceidpattern or name
        pattern = (rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|{{(?P<braced>{braced})}}|"
                   r"(?P<invalid>))")
    flags = re.IGNORECASE if cls.flags is None else cls.flags
    cls.pattern = compiled = re.compile(pattern, flags | re.VERBOSE)

    def find(self, text, at):
        match = compiled.search(text, at)
        if match is None:
            return None
        groups = match.groupdict()
        name = groups.get("named") or groups.get("braced")
        if name is not None:
            return _NAMED, match.start(), match.end(), name
        if groups.get("escaped") is not None:
            return _ESCAPED, match.start(), match.end(), None
        if groups.get("invalid") is not None:
            return _INVALID, match.start(), match.end(), None
        raise ValueError("Unrecognized named group in pattern", compiled)

    return find


class Formatter:
    """What `str.format` does, in parts that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        """The text with the arguments in the places of its fields."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """The same with the arguments in a sequence and a mapping."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if name is None:
                continue
            name, auto_arg_index = _numbered(name, auto_arg_index)
            obj, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            parts.append(self.format_field(obj, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument of a number or a name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called with the keys that fields asked for."""

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """The value after `!r`, `!s`, `!a` or nothing."""
        convert = {None: lambda value: value, "s": str, "r": repr, "a": ascii}.get(conversion)
        if convert is None:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return convert(value)

    def parse(self, format_string):
        """(literal text, field name, format specification, conversion) of each piece."""
        return _pieces(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field names, and the key of the argument it starts at."""
        first, steps = _steps(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            obj = getattr(obj, key) if is_attribute else obj[key]
        return obj, first


def _numbered(name, index):
    """The name of a field, which is the next number if it has none; the number after it, False for good once
    numbers are written."""
    first, _ = _steps(name)
    if first == "":
        if index is False:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        return f"{index}{name}", index + 1
    if isinstance(first, int):
        if index:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        return name, False
    return name, index


def _pieces(text):
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    at, literal = 0, []
    while at < len(text):
        brace = min((i for i in (text.find("{", at), text.find("}", at)) if i >= 0), default=len(text))
        literal = text[at:brace]
        at = brace + 1
        if brace == len(text):
            yield literal, None, None, None
        elif text.startswith(text[brace], at):
            yield literal + text[brace], None, None, None
            at += 1
        elif text[brace] == "}":
            raise ValueError("Single '}' encountered in format string")
        elif at == len(text):
            raise ValueError("Single '{' encountered in format string")
        else:
            end = _end_of_field(text, at)
            yield literal, *_parts_of_field(text[at:end])
            at = end + 1


def _end_of_field(text, at):
    """Where the brace is that closes a field."""
    depth, in_brackets, in_name = 1, False, True
    while at < len(text):
        c = text[at]
        if in_name and c == "[":
            in_brackets = True
        elif in_brackets:
            in_brackets = c != "]"
        elif c in ":!":
            in_name = False
        elif c == "{":
            if in_name:
                raise ValueError("unexpected '{' in field name")
            depth += 1
        elif c == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _parts_of_field(text):
    at = 0
    while at < len(text) and text[at] not in ":!":
        at = max(text.find("]", at), at) + 1 if text[at] == "[" else at + 1
    name, rest, conversion = text[:at], text[at:], None
    if rest.startswith("!"):
        if len(rest) == 1:
            raise ValueError("unmatched '{' in format spec")
        conversion, rest = rest[1], rest[2:]
        if rest and not rest.startswith(":"):
            raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def _number_or_text(text):
    return int(text) if text.isdecimal() else text


def _steps(name):
    """What a field name starts with, and the attributes and items behind it."""
    at = min((i for i in (name.find("."), name.find("[")) if i >= 0), default=len(name))
    first, steps = _number_or_text(name[:at]), []
    while at < len(name):
        if name[at] == ".":
            end = min((i for i in (name.find(".", at + 1), name.find("[", at + 1)) if i >= 0), default=len(name))
            step = True, name[at + 1:end]
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            step = False, _number_or_text(name[at + 1:end])
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if step[1] == "":
            raise ValueError("Empty attribute in format string")
        steps.append(step)
        at = end
    return first, iter(steps)
