"""Types as annotations and type checkers know them."""

import sys
from _typing import (
    Alias, Form, Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar,
    TypeVarTuple, Unionable, Unpack, as_type, is_parameter_list, parameters_of, prepared, shown, unpacked,
    _checked, _make_typevar,
)
from abc import ABCMeta, abstractmethod
from annotationlib import (
    Format, ForwardRef, call_annotate_function, get_annotate_from_class_namespace, get_annotations,
)
from types import FunctionType, GenericAlias, ModuleType, UnionType
import collections
import collections.abc
import operator

__all__ = [
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncContextManager", "AsyncGenerator", "AsyncIterable",
    "AsyncIterator", "Awaitable", "BinaryIO", "Callable", "ChainMap", "ClassVar", "Collection", "Concatenate",
    "Container", "ContextManager", "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final",
    "ForwardRef", "FrozenSet", "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator",
    "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType", "NoDefault", "NoReturn", "NotRequired",
    "Optional", "OrderedDict", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "Protocol", "ReadOnly",
    "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "TYPE_CHECKING",
    "Text", "TextIO", "Tuple", "Type", "TypeAlias", "TypeAliasType", "TypeGuard", "TypeIs", "TypeVar",
    "TypeVarTuple", "TypedDict", "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast",
    "clear_overloads", "dataclass_transform", "evaluate_forward_ref", "final", "get_args", "get_origin",
    "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict", "no_type_check",
    "no_type_check_decorator", "overload", "override", "reveal_type", "runtime_checkable",
]

TYPE_CHECKING = False
Text = str
Union = UnionType


# Special forms.


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, value):
        # Classes derived from it are as others.
        if self is not Any:
            return type.__instancecheck__(self, value)
        raise TypeError("typing.Any cannot be used with isinstance()")


