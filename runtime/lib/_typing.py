"""Type parameters, type aliases and generic classes: what the compiler needs of `typing`."""

import sys
from types import GenericAlias, UnionType

# Everything public here is shown as of that module.
_HOME = "typing"


def _home(value):
    value.__module__ = _HOME
    return value


def _calling_module():
    """The name of the module that called what calls this."""
    return sys._getframe(2).f_globals.get("__name__")


def shown(value):
    """How a type is written inside of another."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    if value is ...:
        return "..."
    if isinstance(value, type) and type(value) is not GenericAlias:
        name = value.__qualname__
        return name if value.__module__ == "builtins" else f"{value.__module__}.{name}"
    return repr(value)


def as_type(value, module=None):
    """A type as it is kept: None is its own type, a text names a type, of a module perhaps."""
    if value is None:
        return type(None)
    if isinstance(value, str):
        from annotationlib import ForwardRef

        return ForwardRef(value, module=module)
    return value


class Unionable:
    """What `|` makes a member of a union."""

    __slots__ = ()

    def __or__(self, other):
        return UnionType[self, other]

    def __ror__(self, other):
        return UnionType[other, self]


# Values that are evaluated when somebody asks.


class _Lazy:
    """A value, or a function that gives it."""

    __slots__ = ("evaluate", "value")

    def __init__(self, value=None, evaluate=None):
        self.value = value
        self.evaluate = evaluate

    def get(self):
        if self.evaluate is not None and self.value is None:
            self.value = self.evaluate(1)
        return self.value

    def evaluator(self):
        if self.evaluate is not None:
            return self.evaluate
        if self.value is None:
            return None
        return lambda format: _in_format(self.value, format)


def _in_format(value, format):
    if format != 4:
        return value
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))}{',' if len(value) == 1 else ''})"
    return shown(value)


class NoDefaultType:
    """The type of what stands for no default."""

    __module__ = "builtins"

    __slots__ = ()

    def __new__(cls, /):
        return cls._only

    def __init_subclass__(cls, /):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType._only = object.__new__(NoDefaultType)


# Type parameters.


class _Parameter(Unionable):
    """What all type parameters have."""

    def __init_subclass__(cls, /):
        if cls.__module__ != __name__:
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def _start(self, name, default, module):
        if not isinstance(name, str):
            kind = type(self).__name__.lower()
            raise TypeError(f"{kind}() argument 'name' must be str, not {type(name).__name__}")
        self._name = name
        self._default = _Lazy(default)
        self.__module__ = module

    def _set_variance(self, bound, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self._bound = _Lazy(None if bound is None else _checked(bound, "Bound must be a type."))
        self._variance = bool(covariant), bool(contravariant), bool(infer_variance)

    @property
    def __name__(self):
        return self._name

    @property
    def __default__(self):
        return self._default.get()

    @property
    def evaluate_default(self):
        return None if self._default.value is NoDefault else self._default.evaluator()

    def has_default(self):
        """Whether there is a default, which is not evaluated."""
        return self._default.evaluate is not None or self._default.value is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self._name

    def __repr__(self):
        covariant, contravariant, inferred = self._variance
        return ("" if inferred else "+" if covariant else "-" if contravariant else "~") + self._name

    def _place(self, alias, args):
        """Where the parameter stands among those of a type, and whether its argument is given."""
        at = alias.__parameters__.index(self)
        if at < len(args):
            return at, True
        if at == len(args) and self.has_default():
            return at, False
        least = sum(not parameter.has_default() for parameter in alias.__parameters__)
        raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {least}")


def _bound_properties(cls):
    cls.__bound__ = property(lambda self: self._bound.get())
    for at, name in enumerate(("__covariant__", "__contravariant__", "__infer_variance__")):
        setattr(cls, name, property(lambda self, at=at: self._variance[at]))
    return cls


@_home
@_bound_properties
class TypeVar(_Parameter):
    """Stands for one type."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _calling_module())
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._set_variance(bound, covariant, contravariant, infer_variance)
        self._constraints = _Lazy(tuple(_checked(c, "TypeVar(name, constraint, ...): constraints must be types.")
                                        for c in constraints))

    @property
    def __constraints__(self):
        return self._constraints.get()

    @property
    def evaluate_bound(self):
        return self._bound.evaluator()

    @property
    def evaluate_constraints(self):
        return self._constraints.evaluator() if self._constraints.value != () else None

    def __typing_subst__(self, arg):
        arg = _checked(arg, "Parameters to generic types must be types.")
        if isinstance(arg, Unpacked) or type(arg) is GenericAlias and arg.__unpacked__:
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        _, given = self._place(alias, args)
        return args if given else (*args, self.__default__)


