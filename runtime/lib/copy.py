"""Copies of objects, shallow and deep."""

import copyreg
import types
import weakref

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """Something cannot be copied."""


error = Error

# Objects of these types are never copied: two of them cannot be told apart, or stand for something unique.
_SHARED = frozenset([
    bool, int, float, complex, str, bytes, type, range, property, weakref.ref,
    *map(type, (None, ..., NotImplemented, len, copyreg.constructor, copyreg.constructor.__code__)),
])
# A shallow copy need not take these apart either: what they contain is shared anyway.
_SHARED_SHALLOW = _SHARED | {tuple, frozenset, slice, super}
_SHALLOW = {bytearray: bytearray, **{kind: kind.copy for kind in (list, dict, set)}}


def replace(obj, /, **changes):
    """A copy of an object with some attributes changed."""
    kind = obj.__class__
    replacer = getattr(kind, "__replace__", None)
    if replacer is not None:
        return replacer(obj, **changes)
    raise TypeError(f"replace() does not support {kind.__name__} objects")


def copy(x):
    """A new object that refers to the same objects as x."""
    kind = type(x)
    if kind in _SHARED_SHALLOW:
        return x
    if (copier := _SHALLOW.get(kind)) is not None:
        return copier(x)
    if issubclass(kind, type):
        return x
    if (copier := getattr(kind, "__copy__", None)) is not None:
        return copier(x)
    parts = _take_apart(x, kind, "shallow")
    return x if isinstance(parts, str) else _shallow_from(*parts)


def deepcopy(x, memo=None):
    """A copy in which whatever x refers to is copied too, each object once.

    The memo has the copies by the ids of what was copied. Under its own id it keeps the originals, so that
    no other object comes to have the id of one of them.
    """
    kind = type(x)
    if kind in _SHARED:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    elif key in memo:
        return memo[key]
    copier = _DEEP.get(kind)
    twin = _deep_other(x, memo, kind) if copier is None else copier(x, memo)
    if twin is not x:
        memo[key] = twin
        originals = id(memo)
        if originals in memo:
            memo[originals].append(x)
        else:
            memo[originals] = [x]
    return twin


def _take_apart(x, kind, how):
    """What x says about how it is made again."""
    reducer = copyreg.dispatch_table.get(kind)
    if reducer is not None:
        return reducer(x)
    if (reducer := getattr(x, "__reduce_ex__", None)) is not None:
        return reducer(4)
    if reducer := getattr(x, "__reduce__", None):
        return reducer()
    raise Error(f"un({how})copyable object of type {kind}")


def _shallow_from(make, args, state=None, items=None, pairs=None):
    twin = make(*args)
    if state is not None:
        _set_state(twin, state)
    if items is not None:
        _add_items(twin, items)
    if pairs is not None:
        _set_pairs(twin, pairs)
    return twin


def _deep_from(x, memo, make, args, state=None, items=None, pairs=None):
    # The copy is known before what it refers to is copied: that may refer back to it.
    twin = memo[id(x)] = make(*[deepcopy(arg, memo) for arg in args]) if args else make(*args)
    if state is not None:
        _set_state(twin, deepcopy(state, memo))
    if items is not None:
        _add_items(twin, (deepcopy(item, memo) for item in items))
    if pairs is not None:
        _set_pairs(twin, ((deepcopy(key, memo), deepcopy(value, memo)) for key, value in pairs))
    return twin


def _set_state(twin, state):
    if hasattr(twin, "__setstate__"):
        twin.__setstate__(state)
        return
    attributes, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
    if attributes is not None:
        twin.__dict__.update(attributes)
    if slots is not None:
        for name, value in slots.items():
            setattr(twin, name, value)


def _add_items(twin, items):
    for item in items:
        twin.append(item)


def _set_pairs(twin, pairs):
    for key, value in pairs:
        twin[key] = value


def _deep_other(x, memo, kind):
    """The copy of an object whose type has no entry in the table."""
    if issubclass(kind, type):
        return x
    hook = getattr(x, "__deepcopy__", None)
    if hook is not None:
        return hook(memo)
    parts = _take_apart(x, kind, "deep")
    return x if isinstance(parts, str) else _deep_from(x, memo, *parts)


def _deep_dict(x, memo):
    twin = memo[id(x)] = {}
    for key, value in x.items():
        if type(value) not in _SHARED:
            value = deepcopy(value, memo)
        twin[key if type(key) in _SHARED else deepcopy(key, memo)] = value
    return twin


def _deep_list(x, memo):
    twin = memo[id(x)] = []
    for item in x:
        twin.append(item if type(item) in _SHARED else deepcopy(item, memo))
    return twin


def _deep_tuple(x, memo):
    twins = []
    changed = False
    for item in x:
        twin = item
        if type(item) not in _SHARED:
            twin = deepcopy(item, memo)
            changed = changed or twin is not item
        twins.append(twin)
    if id(x) in memo:
        # One of the items led back here, and the tuple was copied then.
        return memo[id(x)]
    return tuple(twins) if changed else x


def _deep_method(x, memo):
    return types.MethodType(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {dict: _deep_dict, list: _deep_list, tuple: _deep_tuple, types.MethodType: _deep_method}
