"""Reads pickles: runs the program that a pickle is."""

import io
import sys
from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
from _pickle_codes import HIGHEST_PROTOCOL, OPCODES, UnpicklingError, decode_long, resolve
from copyreg import _extension_cache, _inverted_registry
from struct import unpack


class _Input:
    """Reads from a file, or within the frame that was announced."""

    def __init__(self, file):
        self.read_out, self.line_out = file.read, file.readline
        self.frame = None

    def begin(self, size):
        if self.frame is not None and self.frame.read(1):
            raise UnpicklingError("beginning of a new frame before end of current frame")
        self.frame = io.BytesIO(_exactly(self.read_out(size), size))

    def read(self, size):
        if self.frame is not None:
            data = self.frame.read(size)
            if data or not size:
                return _exactly(data, size)
            self.frame = None
        return _exactly(self.read_out(size), size)

    def readline(self):
        if self.frame is not None:
            data = self.frame.readline()
            if data:
                return _whole_line(data)
            self.frame = None
        return _whole_line(self.line_out())


def _exactly(data, size):
    if len(data) < size:
        raise UnpicklingError("pickle data was truncated")
    return data


def _whole_line(data):
    if not data.endswith(b"\n"):
        raise UnpicklingError("pickle data was truncated")
    return data


class _Stop(Exception):
    """The end of a pickle."""


