"""What live objects are made of: signatures, sources, members, frames."""

import sys
from _inspect import *
from abc import ABCMeta
from collections import namedtuple
from operator import attrgetter as _attrgetter, itemgetter as _itemgetter

__all__ = [
    "AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "ArgInfo", "Arguments", "Attribute",
    "BoundArguments", "BufferFlags", "CORO_CLOSED", "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED",
    "CO_ASYNC_GENERATOR", "CO_COROUTINE", "CO_GENERATOR", "CO_HAS_DOCSTRING", "CO_ITERABLE_COROUTINE", "CO_METHOD",
    "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED", "CO_VARARGS", "CO_VARKEYWORDS", "ClosureVars",
    "FrameInfo", "FullArgSpec", "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature",
    "TPFLAGS_IS_ABSTRACT", "Traceback", "classify_class_attrs", "cleandoc", "currentframe", "findsource",
    "formatannotation", "formatargvalues", "get_annotations", "getabsfile", "getargs", "getargvalues",
    "getasyncgenlocals", "getasyncgenstate", "getattr_static", "getblock", "getcallargs", "getclasstree",
    "getclosurevars", "getcomments", "getcoroutinelocals", "getcoroutinestate", "getdoc", "getfile", "getframeinfo",
    "getfullargspec", "getgeneratorlocals", "getgeneratorstate", "getinnerframes", "getlineno", "getmembers",
    "getmembers_static", "getmodule", "getmodulename", "getmro", "getouterframes", "getsource", "getsourcefile",
    "getsourcelines", "indentsize", "isabstract", "isasyncgen", "isasyncgenfunction", "isawaitable", "isbuiltin",
    "isclass", "iscode", "iscoroutine", "iscoroutinefunction", "isdatadescriptor", "isframe", "isfunction",
    "isgenerator", "isgeneratorfunction", "isgetsetdescriptor", "ismemberdescriptor", "ismethod",
    "ismethoddescriptor", "ismethodwrapper", "ismodule", "ispackage", "isroutine", "istraceback",
    "markcoroutinefunction", "signature", "stack", "trace", "unwrap", "walktree",
]


TPFLAGS_IS_ABSTRACT = 1 << 20


def __getattr__(name):
    # Enumerations are dear to import.
    if name != "BufferFlags":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from enum import IntFlag

    class BufferFlags(IntFlag):
        SIMPLE = 0x0
        WRITABLE = 0x1
        FORMAT = 0x4
        ND = 0x8
        STRIDES = 0x10 | ND
        C_CONTIGUOUS = 0x20 | STRIDES
        F_CONTIGUOUS = 0x40 | STRIDES
        ANY_CONTIGUOUS = 0x80 | STRIDES
        INDIRECT = 0x100 | STRIDES
        CONTIG = ND | WRITABLE
        CONTIG_RO = ND
        STRIDED = STRIDES | WRITABLE
        STRIDED_RO = STRIDES
        RECORDS = STRIDES | WRITABLE | FORMAT
        RECORDS_RO = STRIDES | FORMAT
        FULL = INDIRECT | WRITABLE | FORMAT
        FULL_RO = INDIRECT | FORMAT
        READ = 0x100
        WRITE = 0x200

    BufferFlags.__qualname__ = "BufferFlags"
    globals()["BufferFlags"] = BufferFlags
    return BufferFlags


class _Empty:
    """Stands for a default or an annotation that is not there."""


class _Kind(int):
    names = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    descriptions = (
        "positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword",
    )

    @property
    def name(self):
        return self.names[self]

    @property
    def value(self):
        return int(self)

    @property
    def description(self):
        return self.descriptions[self]

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = map(_Kind, range(5))


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return _without_home(repr(annotation))
    if isinstance(annotation, type) and type(annotation).__name__ != "GenericAlias":
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _without_home(text):
    """The text without `typing.` in front of names."""
    first, *rest = text.split("typing.")
    shown = first
    for part in rest:
        inside_name = shown[-1:].isalnum() or shown[-1:] in ("_", ".")
        shown += ("typing." if shown and inside_name else "") + part
    return shown


def _readers(slots):
    """Properties that read slots."""
    return [property(_attrgetter(slot)) for slot in slots]