@_home
@_bound_properties
class ParamSpec(_Parameter):
    """Stands for the parameters of a function."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _calling_module())
        self._set_variance(bound, covariant, contravariant, infer_variance)
        if bound is None:
            self._bound = _Lazy(type(None))

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_checked(a, "Expected a type.") for a in arg)
        if not is_parameter_list(arg):
            raise TypeError(
                f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}"
            )
        return arg

    def __typing_prepare_subst__(self, alias, args):
        at, given = self._place(alias, args)
        if not given:
            args = (*args, self.__default__)
        if len(alias.__parameters__) == 1 and not is_parameter_list(args[0]):
            return (args,)
        if isinstance(args[at], list):
            return (*args[:at], tuple(args[at]), *args[at + 1:])
        return args


@_home
class TypeVarTuple(_Parameter):
    """Stands for any number of types."""

    def __init__(self, name, *, default=NoDefault):
        self._start(name, default, _calling_module())

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self._name

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        before = parameters.index(self)
        if self in parameters[before + 1:]:
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        after = len(parameters) - before - 1
        endless = [at for at, arg in enumerate(args) if _is_endless(arg)]
        if len(endless) > 1:
            raise TypeError("More than one unpacked arbitrary-length tuple argument")
        left, right, fill = before, after, None
        if endless:
            # A tuple of any length gives the other parameters their types, too.
            fill = args[endless[0]].__typing_unpacked_tuple_args__[0]
            left, right = min(before, endless[0]), min(after, len(args) - endless[0] - 1)
        elif before + after > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, "
                            f"expected at least {len(parameters) - 1}")
        end = len(args) - right
        own = tuple(args[left:end])
        if not own and before + after == len(args) and self.has_default():
            own = unpacked(self.__default__)
        return (*args[:left], *[fill] * (before - left), own, *[fill] * (after - right), *args[end:])


def _is_endless(arg):
    types = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
    return bool(types) and len(types) == 2 and types[-1] is ...


class _Part:
    """`P.args` or `P.kwargs`."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._shown}"

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


@_home
class ParamSpecArgs(_Part):
    """The positional arguments of what a ParamSpec stands for."""

    _shown = "args"


@_home
class ParamSpecKwargs(_Part):
    """The keyword arguments of what a ParamSpec stands for."""

    _shown = "kwargs"


def is_type_parameter(value):
    return isinstance(value, _Parameter)


def is_parameter_list(value):
    """Whether it can stand in the place of a ParamSpec."""
    if value is ... or isinstance(value, (tuple, list, ParamSpec)):
        return True
    return isinstance(value, Alias) and getattr(value.__origin__, "_name", None) == "Concatenate"


