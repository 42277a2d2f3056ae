"""Names of the built-in types, and the making of classes at run time."""

from _types import *
from _types import _mark_coroutine

# The ids of namespaces whose repr is being made: one that holds itself is not shown again.
_being_shown = set()


class SimpleNamespace:
    """An object whose attributes are what it was made with."""

    def __init__(self, /, *args, **kwargs):
        if len(args) > 1:
            raise TypeError(f"{type(self).__name__} expected at most 1 argument, got {len(args)}")
        if args:
            attributes = dict(args[0])
            for key in attributes:
                if not isinstance(key, str):
                    raise TypeError("keywords must be strings")
            self.__dict__.update(attributes)
        self.__dict__.update(kwargs)

    def __repr__(self):
        cls = type(self)
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        key = id(self)
        if key in _being_shown:
            return f"{name}(...)"
        _being_shown.add(key)
        try:
            items = [f"{k}={v!r}" for k, v in self.__dict__.items()]
        finally:
            _being_shown.discard(key)
        return f"{name}({', '.join(items)})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __replace__(self, /, **changes):
        result = type(self)(**self.__dict__)
        result.__dict__.update(changes)
        return result

    def __reduce__(self):
        return type(self), (), self.__dict__


def _replacement(base, bases):
    """What stands for an entry of the bases: a tuple of classes; None if the entry stands for itself."""
    if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
        return None
    entries = base.__mro_entries__(bases)
    if isinstance(entries, tuple):
        return entries
    raise TypeError("__mro_entries__ must return a tuple")


def resolve_bases(bases):
    """The bases, with those that are no classes replaced by what their __mro_entries__ says."""
    replacements = [_replacement(base, bases) for base in bases]
    if all(entries is None for entries in replacements):
        return bases
    resolved = []
    for base, entries in zip(bases, replacements):
        resolved += (base,) if entries is None else entries
    return tuple(resolved)


def get_original_bases(cls, /):
    """The bases of a class as they were written."""
    try:
        written = cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None
    return written


def _most_derived(metaclass, bases):
    """The one of a metaclass and those of the bases that derives from all the others."""
    for candidate in map(type, bases):
        if issubclass(metaclass, candidate):
            continue
        if not issubclass(candidate, metaclass):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the"
                " metaclasses of all its bases"
            )
        metaclass = candidate
    return metaclass


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords with which a class is made."""
    keywords = dict(kwds or ())
    default = type(bases[0]) if bases else type
    metaclass = keywords.pop("metaclass", default)
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    # A metaclass may be any callable.
    prepare = getattr(metaclass, "__prepare__", None)
    namespace = prepare(name, bases, **keywords) if prepare is not None else {}
    return metaclass, namespace, keywords


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement does; exec_body fills the namespace."""
    resolved = resolve_bases(bases)
    metaclass, namespace, keywords = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return metaclass(name, resolved, namespace, **keywords)


class DynamicClassAttribute:
    """A property of instances; of the class the attribute is what __getattr__ of the metaclass finds."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        # Whether a new getter brings its own text.
        self.overwrite_doc = doc is None
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            get = self.fget
            if get is not None:
                return get(instance)
            raise AttributeError("unreadable attribute")
        if self.__isabstractmethod__:
            return self
        raise AttributeError()

    def __set__(self, instance, value):
        if (put := self.fset) is None:
            raise AttributeError("can't set attribute")
        put(instance, value)

    def __delete__(self, instance):
        if (drop := self.fdel) is None:
            raise AttributeError("can't delete attribute")
        drop(instance)

    def _derived(self, doc, **changed):
        """Another attribute of the same class, with some accessors changed."""
        accessors = {"fget": self.fget, "fset": self.fset, "fdel": self.fdel, **changed}
        made = type(self)(*accessors.values(), doc or self.__doc__)
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        return self._derived(self.overwrite_doc and fget.__doc__, fget=fget)

    def setter(self, fset):
        return self._derived(None, fset=fset)

    def deleter(self, fdel):
        return self._derived(None, fdel=fdel)


class _GeneratorWrapper:
    """Makes what looks like a generator awaitable."""

    def __init__(self, generator):
        self._generator = generator
        for name in "__name__", "__qualname__":
            setattr(self, name, getattr(generator, name, None))

    def __iter__(self):
        # A real generator is iterated over by the interpreter itself.
        inner = self._generator
        return inner if inner.__class__ is GeneratorType else self

    __await__ = __iter__

    def __next__(self):
        return next(self._generator)

    def send(self, val):
        return self._generator.send(val)

    def throw(self, tp, *rest):
        return self._generator.throw(tp, *rest)

    def close(self):
        return self._generator.close()


def _add_states(cls):
    """Adds what generators tell of themselves, under the names of generators and those of coroutines."""
    for state in "code", "frame", "running", "suspended", "yieldfrom":
        name = "gi_" + state
        alias = "cr_await" if state == "yieldfrom" else "cr_" + state
        told = property(lambda self, name=name: getattr(self._generator, name))
        told.__set_name__(cls, alias)
        setattr(cls, name, told)
        setattr(cls, alias, told)


_add_states(_GeneratorWrapper)

# Of co_flags.
_GENERATOR = 0x20
_COROUTINE = 0x80
_ITERABLE_COROUTINE = 0x100


def _awaitable(result):
    """What was called gave this; it is made awaitable if it only looks like a generator."""
    kind = result.__class__
    if kind is CoroutineType or kind is GeneratorType and result.gi_code.co_flags & _ITERABLE_COROUTINE:
        return result
    from _collections_abc import Coroutine, Generator

    if isinstance(result, Coroutine) or not isinstance(result, Generator):
        return result
    return _GeneratorWrapper(result)


def coroutine(func):
    """Makes the generators of a generator function awaitable."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if func.__class__ is FunctionType and getattr(func, "__code__", None).__class__ is CodeType:
        flags = func.__code__.co_flags
        if flags & (_COROUTINE | _ITERABLE_COROUTINE):
            return func
        if flags & _GENERATOR:
            return _mark_coroutine(func)

    def wrapped(*args, **kwargs):
        return _awaitable(func(*args, **kwargs))

    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(func, name):
            setattr(wrapped, name, getattr(func, name))
    wrapped.__dict__.update(getattr(func, "__dict__", {}))
    wrapped.__wrapped__ = func
    return wrapped


__all__ = [name for name in globals() if not name.startswith("_")]