class Parameter:
    """One parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _Empty

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        try:
            self._kind = (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD)[kind]
        except (IndexError, TypeError):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _Empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        if name is _Empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._default, self._annotation = name, default, annotation

    name, kind, default, annotation = _readers(__slots__)

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state["_default"], state["_annotation"]

    def replace(self, *, name=_Empty, kind=_Empty, annotation=_Empty, default=_Empty):
        return type(self)(
            self._name if name is _Empty else name,
            self._kind if kind is _Empty else kind,
            default=self._default if default is _Empty else default,
            annotation=self._annotation if annotation is _Empty else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        shown = self._name
        if self._annotation is not _Empty:
            annotation = formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            shown += ": " + annotation
        if self._default is not _Empty:
            shown += (" = " if self._annotation is not _Empty else "=") + repr(self._default)
        if self._kind == _VAR_POSITIONAL:
            return "*" + shown
        return "**" + shown if self._kind == _VAR_KEYWORD else shown

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _comparable(self):
        return self._name, self._kind, self._annotation, self._default

    def __eq__(self, other):
        if isinstance(other, Parameter):
            return self is other or self._comparable() == other._comparable()
        return NotImplemented

    def __hash__(self):
        return hash(self._comparable())


class BoundArguments:
    """What `Signature.bind` made of a call."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    signature, = _readers(["_signature"])

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __setstate__(self, state):
        self._signature, self.arguments = state["_signature"], state["arguments"]

    args = property(lambda self: tuple(self._split()[0]))
    kwargs = property(lambda self: self._split()[1])

    def _split(self):
        """What to pass by position and by name: from the first parameter that is left out on, all by name."""
        args, kwargs, by_name = [], {}, False
        for name, parameter in self._signature.parameters.items():
            kind, is_given = parameter.kind, name in self.arguments
            by_name = by_name or not is_given or kind in (_KEYWORD_ONLY, _VAR_KEYWORD)
            if not is_given:
                continue
            value = self.arguments[name]
            if kind == _VAR_KEYWORD:
                kwargs.update(value)
            elif kind == _VAR_POSITIONAL:
                args.extend(() if by_name else value)
            elif by_name:
                kwargs[name] = value
            else:
                args.append(value)
        return args, kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _Empty:
                arguments[name] = parameter.default
            elif parameter.kind == _VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind == _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __eq__(self, other):
        if isinstance(other, BoundArguments):
            return (self._signature, self.arguments) == (other._signature, other.arguments)
        return NotImplemented

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{type(self).__name__} ({shown})>"


class Signature:
    """The parameters of a callable and what it returns."""

    __slots__ = ("_return_annotation", "_parameters")
    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_Empty, __validate_parameters__=True):
        found = {}
        last, defaults = _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            kind, name = parameter.kind, parameter.name
            if kind < last:
                raise ValueError(
                    f"wrong parameter order: {last.description} parameter before {kind.description} parameter"
                )
            if kind > last:
                defaults = defaults and kind == _POSITIONAL_OR_KEYWORD
                last = kind
            if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if parameter.default is not _Empty:
                    defaults = True
                elif defaults:
                    raise ValueError("non-default argument follows default argument")
            if name in found:
                raise ValueError(f"duplicate parameter name: {name!r}")
            found[name] = parameter
        self._parameters, self._return_annotation = found, return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=None):
        read = _annotation_reader(globals, locals, eval_str, annotation_format)
        return _signature_of(obj, cls, follow_wrapped, read)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    parameters = property(lambda self: _read_only(self._parameters))
    return_annotation, = _readers(["_return_annotation"])

    def replace(self, *, parameters=_Empty, return_annotation=_Empty):
        return type(self)(
            self._parameters.values() if parameters is _Empty else parameters,
            return_annotation=self._return_annotation if return_annotation is _Empty else return_annotation,
        )

    __replace__ = replace

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def __hash__(self):
        positional, by_name, returned = self._comparable()
        return hash((positional, frozenset(by_name.items()), returned))

    def _comparable(self):
        parameters = self._parameters.values()
        by_name = {p.name: p for p in parameters if p.kind == _KEYWORD_ONLY}
        return tuple(p for p in parameters if p.kind != _KEYWORD_ONLY), by_name, self._return_annotation

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments, args, kwargs = {}, list(args), dict(kwargs)
        variadic, misplaced, by_name = None, [], False
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind == _VAR_POSITIONAL:
                by_name = True
                if args:
                    arguments[name], args = tuple(args), []
            elif kind == _VAR_KEYWORD:
                variadic = name
            elif kind != _KEYWORD_ONLY and args:
                if name in kwargs and kind != _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif name in kwargs and kind != _POSITIONAL_ONLY:
                if args:
                    raise TypeError("too many positional arguments")
                by_name = True
                arguments[name] = kwargs.pop(name)
            else:
                if name in kwargs:
                    misplaced.append(name)
                if args:
                    raise TypeError("too many positional arguments")
                if parameter.default is _Empty and not partial:
                    hint = " keyword-only" if kind == _KEYWORD_ONLY and not by_name else ""
                    if kind == _POSITIONAL_ONLY and name in kwargs:
                        hint = " positional-only"
                    raise TypeError(f"missing a required{hint} argument: {name!r}")
                by_name = by_name or parameter.default is not _Empty
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            if variadic is not None:
                arguments[variadic] = kwargs
            elif misplaced:
                shown = ", ".join(misplaced)
                raise TypeError(f"got some positional-only arguments passed as keyword arguments: {shown!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        parts, after_positional_only, needs_star = [], False, True
        for parameter in self._parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                after_positional_only = True
            elif after_positional_only:
                parts.append("/")
                after_positional_only = False
            if kind == _VAR_POSITIONAL:
                needs_star = False
            elif kind == _KEYWORD_ONLY and needs_star:
                parts.append("*")
                needs_star = False
            parts.append(parameter._format(quote_annotation_strings=quote_annotation_strings))
        if after_positional_only:
            parts.append("/")
        text = "(" + ", ".join(parts) + ")"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _Empty:
            text += " -> " + formatannotation(
                self._return_annotation, quote_annotation_strings=quote_annotation_strings
            )
        return text


_read_only = type(type.__dict__)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None):
    """The signature of a callable."""
    read = _annotation_reader(globals, locals, eval_str, annotation_format)
    return _signature_of(obj, Signature, follow_wrapped, read)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=1):
    """The annotations of a function, class or module; format is one of annotationlib.Format."""
    from annotationlib import get_annotations

    return get_annotations(obj, globals=globals, locals=locals, eval_str=eval_str, format=format)