@_home
class TypeAliasType(Unionable):
    """What a `type` statement makes."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self._fill(name, _Lazy(value), type_params, _calling_module())

    def _fill(self, name, lazy, parameters, module):
        self.__dict__.update(_name=name, _lazy=lazy, _parameters=parameters, __module__=module)

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r} "
                             f"and no __dict__ for setting new attributes")

    __name__ = property(lambda self: self._name)
    __type_params__ = property(lambda self: self._parameters)
    __value__ = property(lambda self: self._lazy.get())
    evaluate_value = property(lambda self: self._lazy.evaluator())

    @property
    def __parameters__(self):
        return unpacked(*self._parameters)

    def __getitem__(self, args):
        if not self._parameters:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __iter__(self):
        yield Unpack[self]

    def __reduce__(self):
        return self._name

    def __repr__(self):
        return self._name


# Special forms and types with arguments.


def _checked(value, message, anywhere=False):
    """A type; TypeError if it can be none, or stands around whole annotations only."""
    value = as_type(value)
    if type(value) is tuple:
        raise TypeError(f"{message} Got {value!r:.100}.")
    if not anywhere and isinstance(value, Alias) and getattr(value.__origin__, "_only_around", False):
        raise TypeError(f"{value} is not valid as type argument")
    if isinstance(value, Form) and not value._is_type or value is Generic or _is_root(value):
        raise TypeError(f"Plain {value} is not valid as type argument")
    return value


class Form(Unionable):
    """A special form: it means something to type checkers only."""

    # Whether it is a type by itself; whether with arguments it stands around a whole annotation only.
    _is_type = _only_around = False

    def __init__(self, name, subscribe=None, *, is_type=False, only_around=False, doc=None):
        self._name, self._subscribe = name, subscribe
        self._is_type, self._only_around = is_type, only_around
        self.__doc__ = doc

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __getitem__(self, arguments):
        if self._subscribe is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._subscribe(self, arguments)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name


Form.__module__ = _HOME


def parameters_of(args):
    """The type parameters in types, each once, in order."""
    found = {}
    defaulted = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            inner = parameters_of(arg)
        elif is_type_parameter(arg):
            inner = (arg,)
            defaulted = _check_order(found, arg, defaulted)
        else:
            inner = getattr(arg, "__parameters__", ())
        found.update((id(parameter), parameter) for parameter in inner)
    return tuple(found.values())


def _check_order(found, parameter, defaulted):
    if id(parameter) in found:
        return defaulted
    if parameter.has_default():
        return True
    if defaulted:
        raise TypeError(f"Type parameter {parameter!r} without a default follows type parameter with a default")
    return False


def unpacked(*args):
    """The types, with tuples of known length that are unpacked among them taken apart."""
    result = []
    for arg in args:
        if isinstance(arg, TypeVarTuple):
            result.append(Unpack[arg])
            continue
        types = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if types is None or types and types[-1] is ...:
            result.append(arg)
        else:
            result.extend(types)
    return tuple(result)


def prepared(alias, parameters, args):
    """The arguments, one for each parameter."""
    for parameter in parameters:
        args = parameter.__typing_prepare_subst__(alias, args)
    if len(args) != len(parameters):
        word, least = ("many", "") if len(args) > len(parameters) else ("few", "at least ")
        raise TypeError(f"Too {word} arguments for {alias}; actual {len(args)}, expected {least}{len(parameters)}")
    return args


def substituted(args, given):
    """Types with those of a dict, by the identity of type parameters, in the place of parameters."""
    result = []
    for arg in args:
        if isinstance(arg, type):
            result.append(arg)
        elif isinstance(arg, (tuple, list)):
            result.append(type(arg)(substituted(arg, given)))
        elif is_type_parameter(arg):
            result.append(arg.__typing_subst__(given[id(arg)]))
        elif parameters := getattr(arg, "__parameters__", ()):
            if getattr(arg, "__typing_is_unpacked_typevartuple__", False):
                result.extend(given[id(parameters[0])])
                continue
            inner = []
            for parameter in parameters:
                value = given[id(parameter)]
                if isinstance(parameter, TypeVarTuple):
                    inner.extend(value)
                else:
                    inner.append(value)
            result.append(arg[tuple(inner)])
        else:
            result.append(arg)
    return tuple(result)


class Alias(Unionable):
    # A generic class or a special form with arguments.

    # Attributes of the alias itself; others are those of its origin.
    _own = frozenset(("__origin__", "__args__", "__parameters__", "_name"))

    def __init__(self, origin, args, *, name=None):
        self.__origin__, self.__args__, self._name = origin, args, name
        self.__parameters__ = parameters_of(args)
        if name is None and isinstance(origin, type):
            self.__module__ = origin.__module__

    def _with(self, args):
        return type(self)(self.__origin__, args, name=self._name)

    def __getitem__(self, args):
        if self.__origin__ is Generic:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = prepared(self, self.__parameters__, unpacked(*map(as_type, args)))
        given = {id(parameter): arg for parameter, arg in zip(self.__parameters__, args)}
        return self._with(substituted(self.__args__, given))

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self.__origin__!r}")
        if self._name is not None:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            # Not everything can be given attributes.
            pass
        return result

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if not isinstance(origin, type):
            raise TypeError(f"Cannot subclass {self!r}")
        later = bases[next(at for at, base in enumerate(bases) if base is self) + 1:]
        if self._name is not None:
            entries = [] if origin in bases else [origin]
            if not any(isinstance(b, Alias) or isinstance(b, type) and issubclass(b, Generic) for b in later):
                entries.append(Generic)
            return tuple(entries)
        if origin is Generic:
            # Classes with parameters that come later bring it, and so do protocols.
            for base in bases:
                if isinstance(base, type) and base is not Generic and base.__dict__.get("_is_protocol_root"):
                    return ()
            if any(isinstance(b, Alias) for b in later):
                return ()
        return (origin,)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name or getattr(self.__origin__, name)
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name in self._own or name.startswith("__") and name.endswith("__"):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __eq__(self, other):
        if not isinstance(other, Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        head = f"typing.{self._name}" if self._name is not None else shown(self.__origin__)
        return f"{head}[{', '.join(map(shown, self.__args__)) or '()'}]"

    def __reduce__(self):
        return _made_again, (self.__origin__, self.__args__, type(self), self._name)


Alias.__module__ = _HOME


def _made_again(origin, args, kind, name):
    return kind(origin, args, name=name)


class Unpacked(Alias):
    """`Unpack[types]`: the types themselves."""

    _own = Alias._own

    @property
    def __typing_unpacked_tuple_args__(self):
        inner = self.__args__[0]
        return inner.__args__ if getattr(inner, "__origin__", None) is tuple else None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)


def _subscribe_unpack(form, argument):
    return Unpacked(form, (_checked(argument, f"{form} accepts only single type."),))


Unpack = Form("Unpack", _subscribe_unpack)


@_home
class Generic:
    """Base of classes with type parameters."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, args):
        if not isinstance(args, tuple):
            args = (args,)
        if cls is Generic or cls.__dict__.get("_is_protocol_root"):
            return Alias(cls, _checked_parameters(cls, tuple(map(as_type, args))))
        if not getattr(cls, "__parameters__", ()):
            raise TypeError(f"{cls} is not a generic class")
        parameters = cls.__parameters__
        flat = []
        for parameter, arg in zip(parameters, prepared(cls, parameters, tuple(map(as_type, args)))):
            if isinstance(parameter, TypeVarTuple):
                flat.extend(arg)
            else:
                flat.append(as_type(arg) if not isinstance(arg, list) else tuple(arg))
        return Alias(cls, tuple(flat))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if Generic in (cls.__bases__ if bases is None else bases) and not cls.__dict__.get("_is_protocol_root"):
            if bases is not None or not cls.__dict__.get("_may_be_plain"):
                raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = _class_parameters(bases or ())


