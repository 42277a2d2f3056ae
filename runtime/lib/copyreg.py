"""How objects are taken apart for copies and pickles."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

# Picklers look into these: how to take objects of a type apart, the codes of (module, name) pairs, the pairs
# of codes, and what was found for codes.
dispatch_table = {}
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}

_MOST_CODES = 2**31 - 1


def _require_callable(thing, what):
    if not callable(thing):
        raise TypeError(f"{what} must be callable")


def constructor(object):
    """Says that something may put objects together."""
    _require_callable(object, "constructors")


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Registers the function that takes objects of a type apart."""
    _require_callable(pickle_function, "reduction functions")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def _registered(key, code):
    return _extension_registry.get(key) == code and _inverted_registry.get(code) == key


def add_extension(module, name, code):
    """Registers a code for a class or function."""
    code = int(code)
    key = (module, name)
    if code < 1 or code > _MOST_CODES:
        raise ValueError("code out of range")
    if not _registered(key, code):
        if key in _extension_registry:
            raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
        if code in _inverted_registry:
            raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
        _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    """Forgets a code."""
    key = (module, name)
    if not _registered(key, code):
        raise ValueError(f"key {key} is not registered with code {code}")
    for table, entry in ((_extension_registry, key), (_inverted_registry, code)):
        del table[entry]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forgets what was found for codes."""
    _extension_cache.clear()


# The functions below stand in pickles, or are called by the interpreter: their names are fixed.


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _reconstructor(cls, base, state):
    """Makes an object whose value is that of an object of a built-in type."""
    if base is object:
        return base.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


def _reduce_ex(self, proto):
    """What object.__reduce_ex__ does for protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    base = next((kind for kind in cls.__mro__ if kind.__module__ == "builtins"), object)
    value = None
    if base is not object:
        if base is cls:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        value = base(self)
    parts = _reconstructor, (cls, base, value)
    state = _state_of(self)
    return (*parts, state) if state else parts


def _state_of(thing):
    """What __getstate__ answers; that of object does not do for slots before protocol 2."""
    if getattr(thing, "__slots__", None) and type(thing).__getstate__ is object.__getstate__:
        raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
    return thing.__getstate__()


def _slotnames(cls):
    """The attributes that a class and what it derives from keep in __slots__, found once for each class."""
    found = cls.__dict__.get("__slotnames__")
    if found is None:
        found = [name for kind in cls.__mro__ for name in _own_slots(kind)]
        try:
            cls.__slotnames__ = found
        except Exception:
            # Not every class takes attributes.
            pass
    return found


def _own_slots(kind):
    slots = kind.__dict__.get("__slots__", ())
    prefix = kind.__name__.lstrip("_")
    for name in [slots] if isinstance(slots, str) else slots:
        if name not in ("__dict__", "__weakref__"):
            private = prefix and name.startswith("__") and not name.endswith("__")
            yield f"_{prefix}{name}" if private else name


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    from operator import getitem

    return getitem, (type(obj), obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)