def _plain_annotations(function):
    return getattr(function, "__annotations__", {})


def _annotation_reader(globals, locals, eval_str, format):
    if not eval_str and format in (None, 1):
        return _plain_annotations
    format = 1 if format is None else format
    return lambda function: get_annotations(
        function, globals=globals, locals=locals, eval_str=eval_str, format=format
    )


def _signature_of(obj, cls, follow_wrapped, read):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(_signature_of(obj.__func__, cls, follow_wrapped, read))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return _signature_of(obj, cls, follow_wrapped, read)
    found = getattr(obj, "__signature__", None)
    if found is not None:
        return _announced(found, cls)
    if isfunction(obj):
        return _of_function(obj, cls, read)
    if type(obj).__name__ == "partial" and hasattr(obj, "func"):
        return _of_partial(obj, cls, follow_wrapped, read)
    native = _of_native(obj, cls, read)
    if native is not None:
        return native
    if isinstance(obj, type):
        return _of_class(obj, cls, follow_wrapped, read)
    call = getattr(type(obj), "__call__", None)
    if isfunction(call):
        return _without_first(_signature_of(call, cls, follow_wrapped, read))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _announced(found, cls):
    """The signature that an object has as an attribute: one, its text, or a function that gives either."""
    text = found
    if callable(found) and not isinstance(found, (Signature, str)):
        text = found()
    if isinstance(text, str):
        namespace = {}
        exec(f"def function{text}: pass", namespace)
        return _of_function(namespace["function"], cls, _plain_annotations)
    if not isinstance(text, Signature):
        raise TypeError(f"unexpected object {found!r} in __signature__ attribute")
    return text


def _without_first(found):
    parameters = list(found.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind != _VAR_POSITIONAL:
        del parameters[0]
    return found.replace(parameters=parameters)


def _of_function(function, cls, read):
    code = function.__code__
    names = code.co_varnames
    positional = code.co_argcount
    annotations = read(function)
    defaults = function.__defaults__ or ()
    by_name = function.__kwdefaults__ or {}
    parameters = []

    def add(name, kind, default=_Empty):
        annotation = annotations.get(name, _Empty)
        shown = name if name.isidentifier() else "implicit" + name[1:]
        parameters.append(Parameter(shown, kind, default=default, annotation=annotation))

    without = positional - len(defaults)
    for at, name in enumerate(names[:positional]):
        only = at < code.co_posonlyargcount or not name.isidentifier()
        kind = _POSITIONAL_ONLY if only else _POSITIONAL_OR_KEYWORD
        add(name, kind, defaults[at - without] if at >= without else _Empty)
    after = positional + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[after], _VAR_POSITIONAL)
    for name in names[positional:after]:
        add(name, _KEYWORD_ONLY, by_name.get(name, _Empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[after + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _Empty))


def _of_native(obj, cls, read):
    """The signature of what is not written in Python, if it is known."""
    is_method = False
    if isinstance(obj, type):
        if obj.__module__ != "builtins":
            return None
        name = obj.__name__
    elif isbuiltin(obj):
        is_method = "." in obj.__qualname__
        module = obj.__module__
        name = obj.__qualname__ if is_method or module in (None, "builtins") else f"{module}.{obj.__qualname__}"
    elif ismethoddescriptor(obj):
        name = getattr(obj, "__qualname__", None)
    else:
        return None
    from _native_signatures import TEXTS

    text = TEXTS.get(name)
    if text is None:
        return None
    namespace = {}
    exec(f"def function({text}): pass", namespace)
    signature = _of_function(namespace["function"], cls, read)
    return _without_first(signature) if is_method else signature


def _of_partial(partial, cls, follow_wrapped, read):
    inner = _signature_of(partial.func, cls, follow_wrapped, read)
    bound = inner.bind_partial(*partial.args, **partial.keywords).arguments
    given = len(partial.args)
    parameters, by_name = [], False
    for at, (name, parameter) in enumerate(inner.parameters.items()):
        if at < given and parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            continue
        if name in partial.keywords and parameter.kind != _VAR_KEYWORD:
            by_name = True
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY, default=bound[name]))
        elif by_name and parameter.kind == _POSITIONAL_OR_KEYWORD:
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY))
        elif not (by_name and parameter.kind == _VAR_POSITIONAL):
            parameters.append(parameter)
    return inner.replace(parameters=parameters)