class Any(metaclass=_AnyMeta):
    """Whatever type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _around(form, argument):
    argument = _checked(argument, f"{form} accepts only single type.", form._only_around)
    return Alias(form, (argument,), name=form._name)


def _around_value(form, argument):
    argument = _checked(argument, f"{form._name} accepts only a single type.")
    return Alias(form, (argument,), name=form._name)

NoReturn = Form("NoReturn", is_type=True)
Never = Form("Never", is_type=True)
Self = Form("Self", is_type=True)
LiteralString = Form("LiteralString", is_type=True)
TypeAlias = Form("TypeAlias", is_type=True)
ClassVar = Form("ClassVar", _around, only_around=True)
Final = Form("Final", _around, only_around=True)
TypeGuard = Form("TypeGuard", _around)
TypeIs = Form("TypeIs", _around)
Required = Form("Required", _around_value)
NotRequired = Form("NotRequired", _around_value)
ReadOnly = Form("ReadOnly", _around_value)
Optional = Form("Optional", lambda form, t: Union[_checked(t, f"{form} requires a single type."), None])


def _concatenate(form, types):
    if types == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(types, tuple):
        types = (types,)
    if not (types[-1] is ... or isinstance(types[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateAlias(form, (*(_checked(t, message) for t in types[:-1]), types[-1]), name="Concatenate")


class _ConcatenateAlias(Alias):
    def _with(self, args):
        *before, last = args
        if isinstance(last, tuple):
            return (*before, *last)
        if isinstance(last, _ConcatenateAlias):
            return super()._with((*before, *last.__args__))
        return super()._with(args)


Concatenate = Form("Concatenate", _concatenate)


class _LiteralAlias(Alias):
    """Some values."""

    def _key(self):
        return frozenset((type(value), value) for value in self.__args__)

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__)) or '()'}]"


def _literal(form, values):
    if not isinstance(values, tuple):
        values = (values,)
    flat = []
    for value in values:
        flat.extend(value.__args__ if isinstance(value, _LiteralAlias) else (value,))
    try:
        known = {(type(value), value): value for value in flat}
    except TypeError:
        # Values that cannot be hashed stay as they are.
        return _LiteralAlias(form, tuple(flat), name="Literal")
    return _LiteralAlias(form, tuple(known.values()), name="Literal")


Literal = Form("Literal", _literal)


class _AnnotatedAlias(Alias):
    """A type with things said of it."""

    _own = Alias._own | {"__metadata__"}

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, (*origin.__metadata__, *metadata)
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        return f"typing.Annotated[{shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))


def _annotated(form, parts):
    if not isinstance(parts, tuple) or len(parts) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin = as_type(parts[0])
    if not isinstance(origin, Form):
        origin = _in_annotated(origin)
    return _AnnotatedAlias(origin, parts[1:])


def _in_annotated(origin):
    if isinstance(origin, Alias) and origin.__origin__ in (ClassVar, Final, Required, NotRequired, ReadOnly):
        return origin
    return _checked(origin, "Annotated[t, ...]: t must be a type.")


Annotated = Form("Annotated", _annotated)


# Aliases of classes.


class _Named(Alias):
    """A class under the name it has here; in brackets come the types of its parameters."""

    _own = Alias._own | {"_count", "_defaults"}

    def __init__(self, origin, count, *, name=None, defaults=()):
        super().__init__(origin, (), name=name or origin.__name__)
        self._count, self._defaults = count, defaults
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, types):
        if not isinstance(types, tuple):
            types = (types,)
        types = tuple(_checked(t, "Parameters to generic types must be types.") for t in types)
        missing = self._count - len(types)
        if 0 < missing <= len(self._defaults):
            types += self._defaults[-missing:]
        if self._count == 0:
            raise TypeError(f"{self} is not a generic class")
        if len(types) != self._count:
            word, least = ("many", "") if len(types) > self._count else ("few", "")
            if self._defaults and word == "few":
                least = "at least "
            expected = self._count - (len(self._defaults) if least else 0)
            raise TypeError(
                f"Too {word} arguments for {self}; actual {len(types)}, expected {least}{expected}"
            )
        return Alias(self.__origin__, types, name=self._name)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _Named):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name


class _TupleForm(_Named):
    def __getitem__(self, types):
        if not isinstance(types, tuple):
            types = (types,)
        if len(types) >= 2 and types[-1] is ...:
            before = (_checked(t, "Tuple[t, ...]: t must be a type.") for t in types[:-1])
            return Alias(tuple, (*before, ...), name="Tuple")
        return Alias(tuple, tuple(_checked(t, "Tuple[t0, t1, ...]: each t must be a type.") for t in types),
                     name="Tuple")


class _CallableAlias(Alias):
    """The types of the parameters, then that of the result."""

    def _with(self, args):
        *parameters, result = args
        flat = []
        for parameter in parameters:
            flat.extend(parameter if isinstance(parameter, tuple) else (parameter,))
        return _CallableAlias(self.__origin__, (*flat, result), name="Callable")

    def __repr__(self):
        *parameters, result = self.__args__
        if len(parameters) == 1 and is_parameter_list(parameters[0]):
            return f"typing.Callable[{shown(parameters[0])}, {shown(result)}]"
        return f"typing.Callable[{shown(tuple(parameters))}, {shown(result)}]"


class _CallableForm(_Named):
    def __getitem__(self, types):
        if not isinstance(types, tuple) or len(types) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = types
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if isinstance(parameters, (list, tuple)):
            parameters = tuple(map(as_type, parameters))
        else:
            parameters = (as_type(parameters),)
        return _CallableAlias(collections.abc.Callable, (*parameters, result), name="Callable")


def _name_classes():
    names = globals()
    for count, home, words in (
        (0, collections.abc, "Hashable Sized"),
        (1, collections.abc, "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container "
                             "Collection MutableSet Sequence MutableSequence KeysView ValuesView MappingView"),
        (2, collections.abc, "Mapping MutableMapping ItemsView"),
        (3, collections.abc, "Coroutine"),
        (1, collections, "Counter"),
        (2, collections, "OrderedDict ChainMap"),
    ):
        for name in words.split():
            names[name] = _Named(getattr(home, name), count)
    for name, origin, count in (
        ("AbstractSet", collections.abc.Set, 1), ("List", list, 1), ("Set", set, 1), ("FrozenSet", frozenset, 1),
        ("Dict", dict, 2), ("DefaultDict", collections.defaultdict, 2), ("Deque", collections.deque, 1),
        ("Type", type, 1),
    ):
        names[name] = _Named(origin, count, name=name)
    nothing = type(None)
    names["Generator"] = _Named(collections.abc.Generator, 3, defaults=(nothing, nothing))
    names["AsyncGenerator"] = _Named(collections.abc.AsyncGenerator, 2, defaults=(nothing,))


_name_classes()
Tuple = _TupleForm(tuple, -1, name="Tuple")
Callable = _CallableForm(collections.abc.Callable, 2, name="Callable")

AnyStr = TypeVar("AnyStr", bytes, str)


def __getattr__(name):
    """What needs modules that few programs want."""
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib

        found = _Named(getattr(contextlib, "Abstract" + name), 2, name=name, defaults=(bool | None,))
    elif name in ("Pattern", "Match"):
        import re

        found = _Named(getattr(re, name), 1)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


# Protocols.

_NO_MEMBERS = frozenset((
    "__abstractmethods__", "__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__",
    "__class_getitem__", "__conditional_annotations__", "__dict__", "__doc__", "__firstlineno__", "__init__",
    "__init_subclass__", "__match_args__", "__module__", "__new__", "__orig_bases__", "__orig_class__",
    "__parameters__", "__protocol_attrs__", "__slots__", "__static_attributes__", "__subclasshook__",
    "__type_params__", "__weakref__", "_is_protocol", "_is_protocol_root", "_is_runtime_protocol",
    "__non_callable_proto_members__", "__class__",
))

# Classes that protocols may have as bases although they are none.
_LIKE_PROTOCOLS = {
    "collections.abc": {"Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator",
                        "Hashable", "Sized", "Container", "Collection", "Reversible", "Buffer"},
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
    "io": {"Reader", "Writer"},
    "os": {"PathLike"},
}


def _members_of(cls):
    """The names of what a protocol asks for."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        names.update(vars(base))
        try:
            names.update(base.__annotations__)
        except NameError:
            names.update(get_annotations(base, format=Format.FORWARDREF))
    return {n for n in names if not n.startswith("_abc_") and n not in _NO_MEMBERS}


