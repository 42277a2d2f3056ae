"""Tools for functions and callable objects."""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
    "cached_property", "Placeholder",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_ABSENT = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function that it wraps, and return it."""
    for name in assigned:
        value = getattr(wrapped, name, _ABSENT)
        if value is not _ABSENT:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Set last, as the update may have brought in the one of the wrapped function.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that makes a wrapper look like the function that it wraps."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering ---------------------------------------------------------------------------------------

# What follows from each comparison: the name, whether the answer is turned round, and whether the two must
# differ too, may be equal too, or are not asked about it.
_ROOTS = {
    "__lt__": [("__gt__", True, "differs"), ("__le__", False, "equal"), ("__ge__", True, None)],
    "__le__": [("__ge__", True, "equal"), ("__lt__", False, "differs"), ("__gt__", True, None)],
    "__gt__": [("__lt__", True, "differs"), ("__ge__", False, "equal"), ("__le__", True, None)],
    "__ge__": [("__le__", True, "equal"), ("__gt__", False, "differs"), ("__lt__", True, None)],
}


def _derived_comparison(root, name, turned, equality):
    if equality is None:
        def compare(self, other):
            answer = getattr(type(self), root)(self, other)
            return answer if answer is NotImplemented else not answer
    elif equality == "differs" and turned:
        def compare(self, other):
            answer = getattr(type(self), root)(self, other)
            return answer if answer is NotImplemented else not answer and self != other
    elif equality == "differs":
        def compare(self, other):
            answer = getattr(type(self), root)(self, other)
            return answer if answer is NotImplemented else answer and self != other
    elif turned:
        def compare(self, other):
            answer = getattr(type(self), root)(self, other)
            return answer if answer is NotImplemented else not answer or self == other
    else:
        def compare(self, other):
            answer = getattr(type(self), root)(self, other)
            return answer if answer is NotImplemented else answer or self == other
    compare.__name__ = name
    compare.__qualname__ = name
    return compare


def total_ordering(cls):
    """A class decorator that adds the comparisons that are missing."""
    defined = [name for name in _ROOTS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(defined)
    for name, turned, equality in _ROOTS[root]:
        if name not in defined:
            setattr(cls, name, _derived_comparison(root, name, turned, equality))
    return cls


# --- What several classes here need -----------------------------------------------------------------------


def _of_items(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)


_abstractness = property(lambda self: getattr(self.func, "__isabstractmethod__", False))


# --- partialmethod ----------------------------------------------------------------------------------------


class partialmethod:
    """A method that calls another callable or descriptor with some arguments given."""

    __class_getitem__ = classmethod(_of_items)
    __isabstractmethod__ = _abstractness

    def __init__(self, func, /, *args, **keywords):
        # What `partial` makes of the arguments, placeholders among them, is what is to be passed.
        given = _nothing
        if isinstance(func, partialmethod):
            given = partial(given, *func.args, **func.keywords)
            func = func.func
        elif not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        given = partial(given, *args, **keywords)
        self.func, self.args, self.keywords = func, given.args, given.keywords

    def __repr__(self):
        shown = [repr(value) for value in (self.func, *self.args)]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(shown)})"

    def __get__(self, obj, cls=None):
        func = self.func
        bind = None if isinstance(func, partial) else getattr(func, "__get__", None)
        bound = func if bind is None else bind(obj, cls)
        if bound is func:
            return self._as_function().__get__(obj, cls)
        # The arguments go to what the descriptor bound.
        method = partial(bound, *self.args, **self.keywords)
        owner = getattr(bound, "__self__", _ABSENT)
        if owner is not _ABSENT:
            method.__self__ = owner
        return method

    def _as_function(self):
        """A function that takes the object and then the arguments that are not given."""
        def method(owner, /, *args, **keywords):
            return partial(self.func, owner, *self.args, **self.keywords)(*args, **keywords)

        method.__partialmethod__ = self
        method.__isabstractmethod__ = self.__isabstractmethod__
        return method


def _nothing(*args, **keywords):
    pass


# --- lru_cache --------------------------------------------------------------------------------------------


class CacheInfo(tuple):
    """CacheInfo(hits, misses, maxsize, currsize)"""

    __slots__ = ()
    _fields = __match_args__ = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({shown})"

    @classmethod
    def _make(cls, iterable):
        return cls(*iterable)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, /, **changes):
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise TypeError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def __getnewargs__(self):
        return tuple(self)


for _at, _name in enumerate(CacheInfo._fields):
    setattr(CacheInfo, _name, property(lambda self, at=_at: self[at], doc=f"Alias for field number {_at}"))
del _at, _name

_CacheInfo = CacheInfo


def lru_cache(maxsize=128, typed=False):
    """A decorator that remembers the results of the latest calls."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used without arguments: `maxsize` is the function.
        return _remembering(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _remembering(user_function, maxsize, typed)

    return decorating_function


def _remembering(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """A decorator that remembers the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


# --- cached_property --------------------------------------------------------------------------------------


class cached_property:
    """A property that is computed once and then kept in the object's dict."""

    __class_getitem__ = classmethod(_of_items)

    def __init__(self, func):
        self.attrname, self.func = None, func
        self.__doc__, self.__module__ = func.__doc__, func.__module__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            problem = f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} property."
            raise TypeError(problem) from None
        found = kept.get(name, _ABSENT)
        if found is not _ABSENT:
            return found
        found = self.func(instance)
        try:
            kept[name] = found
        except TypeError:
            problem = (f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                       f"does not support item assignment for caching {name!r} property.")
            raise TypeError(problem) from None
        return found


# --- singledispatch ---------------------------------------------------------------------------------------


def _merge_orders(orders):
    """The C3 merge of orders of classes."""
    merged = []
    orders = [list(order) for order in orders if order]
    while orders:
        for order in orders:
            candidate = order[0]
            if not any(candidate in other[1:] for other in orders):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(candidate)
        for order in orders:
            if order[0] is candidate:
                del order[0]
        orders = [order for order in orders if order]
    return merged


def _order_with(cls, extra):
    """The MRO of a class with abstract classes put in that it only counts as a subclass of.

    Each is put behind the bases that are abstract themselves, at the first class that it applies to.
    """
    bases = cls.__bases__
    boundary = 0
    for at, base in enumerate(bases):
        if hasattr(base, "__abstractmethods__"):
            boundary = at + 1
    explicit, others = list(bases[:boundary]), list(bases[boundary:])
    here = [abstract for abstract in extra
            if issubclass(cls, abstract) and not any(issubclass(base, abstract) for base in bases)]
    left = [abstract for abstract in extra if abstract not in here]
    orders = [[cls]]
    for group in (explicit, here, others):
        orders.extend(_order_with(base, left) for base in group)
    return _merge_orders(orders + [explicit, here, others])


def _compose_order(cls, types):
    """The classes to look for an implementation in, among those of `types` and the MRO of `cls`."""
    own = set(cls.__mro__)

    def is_related(candidate):
        return (candidate not in own and hasattr(candidate, "__mro__")
                and not hasattr(candidate, "__origin__") and issubclass(cls, candidate))

    related = [candidate for candidate in types if is_related(candidate)]

    def is_strict_base(candidate):
        return any(candidate is not other and candidate in other.__mro__ for other in related)

    related = [candidate for candidate in related if not is_strict_base(candidate)]
    types = set(types)
    extra = []
    for candidate in related:
        found = []
        for sub in candidate.__subclasses__():
            if sub not in own and issubclass(cls, sub):
                found.append([base for base in sub.__mro__ if base in types])
        if not found:
            extra.append(candidate)
            continue
        found.sort(key=len, reverse=True)
        for order in found:
            for sub in order:
                if sub not in extra:
                    extra.append(sub)
    return _order_with(cls, extra)


def _find_implementation(cls, registry):
    """The implementation for a class that has none of its own."""
    match = None
    for candidate in _compose_order(cls, registry.keys()):
        if match is not None:
            # An abstract class that stands next to the match is as good a match.
            if (candidate in registry and candidate not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, candidate)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


class _Dispatch:
    """The implementations of a function for types of its first argument."""

    def __init__(self, default):
        self.registry = {object: default}
        self.found = {}

    def dispatch(self, cls):
        """The implementation for a class."""
        chosen = self.found.get(cls)
        if chosen is None:
            chosen = self.registry.get(cls)
            if chosen is None:
                chosen = _find_implementation(cls, self.registry)
            # Abstract classes may come to count this one as theirs at any time.
            if not any(hasattr(base, "__abstractmethods__") for base in self.registry):
                self.found[cls] = chosen
        return chosen

    def register(self, cls, func=None):
        """Add an implementation for a class."""
        types = _types_of(cls)
        if types is None:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func, types = cls, _annotated_types(cls)
        elif func is None:
            return lambda function: self.register(cls, function)
        self.registry.update(dict.fromkeys(types, func))
        self.found.clear()
        return func


def _members(hint):
    """What a union is one of; None for all else."""
    from types import UnionType

    return hint.__args__ if isinstance(hint, UnionType) else None


def _types_of(hint):
    """The classes that a class or a union of classes stands for; None for all else."""
    members = (hint,) if isinstance(hint, type) else _members(hint)
    return members if members and all(isinstance(member, type) for member in members) else None


def _annotated_types(function):
    """The classes that the annotation of the first parameter stands for."""
    if getattr(function, "__annotate__", None) is None:
        raise TypeError(f"Invalid first argument to `register()`: {function!r}. "
                        "Use either `@register(some_class)` or plain `@register` on an annotated function.")
    try:
        name, hint = next(iter(function.__annotations__.items()))
    except NameError:
        hint = None
    types = _types_of(hint)
    if types is not None:
        return types
    # What is no class by itself may be the text of one, or be known later.
    from typing import ForwardRef, get_type_hints

    name, hint = next(iter(get_type_hints(function, format=3).items()))
    types = _types_of(hint)
    if types is None:
        if _members(hint) is not None:
            problem = "not all arguments are classes"
        elif isinstance(hint, ForwardRef):
            problem = "is an unresolved forward reference"
        else:
            problem = "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {hint!r} {problem}.")
    return types