def _of_class(obj, cls, follow_wrapped, read):
    call = _defined(type(obj), "__call__", type)
    if call is not None:
        return _without_first(_signature_of(call, cls, follow_wrapped, read))
    for owner in obj.__mro__[:-1]:
        for name in ("__new__", "__init__"):
            found = vars(owner).get(name)
            found = getattr(found, "__func__", found)
            if isfunction(found):
                return _without_first(_signature_of(found, cls, follow_wrapped, read))
        if owner.__module__ == "builtins":
            raise ValueError(f"no signature found for builtin type {obj!r}")
    return cls()


def _defined(owner, name, limit):
    for base in owner.__mro__:
        if base is limit:
            return None
        if name in vars(base):
            found = vars(base)[name]
            return found if isfunction(found) else None
    return None


def unwrap(func, *, stop=None):
    """What is behind the `__wrapped__` attributes of a function."""
    inner, passed, limit = func, {id(func)}, sys.getrecursionlimit()
    while hasattr(inner, "__wrapped__") and not isinstance(inner, type) and not (stop and stop(inner)):
        inner = inner.__wrapped__
        if id(inner) in passed or len(passed) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        passed.add(id(inner))
    return inner


FullArgSpec = namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations", module=__name__)
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals", module=__name__)
Arguments = namedtuple("Arguments", "args, varargs, varkw", module=__name__)
Attribute = namedtuple("Attribute", "name kind defining_class object", module=__name__)
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound", module=__name__)
_Traceback = namedtuple("_Traceback", "filename lineno function code_context index", module=__name__)
_FrameInfo = namedtuple("_FrameInfo", ("frame",) + _Traceback._fields, module=__name__)


def _show_place(self):
    shown = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
    return f"{type(self).__name__}({', '.join(shown)}, positions={self.positions!r})"


class Traceback(_Traceback):
    """What `getframeinfo` answers: beside the items, the positions of the instruction."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    __repr__ = _show_place


class FrameInfo(_FrameInfo):
    """One entry of `stack` and `trace`."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    __repr__ = _show_place


def getfullargspec(func):
    """Names and defaults of the parameters of a function."""
    try:
        found = _signature_of(func.__func__ if ismethod(func) else func, Signature, False, _plain_annotations)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args, only, defaults, by_name, annotations = [], [], [], {}, {}
    star = double = None
    for name, parameter in found.parameters.items():
        if parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _Empty:
                defaults.append(parameter.default)
        elif parameter.kind == _VAR_POSITIONAL:
            star = name
        elif parameter.kind == _VAR_KEYWORD:
            double = name
        else:
            only.append(name)
            if parameter.default is not _Empty:
                by_name[name] = parameter.default
        if parameter.annotation is not _Empty:
            annotations[name] = parameter.annotation
    if found.return_annotation is not _Empty:
        annotations["return"] = found.return_annotation
    return FullArgSpec(args, star, double, tuple(defaults) or None, only, by_name or None, annotations)


def getargs(co):
    """The names of the parameters of a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    after = co.co_argcount + co.co_kwonlyargcount
    star = names[after] if co.co_flags & CO_VARARGS else None
    double = names[after + bool(star)] if co.co_flags & CO_VARKEYWORDS else None
    return Arguments(list(names[:after]), star, double)


def getargvalues(frame):
    """The arguments of a frame with their values."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def getcallargs(func, /, *positional, **named):
    """Which parameter would get which argument; a TypeError in the words of the call itself."""
    spec = getfullargspec(func)
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    name, count = func.__name__, len(spec.args)
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = tuple(positional[count:])
    known = {*spec.args, *spec.kwonlyargs}
    if spec.varkw:
        values[spec.varkw] = {}
    for key, value in named.items():
        if key in known:
            if key in values:
                raise TypeError(f"{name}() got multiple values for argument {key!r}")
            values[key] = value
        elif spec.varkw:
            values[spec.varkw][key] = value
        else:
            raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
    defaults = spec.defaults or ()
    if len(positional) > count and not spec.varargs:
        _refuse_surplus(name, spec, len(defaults), len(positional), values)
    required = spec.args[:count - len(defaults)]
    if missing := [key for key in required if key not in values]:
        _refuse_missing(name, missing, "positional")
    for key, value in zip(spec.args[len(required):], defaults):
        values.setdefault(key, value)
    keyword_defaults = spec.kwonlydefaults or {}
    if missing := [key for key in spec.kwonlyargs if key not in values and key not in keyword_defaults]:
        _refuse_missing(name, missing, "keyword-only")
    for key, value in keyword_defaults.items():
        values.setdefault(key, value)
    return values


