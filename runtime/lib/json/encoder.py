"""Texts of values."""

from _json import encode as _encode, encode_basestring, encode_basestring_ascii

INFINITY = float("inf")

ESCAPE_DCT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
for _code in range(0x20):
    ESCAPE_DCT.setdefault(chr(_code), f"\\u{_code:04x}")
del _code


class JSONEncoder:
    """Writes values as JSON."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Something that can be written, for an object that cannot."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of an object."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The text of an object, piece by piece."""
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        if _one_shot:
            return (_encode(self.check_circular, self.default, self.ensure_ascii, indent, self.key_separator,
                            self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan, o),)
        return _Pieces(self, indent).value(o, 0)


class _Pieces:
    """The pieces of one text. A level deeper is one generator deeper."""

    def __init__(self, encoder, indent):
        self.encoder = encoder
        self.indent = indent
        self.open = {} if encoder.check_circular else None
        self.quoted = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring

    def atom(self, o):
        """The text of a value that contains no other; None for others."""
        if isinstance(o, str):
            return self.quoted(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def float(self, o):
        text = float.__repr__(o)
        if o - o == 0:
            return text
        if not self.encoder.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {text}")
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[text]

    def key(self, key):
        """The text of a key; None if it is to be left out."""
        if isinstance(key, str):
            return self.quoted(key)
        if key is None or isinstance(key, (int, float)):
            return self.quoted(self.atom(key))
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def enter(self, o):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def line(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def value(self, o, level):
        text = self.atom(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.enter(o)
            replaced = self.encoder.default(o)
            try:
                yield from self.value(replaced, level)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(o).__name__} object")
                raise
            self.leave(o)

    def list(self, o, level):
        if not o:
            yield "[]"
            return
        self.enter(o)
        line = self.line(level + 1)
        before = "[" + line
        for i, item in enumerate(o):
            if i:
                before = self.encoder.item_separator + line
            try:
                text = self.atom(item)
                if text is not None:
                    yield before + text
                else:
                    yield before
                    yield from self.value(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(o).__name__} item {i}")
                raise
        if self.indent is not None:
            yield self.line(level)
        yield "]"
        self.leave(o)

    def dict(self, o, level):
        if not o:
            yield "{}"
            return
        self.enter(o)
        yield "{"
        line = self.line(level + 1)
        first = True
        for key, item in sorted(o.items()) if self.encoder.sort_keys else o.items():
            text = self.key(key)
            if text is None:
                continue
            if not first:
                yield self.encoder.item_separator + line
            elif self.indent is not None:
                yield line
            first = False
            yield text
            yield self.encoder.key_separator
            try:
                yield from self.value(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(o).__name__} item {key!r}")
                raise
        if not first and self.indent is not None:
            yield self.line(level)
        yield "}"
        self.leave(o)