class _ProtocolMeta(ABCMeta):
    def __new__(meta, name, bases, namespace, /, **kwargs):
        if name != "Protocol" and any(vars(base).get("_is_protocol_root") for base in bases):
            for base in bases:
                if not (base in (object, Generic) or getattr(base, "_is_protocol", False)
                        or base.__name__ in _LIKE_PROTOCOLS.get(base.__module__, ())):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(meta, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _members_of(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            _check_runtime(cls)
            data = cls.__non_callable_proto_members__
            if data and cls.__dict__.get("__subclasshook__") is _structural_hook:
                shown = ", ".join(map(repr, sorted(data)))
                raise TypeError(
                    "Protocols with non-method members don't support issubclass(). "
                    f"Non-method members: {shown}."
                )
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol or not getattr(cls, "_is_protocol", False):
            return type.__instancecheck__(cls, instance) or super().__instancecheck__(instance)
        _check_runtime(cls)
        if type.__instancecheck__(cls, instance):
            return True
        if not cls.__non_callable_proto_members__ and super().__instancecheck__(instance):
            return True
        from inspect import getattr_static

        for name in cls.__protocol_attrs__:
            try:
                value = getattr_static(instance, name)
            except AttributeError:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


def _check_runtime(cls):
    if not getattr(cls, "_is_runtime_protocol", False):
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")


@classmethod
def _structural_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in vars(base):
                if vars(base)[name] is None:
                    return NotImplemented
                break
            if getattr(other, "_is_protocol", False) and name in getattr(base, "__annotations__", ()):
                break
        else:
            return NotImplemented
    return True


def _not_to_be_made(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that say what others have to have."""

    __slots__ = ()
    _is_protocol = _is_protocol_root = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not vars(cls).get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__
        if "__subclasshook__" not in vars(cls):
            cls.__subclasshook__ = _structural_hook
        if cls._is_protocol:
            if cls.__init__ in (object.__init__, Protocol.__init__):
                cls.__init__ = _not_to_be_made
        elif cls.__init__ is _not_to_be_made:
            # The next one that makes something.
            cls.__init__ = next(vars(base)["__init__"] for base in cls.__mro__
                                if vars(base).get("__init__", _not_to_be_made) is not _not_to_be_made)


def runtime_checkable(cls):
    """Allows isinstance() and issubclass() with a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    data = set()
    for name in cls.__protocol_attrs__:
        try:
            if not callable(getattr(cls, name, None)):
                data.add(name)
        except Exception as e:
            raise TypeError(
                f"Failed to determine whether protocol member {name!r} is a method member"
            ) from e
    cls.__non_callable_proto_members__ = data
    return cls


def is_protocol(tp, /):
    """Whether it is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names of what a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _supports(name, method, result, parameter=None):
    """A protocol of one method."""

    def asked(self):
        pass

    asked.__name__, asked.__qualname__ = method, f"{name}.{method}"
    asked.__annotations__ = {"return": result}
    bases = (Protocol,) if parameter is None else (Protocol[parameter],)

    class Supports(*bases):
        __slots__ = ()

    setattr(Supports, method, abstractmethod(asked))
    Supports.__abstractmethods__ = frozenset((method,))
    Supports.__protocol_attrs__ = {method}
    Supports.__name__ = Supports.__qualname__ = name
    Supports.__doc__ = f"What has a method {method}."
    return runtime_checkable(Supports)


_Result = _make_typevar("T", __name__)
SupportsInt = _supports("SupportsInt", "__int__", int)
SupportsFloat = _supports("SupportsFloat", "__float__", float)
SupportsComplex = _supports("SupportsComplex", "__complex__", complex)
SupportsBytes = _supports("SupportsBytes", "__bytes__", bytes)
SupportsIndex = _supports("SupportsIndex", "__index__", int)
SupportsAbs = _supports("SupportsAbs", "__abs__", _Result, _Result)
SupportsRound = _supports("SupportsRound", "__round__", _Result, _Result)


# Named tuples.

_KEPT = frozenset(("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
                   "_make", "_replace", "_asdict", "_source"))
_NOT_TAKEN = frozenset(("__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__",
                        "__annotations_cache__", "__classdictcell__"))


def _made_tuple(name, types, defaults, module, annotate):
    made = collections.namedtuple(name, types, defaults=defaults, module=module)
    made.__annotate__ = made.__new__.__annotate__ = annotate
    return made


def _annotation_function(given, bases=(), owner=None, module=None):
    """An annotation function for a dict, or for the function of a class body, of types as they are kept."""

    def __annotate__(format, /):
        types = {}
        for base in bases:
            types.update(get_annotations(base, format=format))
        own = call_annotate_function(given, format, owner=owner) if callable(given) else given
        if format == Format.STRING:
            types.update((name, value if isinstance(value, str) else shown(value)) for name, value in own.items())
        else:
            types.update((name, as_type(value, module)) for name, value in own.items())
        return types

    return __annotate__


def _annotations_in(namespace):
    """The annotations in the body of a class to be: a dict, or the function that gives one."""
    if "__annotations__" in namespace:
        return namespace["__annotations__"]
    return get_annotate_from_class_namespace(namespace) or {}


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        for base in bases:
            if base not in (_NamedTupleBase, Generic):
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTupleBase else base for base in bases)
        annotate = _annotation_function(_annotations_in(namespace))
        types = annotate(Format.FORWARDREF)
        defaulted = []
        for field in types:
            if field in namespace:
                defaulted.append(field)
            elif defaulted:
                plural = "s" if len(defaulted) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} "
                                f"{', '.join(defaulted)}")
        made = _made_tuple(name, types, [namespace[n] for n in defaulted], namespace["__module__"], annotate)
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in _KEPT:
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            if key in _NOT_TAKEN or key in made._fields:
                continue
            setattr(made, key, value)
            learn = getattr(type(value), "__set_name__", None)
            if learn is not None:
                learn(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


def NamedTuple(typename, fields, /):
    """A named tuple whose fields have types."""
    types = {name: as_type(value) for name, value in fields}
    module = sys._getframe(1).f_globals.get("__name__", "__main__")
    made = _made_tuple(typename, types, (), module, _annotation_function(types))
    made.__orig_bases__ = (NamedTuple,)
    return made


NamedTuple.__mro_entries__ = lambda bases: (_NamedTupleBase,)


# Dicts whose keys have types.


def _qualified(annotation):
    """What is said of a key: the names of the forms around its type."""
    said = set()
    while True:
        if isinstance(annotation, _AnnotatedAlias):
            annotation = annotation.__origin__
        elif isinstance(annotation, Alias) and annotation.__origin__ in (Required, NotRequired, ReadOnly):
            said.add(annotation.__origin__._name)
            annotation = annotation.__args__[0]
        else:
            return said


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        given, module = _annotations_in(namespace), namespace.get("__module__")
        own = _annotation_function(given, module=module)(Format.FORWARDREF)
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        kept = {k: v for k, v in namespace.items() if k not in ("__annotate__", "__annotate_func__")}
        made = type.__new__(meta, name, (*generic, dict), kept)
        if "__orig_bases__" not in kept:
            made.__orig_bases__ = bases
        required, optional, fixed, changing = set(), set(), set(), set()
        for base in bases:
            for keys, attribute in ((required, "__required_keys__"), (optional, "__optional_keys__"),
                                    (fixed, "__readonly_keys__"), (changing, "__mutable_keys__")):
                keys |= getattr(base, attribute, frozenset())
        for key, annotation in own.items():
            said = _qualified(annotation)
            needed = "Required" in said or total and "NotRequired" not in said
            for yes, no, which in ((required, optional, needed), (fixed, changing, "ReadOnly" in said)):
                (yes if which else no).add(key)
                (no if which else yes).discard(key)
        made.__annotate__ = _annotation_function(given, bases, made, module)
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(fixed), frozenset(changing)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields, /, *, total=True):
    """A dict whose keys have types."""
    module = sys._getframe(1).f_globals.get("__name__", "__main__")
    made = _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": module}, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDictBase,)


def is_typeddict(tp):
    """Whether it is a class made by TypedDict."""
    return type(tp) is _TypedDictMeta and tp is not _TypedDictBase


class NewType(Unionable):
    """A type that only type checkers tell from another."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__")
        if module != "typing":
            self.__module__ = module

    def __call__(self, value, /):
        return value

    def __mro_entries__(self, bases):
        name = self.__name__

        class Refused:
            def __init_subclass__(cls):
                raise TypeError(
                    f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )

        return (Refused,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__


# Questions.


def get_origin(tp):
    """What a type was before it got arguments."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (Alias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return Union if isinstance(tp, UnionType) else None


def get_args(tp):
    """The arguments that a type got."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if not isinstance(tp, (Alias, GenericAlias, UnionType)):
        return ()
    args = tp.__args__
    if tp.__origin__ is collections.abc.Callable and args:
        *parameters, result = args
        if not (len(parameters) == 1 and is_parameter_list(parameters[0])):
            return (parameters, result)
    return args


def _without_extras(tp):
    """A type without what only says more of it."""
    if isinstance(tp, _AnnotatedAlias):
        return _without_extras(tp.__origin__)
    if isinstance(tp, Alias) and tp.__origin__ in (Required, NotRequired, ReadOnly):
        return _without_extras(tp.__args__[0])
    return _rebuilt(tp, _without_extras)


def _rebuilt(tp, change):
    """A type with changed arguments."""
    if isinstance(tp, type) and type(tp) is not GenericAlias:
        return tp
    if not isinstance(tp, (Alias, GenericAlias, UnionType)) or isinstance(tp, _LiteralAlias):
        return tp
    old = tp.__args__
    new = tuple(tuple(map(change, a)) if isinstance(a, tuple) else change(a) for a in old)
    if all(a is b or a == b and not isinstance(a, ForwardRef) for a, b in zip(old, new)):
        return tp
    if isinstance(tp, UnionType):
        return Union[new]
    if isinstance(tp, GenericAlias):
        made = GenericAlias(tp.__origin__, new)
        return next(iter(made)) if tp.__unpacked__ else made
    return tp._with(new)


def _evaluated(tp, globals, locals, parameters, format, owner=None):
    if isinstance(tp, str):
        tp = ForwardRef(tp, owner=owner)
    if isinstance(tp, ForwardRef):
        found = tp.evaluate(globals=globals, locals=locals, type_params=parameters, owner=owner, format=format)
        if found is tp:
            return tp
        return _evaluated(as_type(found), globals, locals, parameters, format, owner)
    if isinstance(tp, GenericAlias) and any(isinstance(a, str) for a in tp.__args__):
        tp = GenericAlias(tp.__origin__, tuple(map(as_type, tp.__args__)))
    return _rebuilt(tp, lambda t: _evaluated(t, globals, locals, parameters, format, owner))


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=Format.VALUE):
    """The annotations of a function, class or module; texts among them evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = _class_hints(obj, globalns, localns, format) if isinstance(obj, type) else _hints(
        obj, globalns, localns, format
    )
    if include_extras or format == Format.STRING:
        return hints
    return {name: _without_extras(tp) for name, tp in hints.items()}


def _hinted(annotations, globals, locals, parameters, format, owner=None):
    if format == Format.STRING:
        return dict(annotations)
    return {
        name: _evaluated(as_type(tp), globals, locals, parameters, format, owner)
        for name, tp in annotations.items()
    }


def _class_hints(cls, globalns, localns, format):
    hints = {}
    for base in reversed(cls.__mro__):
        annotations = get_annotations(base, format=format)
        if not annotations:
            continue
        globals = globalns
        if globals is None:
            globals = getattr(sys.modules.get(base.__module__), "__dict__", {})
        locals = vars(base) if localns is None else localns
        hints.update(_hinted(annotations, globals, locals, getattr(base, "__type_params__", ()), format, base))
    return hints


def _hints(obj, globalns, localns, format):
    annotations = get_annotations(obj, format=format)
    if globalns is None:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        globalns = vars(obj) if isinstance(obj, ModuleType) else getattr(inner, "__globals__", {})
        localns = globalns if localns is None else localns
    elif localns is None:
        localns = globalns
    return _hinted(annotations, globalns, localns, getattr(obj, "__type_params__", ()), format)


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None,
                         format=Format.VALUE):
    """What a reference means, with all references in it."""
    if format == Format.STRING:
        return forward_ref.__forward_arg__
    return _evaluated(forward_ref, globals, locals, type_params, format, owner)


# Functions for type checkers.


def cast(typ, val):
    """The value."""
    return val


def assert_type(val, typ, /):
    """The value; type checkers see whether it has the type."""
    return val


def assert_never(arg, /):
    """For code that is never reached."""
    text = repr(arg)
    if len(text) > 100:
        text = text[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def reveal_type(obj, /):
    """Shows the type of a value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _marked(obj, name, value=True):
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        # Marks are for readers; not everything takes them.
        pass
    return obj


def final(f):
    """Marks what is not to be overridden or derived from."""
    return _marked(f, "__final__")


def override(method, /):
    """Marks a method that is meant to override one of a base."""
    return _marked(method, "__override__")


def no_type_check(arg):
    """Marks what has annotations that are no types."""
    if isinstance(arg, type):
        for value in list(vars(arg).values()):
            value = getattr(value, "__func__", value)
            own = isinstance(value, (FunctionType, type))
            if own and value.__module__ == arg.__module__ and value.__qualname__.startswith(arg.__qualname__ + "."):
                no_type_check(value) if isinstance(value, type) else _marked(value, "__no_type_check__")
    return _marked(arg, "__no_type_check__")


def no_type_check_decorator(decorator):
    """Makes what a decorator gives be marked by `no_type_check`."""
    import functools
    import warnings

    message = "'typing.no_type_check_decorator' is deprecated and slated for removal in Python 3.15"
    warnings.warn(message, DeprecationWarning, stacklevel=2)

    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped_decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Marks what makes classes like those of `dataclasses`."""
    said = dict(eq_default=eq_default, order_default=order_default, kw_only_default=kw_only_default,
                frozen_default=frozen_default, field_specifiers=field_specifiers, kwargs=kwargs)
    return lambda cls_or_fn: _marked(cls_or_fn, "__dataclass_transform__", said)


_overloads = {}


def _overloads_of(func):
    func = getattr(func, "__func__", func)
    return _overloads.setdefault((getattr(func, "__module__", None), getattr(func, "__qualname__", None)), {})


_NOT_CALLED = (
    "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
    "module should always be followed by an implementation that is not @overload-ed."
)


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(_NOT_CALLED)


def overload(func):
    """Describes one way of calling a function that is defined behind."""
    inner = getattr(func, "__func__", func)
    code = getattr(inner, "__code__", None)
    if code is not None:
        _overloads_of(func)[code.co_firstlineno] = func
    return _overload_dummy


def get_overloads(func):
    """The ways of calling a function that were described."""
    return list(_overloads_of(func).values())


def clear_overloads():
    """Forgets what `overload` has seen."""
    _overloads.clear()


# Files.


class IO(Generic[AnyStr]):
    """A file, of text or of bytes."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


def _add_file_methods():
    def asked(self, *args):
        pass

    def add(cls, name, wrap=lambda f: f):
        method = FunctionType(asked.__code__, globals(), name)
        method.__qualname__ = f"{cls.__name__}.{name}"
        setattr(cls, name, wrap(abstractmethod(method)))

    for name in ("close", "fileno", "flush", "isatty", "read", "readable", "readline", "readlines", "seek",
                 "seekable", "tell", "truncate", "writable", "write", "writelines", "__enter__", "__exit__"):
        add(IO, name)
    for cls, names in ((IO, ("mode", "name", "closed")),
                       (TextIO, ("buffer", "encoding", "errors", "line_buffering", "newlines"))):
        for name in names:
            add(cls, name, property)
    for cls in (BinaryIO, TextIO):
        add(cls, "__enter__")
    add(BinaryIO, "write")


_add_file_methods()
