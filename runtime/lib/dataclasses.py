"""Classes made of fields: their methods are written from annotations.

The methods of a class are the text of one function that is run once: it is given what the methods need
(defaults, factories) and returns them.
"""

import sys
from keyword import iskeyword
from reprlib import recursive_repr
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType, new_class

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields",
           "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen object is assigned or deleted."""


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()

# The annotation of a name behind which fields are keyword-only.
KW_ONLY = _KW_ONLY_TYPE()


class _Shown:
    """A value known by its name."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


_FIELD, _CLASS_VARIABLE, _INIT_VARIABLE = map(_Shown, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))

# The default of a parameter whose value a factory makes.
_BY_FACTORY = _Shown("<factory>")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """`InitVar[type]`: a parameter that is passed on to `__post_init__` only."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        plain = isinstance(self.type, type) and type(self.type) is not GenericAlias
        return f"dataclasses.InitVar[{self.type.__name__ if plain else repr(self.type)}]"


def _show_slots(self, head):
    parts = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{head}({','.join(parts)})"


class Field:
    """What is known of a field."""

    __slots__ = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata",
                 "kw_only", "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only, self.doc = kw_only, doc

    @recursive_repr()
    def __repr__(self):
        return _show_slots(self, "Field")

    def __set_name__(self, owner, name):
        # A descriptor that is the default learns its name, too.
        inner = getattr(type(self.default), "__set_name__", None)
        if inner is not None:
            inner(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)

    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING, doc=None):
    """How a field differs from others."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return _show_slots(self, "_DataclassParams")


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class the methods that follow from its fields."""
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    if cls is None:
        return lambda cls: _completed(cls, params)
    return _completed(cls, params)


# Fields.


def _annotations_of(cls):
    try:
        return cls.__annotations__
    except NameError:
        # Some type is not known yet.
        from annotationlib import Format, get_annotations

        return get_annotations(cls, format=Format.FORWARDREF)


