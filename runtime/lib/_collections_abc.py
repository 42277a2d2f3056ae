"""Abstract base classes of containers, iterators, coroutines and callables."""

import sys
from abc import ABCMeta, abstractmethod
from itertools import count as _integers
from _types import FunctionType, GenericAlias

__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator",
    "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping",
    "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "Buffer",
]

# The name by which programs know the module.
__name__ = "collections.abc"

# What counts as a subclass by its methods alone.


def _defines(cls, name):
    """Whether a class has a method; None in its place says that it has not."""
    for owner in cls.__mro__:
        if name in owner.__dict__:
            return owner.__dict__[name] is not None
    return False


def _check_methods(C, *methods):
    """The answer of a __subclasshook__ that asks for these methods."""
    for name in methods:
        if not _defines(C, name):
            return NotImplemented
    return True


def _known_by(*methods):
    """A decorator of classes: what has the methods is a subclass of the class, though not of those derived from it."""

    def decorate(abstract):
        def __subclasshook__(cls, C):
            return _check_methods(C, *methods) if cls is abstract else NotImplemented

        __subclasshook__.__qualname__ = f"{abstract.__name__}.__subclasshook__"
        abstract.__subclasshook__ = classmethod(__subclasshook__)
        return abstract

    return decorate


# The classes of one method.


class _Defaults:
    """What the abstract methods do for a method that calls them by super()."""

    def __aiter__(self):
        return AsyncIterator()

    def __await__(self):
        yield

    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError

    def __call__(self, *args, **kwds):
        return False

    def __contains__(self, x):
        return False

    def __hash__(self):
        return 0

    def __iter__(self):
        yield from ()

    def __len__(self):
        return 0


def _one_method(class_name, method, alias=None):
    """Makes an abstract class of one method of _Defaults; alias(cls, item) is what subscripting it gives."""
    default = vars(_Defaults)[method]
    default.__qualname__ = f"{class_name}.{method}"
    namespace = {"__module__": __name__, "__slots__": (), method: abstractmethod(default)}
    if alias is not None:
        namespace["__class_getitem__"] = classmethod(alias)
    return _known_by(method)(ABCMeta(class_name, (), namespace))


Hashable = _one_method("Hashable", "__hash__")
Sized = _one_method("Sized", "__len__")
Buffer = _one_method("Buffer", "__buffer__")
Container = _one_method("Container", "__contains__", GenericAlias)
Iterable = _one_method("Iterable", "__iter__", GenericAlias)
AsyncIterable = _one_method("AsyncIterable", "__aiter__", GenericAlias)
Awaitable = _one_method("Awaitable", "__await__", GenericAlias)


# Callable


def _is_parameters(item):
    """Whether something may stand for all parameters of a callable."""
    if item is Ellipsis or isinstance(item, list):
        return True
    kind = type(item)
    return kind.__module__ == "typing" and kind.__name__ in {"ParamSpec", "_ConcatenateGenericAlias"}


def _for_all(parameters):
    """What stands for all parameters, if that is what was given; else None."""
    return parameters[0] if len(parameters) == 1 and _is_parameters(parameters[0]) else None


def _show_argument(item):
    """How a type is shown among the arguments of another."""
    if item is Ellipsis:
        return "..."
    if isinstance(item, FunctionType):
        return item.__name__
    if not isinstance(item, type):
        return repr(item)
    prefix = "" if item.__module__ == "builtins" else f"{item.__module__}."
    return prefix + item.__qualname__