class Unpickler:
    """Reads objects from pickles in a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        for method in ("read", "readline"):
            if not hasattr(file, method):
                raise TypeError("file must have 'read' and 'readline' attributes")
        self._file, self._buffers = file, iter(buffers) if buffers is not None else None
        self.memo = {}
        self.encoding, self.errors = encoding, errors
        self.proto, self.fix_imports = 0, fix_imports

    def persistent_load(self, pid):
        raise UnpicklingError(
            "A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module, name):
        """A function or class by name."""
        sys.audit("pickle.find_class", module, name)
        if self.proto < 3 and self.fix_imports:
            if (module, name) in NAME_MAPPING:
                module, name = NAME_MAPPING[module, name]
            elif module in IMPORT_MAPPING:
                module = IMPORT_MAPPING[module]
        __import__(module)
        found = sys.modules[module]
        return resolve(found, name.split(".")) if self.proto >= 4 else getattr(found, name)

    def load(self):
        """Reads an object."""
        if not hasattr(self, "_file"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._input = _Input(self._file)
        self.stack, self.marks = [], []
        self.proto = 0
        try:
            while True:
                try:
                    key = self._input.read(1)
                except UnpicklingError:
                    raise EOFError("Ran out of input") from None
                instruction = _INSTRUCTIONS.get(key)
                if instruction is None:
                    raise UnpicklingError(f"invalid load key, '{_shown(key)}'.")
                instruction(self)
        except _Stop as stop:
            return stop.args[0]
        finally:
            self.stack, self.marks = [], []

    def _pop(self):
        if not self.stack:
            raise UnpicklingError(
                "unexpected MARK found" if self.marks else "unpickling stack underflow")
        return self.stack.pop()

    def _top(self):
        if not self.stack:
            raise UnpicklingError(
                "unexpected MARK found" if self.marks else "unpickling stack underflow")
        return self.stack[-1]

    def _pop_mark(self):
        """What was pushed since the last mark."""
        if not self.marks:
            raise UnpicklingError("could not find MARK")
        items, self.stack = self.stack, self.marks.pop()
        return items

    def _push(self, value):
        self.stack.append(value)

    def _number(self, format, size):
        return unpack(format, self._input.read(size))[0]

    def _line(self):
        return self._input.readline()[:-1]

    def _read(self, format, size):
        length = self._number(format, size)
        if length > sys.maxsize:
            raise UnpicklingError(f"exceeds system's maximum size of {sys.maxsize} bytes")
        return self._input.read(length) if length else b""

    def _proto(self):
        proto = self._input.read(1)[0]
        if proto > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {proto}")
        self.proto = proto

    def _frame(self):
        self._input.begin(self._number("<Q", 8))

    def _stop(self):
        raise _Stop(self._pop())

    def _mark(self):
        self.marks.append(self.stack)
        self.stack = []

    def _drop(self):
        if self.stack:
            self.stack.pop()
        else:
            self._pop_mark()

    def _persid(self):
        try:
            identity = self._line().decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self._push(self.persistent_load(identity))

    def _int(self):
        data = self._line()
        if data in (b"00", b"01"):
            self._push(data == b"01")
            return
        try:
            self._push(int(data, 0))
        except ValueError:
            raise ValueError("could not convert string to int") from None

    def _long(self):
        data = self._line()
        self._push(int(data[:-1] if data.endswith(b"L") else data, 0))

    def _sized_long(self, size):
        if size < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self._push(decode_long(self._input.read(size) if size else b""))

    def _float(self):
        try:
            self._push(float(self._line()))
        except ValueError:
            raise ValueError("could not convert string to float") from None

    def _text(self, data):
        """The strings of Python 2."""
        self._push(data if self.encoding == "bytes" else data.decode(self.encoding, self.errors))

    def _string(self):
        data = self._line()
        if len(data) < 2 or data[0] != data[-1] or data[:1] not in (b'"', b"'"):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self._text(_unescaped(data[1:-1]))

    def _binstring(self):
        length = self._number("<i", 4)
        if length < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self._text(self._input.read(length) if length else b"")

    def _utf8(self, data):
        self._push(data.decode("utf-8", "surrogatepass"))

    def _name(self):
        return self._line().decode("utf-8")

    def _global(self):
        module = self._name()
        self._push(self.find_class(module, self._name()))

    def _stack_global(self):
        name, module = self._pop(), self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _extension(self, code):
        if code in _extension_cache:
            self._push(_extension_cache[code])
            return
        key = _inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError(f"unregistered extension code {code}")
        found = _extension_cache[code] = self.find_class(*key)
        self._push(found)

    def _tuple(self, count):
        if len(self.stack) < count:
            self._pop_all(count)
        items = tuple(self.stack[len(self.stack) - count:])
        del self.stack[len(self.stack) - count:]
        self._push(items)

    def _pop_all(self, count):
        for _ in range(count):
            self._pop()

    def _marked(self, make):
        self._push(make(self._pop_mark()))

    def _dict(self):
        self._push(_pairs(self._pop_mark(), {}))

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            value = cls(*args)
        else:
            value = cls.__new__(cls)
        self._push(value)

    def _inst(self):
        module, name = self._name(), self._name()
        args = self._pop_mark()
        self._instantiate(self.find_class(module, name), args)

    def _obj(self):
        args = self._pop_mark()
        if not args:
            raise UnpicklingError("unpickling stack underflow")
        self._instantiate(args[0], args[1:])

    def _newobj(self):
        args = self._pop()
        cls = self._pop()
        self._push(_checked_new(cls, args, {}, "NEWOBJ"))

    def _newobj_ex(self):
        named, args = self._pop(), self._pop()
        self._push(_checked_new(self._pop(), args, named, "NEWOBJ_EX"))

    def _reduce(self):
        args = self._pop()
        function = self._pop()
        if not isinstance(args, tuple):
            raise TypeError("argument list must be a tuple")
        self._push(function(*args))

    def _append(self):
        item = self._pop()
        self._top().append(item)

    def _appends(self):
        items = self._pop_mark()
        target = self._top()
        if hasattr(target, "extend"):
            target.extend(items)
        else:
            for item in items:
                target.append(item)

    def _setitem(self):
        value, key = self._pop(), self._pop()
        self._top()[key] = value

    def _setitems(self):
        items = self._pop_mark()
        _pairs(items, self._top())

    def _additems(self):
        items = self._pop_mark()
        target = self._top()
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def _build(self):
        state = self._pop()
        target = self._top()
        setter = getattr(target, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            attributes = target.__dict__
            for name, value in state.items():
                attributes[sys.intern(name) if type(name) is str else name] = value
        if slots:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for name, value in slots.items():
                setattr(target, name, value)

    def _recall(self, number):
        try:
            self._push(self.memo[number])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {number}") from None

    def _note(self, number):
        if number < 0:
            raise ValueError("negative PUT argument")
        self.memo[number] = self._top()

    def _next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError(
                "pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self._push(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def _readonly_buffer(self):
        with memoryview(self._pop()) as view:
            self._push(view.toreadonly())


def _shown(key):
    return key.decode("ascii") if b" " <= key <= b"~" and key not in b"'\\" else f"\\x{key[0]:02x}"


def _unescaped(data):
    """Bytes with escapes, as literals have them."""
    simple = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", "'": "'", '"': '"', "\n": ""}
    text, out, at = data.decode("latin-1"), [], 0
    while at < len(text):
        if text[at] != "\\":
            out.append(text[at])
            at += 1
            continue
        mark = text[at + 1:at + 2]
        if not mark:
            raise ValueError("Trailing \\ in string")
        if mark == "x":
            digits = text[at + 2:at + 4]
            if len(digits) < 2 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
                raise ValueError(f"invalid \\x escape at position {at}")
            out.append(chr(int(digits, 16)))
            at += 4
        elif mark in "01234567":
            length = 1
            while length < 3 and text[at + 1 + length:at + 2 + length] and text[at + 1 + length] in "01234567":
                length += 1
            out.append(chr(int(text[at + 1:at + 1 + length], 8) & 255))
            at += 1 + length
        else:
            out.append(simple.get(mark, "\\" + mark))
            at += 2
    return "".join(out).encode("latin-1")


def _pairs(items, target):
    if len(items) % 2:
        raise UnpicklingError("odd number of items for SETITEMS" if target else "odd number of items for DICT")
    for at in range(0, len(items), 2):
        target[items[at]] = items[at + 1]
    return target


def _checked_new(cls, args, named, opcode):
    if not isinstance(cls, type):
        raise UnpicklingError(f"{opcode} class argument must be a type, not {type(cls).__name__}")
    if not isinstance(args, tuple):
        raise UnpicklingError(f"{opcode} args argument must be a tuple, not {type(args).__name__}")
    if not isinstance(named, dict):
        raise UnpicklingError(f"{opcode} kwargs argument must be a dict, not {type(named).__name__}")
    return cls.__new__(cls, *args, **named)


def _decimal(unpickler):
    line = unpickler._line()
    try:
        return int(line)
    except ValueError:
        raise ValueError("could not convert string to int") from None


_INSTRUCTIONS = {
    "PROTO": Unpickler._proto, "FRAME": Unpickler._frame, "STOP": Unpickler._stop, "MARK": Unpickler._mark,
    "POP": Unpickler._drop, "POP_MARK": lambda self: self._pop_mark(), "DUP": lambda self: self._push(self._top()),
    "PERSID": Unpickler._persid, "BINPERSID": lambda self: self._push(self.persistent_load(self._pop())),
    "NONE": lambda self: self._push(None), "NEWTRUE": lambda self: self._push(True),
    "NEWFALSE": lambda self: self._push(False), "INT": Unpickler._int, "LONG": Unpickler._long, "FLOAT": Unpickler._float,
    "BININT": lambda self: self._push(self._number("<i", 4)), "BININT1": lambda self: self._push(self._input.read(1)[0]),
    "BININT2": lambda self: self._push(self._number("<H", 2)), "BINFLOAT": lambda self: self._push(self._number(">d", 8)),
    "LONG1": lambda self: self._sized_long(self._input.read(1)[0]),
    "LONG4": lambda self: self._sized_long(self._number("<i", 4)), "STRING": Unpickler._string,
    "BINSTRING": Unpickler._binstring, "SHORT_BINSTRING": lambda self: self._text(self._read("<B", 1)),
    "BINBYTES": lambda self: self._push(self._read("<I", 4)), "SHORT_BINBYTES": lambda self: self._push(self._read("<B", 1)),
    "BINBYTES8": lambda self: self._push(self._read("<Q", 8)),
    "BYTEARRAY8": lambda self: self._push(bytearray(self._read("<Q", 8))), "NEXT_BUFFER": Unpickler._next_buffer,
    "READONLY_BUFFER": Unpickler._readonly_buffer,
    "UNICODE": lambda self: self._push(self._line().decode("raw-unicode-escape")),
    "BINUNICODE": lambda self: self._utf8(self._read("<I", 4)),
    "SHORT_BINUNICODE": lambda self: self._utf8(self._read("<B", 1)),
    "BINUNICODE8": lambda self: self._utf8(self._read("<Q", 8)), "GLOBAL": Unpickler._global,
    "STACK_GLOBAL": Unpickler._stack_global, "EXT1": lambda self: self._extension(self._input.read(1)[0]),
    "EXT2": lambda self: self._extension(self._number("<H", 2)),
    "EXT4": lambda self: self._extension(self._number("<i", 4)), "EMPTY_TUPLE": lambda self: self._push(()),
    "TUPLE1": lambda self: self._tuple(1), "TUPLE2": lambda self: self._tuple(2), "TUPLE3": lambda self: self._tuple(3),
    "TUPLE": lambda self: self._marked(tuple), "EMPTY_LIST": lambda self: self._push([]),
    "LIST": lambda self: self._marked(list), "EMPTY_DICT": lambda self: self._push({}), "DICT": Unpickler._dict,
    "EMPTY_SET": lambda self: self._push(set()), "FROZENSET": lambda self: self._marked(frozenset),
    "APPEND": Unpickler._append, "APPENDS": Unpickler._appends, "SETITEM": Unpickler._setitem,
    "SETITEMS": Unpickler._setitems, "ADDITEMS": Unpickler._additems, "INST": Unpickler._inst, "OBJ": Unpickler._obj,
    "NEWOBJ": Unpickler._newobj, "NEWOBJ_EX": Unpickler._newobj_ex, "REDUCE": Unpickler._reduce, "BUILD": Unpickler._build,
    "GET": lambda self: self._recall(_decimal(self)), "BINGET": lambda self: self._recall(self._input.read(1)[0]),
    "LONG_BINGET": lambda self: self._recall(self._number("<I", 4)), "PUT": lambda self: self._note(_decimal(self)),
    "BINPUT": lambda self: self._note(self._input.read(1)[0]),
    "LONG_BINPUT": lambda self: self._note(self._number("<I", 4)),
    "MEMOIZE": lambda self: self._note(len(self.memo)),
}
_INSTRUCTIONS = {OPCODES[name]: run for name, run in _INSTRUCTIONS.items()}