def _collect(cls, params):
    """The fields of a class by name: those of its bases, then its own."""
    found, frozen_bases = {}, []
    for base in reversed(cls.__mro__[1:]):
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            found.update(inherited)
            if _PARAMS in vars(base):
                frozen_bases.append(getattr(base, _PARAMS).frozen)
    if not params.frozen and any(frozen_bases):
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if params.frozen and not all(frozen_bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    annotations = _annotations_of(cls)
    for made in _own_fields(cls, annotations, params.kw_only):
        found[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in vars(cls).items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _own_fields(cls, annotations, kw_only):
    made, separator = [], None
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or _names(annotation, cls, "dataclasses", _is_separator):
            if separator is not None:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            separator, kw_only = name, True
        else:
            made.append(_made_field(cls, name, annotation, kw_only))
    return made


def _made_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        made = field(default=MISSING if isinstance(default, MemberDescriptorType) else default)
    made.name, made.type, made._field_type = name, annotation, _kind(cls, annotation)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is not _CLASS_VARIABLE:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and type(made.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory"
        )
    return made


def _is_separator(value):
    return value is KW_ONLY


def _is_init_variable(value):
    return value is InitVar or type(value) is InitVar


def _is_class_variable(value):
    typing = sys.modules.get("typing")
    return typing is not None and (
        value is typing.ClassVar or getattr(value, "__origin__", None) is typing.ClassVar
    )


def _kind(cls, annotation):
    for kind, module, test in (
        (_CLASS_VARIABLE, "typing", _is_class_variable), (_INIT_VARIABLE, "dataclasses", _is_init_variable)
    ):
        if test(annotation) or _names(annotation, cls, module, test):
            return kind
    return _FIELD


def _names(annotation, cls, module, test):
    """Whether a text starts with a name, or one in a module, that passes a test."""
    if not isinstance(annotation, str):
        return False
    words = [word.strip() for word in annotation.partition("[")[0].split(".")]
    namespace = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    if len(words) == 2:
        known = sys.modules.get(module)
        if known is None or namespace.get(words[0]) is not known:
            return False
        namespace = vars(known)
    return len(words) <= 2 and test(namespace.get(words[-1]))


# Methods.


class _Methods:
    """The text of methods and what it is given."""

    def __init__(self):
        self.names, self.lines, self.given = [], [], {}

    def give(self, purpose, name, value):
        """The variable that holds a value."""
        variable = f"__dataclass_{purpose}_{name}__"
        self.given[variable] = value
        return variable

    def add(self, name, parameters, body, decorator=None):
        self.names.append(name)
        if decorator is not None:
            self.lines.append(f" @{decorator}")
        self.lines.append(f" def {name}({', '.join(parameters)}):")
        self.lines.extend(f"  {line}" for line in body or ("pass",))

    def build(self, cls, namespace_of_module):
        """The functions by name."""
        head = f"def __dataclass_build__({', '.join(self.given)}):"
        text = "\n".join([head, *self.lines, f" return {', '.join(self.names)},"])
        namespace = {}
        exec(text, namespace_of_module, namespace)
        made = namespace["__dataclass_build__"](**self.given)
        for function in made:
            function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
        return dict(zip(self.names, made))


def _parameters(found):
    """The fields that are parameters: positional ones, keyword-only ones."""
    passed = [f for f in found.values() if f.init and f._field_type is not _CLASS_VARIABLE]
    return [f for f in passed if not f.kw_only], [f for f in passed if f.kw_only]


def _check_defaults(positional):
    seen = None
    for f in positional:
        if f._has_default():
            seen = f
        elif seen is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {seen.name!r}")


def _write_init(methods, cls, found, params):
    positional, by_keyword = _parameters(found)
    _check_defaults(positional)
    me = "__dataclass_self__" if "self" in found else "self"

    def parameter(f):
        if f.default is not MISSING:
            return f"{f.name}={methods.give('default', f.name, f.default)}"
        if f.default_factory is not MISSING:
            return f"{f.name}={methods.give('by', 'factory', _BY_FACTORY)}"
        return f.name

    names = [me, *map(parameter, positional)]
    if by_keyword:
        names += ["*", *map(parameter, by_keyword)]
    body = []
    for f in found.values():
        value = _initial_value(methods, f, params.slots)
        if value is not None:
            body.append(_assignment(methods, me, f.name, value, params.frozen))
    if hasattr(cls, "__post_init__"):
        passed = ", ".join(f.name for f in found.values() if f._field_type is _INIT_VARIABLE)
        body.append(f"{me}.__post_init__({passed})")
    methods.add("__init__", names, body)


def _initial_value(methods, f, slots):
    """What is assigned to a field, if anything is."""
    if f._field_type is not _FIELD:
        return None
    if f.default_factory is not MISSING:
        factory = methods.give("factory", f.name, f.default_factory)
        if not f.init:
            return f"{factory}()"
        return f"{factory}() if {f.name} is {methods.give('by', 'factory', _BY_FACTORY)} else {f.name}"
    if f.init:
        return f.name
    # The default in the class serves, unless a slot is in its place.
    if slots and f.default is not MISSING:
        return methods.give("default", f.name, f.default)
    return None


def _assignment(methods, me, name, value, frozen):
    if frozen:
        return f"{methods.give('set', 'attribute', object.__setattr__)}({me}, {name!r}, {value})"
    return f"{me}.{name} = {value}"


def _values(owner, chosen):
    return f"({''.join(f'{owner}.{f.name}, ' for f in chosen)})"


def _write_repr(methods, chosen):
    parts = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in chosen)
    # An object may hold itself.
    guard = methods.give("guard", "repr", recursive_repr())
    methods.add("__repr__", ["self"], [f'return f"{{self.__class__.__qualname__}}({parts})"'], guard)


def _write_eq(methods, chosen):
    same = " and ".join(f"self.{f.name} == other.{f.name}" for f in chosen) or "True"
    methods.add("__eq__", ["self", "other"], [
        "if self is other:",
        " return True",
        "if other.__class__ is self.__class__:",
        f" return {same}",
        "return NotImplemented",
    ])


def _write_order(methods, chosen):
    for name, sign in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
        methods.add(f"__{name}__", ["self", "other"], [
            "if other.__class__ is self.__class__:",
            f" return {_values('self', chosen)} {sign} {_values('other', chosen)}",
            "return NotImplemented",
        ])


def _write_hash(methods, chosen):
    methods.add("__hash__", ["self"], [f"return hash({_values('self', chosen)})"])


def _write_frozen(methods, cls, chosen):
    owner = methods.give("owner", "class", cls)
    error = methods.give("frozen", "error", FrozenInstanceError)
    names = methods.give("field", "names", frozenset(f.name for f in chosen))
    for name, verb, more in (("__setattr__", "assign to", ["value"]), ("__delattr__", "delete", [])):
        passed = ", ".join(["name", *more])
        methods.add(name, ["self", "name", *more], [
            f"if type(self) is {owner} or name in {names}:",
            f' raise {error}(f"cannot {verb} field {{name!r}}")',
            f"super({owner}, self).{name}({passed})",
        ])


# Names whose presence in the class is an error, with what the error says more.
_EXCLUSIVE = {"__setattr__": "", "__delattr__": ""} | dict.fromkeys(
    ("__lt__", "__le__", "__gt__", "__ge__"), " Consider using functools.total_ordering"
)


def _completed(cls, params):
    module = sys.modules.get(cls.__module__)
    found = _collect(cls, params)
    setattr(cls, _PARAMS, params)
    setattr(cls, _FIELDS, found)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    own_hash = vars(cls).get("__hash__", MISSING)
    has_hash = own_hash is not MISSING and not (own_hash is None and "__eq__" in vars(cls))
    methods = _Methods()
    regular = [f for f in found.values() if f._field_type is _FIELD]
    compared = [f for f in regular if f.compare]
    if params.init:
        _write_init(methods, cls, found, params)
    if params.repr:
        _write_repr(methods, [f for f in regular if f.repr])
    if params.eq:
        _write_eq(methods, compared)
    if params.order:
        _write_order(methods, compared)
    if params.frozen:
        _write_frozen(methods, cls, regular)
    if params.unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if params.unsafe_hash or params.eq and params.frozen and not has_hash:
        _write_hash(methods, [f for f in regular if (f.compare if f.hash is None else f.hash)])
    elif params.eq and not params.frozen and not has_hash:
        cls.__hash__ = None
    _install(cls, methods, found, getattr(module, "__dict__", {}))
    return _finished(cls, params, found)


def _install(cls, methods, found, namespace):
    """Gives the class its methods; what it defines itself stays."""
    for name, function in methods.build(cls, namespace).items() if methods.names else ():
        if name in vars(cls) and name != "__hash__":
            if name in _EXCLUSIVE:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{_EXCLUSIVE[name]}")
            continue
        if name == "__init__":
            function.__annotate__ = _init_annotate(found)
        setattr(cls, name, function)


def _init_annotate(found):
    """The annotation function of `__init__`: of the fields that it takes."""

    def __annotate__(format, /):
        types = {f.name: f.type for part in _parameters(found) for f in part}
        result = {name: _in_format(value, format) for name, value in types.items()}
        result["return"] = "None" if format == 4 else None
        return result

    return __annotate__


def _in_format(value, format):
    if type(value).__name__ == "ForwardRef":
        return value.evaluate(format=format)
    if format != 4 or isinstance(value, str):
        return value
    from annotationlib import type_repr

    return type_repr(value)


def _finished(cls, params, found):
    if params.match_args and "__match_args__" not in vars(cls):
        cls.__match_args__ = tuple(f.name for f in _parameters(found)[0])
    if "__replace__" not in vars(cls):
        cls.__replace__ = _replace
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params, found)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature_text(cls, found)
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods

        update_abstractmethods(cls)
    return cls