def singledispatch(func):
    """A decorator that makes a function one with an implementation for each type of its first argument."""
    from types import MappingProxyType

    known = _Dispatch(func)
    name = getattr(func, "__name__", "singledispatch function")
    dispatch, found = known.dispatch, known.found

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        cls = args[0].__class__
        return (found[cls] if cls in found else dispatch(cls))(*args, **kw)

    wrapper.registry = MappingProxyType(known.registry)
    wrapper.dispatch, wrapper.register, wrapper._clear_cache = dispatch, known.register, found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """A method with an implementation for each type of its first argument behind `self`."""

    __isabstractmethod__ = _abstractness

    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.dispatcher = func, singledispatch(func)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    def __repr__(self):
        return f"<single dispatch method descriptor {_shown_name(self.func)}>"

    def register(self, cls, method=None):
        """Add an implementation for a class."""
        return self.dispatcher.register(cls, method)


def _shown_name(function):
    return getattr(function, "__qualname__", None) or getattr(function, "__name__", "?")


class _singledispatchmethod_get:
    """A method with several implementations, bound to an object or a class."""

    # What is asked of the function with which it began.
    _LENT = {"__name__", "__qualname__", "__isabstractmethod__", "__annotations__", "__type_params__"}

    def __init__(self, origin, obj, cls):
        self._origin, self._obj, self._cls = origin, obj, cls
        for name in "__module__", "__doc__":
            value = getattr(origin.func, name, _ABSENT)
            if value is not _ABSENT:
                setattr(self, name, value)

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._origin.func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{name} requires at least 1 positional argument")
        method = self._origin.dispatcher.dispatch(args[0].__class__)
        # Types and classes with `__get__` alike bind to the object or the class.
        if hasattr(method, "__get__"):
            method = method.__get__(self._obj, self._cls)
        return method(*args, **kwargs)

    def __getattr__(self, name):
        if name in self._LENT:
            return getattr(self._origin.func, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self):
        name = _shown_name(self.__wrapped__)
        if self._obj is None:
            return f"<single dispatch method {name}>"
        return f"<bound single dispatch method {name} of {self._obj!r}>"

    __wrapped__ = property(lambda self: self._origin.func)
    register = property(lambda self: self._origin.register)
