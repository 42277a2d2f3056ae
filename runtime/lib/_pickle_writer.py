"""Writes pickles: a program for a machine with a stack, a stack of marks and a memo, in frames."""

import sys
from _compat_pickle import REVERSE_IMPORT_MAPPING, REVERSE_NAME_MAPPING
from _pickle_codes import DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, PicklingError, encode_long, resolve
from copyreg import _extension_registry, dispatch_table
from functools import partial
from operator import index
from struct import pack
from types import FunctionType

_BATCH = 1000
_FRAME_LEAST, _FRAME_TARGET = 4, 64 * 1024
_TUPLES = (b")", b"\x85", b"\x86", b"\x87")


def _kind(obj):
    """The name of an object's class, as notes have it."""
    cls = type(obj)
    return cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"


class _While:
    """Notes in an exception what was being written as it was raised."""

    def __init__(self, obj):
        self.obj, self.part = obj, None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, Exception):
            error.add_note(f"when serializing {_kind(self.obj)} {self.part}")
        return False


def whichmodule(obj, name):
    """The name of the module that an object is in."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    path = name.split(".")
    for candidate, module in sys.modules.copy().items():
        if candidate in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if resolve(module, path) is obj:
                return candidate
        except AttributeError:
            pass
    return "__main__"


class _Frames:
    """Collects what is written in frames, so that a reader may read ahead."""

    def __init__(self, write):
        self.write_out, self.frame = write, None

    def begin(self):
        self.frame = []
        self.size = 0

    def write(self, data):
        if self.frame is None:
            self.write_out(data)
        else:
            self.frame.append(data)
            self.size += len(data)

    def boundary(self, force=False):
        """Ends the frame between two objects if it is large enough."""
        if self.frame is None or self.size < _FRAME_TARGET and not force:
            return
        if self.size >= _FRAME_LEAST:
            self.write_out(b"\x95" + pack("<Q", self.size))
        if self.frame:
            self.write_out(b"".join(self.frame))
        self.begin()

    def write_large(self, header, data):
        """Long data go into no frame."""
        if self.frame is None or len(data) < _FRAME_TARGET:
            self.write(header)
            self.write(data)
            return
        self.boundary(force=True)
        self.write_out(header)
        self.write_out(data)

    def end(self):
        self.boundary(force=True)
        self.frame = None


class Pickler:
    """Writes pickles of objects to a file."""

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        protocol = index(protocol)
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None:
            raise ValueError("Pickler(): buffer_callback is not supported")
        try:
            self._write_out = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.proto = protocol
        self.bin = self.proto >= 1
        self.fast = 0
        self.fix_imports = fix_imports and self.proto < 3
        self.memo = {}
        self._frames = _Frames(self._write_out)
        self.write = self._frames.write

    def clear_memo(self):
        """Forgets what was written, so that it is written again."""
        self.memo.clear()

    def persistent_id(self, obj):
        """What stands for an object that is kept elsewhere; None for others."""
        return None

    def dump(self, obj):
        """Writes a pickle of an object."""
        if not hasattr(self, "_write_out"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        if self.proto >= 2:
            self._write_out(b"\x80" + bytes([self.proto]))
        if self.proto >= 4:
            self._frames.begin()
        self.save(obj)
        self.write(b".")
        self._frames.end()

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        self.memo[id(obj)] = number, obj
        if self.proto >= 4:
            self.write(b"\x94")
        elif not self.bin:
            self.write(b"p%d\n" % number)
        elif number < 256:
            self.write(b"q" + bytes([number]))
        else:
            self.write(b"r" + pack("<I", number))

    def _get(self, obj):
        number = self.memo[id(obj)][0]
        if not self.bin:
            return b"g%d\n" % number
        return b"h" + bytes([number]) if number < 256 else b"j" + pack("<I", number)

    def save(self, obj, save_persistent_id=True):
        self._frames.boundary()
        if save_persistent_id and (identity := self.persistent_id(obj)) is not None:
            self._save_identity(identity)
            return
        kind = type(obj)
        if kind in _ATOMS:
            _ATOMS[kind](self, obj)
        elif id(obj) in self.memo:
            self.write(self._get(obj))
        elif kind is str or kind is bytes:
            _CONTAINERS[kind](self, obj)
        else:
            self._save_other(obj, kind)

    def _save_identity(self, identity):
        if self.bin:
            self.save(identity, save_persistent_id=False)
            self.write(b"Q")
            return
        try:
            self.write(b"P" + str(identity).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def _save_other(self, obj, kind):
        override = getattr(self, "reducer_override", None)
        if override is None or kind in _CONTAINERS and kind not in (type, FunctionType):
            if kind in _CONTAINERS:
                _CONTAINERS[kind](self, obj)
                return
            reduced = NotImplemented
        else:
            reduced = override(obj)
            if reduced is NotImplemented and kind in _CONTAINERS:
                _CONTAINERS[kind](self, obj)
                return
        if reduced is NotImplemented:
            reduce = getattr(self, "dispatch_table", dispatch_table).get(kind)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(kind, type):
                self.save_global(obj)
                return
            else:
                reduced = self._reduced(obj)
        if isinstance(reduced, str):
            self.save_global(obj, reduced)
            return
        try:
            if not isinstance(reduced, tuple):
                raise PicklingError(f"__reduce__ must return a string or tuple, not {_kind(reduced)}")
            if not 2 <= len(reduced) <= 6:
                raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
            self.save_reduce(obj=obj, *reduced)
        except Exception as error:
            error.add_note(f"when serializing {_kind(obj)} object")
            raise

    def _reduced(self, obj):
        reduce = getattr(obj, "__reduce_ex__", None)
        if reduce is not None:
            return reduce(self.proto)
        reduce = getattr(obj, "__reduce__", None)
        if reduce is None:
            raise PicklingError(f"Can't pickle {_kind(obj)} object: {obj!r}")
        return reduce()

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        """What `__reduce__` answers: a call, then what the object made is filled with."""
        if not callable(func):
            raise PicklingError(f"first item of the tuple returned by __reduce__ must be callable, not {_kind(func)}")
        if not isinstance(args, tuple):
            raise PicklingError(f"second item of the tuple returned by __reduce__ must be a tuple, not {_kind(args)}")
        for what, items in (("fourth", listitems), ("fifth", dictitems)):
            if items is not None and not hasattr(type(items), "__next__"):
                raise PicklingError(
                    f"{what} item of the tuple returned by __reduce__ must be an iterator, not {_kind(items)}")
        if state_setter is not None and not callable(state_setter):
            raise PicklingError(
                f"sixth item of the tuple returned by __reduce__ must be callable, not {_kind(state_setter)}")
        self._save_call(func, args, obj)
        if obj is not None:
            # The arguments may have had the object in them.
            if id(obj) in self.memo:
                self.write(b"0" + self._get(obj))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems, obj)
        if dictitems is not None:
            self._batch_setitems(dictitems, obj)
        if state is not None:
            self._save_state(state, state_setter, obj)

    def _save_call(self, func, args, obj):
        name = getattr(func, "__name__", "")
        with _While(obj) as part:
            if self.proto >= 2 and name == "__newobj_ex__":
                self._save_newobj_ex(args, obj, part)
                return
            if self.proto >= 2 and name == "__newobj__":
                cls = self._newobj_class(args, obj)
                part.part = "class"
                self.save(cls)
                part.part = "__new__ arguments"
                self.save(args[1:])
                self.write(b"\x81")
                return
            part.part = "reconstructor"
            self.save(func)
            part.part = "reconstructor arguments"
            self.save(args)
            self.write(b"R")

    def _newobj_class(self, args, obj):
        cls = args[0]
        if not hasattr(cls, "__new__"):
            raise PicklingError("first argument to __newobj__() has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(
                f"first argument to __newobj__() must be {obj.__class__!r}, not {cls!r}")
        return cls

    def _save_newobj_ex(self, args, obj, part):
        cls, positional, named = args
        if not hasattr(cls, "__new__"):
            raise PicklingError("first argument to __newobj_ex__() has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f"first argument to __newobj_ex__() must be {obj.__class__!r}, not {cls!r}")
        if self.proto >= 4:
            part.part = "class"
            self.save(cls)
            part.part = "__new__ arguments"
            self.save(positional)
            self.save(named)
            self.write(b"\x92")
        else:
            part.part = "reconstructor"
            self.save(partial(cls.__new__, cls, *positional, **named))
            self.save(())
            self.write(b"R")

    def _save_state(self, state, state_setter, obj):
        with _While(obj) as part:
            part.part = "state"
            if state_setter is None:
                self.save(state)
                self.write(b"b")
                return
            part.part = "state setter"
            self.save(state_setter)
            self.save(obj)
            part.part = "state"
            self.save(state)
            self.write(b"\x86R0")

    # Values that are written whole wherever they are met.

    def _save_none(self, obj):
        self.write(b"N")

    def _save_bool(self, obj):
        if self.proto >= 2:
            self.write(b"\x88" if obj else b"\x89")
        else:
            self.write(b"I01\n" if obj else b"I00\n")

    def _save_int(self, obj):
        if -2 ** 31 <= obj < 2 ** 31:
            if not self.bin:
                self.write(b"I%d\n" % obj)
            elif 0 <= obj < 256:
                self.write(b"K" + bytes([obj]))
            elif 0 <= obj < 65536:
                self.write(b"M" + pack("<H", obj))
            else:
                self.write(b"J" + pack("<i", obj))
        elif self.proto < 2:
            self.write(b"L%dL\n" % obj)
        else:
            data = encode_long(obj)
            if len(data) < 256:
                self.write(b"\x8a" + bytes([len(data)]) + data)
            else:
                self.write(b"\x8b" + pack("<i", len(data)) + data)

    def _save_float(self, obj):
        self.write(b"G" + pack(">d", obj) if self.bin else b"F" + repr(obj).encode("ascii") + b"\n")

    # Values that are written once.

    def _save_str(self, obj):
        if not self.bin:
            text = obj
            for special in "\\\0\n\r\x1a":
                text = text.replace(special, f"\\u{ord(special):04x}")
            self.write(b"V" + text.encode("raw-unicode-escape") + b"\n")
        else:
            data = obj.encode("utf-8", "surrogatepass")
            if len(data) < 256 and self.proto >= 4:
                self.write(b"\x8c" + bytes([len(data)]) + data)
            else:
                self._write_sized(data, b"X", b"\x8d")
        self.memoize(obj)

    def _write_sized(self, data, middle, large):
        if len(data) >= 2 ** 32 and self.proto >= 4:
            self._frames.write_large(large + pack("<Q", len(data)), data)
        else:
            self._frames.write_large(middle + pack("<I", len(data)), data)

    def _save_bytes(self, obj):
        if self.proto < 3:
            from _codecs import encode

            if obj:
                self.save_reduce(encode, (str(obj, "latin1"), "latin1"), obj=obj)
            else:
                self.save_reduce(bytes, (), obj=obj)
            return
        if len(obj) < 256:
            self.write(b"C" + bytes([len(obj)]) + obj)
        else:
            self._write_sized(obj, b"B", b"\x8e")
        self.memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._frames.write_large(b"\x96" + pack("<Q", len(obj)), bytes(obj))
        self.memoize(obj)

    def _save_tuple(self, obj):
        if not obj:
            self.write(b")" if self.bin else b"(t")
            return
        short = len(obj) <= 3 and self.proto >= 2
        if not short:
            self.write(b"(")
        with _While(obj) as part:
            for number, item in enumerate(obj):
                part.part = f"item {number}"
                self.save(item)
        if id(obj) in self.memo:
            # It is in itself, and has been written with that.
            drop = b"0" * len(obj) if short else b"1" if self.bin else b"0" * (len(obj) + 1)
            self.write(drop + self._get(obj))
            return
        self.write(_TUPLES[len(obj)] if short else b"t")
        self.memoize(obj)

    def _save_list(self, obj):
        self.write(b"]" if self.bin else b"(l")
        self.memoize(obj)
        if self.bin and len(obj) != 1:
            done = 0
            while done < len(obj):
                self.write(b"(")
                for number in range(done, min(done + _BATCH, len(obj))):
                    self._save_item(obj, number, obj[number])
                done += _BATCH
                self.write(b"e")
        else:
            self._batch_appends(iter(obj), obj)

    def _save_item(self, obj, number, item):
        with _While(obj) as part:
            part.part = f"item {number}"
            self.save(item)

    def _batch_appends(self, items, obj):
        number = 0
        for batch in _batches(items, self.bin):
            if len(batch) > 1:
                self.write(b"(")
            for item in batch:
                self._save_item(obj, number, item)
                number += 1
            self.write(b"e" if len(batch) > 1 else b"a")

    def _save_dict(self, obj):
        self.write(b"}" if self.bin else b"(d")
        self.memoize(obj)
        if not self.bin or len(obj) == 1:
            self._batch_setitems(iter(obj.items()), obj)
        elif obj:
            length, items = len(obj), iter(obj.items())
            for _ in range(length // _BATCH + 1):
                self.write(b"(")
                for _, (key, value) in zip(range(_BATCH), items):
                    self._save_pair(obj, key, value)
                self.write(b"u")
            if len(obj) != length:
                raise RuntimeError("dictionary changed size during iteration")

    def _save_pair(self, obj, key, value):
        self.save(key)
        with _While(obj) as part:
            part.part = f"item {key!r}"
            self.save(value)

    def _batch_setitems(self, items, obj):
        for batch in _batches(items, self.bin):
            if len(batch) > 1:
                self.write(b"(")
            for key, value in batch:
                self._save_pair(obj, key, value)
            self.write(b"u" if len(batch) > 1 else b"s")

    def _save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(b"\x8f")
        self.memoize(obj)
        if obj:
            items = iter(obj)
            for _ in range(len(obj) // _BATCH + 1):
                self.write(b"(")
                for _, item in zip(range(_BATCH), items):
                    self._save_element(obj, item)
                self.write(b"\x90")

    def _save_element(self, obj, item):
        with _While(obj) as part:
            part.part = "element"
            self.save(item)

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(b"(")
        for item in obj:
            self._save_element(obj, item)
        if id(obj) in self.memo:
            self.write(b"1" + self._get(obj))
            return
        self.write(b"\x91")
        self.memoize(obj)

    # What is found by name.

    def _save_type(self, obj):
        for single in (None, NotImplemented, ...):
            if obj is type(single):
                self.save_reduce(type, (single,), obj=obj)
                return
        self.save_global(obj)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        path = name.split(".")
        if "<locals>" in path:
            raise PicklingError(f"Can't pickle local object {obj!r}")
        module = whichmodule(obj, name)
        _check_found(obj, module, name, path)
        if self.proto >= 2 and (code := _extension_registry.get((module, name))) is not None:
            self._write_extension(code)
            return
        if self.proto >= 4:
            self.save(module)
            self.save(name)
            self.write(b"\x93")
        else:
            self._save_path(module, path)
        self.memoize(obj)

    def _write_extension(self, code):
        if code <= 0xFF:
            self.write(b"\x82" + bytes([code]))
        elif code <= 0xFFFF:
            self.write(b"\x83" + pack("<H", code))
        else:
            self.write(b"\x84" + pack("<i", code))

    def _save_path(self, module, path):
        """Before protocol 4 what lies in a class is got from it by calls."""
        name, *inner = path
        for _ in inner:
            self.save(getattr)
            if self.proto < 2:
                self.write(b"(")
        if self.proto < 3 and self.fix_imports:
            if (module, name) in REVERSE_NAME_MAPPING:
                module, name = REVERSE_NAME_MAPPING[module, name]
            elif module in REVERSE_IMPORT_MAPPING:
                module = REVERSE_IMPORT_MAPPING[module]
        encoding = "utf-8" if self.proto >= 3 else "ascii"
        try:
            self.write(b"c" + module.encode(encoding) + b"\n" + name.encode(encoding) + b"\n")
        except UnicodeEncodeError:
            raise PicklingError(
                f"can't pickle global identifier {module + '.' + name!r} using pickle protocol {self.proto}") from None
        for attribute in inner:
            self.save(attribute)
            self.write((b"t" if self.proto < 2 else b"\x86") + b"R")


def _batches(items, joins):
    """Lists of at most so many items; of one each, if they are not to be joined."""
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == (_BATCH if joins else 1):
            yield batch
            batch = []
    if batch:
        yield batch


def _check_found(obj, module_name, name, path):
    try:
        __import__(module_name)
        module = sys.modules[module_name]
    except (ImportError, ValueError, KeyError) as error:
        raise PicklingError(f"Can't pickle {obj!r}: {error!s}")
    try:
        found = resolve(module, path)
    except AttributeError:
        raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}")
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")


_ATOMS = {
    type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int, float: Pickler._save_float,
}
_CONTAINERS = {
    str: Pickler._save_str, bytes: Pickler._save_bytes, dict: Pickler._save_dict, set: Pickler._save_set,
    frozenset: Pickler._save_frozenset, list: Pickler._save_list, tuple: Pickler._save_tuple,
    bytearray: Pickler._save_bytearray, type: Pickler._save_type, FunctionType: Pickler.save_global,
}
