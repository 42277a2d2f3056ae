"""References that do not keep their object alive, and containers made of them."""

import _collections_abc
from _weakref import ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from _weakrefset import WeakSet, _living

__all__ = [
    "CallableProxyType", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary",
    "WeakMethod", "WeakSet", "WeakValueDictionary", "finalize", "getweakrefcount", "getweakrefs",
    "proxy", "ref",
]

# There is one type of proxies, whether or not their object can be called.
CallableProxyType = ProxyType
ProxyTypes = (ProxyType, CallableProxyType)

_collections_abc.MutableSet.register(WeakSet)


# Dictionaries


def _updated(mapping, *others):
    for other in others:
        mapping.update(other)
    return mapping


def _gone():
    """Stands for the reference of a missing key."""
    return None


class _WeakDictionary(_collections_abc.MutableMapping):
    """A dictionary with references in the place of its keys or its values.

    A subclass says in _weak which part of an item it is: 0 is the key, 1 the value.
    """

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return self.keys()

    def items(self):
        weak = self._weak
        for item in list(self.data.items()):
            found = item[weak]()
            if found is not None:
                yield (item[0], found) if weak else (found, item[1])

    def _other_parts(self):
        """The parts that are not weak, of the items that are still there."""
        weak = self._weak
        for item in list(self.data.items()):
            if item[weak]() is not None:
                yield item[1 - weak]

    def popitem(self):
        weak = self._weak
        while True:
            item = self.data.popitem()
            found = item[weak]()
            if found is not None:
                return (item[0], found) if weak else (found, item[1])

    def _take(self, other, named):
        if other is not None:
            pairs = other if hasattr(other, "items") else dict(other)
            for key, value in pairs.items():
                self[key] = value
        for name, value in named.items():
            self[name] = value

    def __deepcopy__(self, memo):
        from copy import deepcopy

        # A copy of a weak part would be dead at once.
        copied = self.__class__()
        for key, value in self.items():
            if self._weak:
                copied[deepcopy(key, memo)] = value
            else:
                copied[key] = deepcopy(value, memo)
        return copied

    def __ior__(self, other):
        return _updated(self, other)

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        return _updated(self.copy(), other)

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        return _updated(self.__class__(), other, self)


class WeakKeyDictionary(_WeakDictionary):
    """A dictionary that loses an item when nobody else has its key any more."""

    _weak = 0

    def __init__(self, dict=None):
        self.data = data = {}

        def key_died(reference):
            data.pop(reference, None)

        self._key_died = key_died
        self.update(dict)

    def update(self, dict=None, /, **kwargs):
        self._take(dict, kwargs)

    def __setitem__(self, key, value):
        self.data[ref(key, self._key_died)] = value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._key_died), default)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def keys(self):
        return _living(self.data)

    def values(self):
        return self._other_parts()

    def keyrefs(self):
        """References to the keys, some of which may have died when they are used."""
        return list(self.data)

    def copy(self):
        return _updated(WeakKeyDictionary(), self)

    __copy__ = copy


class WeakValueDictionary(_WeakDictionary):
    """A dictionary that loses an item when nobody else has its value any more."""

    _weak = 1

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def update(self, other=None, /, **kwargs):
        self._take(other, kwargs)

    def __setitem__(self, key, value):
        data = self.data

        def value_died(reference):
            # The key may have another value by now.
            if data.get(key) is reference:
                del data[key]

        data[key] = ref(value, value_died)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key, default=None):
        value = self.data.get(key, _gone)()
        return default if value is None else value

    def __delitem__(self, key):
        del self.data[key]

    def pop(self, key, *args):
        value = self.data.pop(key, _gone)()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def __contains__(self, key):
        return self.data.get(key, _gone)() is not None

    def keys(self):
        return self._other_parts()

    def values(self):
        return _living(self.data.values())

    def valuerefs(self):
        """References to the values, some of which may have died when they are used."""
        return list(self.data.values())

    def itervaluerefs(self):
        """As valuerefs(), one by one."""
        yield from self.valuerefs()

    def copy(self):
        return _updated(WeakValueDictionary(), self)

    __copy__ = copy


# Methods


class WeakMethod(ref):
    """A reference to a bound method, dead when the method's object or function is.

    An ordinary one would be dead at once: bound methods are made each time they are asked for.
    """

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def died(_):
            # Called for either part, and by way of a reference, lest the method's keep itself alive.
            method = weak()
            if method is not None and not method._died:
                method._died = True
                if callback is not None:
                    callback(method)

        method = super().__new__(cls, owner, died)
        method._died = False
        method._function = ref(function, died)
        method._bind = type(meth)
        weak = ref(method)
        return method

    def __call__(self):
        owner, function = super().__call__(), self._function()
        if owner is not None and function is not None:
            return self._bind(function, owner)

    __hash__ = ref.__hash__

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._died or other._died:
            return self is other
        return self._function == other._function and ref.__eq__(self, other)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal


# Finalizers


class _LastCall:
    """What a finalizer calls, and the object that it waits for."""

    __slots__ = ("reference", "func", "args", "kwargs", "atexit")

    def __init__(self, reference, func, args, kwargs):
        self.reference = reference
        self.func, self.args, self.kwargs = func, args, kwargs
        self.atexit = True

    def described(self):
        obj = self.reference()
        if obj is not None:
            return obj, self.func, self.args, self.kwargs


class finalize:
    """Calls a function once: when an object dies, when the program ends, or when called itself."""

    __slots__ = ()
    # Keeps finalizers alive that have not made their call; the oldest are first.
    _waiting = {}
    _knows_exit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._knows_exit:
            finalize._ask_for_exit()
        finalize._waiting[self] = _LastCall(ref(obj, self), func, args, kwargs)

    def __call__(self, _=None):
        """Makes the call, if it is not done or detached, and gives its result."""
        call = self._waiting.pop(self, None)
        if call is not None:
            return call.func(*call.args, **call.kwargs)

    def peek(self):
        """The object, the function and its arguments, while the call is to be made."""
        call = self._waiting.get(self)
        return None if call is None else call.described()

    def detach(self):
        """As peek(); the call will not be made."""
        described = self.peek()
        if described is not None:
            del self._waiting[self]
        return described

    @property
    def alive(self):
        """Whether the call is still to be made."""
        return self in self._waiting

    @property
    def atexit(self):
        """Whether the end of the program is an occasion for the call."""
        return self.alive and self._waiting[self].atexit

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            self._waiting[self].atexit = bool(value)

    def __repr__(self):
        described = self.peek()
        state = "dead"
        if described is not None:
            obj = described[0]
            state = f"for {type(obj).__name__!r} at {id(obj):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {state}>"

    @classmethod
    def _ask_for_exit(cls):
        finalize._knows_exit = True
        try:
            from atexit import register
        except ImportError:
            return
        register(cls._at_exit)

    @classmethod
    def _at_exit(cls):
        # The youngest first. A call may add finalizers or detach others.
        while due := [finalizer for finalizer, call in list(cls._waiting.items()) if call.atexit]:
            due[-1]()