def _refuse_missing(name, missing, kind):
    shown = [repr(key) for key in missing]
    if len(shown) == 1:
        text = shown[0]
    else:
        text = ", ".join(shown[:-1]) + " and " + shown[-1]
    plural = "" if len(shown) == 1 else "s"
    raise TypeError(f"{name}() missing {len(shown)} required {kind} argument{plural}: {text}")


def _refuse_surplus(name, spec, defaults, given, values):
    most = len(spec.args)
    takes = f"from {most - defaults} to {most}" if defaults else str(most)
    plural = "s" if defaults or most != 1 else ""
    keyword_only = sum(key in values for key in spec.kwonlyargs)
    also = ""
    if keyword_only:
        also = f" positional argument{'s' if given != 1 else ''} (and {keyword_only} keyword-only argument"
        also += "s)" if keyword_only != 1 else ")"
    verb = "was" if given == 1 and not keyword_only else "were"
    raise TypeError(f"{name}() takes {takes} positional argument{plural} but {given}{also} {verb} given")


def formatargvalues(
    args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)
):
    """The arguments of a frame as text, from what getargvalues gives."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(parts)})"


def getclosurevars(func):
    """The variables of other scopes that a function uses."""
    function = func.__func__ if ismethod(func) else func
    if not isfunction(function):
        raise TypeError(f"{function!r} is not a Python function")
    code = function.__code__
    outer = {name: cell.cell_contents for name, cell in zip(code.co_freevars, function.__closure__ or ())}
    unbound, scopes = set(code.co_names), []
    builtins = function.__globals__.get("__builtins__", sys.modules["builtins"])
    if ismodule(builtins):
        builtins = builtins.__dict__
    for space in function.__globals__, builtins:
        scopes.append({name: space[name] for name in code.co_names if name in unbound and name in space})
        unbound.difference_update(scopes[-1])
    return ClosureVars(outer, *scopes, unbound)


def cleandoc(doc):
    """A docstring without its indentation."""
    first, *others = doc.expandtabs().split("\n")
    stripped = [line.lstrip(" ") for line in others]
    margin = min((len(line) - len(text) for line, text in zip(others, stripped) if text), default=0)
    lines = [first.lstrip(" "), *(line[margin:] for line in others)]
    filled = [at for at, line in enumerate(lines) if line]
    return "\n".join(lines[filled[0]:filled[-1] + 1]) if filled else ""


def getdoc(object):
    """The docstring of an object or of what it overrides, cleaned."""
    doc = _getowndoc(object)
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _getowndoc(obj):
    """The docstring of an object, if it is not that of its class."""
    try:
        doc = object.__getattribute__(obj, "__doc__")
        if doc is not None and obj is not type and isinstance(type(obj).__doc__, str):
            return None if type(obj).__doc__ == doc else doc
        return doc
    except AttributeError:
        return None


def _finddoc(obj):
    """The docstring of what an object overrides."""
    if isclass(obj):
        docs = (getattr(base, "__doc__", None) for base in obj.__mro__ if base is not object)
        return next((doc for doc in docs if doc is not None), None)
    cls, name = _owner_and_name(obj)
    if cls is None:
        return None
    if ismemberdescriptor(obj):
        slots = getattr(cls, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in cls.__mro__:
        doc = _getowndoc(getattr(base, name)) if hasattr(base, name) else None
        if doc is not None:
            return doc
    return None


def _owner_and_name(obj):
    """The class that something is an attribute of, and how it is called there; None if it is not found there."""
    if ismethod(obj):
        name, this = obj.__func__.__name__, obj.__self__
        on_class = isclass(this) and getattr(getattr(this, name, None), "__func__", None) is obj.__func__
        return this if on_class else type(this), name
    if isbuiltin(obj):
        name, this = obj.__name__, obj.__self__
        return this if isclass(this) and f"{this.__qualname__}.{name}" == obj.__qualname__ else type(this), name
    if isfunction(obj):
        cls, name = _owner_of(obj), obj.__name__
    elif isinstance(obj, property):
        cls, name = _owner_of(obj.fget), obj.__name__
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        cls, name = obj.__objclass__, obj.__name__
    else:
        return None, None
    return (cls, name) if cls is not None and getattr(cls, name) is obj else (None, None)


def _owner_of(function):
    found = sys.modules.get(getattr(function, "__module__", None))
    for name in getattr(function, "__qualname__", "").split(".")[:-1]:
        found = getattr(found, name, None)
    return found if isinstance(found, type) else None


def getmro(cls):
    """The method resolution order of a class."""
    return cls.__mro__


def getmembers(object, predicate=None):
    """Names and values of the members of an object, sorted by name."""
    found, seen = [], set()
    for name in _member_names(object):
        value = _member(object, name, name in seen)
        seen.add(name)
        if value is not _absent and (not predicate or predicate(value)):
            found.append((name, value))
    return sorted(found, key=_itemgetter(0))


def _member_names(object):
    yield from dir(object)
    for base in getattr(object, "__bases__", ()) if isinstance(object, type) else ():
        for name, value in list(vars(base).items()):
            if _is_virtual(value):
                yield name


def _member(object, name, is_again):
    """The value of a member; for a name that comes again, and for what refuses, what lies in the class."""
    if not is_again:
        try:
            return getattr(object, name)
        except AttributeError:
            pass
    return _in_classes(object, name)


def _in_classes(object, name):
    owners = object.__mro__ if isinstance(object, type) else ()
    return next((vars(owner)[name] for owner in owners if name in vars(owner)), _absent)


_absent = object()


_mro_of = type.__dict__["__mro__"].__get__
_dict_of = type.__dict__["__dict__"].__get__


def _own_dict(cls):
    """What a class and its bases say instead of the `__dict__` that every object has."""
    for base in _mro_of(cls):
        found = _dict_of(base).get("__dict__", _absent)
        if found is _absent:
            continue
        usual = isgetsetdescriptor(found) and found.__name__ == "__dict__" and found.__objclass__ is base
        if not usual:
            return found
    return _absent


def _on_class(cls, attr):
    for base in _mro_of(cls):
        if _own_dict(type(base)) is _absent and attr in base.__dict__:
            return base.__dict__[attr]
    return _absent


def _on_instance(obj, attr):
    own = _own_dict(type(obj))
    if own is not _absent and not ismemberdescriptor(own):
        return _absent
    try:
        attributes = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return _absent
    return dict.get(attributes, attr, _absent)


def getattr_static(obj, attr, default=_absent):
    """An attribute as it lies there, no code of the object run."""
    is_class = type in _mro_of(type(obj))
    found = _absent if is_class else _on_instance(obj, attr)
    cls = obj if is_class else type(obj)
    on_class = _on_class(cls, attr)
    if found is not _absent and on_class is not _absent:
        kind = type(on_class)
        if _on_class(kind, "__get__") is not _absent and (
                _on_class(kind, "__set__") is not _absent or _on_class(kind, "__delete__") is not _absent):
            return on_class
    if found is not _absent:
        return found
    if on_class is not _absent:
        return on_class
    if is_class:
        for base in _mro_of(type(obj)):
            if _own_dict(type(base)) is _absent and attr in base.__dict__:
                return base.__dict__[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


def getmembers_static(object, predicate=None):
    """Names and values of the members of an object, sorted by name, no code of the object run."""
    found, seen = [], set()
    for name in _member_names(object):
        value = getattr_static(object, name, _absent) if name not in seen else _in_classes(object, name)
        seen.add(name)
        if value is not _absent and (not predicate or predicate(value)):
            found.append((name, value))
    return sorted(found, key=_itemgetter(0))


def classify_class_attrs(cls):
    """What the attributes of a class are: name, kind, the class it comes from, and the object."""
    metaclasses = tuple(base for base in getmro(type(cls)) if base not in (type, object))
    classes = (cls, *getmro(cls))
    names = dir(cls)
    for base in classes[1:]:
        names += [name for name, value in base.__dict__.items() if _is_virtual(value) and value.fget is not None]
    attributes, seen = [], set()
    for name in names:
        home, got = (None, None) if name in seen else _home_of(cls, name, classes, metaclasses)
        raw = None
        for base in classes + metaclasses:
            if name in base.__dict__:
                raw = base.__dict__[name]
                home = home if home in metaclasses else base
                break
        if home is None:
            # An attribute that only the class itself can make has no home.
            continue
        kind, value = _kind_of(raw, got if got is not None else raw)
        attributes.append(Attribute(name, kind, home, value))
        seen.add(name)
    return attributes


def _is_virtual(value):
    return type(value).__name__ == "DynamicClassAttribute"


def _home_of(cls, name, classes, metaclasses):
    """The class that gives an attribute its value, if it is among these, and the value."""
    if name == "__dict__":
        return None, None
    try:
        got = getattr(cls, name)
    except Exception:
        return None, None
    home = getattr(got, "__objclass__", None)
    if home in classes:
        return home, got
    home = None
    for base in classes:
        if getattr(base, name, None) is got:
            home = base
    for base in metaclasses:
        try:
            if base.__getattr__(cls, name) is got:
                home = base
        except AttributeError:
            continue
    return home, got


def _kind_of(raw, value):
    if isinstance(raw, staticmethod) or isbuiltin(raw):
        return "static method", raw
    if isinstance(raw, classmethod) or type(raw).__name__ == "classmethod_descriptor":
        return "class method", raw
    if isinstance(raw, property):
        return "property", raw
    return "method" if isroutine(value) else "data", value


def walktree(classes, children, parent):
    """The classes, each with its bases, and below each the list of what derives from it."""
    tree = []
    for cls in sorted(classes, key=_attrgetter("__module__", "__name__")):
        tree.append((cls, cls.__bases__))
        if cls in children:
            tree.append(walktree(children[cls], children, cls))
    return tree


def getclasstree(classes, unique=False):
    """Classes as a tree of lists: behind each the list of what derives from it."""
    children, roots = {}, []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for parent in cls.__bases__:
            known = children.setdefault(parent, [])
            if cls not in known:
                known.append(cls)
            if unique and parent in classes:
                break
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


def ismethoddescriptor(object):
    """Whether an object binds as a method does and is no function, method, class or data descriptor."""
    if isinstance(object, type) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    """Whether an object has a say in setting or deleting an attribute."""
    if isinstance(object, type) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def ismemberdescriptor(object):
    return type(object).__name__ == "member_descriptor"


def isgetsetdescriptor(object):
    return type(object).__name__ == "getset_descriptor"


def ismethodwrapper(object):
    return type(object).__name__ == "method-wrapper"


def isroutine(object):
    """Whether an object is a function or method of any kind."""
    return (
        isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
        or ismethodwrapper(object))


def isabstract(object):
    """Whether a class has methods that are still abstract."""
    if not isinstance(object, type):
        return False
    names = getattr(object, "__abstractmethods__", None)
    if names is not None or not isinstance(object, ABCMeta):
        return bool(names)
    # Its metaclass is not done with it: `__init_subclass__` asks.
    inherited = {name for base in object.__bases__ for name in getattr(base, "__abstractmethods__", ())}
    members = [*object.__dict__.values(), *(getattr(object, name, None) for name in inherited)]
    return any(getattr(member, "__isabstractmethod__", False) for member in members)


def _code_flags(function):
    """The flags of the code behind methods and partial functions; none of what is no function."""
    from functools import partial, partialmethod

    previous = None
    while previous is not function:
        previous = function
        if isinstance(made_by := getattr(function, "__partialmethod__", None), partialmethod):
            function = made_by
        if isinstance(function, (partial, partialmethod)):
            function = function.func
        if ismethod(function):
            function = function.__func__
    return function.__code__.co_flags if isfunction(function) else 0


def isgeneratorfunction(obj):
    """Whether a function makes generators."""
    return bool(_code_flags(obj) & CO_GENERATOR)


def isasyncgenfunction(obj):
    """Whether a function makes asynchronous generators."""
    return bool(_code_flags(obj) & CO_ASYNC_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Has iscoroutinefunction say yes of a function that gives something to await."""
    getattr(func, "__func__", func)._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Whether a function makes coroutines, or was marked as if."""
    from functools import partial, partialmethod

    function = obj
    while isinstance(function, (partial, partialmethod)):
        function = function.func
    function = getattr(function, "__func__", function)
    marked = getattr(function, "_is_coroutine_marker", None) is _is_coroutine_mark
    return marked or bool(_code_flags(obj) & CO_COROUTINE)


def getmodulename(path):
    """The name of the module in a file; nothing for other files."""
    name = path.rsplit("/", 1)[-1]
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    """The file an object was defined in."""
    if ismodule(object):
        file = getattr(object, "__file__", None)
        if file:
            return file
        raise TypeError(f"{object!r} is a built-in module")
    if isinstance(object, type):
        home = getattr(object, "__module__", None)
        module = sys.modules.get(home)
        if getattr(module, "__file__", None):
            return module.__file__
        if home == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got "
            + type(object).__name__
        )
    return code.co_filename


def _code_of(object):
    for is_wrapper, inner in _WAYS_TO_CODE:
        if is_wrapper(object):
            object = getattr(object, inner)
    return object if iscode(object) else None


_WAYS_TO_CODE = [(ismethod, "__func__"), (isfunction, "__code__"), (istraceback, "tb_frame"), (isframe, "f_code")]


def getsourcefile(object):
    """The source file an object was defined in; None where there is no such text."""
    import linecache
    import os

    file = getfile(object)
    if file.endswith((".pyc", ".pyo")):
        file = file[:-4] + ".py"
    if os.path.exists(file):
        return file
    module = getmodule(object, file)
    loader = getattr(module, "__loader__", None) or getattr(getattr(module, "__spec__", None), "loader", None)
    if loader is not None or file in linecache.cache:
        return file
    return file if file.startswith("<frozen ") or linecache.getlines(file) else None


def getabsfile(object, _filename=None):
    """The path of the source file of an object."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return _absolute(_filename)


