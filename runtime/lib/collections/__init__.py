"""Containers beside those that are built in."""

import sys as _sys
from _collections import _count_elements, _deque_iterator, _tuplegetter
from _collections import OrderedDict, defaultdict, deque
from _collections_abc import Mapping as _Mapping
from _collections_abc import MutableMapping as _MutableMapping
from _collections_abc import MutableSequence as _MutableSequence
from _collections_abc import Sequence as _Sequence
from itertools import chain as _chain
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple",
]

_MutableSequence.register(deque)


def __getattr__(name):
    if name != "abc":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import collections.abc

    return collections.abc


# Methods that differ in little are made by functions.


def _named(method, owner, name):
    method.__name__ = name
    method.__qualname__ = f"{owner}.{name}"
    return method


def _install(cls, make, names):
    """Gives a class the methods that a function makes of their names."""
    for name in names.split():
        setattr(cls, name, _named(make(name), cls.__name__, name))


# Not the functions of operator, because calls of these are inlined in machine code.
_COMPARISONS = {
    "__eq__": lambda a, b: a == b,
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _comparisons(owner, plain):
    """The comparisons of a class around some data; plain() unwraps what that is compared with."""

    def comparison(name, holds):
        def method(self, other):
            return holds(self.data, plain(other))

        return _named(method, owner, name)

    return [comparison(name, holds) for name, holds in _COMPARISONS.items()]


def _around_copy(wrapper):
    """An object with the attributes of another one, but around a copy of its data."""
    cls = wrapper.__class__
    twin = cls.__new__(cls)
    attributes = vars(wrapper)
    vars(twin).update(attributes, data=attributes["data"].copy())
    return twin


class Counter(dict):
    """A dict that counts: keys are items, values how often each was seen."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def update(self, iterable=None, /, **kwds):
        """Adds to the counts those of a mapping, or counts the items of an iterable."""
        if iterable is None:
            pass
        elif not isinstance(iterable, _Mapping):
            _count_elements(self, iterable)
        elif self:
            known = self.get
            for item, count in iterable.items():
                self[item] = count + known(item, 0)
        else:
            super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Takes the counts of a mapping or of the items of an iterable off."""
        known = self.get
        if isinstance(iterable, _Mapping):
            for item, count in iterable.items():
                self[item] = known(item, 0) - count
        elif iterable is not None:
            for item in iterable:
                self[item] = known(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def __missing__(self, key):
        """The count of what was never seen is zero."""
        return 0

    def __delitem__(self, elem):
        """As of a dict, but what is not there is no error."""
        if elem in self:
            super().__delitem__(elem)

    def elements(self):
        """Each item as often as its count says."""
        for item, count in self.items():
            for _ in range(count):
                yield item

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n items with the highest counts, or all, with their counts."""
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=_itemgetter(1))

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return name + "()"
        try:
            content = dict(self.most_common())
        except TypeError:
            # The counts have no order.
            content = dict(self)
        return f"{name}({content!r})"

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    # Compared are the counts, in both counters, of each item that either has. The loops are written out for speed:
    # shared by the operators, they would be machine code for one operator that leaves off at the others.

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for counter in (self, other):
            for item in counter:
                if not self[item] == other[item]:
                    return False
        return True

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for counter in (self, other):
            for item in counter:
                if not self[item] <= other[item]:
                    return False
        return True

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for counter in (self, other):
            for item in counter:
                if not self[item] >= other[item]:
                    return False
        return True

    def __pos__(self):
        return _counter_of({item: count for item, count in self.items() if count > 0})

    def __neg__(self):
        return _counter_of({item: 0 - count for item, count in self.items() if count < 0})

    # What only the other counter has comes last, as it is in +other or -other.

    def __add__(self, other):
        if isinstance(other, Counter):
            both = {item: new for item, count in self.items() if (new := count + other[item]) > 0}
            theirs = {item: count for item, count in other.items() if count > 0 and item not in self}
            return _counter_of(both, theirs)
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, Counter):
            both = {item: new for item, count in self.items() if (new := count - other[item]) > 0}
            theirs = {item: 0 - count for item, count in other.items() if count < 0 and item not in self}
            return _counter_of(both, theirs)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Counter):
            both = {item: new for item, count in self.items() if (new := max(count, other[item])) > 0}
            theirs = {item: count for item, count in other.items() if count > 0 and item not in self}
            return _counter_of(both, theirs)
        return NotImplemented

    def __and__(self, other):
        if isinstance(other, Counter):
            lower = {
                item: new
                for item, count in self.items()
                if (new := count if count < (theirs := other[item]) else theirs) > 0
            }
            return _counter_of(lower)
        return NotImplemented

    def _without_rest(self):
        """The counter itself, after what is not counted more than zero times is out."""
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, count in other.items():
            self[item] += count
        return self._without_rest()

    def __isub__(self, other):
        for item, count in other.items():
            self[item] -= count
        return self._without_rest()

    def __ior__(self, other):
        for item, count in other.items():
            if self[item] < count:
                self[item] = count
        return self._without_rest()

    def __iand__(self, other):
        for item, count in self.items():
            theirs = other[item]
            if theirs < count:
                self[item] = theirs
        return self._without_rest()


def _counter_of(counts, more=None):
    result = Counter()
    for part in (counts, more):
        if part:
            dict.update(result, part)
    return result


def _text_of(value):
    """The string in a UserString; other values as they are."""
    return value.data if isinstance(value, UserString) else value


class UserString(_Sequence):
    """A sequence of characters around a string, for classes to derive from."""

    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else str(_text_of(seq))

    __eq__, __lt__, __le__, __gt__, __ge__ = _comparisons("UserString", _text_of)

    def _converting(kind):
        def method(self):
            return kind(self.data)

        return _named(method, "UserString", f"__{kind.__name__}__")

    __complex__, __float__, __int__ = map(_converting, (complex, float, int))
    del _converting

    def __hash__(self):
        return hash(self.data)

    def __len__(self):
        return len(self.data)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __contains__(self, char):
        return _text_of(char) in self.data

    def __getnewargs__(self):
        return (self.data,)

    def __add__(self, other):
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__
    maketrans = str.maketrans

    def encode(self, encoding="utf-8", errors="strict"):
        return self.data.encode(encoding or "utf-8", errors or "strict")

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def join(self, seq):
        return self.data.join(seq)

    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(_text_of(prefix)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(_text_of(suffix)))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_text_of(old), _text_of(new), maxsplit))

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def startswith(self, prefix, start=0, end=_sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=_sys.maxsize):
        return self.data.endswith(suffix, start, end)

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))


def _asking(name):
    of_text = getattr(str, name)

    def method(self):
        return of_text(self.data)

    return method


def _changing(name):
    of_text = getattr(str, name)

    def method(self):
        return self.__class__(of_text(self.data))

    return method


def _padding(name):
    of_text = getattr(str, name)

    def method(self, width, *args):
        return self.__class__(of_text(self.data, width, *args))

    return method


def _stripping(name):
    of_text = getattr(str, name)

    def method(self, chars=None):
        return self.__class__(of_text(self.data, chars))

    return method


def _finding(name):
    of_text = getattr(str, name)

    def method(self, sub, start=0, end=_sys.maxsize):
        return of_text(self.data, _text_of(sub), start, end)

    return method


def _halving(name):
    of_text = getattr(str, name)

    def method(self, sep):
        return of_text(self.data, sep)

    return method


def _splitting(name):
    of_text = getattr(str, name)

    def method(self, sep=None, maxsplit=-1):
        return of_text(self.data, sep, maxsplit)

    return method


_install(
    UserString,
    _asking,
    "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper",
)
_install(UserString, _changing, "capitalize casefold lower swapcase title upper")
_install(UserString, _padding, "center ljust rjust")
_install(UserString, _stripping, "lstrip rstrip strip")
_install(UserString, _finding, "count find index rfind rindex")
_install(UserString, _halving, "partition rpartition")
_install(UserString, _splitting, "rsplit split")


def _data_of(value):
    """The list in a UserList; other values as they are."""
    return value.data if isinstance(value, UserList) else value


def _list_of(value):
    """What can be added to a list."""
    value = _data_of(value)
    return value if isinstance(value, list) else list(value)


class UserList(_MutableSequence):
    """A sequence around a list, for classes to derive from."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_data_of(initlist))

    __eq__, __lt__, __le__, __gt__, __ge__ = _comparisons("UserList", _data_of)

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        return item in self.data

    def __repr__(self):
        return repr(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __delitem__(self, i):
        del self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def insert(self, i, item):
        self.data.insert(i, item)

    def append(self, item):
        self.data.append(item)

    def extend(self, other):
        self.data.extend(_data_of(other))

    def remove(self, item):
        self.data.remove(item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def count(self, item):
        return self.data.count(item)

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def reverse(self):
        self.data.reverse()

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def __copy__(self):
        return _around_copy(self)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __add__(self, other):
        return self.__class__(self.data + _list_of(other))

    def __radd__(self, other):
        return self.__class__(_list_of(other) + self.data)

    def __imul__(self, n):
        self.data *= n
        return self

    def __iadd__(self, other):
        self.data += _list_of(other)
        return self


class UserDict(_MutableMapping):
    """A mapping around a dict, for classes to derive from."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs or None):
            if source is not None:
                self.update(source)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        data = self.data
        if key in data:
            return data[key]
        missing = getattr(self.__class__, "__missing__", None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    def __delitem__(self, key):
        del self.data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __copy__(self):
        return _around_copy(self)

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data)
        from copy import copy

        # A class that stores items in its own way has them stored again.
        twin = copy(self)
        twin.data = {}
        twin.update(self)
        return twin

    def __or__(self, other):
        other = _dict_of(other)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = _dict_of(other)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _dict_of(other)
        return self


def _dict_of(value):
    """The dict in a UserDict; other values as they are."""
    return value.data if isinstance(value, UserDict) else value


class ChainMap(_MutableMapping):
    """Several mappings seen as one: the first that has a key decides, only the first is changed."""

    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    @property
    def parents(self):
        """The chain without its first mapping."""
        return self.__class__(*self.maps[1:])

    def new_child(self, m=None, **kwargs):
        """A chain with one more mapping in front."""
        if m is not None and kwargs:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    def copy(self):
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def __getitem__(self, key):
        # To ask whether the key is there would pass over mappings that make missing items.
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return True
        return False

    def __bool__(self):
        for mapping in self.maps:
            if mapping:
                return True
        return False

    def _all_keys(self):
        """The keys of all mappings, those of the last first."""
        return dict.fromkeys(_chain.from_iterable(reversed(self.maps)))

    def __iter__(self):
        return iter(self._all_keys())

    def __len__(self):
        return len(self._all_keys())

    def __repr__(self):
        this = id(self)
        if this in _chains_shown:
            return "..."
        _chains_shown.add(this)
        try:
            return self.__class__.__name__ + "(" + ", ".join(map(repr, self.maps)) + ")"
        finally:
            _chains_shown.discard(this)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise _not_in_first(key)

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise _not_in_first(key)

    def clear(self):
        self.maps[0].clear()

    def __or__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        result = self.copy()
        result |= other
        return result

    def __ror__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


def _not_in_first(key):
    return KeyError(f"Key not found in the first mapping: {key!r}")


# The chains whose repr() is being made.
_chains_shown = set()


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Makes a class of tuples whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(name) for name in field_names]
    typename = _sys.intern(str(typename))
    if rename:
        fields = _with_positions(fields)
    _check_names(typename, fields, rename)
    defaults = None if defaults is None else tuple(defaults)
    optional = len(defaults or ())
    if optional > len(fields):
        raise TypeError("Got more default values than field names")
    fields = tuple(map(_sys.intern, fields))

    contents = _tuple_methods(typename, fields, defaults)
    contents["_field_defaults"] = dict(zip(fields[len(fields) - optional :], defaults or ()))
    for index, name in enumerate(fields):
        contents[name] = _tuplegetter(index, _sys.intern(f"Alias for field number {index}"))
    made = type(typename, (tuple,), contents)

    # The class belongs to the module that asked for it.
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            return made
    made.__module__ = module
    return made


def _with_positions(fields):
    """The names, with those that cannot be fields replaced by their positions."""
    usable = []
    seen = set()
    for index, name in enumerate(fields):
        good = name.isidentifier() and not _iskeyword(name) and name[0] != "_" and name not in seen
        usable.append(name if good else f"_{index}")
        seen.add(name)
    return usable


def _check_names(typename, fields, underscores):
    if not {type(name) for name in (typename, *fields)} <= {str}:
        raise TypeError("Type names and field names must be strings")
    for name in (typename, *fields):
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    before = set()
    for name in fields:
        if not underscores and name[0] == "_":
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in before:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        before.add(name)


def _tuple_methods(typename, fields, defaults):
    """What a class of named tuples contains, but for the attributes of its fields."""
    count = len(fields)
    parameters = ", ".join(fields) + ("," if count == 1 else "")
    form = "(" + ", ".join([name + "=%r" for name in fields]) + ")"
    make = tuple.__new__

    # Only with a text of its own has the constructor parameters with the names of the fields.
    scope = {"__builtins__": {}, "__name__": f"namedtuple_{typename}", "_make": make}
    exec(f"def __new__(_cls, {parameters}): return _make(_cls, ({parameters}))", scope)
    __new__ = scope["__new__"]
    __new__.__defaults__ = defaults

    def _make(cls, iterable):
        made = make(cls, iterable)
        if len(made) == count:
            return made
        raise TypeError(f"Expected {count} arguments, got {len(made)}")

    def _replace(self, /, **kwds):
        # What is used leaves the keyword arguments.
        values = map(kwds.pop, fields, self)
        made = self._make(values)
        if not kwds:
            return made
        raise TypeError(f"Got unexpected field names: {[*kwds]!r}")

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __repr__(self):
        return self.__class__.__name__ + form % self

    def __getnewargs__(self):
        return tuple(self)

    documented = {
        __new__: f"Create new instance of {typename}({parameters})",
        _make: f"Make a new {typename} object from a sequence or iterable",
        _replace: f"Another {typename}, with other values in some fields",
        _asdict: "The values by the names of their fields",
        __repr__: "The values with the names of their fields, as text",
        __getnewargs__: "The values alone, for copies and pickles",
    }
    for method, doc in documented.items():
        method.__doc__ = doc
        method.__qualname__ = f"{typename}.{method.__name__}"
    return {
        **{method.__name__: method for method in documented},
        "__replace__": _replace,
        "_make": classmethod(_make),
        "__doc__": f"{typename}({parameters})",
        "__match_args__": fields,
        "__slots__": (),
        "_fields": fields,
    }
