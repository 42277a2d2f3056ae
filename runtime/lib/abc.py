"""Abstract base classes."""

from _abc import get_cache_token
from _abc import _abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck
from _abc import _get_dump, _reset_caches, _reset_registry


def abstractmethod(funcobj):
    """Marks a method that concrete classes have to define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(metaclass, name, bases, namespace, /, **kwargs):
        made = super().__new__(metaclass, name, bases, namespace, **kwargs)
        _abc_init(made)
        return made

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        return _abc_subclasscheck(cls, subclass)

    def register(cls, subclass):
        """Lets a class count as derived from this one; gives that class."""
        return _abc_register(cls, subclass)

    def _abc_caches_clear(cls):
        """Forgets the answers given so far."""
        _reset_caches(cls)

    def _abc_registry_clear(cls):
        """Forgets what was registered."""
        _reset_registry(cls)

    def _dump_registry(cls, file=None):
        """Prints what is known about the class."""
        parts = ("registry", "cache", "negative_cache", "negative_cache_version")
        rows = [f"Class: {cls.__module__}.{cls.__qualname__}", f"Inv. counter: {get_cache_token()}"]
        rows += [f"_abc_{part}: {value!r}" for part, value in zip(parts, _get_dump(cls))]
        print(*rows, sep="\n", file=file)


class ABC(metaclass=ABCMeta):
    """Base of classes that are to have ABCMeta as their metaclass."""

    __slots__ = ()


def _is_abstract(value):
    return getattr(value, "__isabstractmethod__", False)


def update_abstractmethods(cls):
    """Finds the abstract methods of a class again, after its attributes have changed; gives the class."""
    # Without this attribute some other metaclass made the class.
    if hasattr(cls, "__abstractmethods__"):
        own = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
        inherited = {name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ())}
        still = {name for name in inherited if _is_abstract(getattr(cls, name, None))}
        cls.__abstractmethods__ = frozenset(own | still)
    return cls


# Deprecated: the plain decorators may be put on top of abstractmethod.


class abstractproperty(property):
    """A property that concrete classes have to define; deprecated."""

    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    """A class method that concrete classes have to define; deprecated."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """A static method that concrete classes have to define; deprecated."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


__all__ = [name for name in globals() if not name.startswith("_")]