def ispackage(object):
    """Whether an object is a module that has modules in it."""
    return ismodule(object) and hasattr(object, "__path__")


def getmodule(object, _filename=None):
    """The module an object was defined in, if it can be found."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getabsfile(object, _filename)
    except (TypeError, OSError):
        return None
    for module in list(sys.modules.values()):
        other = getattr(module, "__file__", None) if ismodule(module) else None
        if other and _absolute(other) == file:
            return module
    name = getattr(object, "__name__", None)
    for module in (sys.modules["__main__"], sys.modules["builtins"]):
        if name is not None and getattr(module, name, None) is object:
            return module
    return None


def _absolute(file):
    import os

    return os.path.normcase(os.path.abspath(file))


def _lines_of(object):
    import linecache

    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__ if module else None)
    if not lines and file.startswith("<") and hasattr(object, "__code__"):
        lines = linecache._getlines_from_code(object.__code__)
    if not lines:
        raise OSError("could not get source code")
    return lines


def findsource(object):
    """All lines of the file of an object, and the index of its first."""
    lines = _lines_of(object)
    if ismodule(object):
        return lines, 0
    if isinstance(object, type):
        first = vars(object).get("__firstlineno__")
        if not isinstance(first, int):
            raise OSError("source code not available")
        if first > len(lines):
            raise OSError("lineno is out of bounds")
        return lines, first - 1
    first = _code_of(object).co_firstlineno - 1
    if first >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, first


def getblock(lines):
    """The lines of the block that the first line begins, decorators included."""
    from tokenize import NEWLINE, generate_tokens

    block = _Block()
    try:
        for kind, text, start, end, _ in generate_tokens(iter(lines).__next__):
            if block.ends_with(kind, text, start, end):
                break
    except IndentationError:
        pass
    except SyntaxError as error:
        if "unmatched" not in error.msg:
            raise
        # A bracket that another line opened ends a lambda inside of it.
        block.ends_with(NEWLINE, text, start, end)
    return lines[:block.last]


class _Block:
    """Where the function, class or lambda ends that the tokens begin with."""

    def __init__(self):
        self.depth, self.last, self.column = 0, 1, None
        self.is_lambda = self.begun = self.decorated = self.skips_line = False

    def ends_with(self, kind, text, start, end):
        """Whether a token is the first behind the block."""
        from tokenize import COMMENT, DEDENT, INDENT, NEWLINE, NL

        if not self.begun and not self.decorated:
            if text == "@":
                self.decorated = True
            elif text in ("def", "class", "lambda"):
                self.begun, self.is_lambda = True, text == "lambda"
            self.skips_line = True
        elif kind == NEWLINE:
            self.skips_line = self.decorated = False
            self.last = start[0]
            return self.is_lambda
        elif self.skips_line:
            pass
        elif kind == INDENT:
            if self.column is None and self.begun:
                self.column = end[1]
            self.depth += 1
            self.skips_line = True
        elif kind == DEDENT:
            self.depth -= 1
            return self.depth <= 0
        elif kind == COMMENT:
            if self.column is not None and start[1] >= self.column:
                self.last = start[0]
        elif self.depth == 0 and kind != NL:
            return True
        return False


def getsourcelines(object):
    """The lines of the source of an object, and the number of the first."""
    object = unwrap(object)
    lines, first = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[first:]), first + 1


def _is_comment(line):
    return line.lstrip().startswith("#")


def getcomments(object):
    """The lines of comments just before the source of an object, or on top of a module's; None without a source."""
    try:
        lines, first = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0].startswith("#!") else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end].startswith("#"):
            end += 1
        found = [line.expandtabs() for line in lines[start:end]]
        return "".join(found) if found else None
    start = first
    while start > 0 and _is_comment(lines[start - 1]) and indentsize(lines[start - 1]) == indentsize(lines[first]):
        start -= 1
    found = [line.expandtabs().lstrip() for line in lines[start:first]]
    while found and found[0].strip() == "#":
        found.pop(0)
    while found and found[-1].strip() == "#":
        found.pop()
    return "".join(found) if start < first else None


