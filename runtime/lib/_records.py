"""Tuples whose items have names, as `time` and `os` give them; the last fields may have only a name."""

from _collections import _tuplegetter


def _too_few_or_many(cls, bound, word, count):
    name = f"{cls.__module__}.{cls.__name__}"
    return TypeError(f"{name}() takes an {word} {bound}-sequence ({count}-sequence given)")


def _arguments(sequence=None, dict=None, *rest, **keywords):
    if rest:
        raise TypeError(f"structseq() takes at most 2 arguments ({2 + len(rest) + len(keywords)} given)")
    if keywords:
        raise TypeError(f"structseq() got an unexpected keyword argument '{next(iter(keywords))}'")
    if sequence is None:
        raise TypeError("structseq() missing required argument 'sequence' (pos 1)")
    return sequence, dict or {}


class _Record(tuple):
    """What the classes that `record` makes have in common."""

    def __new__(cls, *arguments, **keywords):
        sequence, dict = _arguments(*arguments, **keywords)
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        shown, most = cls.n_sequence_fields, cls.n_fields
        if shown == most != len(items):
            name = f"{cls.__module__}.{cls.__name__}"
            raise TypeError(f"{name}() takes a {most}-sequence ({len(items)}-sequence given)")
        if len(items) < shown:
            raise _too_few_or_many(cls, shown, "at least", len(items))
        if len(items) > most:
            raise _too_few_or_many(cls, most, "at most", len(items))
        self = tuple.__new__(cls, items[:shown])
        hidden = cls._hidden
        given = len(items) - shown
        vars(self).update(zip(hidden, items[shown:]))
        for name in hidden[given:]:
            vars(self)[name] = dict.get(name)
        return self

    def __repr__(self):
        parts = ", ".join(f"{name}={item!r}" for name, item in zip(self.__match_args__, self))
        return f"{type(self).__module__}.{type(self).__name__}({parts})"

    def __reduce__(self):
        return type(self), (tuple(self), dict(vars(self)))

    def __replace__(self, /, **changes):
        items = [changes.pop(name, item) for name, item in zip(self.__match_args__, self)]
        hidden = {name: changes.pop(name, item) for name, item in vars(self).items()}
        if changes:
            raise TypeError(f"Got unexpected field name(s): {list(changes)!r}")
        return type(self)(items, hidden)

    def __setattr__(self, name, value):
        if name in self.__match_args__ or name in self._hidden:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def record(module, name, fields, hidden=(), doc=None):
    """A class of records: the names of its items, and of the fields that are no items."""
    namespace = {
        "__module__": module,
        "__doc__": doc,
        "__match_args__": tuple(fields),
        "_hidden": tuple(hidden),
        "n_fields": len(fields) + len(hidden),
        "n_sequence_fields": len(fields),
        "n_unnamed_fields": 0,
    }
    for index, field in enumerate(fields):
        # A field that is hidden too has another value by name than as an item.
        if field not in hidden:
            namespace[field] = _tuplegetter(index, None)
    return type(name, (_Record,), namespace)


struct_time = record(
    "time",
    "struct_time",
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"],
    ["tm_zone", "tm_gmtoff"],
    "The parts of a time.",
)