class _CallableGenericAlias(GenericAlias):
    """Callable[[parameters], result]: the arguments are kept in one tuple, the result last."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (list, tuple)):
            return super().__new__(cls, origin, (*parameters, result))
        if _is_parameters(parameters):
            return super().__new__(cls, origin, args)
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {parameters}")

    def __reduce__(self):
        *parameters, result = self.__args__
        stand_in = _for_all(parameters)
        return _CallableGenericAlias, (Callable, (parameters if stand_in is None else stand_in, result))

    def __repr__(self):
        *parameters, result = self.__args__
        if _for_all(parameters) is not None:
            return super().__repr__()
        shown = ", ".join(map(_show_argument, parameters))
        return f"collections.abc.Callable[[{shown}], {_show_argument(result)}]"

    def __getitem__(self, item):
        items = item if isinstance(item, tuple) else (item,)
        variables = self.__parameters__
        # Types for the only variable, if that stands for all parameters, need no brackets of their own.
        if len(variables) == 1 and _is_parameters(variables[0]):
            if items and not (_is_parameters(items[0]) or isinstance(items[0], (tuple, list))):
                items = (items,)
        first, *others = super().__getitem__(items).__args__
        if isinstance(first, (tuple, list)):
            return _CallableGenericAlias(Callable, (first, *others))
        *parameters, result = first, *others
        return _CallableGenericAlias(Callable, (tuple(parameters), result))


Callable = _one_method("Callable", "__call__", _CallableGenericAlias)


# Iterators and generators


@_known_by("__iter__", "__next__")
class Iterator(Iterable):
    """What gives one item after the other."""

    __slots__ = ()

    def __iter__(self):
        return self

    @abstractmethod
    def __next__(self):
        """The next item, or StopIteration."""
        raise StopIteration


@_known_by("__iter__", "__reversed__")
class Reversible(Iterable):
    """What can be iterated over from its end."""

    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


def _raise_in(typ, val, tb):
    """What the default throw() of coroutines and generators does."""
    if val is None and tb is None:
        raise typ
    error = typ() if val is None else val
    raise error if tb is None else error.with_traceback(tb)


@_known_by("__iter__", "__next__", "close", "send", "throw")
class Generator(Iterator):
    """An iterator that values and exceptions can be sent to."""

    __slots__ = ()

    def __next__(self):
        """The next item, or StopIteration."""
        return self.send(None)

    def close(self):
        """Ends the generator by GeneratorExit."""
        result = None
        try:
            self.throw(GeneratorExit)
        except StopIteration as end:
            result = end.value
        except GeneratorExit:
            pass
        else:
            raise RuntimeError("generator ignored GeneratorExit")
        return result

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resumes the generator with an exception."""
        _raise_in(typ, val, tb)

    @abstractmethod
    def send(self, value):
        """Resumes the generator with a value."""
        raise StopIteration


@_known_by("__await__", "close", "send", "throw")
class Coroutine(Awaitable):
    """What can be awaited, and driven by hand."""

    __slots__ = ()

    def close(self):
        """Ends the coroutine by GeneratorExit."""
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError("coroutine ignored GeneratorExit")

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resumes the coroutine with an exception."""
        _raise_in(typ, val, tb)

    @abstractmethod
    def send(self, value):
        """Resumes the coroutine with a value."""
        raise StopIteration


@_known_by("__aiter__", "__anext__")
class AsyncIterator(AsyncIterable):
    """What gives one item after the other, each to be awaited."""

    __slots__ = ()

    def __aiter__(self):
        return self

    @abstractmethod
    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        raise StopAsyncIteration


class _Closing:
    """What aclose() gives: to be awaited."""

    __slots__ = ("generator",)

    def __init__(self, generator):
        self.generator = generator

    def __await__(self):
        try:
            yield from self.generator.athrow(GeneratorExit).__await__()
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


@_known_by("__aiter__", "__anext__", "aclose", "asend", "athrow")
class AsyncGenerator(AsyncIterator):
    """An asynchronous iterator that values and exceptions can be sent to."""

    __slots__ = ()

    def __anext__(self):
        """The next item, or StopAsyncIteration."""
        return self.asend(None)

    def aclose(self):
        """Ends the generator by GeneratorExit."""
        return _Closing(self)

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resumes the generator with an exception."""
        _raise_in(typ, val, tb)

    @abstractmethod
    async def asend(self, value):
        """Resumes the generator with a value."""
        raise StopAsyncIteration


# Containers


def _drain(take):
    """Takes what is there until a KeyError says that nothing is left."""
    try:
        while True:
            take()
    except KeyError:
        pass


def _holds(items, value):
    """Whether some item is or equals the value."""
    for item in items:
        if item is value or item == value:
            return True
    return False


@_known_by("__contains__", "__iter__", "__len__")
class Collection(Sized, Iterable, Container):
    """What has items, a number of them, and knows which it has."""

    __slots__ = ()


# Sequences


def _from_start(sequence, place):
    """A place as it is counted from the start; a negative one counts from the end."""
    if place is not None and place < 0:
        return len(sequence) + place
    return place