def _checked_parameters(cls, args):
    name = cls.__name__
    if not args:
        raise TypeError(f"Parameter list to {name}[...] cannot be empty")
    for arg in args:
        if not is_type_parameter(arg) and not getattr(arg, "__typing_is_unpacked_typevartuple__", False):
            raise TypeError(
                f"Parameters to {name}[...] must all be type variables or parameter specification variables."
            )
    if len(set(map(id, parameters_of(args)))) != len(args):
        raise TypeError(f"Parameters to {name}[...] must all be unique")
    return args


def _class_parameters(bases):
    """The type parameters of a class: those that Generic is given, else all in the bases."""
    found = parameters_of(bases)
    listed = None
    for base in bases:
        if isinstance(base, Alias) and (base.__origin__ is Generic or _is_root(base.__origin__)):
            if listed is not None and base.__origin__ is listed.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base
    if listed is None:
        return found
    known = listed.__parameters__
    missing = [parameter for parameter in found if parameter not in known]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                        f"{listed.__origin__.__name__}[{', '.join(map(str, known))}]")
    return known


def _is_root(origin):
    return isinstance(origin, type) and bool(origin.__dict__.get("_is_protocol_root"))


# What the compiler calls: for type parameters, the bases of generic classes and `type` statements.


def _parameter(kind, name):
    made = kind(name)
    made.__module__ = _HOME
    return made


def _make_typevar(name, module):
    made = _parameter(TypeVar, name)
    made._variance = False, False, True
    return made


def _make_typevar_with_bound(name, evaluate, module):
    made = _make_typevar(name, module)
    made._bound = _Lazy(None, evaluate)
    return made


def _make_typevar_with_constraints(name, evaluate, module):
    made = _make_typevar(name, module)
    made._constraints = _Lazy(None, evaluate)
    return made


def _make_paramspec(name, module):
    made = _parameter(ParamSpec, name)
    made._variance = False, False, True
    made._bound = _Lazy(None)
    return made


def _make_typevartuple(name, module):
    return _parameter(TypeVarTuple, name)


def _make_set_default(parameter, evaluate, module):
    parameter._default = _Lazy(None, evaluate)
    return parameter


def _make_generic_base(parameters, module):
    return Generic[unpacked(*parameters)]


def _make_typealias(parts, module):
    name, parameters, evaluate = parts
    made = TypeAliasType.__new__(TypeAliasType)
    made._fill(name, _Lazy(None, evaluate), parameters or (), module)
    return made
