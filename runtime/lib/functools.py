"""Tools for functions and callable objects."""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
    "cached_property", "Placeholder",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function that it wraps, and return it."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
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


# --- partialmethod ----------------------------------------------------------------------------------------


class partialmethod:
    """A method that calls another callable or descriptor with some arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            inner = partial(func.func, *func.args, **func.keywords)
            merged = partial(inner, *args, **keywords)
            func, args, keywords = merged.func, merged.args, merged.keywords
        elif not callable(func) and getattr(func, "__get__", None) is None:
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        else:
            # `partial` checks the placeholders.
            merged = partial(_nothing, *args, **keywords)
            args, keywords = merged.args, merged.keywords
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts.extend(map(repr, self.args))
        parts.extend(f"{name}={value!r}" for name, value in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            call = partial(self.func, cls_or_self, *self.args, **self.keywords)
            return call(*args, **keywords)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                # The descriptor bound something: the arguments go to that.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


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
        return f"{type(self).__name__}(hits={self[0]!r}, misses={self[1]!r}, maxsize={self[2]!r}, currsize={self[3]!r})"

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

    hits = property(lambda self: self[0], doc="Alias for field number 0")
    misses = property(lambda self: self[1], doc="Alias for field number 1")
    maxsize = property(lambda self: self[2], doc="Alias for field number 2")
    currsize = property(lambda self: self[3], doc="Alias for field number 3")


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

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {self.attrname!r} property.") from None
        value = attributes.get(self.attrname, _nothing)
        if value is _nothing:
            value = self.func(instance)
            try:
                attributes[self.attrname] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                                f"does not support item assignment for caching {self.attrname!r} property."
                                ) from None
        return value

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


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


def _is_union(cls):
    from types import UnionType
    return isinstance(cls, UnionType)


def singledispatch(func):
    """A decorator that makes a function one with an implementation for each type of its first argument."""
    from types import MappingProxyType

    registry = {}
    found = {}

    def dispatch(cls):
        """The implementation for a class."""
        try:
            return found[cls]
        except KeyError:
            implementation = registry.get(cls)
            if implementation is None:
                implementation = _find_implementation(cls, registry)
            # Abstract classes may come to count this one as theirs at any time.
            if not any(hasattr(base, "__abstractmethods__") for base in registry):
                found[cls] = implementation
            return implementation

    def is_valid(cls):
        return isinstance(cls, type) or _is_union(cls) and all(isinstance(arg, type) for arg in cls.__args__)

    def register(cls, func=None):
        """Add an implementation for a class."""
        if is_valid(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", None)
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. "
                                "Use either `@register(some_class)` or plain `@register` on an annotated function.")
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not is_valid(cls):
                what = "not all arguments are classes" if _is_union(cls) else "is not a class"
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {what}.")
        for one in cls.__args__ if _is_union(cls) else (cls,):
            registry[one] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """A method with an implementation for each type of its first argument behind `self`."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        name = getattr(self.func, "__qualname__", None) or getattr(self.func, "__name__", "?")
        return f"<single dispatch method descriptor {name}>"


class _singledispatchmethod_get:
    """A method with several implementations, bound to an object or a class."""

    def __init__(self, unbound, obj, cls):
        self._unbound = unbound
        self._obj = obj
        self._cls = cls
        for name in ("__module__", "__doc__"):
            try:
                setattr(self, name, getattr(unbound.func, name))
            except AttributeError:
                pass

    def __repr__(self):
        func = self._unbound.func
        name = getattr(func, "__qualname__", None) or getattr(func, "__name__", "?")
        if self._obj is not None:
            return f"<bound single dispatch method {name} of {self._obj!r}>"
        return f"<single dispatch method {name}>"

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._unbound.func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{name} requires at least 1 positional argument")
        method = self._unbound.dispatcher.dispatch(args[0].__class__)
        if hasattr(method, "__get__"):
            # Types and classes with `__get__` alike bind to the object or the class.
            return method.__get__(self._obj, self._cls)(*args, **kwargs)
        return method(*args, **kwargs)

    def __getattr__(self, name):
        if name not in {"__name__", "__qualname__", "__isabstractmethod__", "__annotations__", "__type_params__"}:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self._unbound.func, name)

    @property
    def __wrapped__(self):
        return self._unbound.func

    @property
    def register(self):
        return self._unbound.register