def getsource(object):
    """The text of the source of an object."""
    return "".join(getsourcelines(object)[0])


def indentsize(line):
    """Columns of blanks at the beginning of a line."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def getlineno(frame):
    return frame.f_lineno


def _positions(code, lasti):
    """Line, end line, column and end column of an instruction."""
    if lasti < 0:
        return (None,) * 4
    return list(code.co_positions())[lasti // 2]


def getframeinfo(frame, context=1):
    """Where a frame or a traceback stands."""
    from dis import Positions

    if istraceback(frame):
        line, lasti, frame = frame.tb_lineno, frame.tb_lasti, frame.tb_frame
    else:
        line, lasti = frame.f_lineno, frame.f_lasti
    if not isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    start, *others = _positions(frame.f_code, lasti)
    line = line if start is None else start
    shown = index = None
    if context > 0:
        start = line - 1 - context // 2
        try:
            lines = _lines_of(frame)
        except (OSError, ImportError):
            pass
        else:
            start = max(0, min(start, len(lines) - context))
            shown, index = lines[start:start + context], line - 1 - start
    code = frame.f_code
    return Traceback(code.co_filename, line, code.co_name, shown, index, positions=Positions(line, *others))


def getouterframes(frame, context=1):
    """A frame and all that called it."""
    found = []
    while frame:
        info = getframeinfo(frame, context)
        found.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """The frames of a traceback."""
    found = []
    while tb:
        info = getframeinfo(tb, context)
        found.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return found


def stack(context=1):
    """The frames that are executing, the caller's first."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between the one that handles the current exception and the one that raised it."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)