def _signature_text(cls, found):
    """The parameters as `inspect.signature` shows them."""
    if type(getattr(cls, "__init__", None)) is not FunctionType or cls.__init__.__code__.co_filename != "<string>":
        from inspect import signature

        try:
            return str(signature(cls, annotation_format=3)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    positional, by_keyword = _parameters(found)
    shown = [*map(_parameter_text, positional)]
    if by_keyword:
        shown += ["*", *map(_parameter_text, by_keyword)]
    return f"({', '.join(shown)})"


def _parameter_text(f):
    text = f"{f.name}: {_annotation_text(f.type)}"
    if f.default is not MISSING:
        return f"{text} = {f.default!r}"
    return text if f.default_factory is MISSING else f"{text} = {_BY_FACTORY!r}"


def _annotation_text(annotation):
    home = getattr(annotation, "__module__", None)
    if home == "typing":
        from inspect import formatannotation

        return formatannotation(annotation)
    if isinstance(annotation, type) and type(annotation) is not GenericAlias:
        name = annotation.__qualname__
        return name if home == "builtins" else f"{home}.{name}"
    return repr(annotation)


# Slots.


def _slots_of(cls):
    """The names of the slots that a class brings itself."""
    slots = vars(cls).get("__slots__", MISSING)
    if slots is MISSING:
        # Without __slots__ a class may have both of these, if its instances can.
        return [n for n in ("__dict__", "__weakref__") if n in vars(cls)]
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return list(slots)


def _with_slots(cls, params, found):
    """A copy of the class whose fields are slots."""
    if "__slots__" in vars(cls):
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(vars(cls))
    names = [f.name for f in found.values() if f._field_type is _FIELD]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if params.weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    docs = {name: found[name].doc for name in slots if name in found}
    documented = any(doc is not None for doc in docs.values())
    namespace["__slots__"] = {name: docs.get(name) for name in slots} if documented else tuple(slots)
    for name in (*names, "__dict__", "__weakref__"):
        namespace.pop(name, None)
    if params.frozen:
        for function in (__getstate__, __setstate__):
            namespace.setdefault(function.__name__, function)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    _move_class_cells(cls, made)
    return made


def __getstate__(self):
    return [getattr(self, f.name) for f in fields(self)]


def __setstate__(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _move_class_cells(old, new):
    """`super()` and `__class__` in methods mean the new class."""
    for member in vars(new).values():
        accessors = (member.fget, member.fset, member.fdel) if isinstance(member, property) else (member,)
        for function in accessors:
            while not isinstance(function, FunctionType) and function is not None:
                function = getattr(function, "__wrapped__", None) or getattr(function, "__func__", None)
            names = () if function is None else function.__code__.co_freevars
            if "__class__" in names:
                cell = function.__closure__[names.index("__class__")]
                if cell.cell_contents is old:
                    cell.cell_contents = new
                    return


# Functions of objects.


def fields(class_or_instance):
    """The fields of a dataclass or of one of its objects."""
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    """Whether it is a dataclass or an object of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_object(obj):
    return hasattr(type(obj), _FIELDS)


# Values that neither hold others nor change.
_ATOMS = frozenset((type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type,
                    range, property, FunctionType, type(len)))


def _unfolded(value, of_object):
    """A copy of a value in which the objects of dataclasses are replaced."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if hasattr(kind, _FIELDS):
        return of_object([(f.name, _unfolded(getattr(value, f.name), of_object)) for f in fields(value)])
    if isinstance(value, (list, tuple)):
        items = [_unfolded(item, of_object) for item in value]
        if kind is list:
            return items
        # A named tuple takes its items one by one.
        return kind(*items) if isinstance(value, tuple) and hasattr(value, "_fields") else kind(items)
    if isinstance(value, dict):
        items = [(_unfolded(k, of_object), _unfolded(v, of_object)) for k, v in value.items()]
        if not hasattr(kind, "default_factory"):
            return kind(items)
        result = kind(value.default_factory)
        result.update(items)
        return result
    from copy import deepcopy

    return deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    """The fields of an object as a dict, those of objects in it, too."""
    if not _is_object(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfolded(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of an object's fields as a tuple, those of objects in it, too."""
    if not _is_object(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfolded(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    """A copy of an object with other values of some fields."""
    if not _is_object(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _CLASS_VARIABLE:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
        elif f.name not in changes:
            if f._field_type is _INIT_VARIABLE and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


# Classes made by a call.


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None, decorator=dataclass):
    """A dataclass of names, (name, type) and (name, type, default)."""
    types, attributes = {}, {} if namespace is None else dict(namespace)
    for item in fields:
        name, annotation, *default = _described(item)
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in types:
            raise TypeError(f"Field name duplicated: {name!r}")
        types[name] = annotation
        if default:
            attributes[name] = default[0]

    def __annotate__(format, /):
        return {name: _in_format(value, format) for name, value in types.items()}

    attributes["__annotate__"] = __annotate__
    cls = new_class(cls_name, bases, {}, lambda body: body.update(attributes))
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    cls.__module__ = module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def _described(item):
    if isinstance(item, str):
        from typing import Any

        return item, Any
    if len(item) not in (2, 3):
        raise TypeError(f"Invalid field: {item!r}")
    return tuple(item)