class Sequence(Reversible, Collection):
    """What finds items by index: has __getitem__ and __len__."""

    # Instances match sequence patterns.
    __abc_tpflags__ = 1 << 5

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __contains__(self, value):
        return _holds(self, value)

    def __iter__(self):
        try:
            for place in _integers():
                yield self[place]
        except IndexError:
            pass

    def __reversed__(self):
        for place in range(len(self) - 1, -1, -1):
            yield self[place]

    def count(self, value):
        """How often a value is there."""
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found

    def index(self, value, start=0, stop=None):
        """The first place of a value; ValueError if it is not there."""
        place, end = _from_start(self, start), _from_start(self, stop)
        if place is not None and place < 0:
            place = 0
        while end is None or place < end:
            try:
                item = self[place]
            except IndexError:
                break
            if item is value or item == value:
                return place
            place += 1
        raise ValueError


class MutableSequence(Sequence):
    """A sequence that changes by __setitem__, __delitem__ and insert()."""

    __slots__ = ()

    @abstractmethod
    def insert(self, index, value):
        """Puts a value before the place."""
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def __iadd__(self, values):
        self.extend(values)
        return self

    def append(self, value):
        """Adds a value at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Adds all values of an iterable at the end."""
        for item in list(self) if values is self else values:
            self.append(item)

    def pop(self, index=-1):
        """Removes the item at a place and gives it; IndexError if there is none."""
        taken = self[index]
        del self[index]
        return taken

    def remove(self, value):
        """Removes the first place of a value; ValueError if it is not there."""
        del self[self.index(value)]

    def clear(self):
        """Removes all items."""
        while True:
            try:
                self.pop()
            except IndexError:
                return

    def reverse(self):
        """Turns the order around, in place."""
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low += 1
            high -= 1


# Sets

# Hashes are numbers of this sign bit and of the bits below it.
_SIGN = sys.maxsize + 1
_BITS = 2 * sys.maxsize + 1


def _all_in(items, container):
    for item in items:
        if item not in container:
            return False
    return True


def _other_set(owner, other):
    """The other operand as a set; NotImplemented if nothing can be made of it."""
    if isinstance(other, Set):
        return other
    return owner._from_iterable(other) if isinstance(other, Iterable) else NotImplemented


class Set(Collection):
    """A finite set: what has __contains__, __iter__ and __len__."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        """A set of this class; to be overridden where the constructor takes something else."""
        return cls(it)

    # A class that overrides __le__ and __ge__ has changed all comparisons.

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and _all_in(self, other)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and _all_in(other, self)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, Set):
            return len(self) == len(other) and self.__le__(other)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Set):
            return len(self) < len(other) and self.__le__(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return len(self) > len(other) and self.__ge__(other)
        return NotImplemented

    def isdisjoint(self, other):
        """Whether there is nothing that is in both."""
        for item in other:
            if item in self:
                return False
        return True

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for item in other if item in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for operand in (self, other) for item in operand)
        return NotImplemented

    def __xor__(self, other):
        other = _other_set(self, other)
        return other if other is NotImplemented else (self - other) | (other - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __sub__(self, other):
        other = _other_set(self, other)
        if other is NotImplemented:
            return other
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        other = _other_set(self, other)
        if other is NotImplemented:
            return other
        return self._from_iterable(item for item in other if item not in self)

    def _hash(self):
        """A hash that does not depend on the order of the items, the same as that of frozenset."""
        mixed = (len(self) + 1) * 1927868237
        for item in self:
            code = hash(item)
            mixed ^= (code ^ code << 16 ^ 89869747) * 3644798167 & _BITS
        mixed &= _BITS
        mixed ^= mixed >> 11 ^ mixed >> 25
        mixed = mixed * 69069 + 907133923 & _BITS
        signed = (mixed ^ _SIGN) - _SIGN
        # -1 is the hash of nothing.
        return 590923713 if signed == -1 else signed


class MutableSet(Set):
    """A set that changes by add() and discard()."""

    __slots__ = ()

    @abstractmethod
    def discard(self, value):
        """Removes an item if it is there."""
        raise NotImplementedError

    @abstractmethod
    def add(self, value):
        """Adds an item."""
        raise NotImplementedError

    def clear(self):
        """Removes all items."""
        _drain(self.pop)

    def pop(self):
        """Removes some item and gives it; KeyError if there is none."""
        for item in self:
            break
        else:
            raise KeyError
        self.discard(item)
        return item

    def remove(self, value):
        """Removes an item; KeyError if it is not there."""
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def __ior__(self, it):
        for item in it:
            self.add(item)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for item in it:
            self.discard(item)
        return self

    def __iand__(self, it):
        for item in self - it:
            self.discard(item)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for item in it if isinstance(it, Set) else self._from_iterable(it):
            if item in self:
                self.discard(item)
            else:
                self.add(item)
        return self


# Mappings

# Stands for the value of a key that is not there, and for a default that was not given.
_ABSENT = object()


def _look_up(mapping, key):
    try:
        return mapping[key]
    except KeyError:
        return _ABSENT


class Mapping(Collection):
    """What finds values by keys: has __getitem__, __iter__ and __len__."""

    # Instances match mapping patterns.
    __abc_tpflags__ = 1 << 6

    __slots__ = ()
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        try:
            self[key]
            return True
        except KeyError:
            return False

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    def get(self, key, default=None):
        """The value of a key, or the default."""
        try:
            value = self[key]
        except KeyError:
            value = default
        return value

    def items(self):
        """A view of the pairs of keys and values."""
        return ItemsView(self)

    def keys(self):
        """A view of the keys."""
        return KeysView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)


def _set_all(mapping, source):
    """Takes over the pairs of a mapping, of what has keys, or of an iterable."""
    if isinstance(source, Mapping):
        keys = source
    elif hasattr(source, "keys"):
        keys = source.keys()
    else:
        for key, value in source:
            mapping[key] = value
        return
    for key in keys:
        mapping[key] = source[key]


class MutableMapping(Mapping):
    """A mapping that changes by __setitem__ and __delitem__."""

    __slots__ = ()

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    def clear(self):
        """Removes all pairs."""
        _drain(self.popitem)

    def pop(self, key, default=_ABSENT):
        """Removes a key and gives its value; else the default, or KeyError."""
        value = self[key] if default is _ABSENT else _look_up(self, key)
        if value is _ABSENT:
            return default
        del self[key]
        return value

    def popitem(self):
        """Removes some pair and gives it; KeyError if there is none."""
        for key in self:
            break
        else:
            raise KeyError
        value = self[key]
        del self[key]
        return key, value

    def setdefault(self, key, default=None):
        """The value of a key, which becomes the default if the key is not there."""
        try:
            value = self[key]
        except KeyError:
            self[key] = value = default
        return value

    def update(self, other=(), /, **kwds):
        """Takes over the pairs of a mapping or of an iterable, and the keywords."""
        _set_all(self, other)
        _set_all(self, kwds)


class MappingView(Sized):
    """What shows part of a mapping as it is at any time."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return f"{self.__class__.__name__}({self._mapping!r})"

    def __len__(self):
        return len(self._mapping)


def _builtin_set(cls, it):
    return set(it)


class KeysView(MappingView, Set):
    """The keys of a mapping."""

    __slots__ = ()
    _from_iterable = classmethod(_builtin_set)

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(MappingView, Set):
    """The pairs of keys and values of a mapping."""

    __slots__ = ()
    _from_iterable = classmethod(_builtin_set)

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield key, mapping[key]

    def __contains__(self, item):
        key, value = item
        found = _look_up(self._mapping, key)
        return found is not _ABSENT and (found is value or found == value)


class ValuesView(MappingView, Collection):
    """The values of a mapping."""

    __slots__ = ()

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield mapping[key]

    def __contains__(self, value):
        return _holds(ValuesView.__iter__(self), value)


# Built-in types that count as derived; the hooks above find the others.
for _abstract, _builtins in (
    (Set, [frozenset]),
    (MutableSet, [set]),
    (Mapping, [type(type.__dict__), type((lambda: sys._getframe().f_locals)())]),
    (MutableMapping, [dict]),
    (KeysView, [type({}.keys())]),
    (ItemsView, [type({}.items())]),
    (ValuesView, [type({}.values())]),
    (Sequence, [tuple, str, bytes, range]),
    (MutableSequence, [list, bytearray]),
):
    for _builtin in _builtins:
        _abstract.register(_builtin)
