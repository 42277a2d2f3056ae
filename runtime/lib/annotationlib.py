"""Annotations: evaluated, with references for what is not known yet, or as texts.

An annotation function that the compiler makes knows values only. For the other formats its code runs with
symbols in the place of names; a symbol notes what is done with it.
"""

import builtins
import sys
import types
from enum import IntEnum

__all__ = ["Format", "ForwardRef", "call_annotate_function", "call_evaluate_function",
           "get_annotate_from_class_namespace", "get_annotations", "annotations_to_string", "type_repr"]


class Format(IntEnum):
    """What annotations are wanted as."""

    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    """A type known by the text that names it."""

    # What only some references have.
    _globals = _cells = _extra = None

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__owner__ = owner

    def __init_subclass__(cls, /, *args, **kwds):
        if cls.__module__ != __name__:
            raise TypeError("Cannot subclass ForwardRef")

    @property
    def __forward_code__(self):
        arg = self.__forward_arg__
        # A starred name is an expression in a subscript only.
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            return compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """What the text means now."""
        if format == Format.STRING:
            return self.__forward_arg__
        if format == Format.VALUE_WITH_FAKE_GLOBALS:
            raise NotImplementedError(format)
        owner = self.__owner__ if owner is None else owner
        if globals is None:
            globals = self._known_globals(owner)
        names = self._known_locals(owner, locals, type_params)
        arg = self.__forward_arg__
        try:
            if arg.isidentifier() and self._extra is None:
                return _look_up(arg, names, globals)
            return eval(self.__forward_code__, globals, names)
        except NameError:
            if format == Format.FORWARDREF:
                return self
            raise

    def _known_globals(self, owner):
        if self._globals is not None:
            return self._globals
        module = self.__forward_module__
        if module is None and isinstance(owner, type):
            module = owner.__module__
        if isinstance(module, str):
            module = sys.modules.get(module)
        source = owner if module is None else module
        found = getattr(source, "__globals__" if callable(source) else "__dict__", None)
        return {} if found is None or isinstance(source, type) else found

    def _known_locals(self, owner, locals, type_params):
        names = {}
        if type_params is None:
            type_params = getattr(owner, "__type_params__", None) or ()
        for parameter in type_params:
            names[parameter.__name__] = parameter
        for name, cell in (self._cells or {}).items():
            try:
                names[name] = cell.cell_contents
            except ValueError:
                pass
        if locals is not None:
            names.update(locals)
        elif isinstance(owner, type):
            names.update(vars(owner))
        names.update(self._extra or {})
        return names

    def _key(self):
        return (self.__forward_arg__, self.__forward_module__, self.__forward_is_class__, id(self._globals),
                id(self.__owner__))

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        shown = [repr(self.__forward_arg__)]
        if self.__forward_module__ is not None:
            shown.append(f"module={self.__forward_module__!r}")
        if self.__forward_is_class__:
            shown.append("is_class=True")
        if self.__owner__ is not None:
            shown.append(f"owner={self.__owner__!r}")
        return f"ForwardRef({', '.join(shown)})"


def _look_up(name, *namespaces):
    for namespace in (*namespaces, vars(builtins)):
        if name in namespace:
            return namespace[name]
    raise NameError(f"name {name!r} is not defined", name=name)


# How tightly the text of a symbol binds, from a comma to a name.
_LOOSE, _COMPARISON, _OR, _XOR, _AND, _SHIFT, _SUM, _PRODUCT, _SIGN, _POWER, _NAME = range(11)

_BINARY = (
    ("or", "|", _OR), ("xor", "^", _XOR), ("and", "&", _AND), ("lshift", "<<", _SHIFT), ("rshift", ">>", _SHIFT),
    ("add", "+", _SUM), ("sub", "-", _SUM), ("mul", "*", _PRODUCT), ("matmul", "@", _PRODUCT),
    ("truediv", "/", _PRODUCT), ("floordiv", "//", _PRODUCT), ("mod", "%", _PRODUCT), ("pow", "**", _POWER),
)
_COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_UNARY = {"neg": "-", "pos": "+", "invert": "~"}


class _Evaluation:
    """One run of an annotation function with symbols for names."""

    def __init__(self, function, owner, only_unknown):
        self.function = function
        self.owner = owner
        # Known names keep their values; otherwise everything is text.
        self.only_unknown = only_unknown
        self.symbols = []
        self.extra = {}
        self.by_identity = {}

    def symbol(self, text, level=_NAME):
        symbol = object.__new__(_Symbol)
        symbol._evaluation = self
        symbol._level = level
        ForwardRef.__init__(symbol, text, owner=self.owner, is_argument=False,
                            is_class=isinstance(self.owner, type))
        self.symbols.append(symbol)
        return symbol

    def run(self):
        function = self.function
        code = function.__code__
        namespace = self.namespace(code)
        closure = self.closure(code)
        copy = types.FunctionType(code, namespace, function.__name__, function.__defaults__, closure,
                                  function.__kwdefaults__)
        return copy(Format.VALUE_WITH_FAKE_GLOBALS)

    def namespace(self, code):
        known = self.function.__globals__
        if self.only_unknown:
            namespace = dict(known)
            wanted = [n for n in _names_of(code) if n not in known and not hasattr(builtins, n)]
        else:
            namespace = {n: known[n] for n in ("__builtins__", "__conditional_annotations__") if n in known}
            wanted = [n for n in _names_of(code) if n != "__conditional_annotations__"]
        namespace.update((name, self.symbol(name)) for name in wanted)
        return namespace

    def closure(self, code):
        cells = []
        for name, cell in zip(code.co_freevars, self.function.__closure__ or ()):
            if name == "__classdict__" and not self.only_unknown:
                cell = types.CellType({})
            elif name not in ("__classdict__", "__conditional_annotations__"):
                if not self.only_unknown or _is_empty(cell):
                    cell = types.CellType(self.symbol(name))
            cells.append(cell)
        return tuple(cells)

    def finish(self):
        """The symbols become references."""
        function = self.function
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or ()))
        for symbol in self.symbols:
            del symbol._evaluation, symbol._level
            symbol._globals = function.__globals__
            symbol._cells = cells or None
            if self.extra:
                symbol._extra = self.extra
            symbol.__class__ = ForwardRef

    def text(self, value, level=_LOOSE):
        """The text of an operand."""
        if type(value) is _Symbol:
            text = value.__forward_arg__
            return f"({text})" if value._level < level else text
        if value is ...:
            return "..."
        if isinstance(value, slice):
            parts = ["" if part is None else self.text(part) for part in (value.start, value.stop)]
            if value.step is not None:
                parts.append(self.text(value.step))
            return ":".join(parts)
        kind = type(value)
        if kind is tuple:
            inside = ", ".join(map(self.text, value)) + ("," if len(value) == 1 else "")
            return f"({inside})"
        if kind is list:
            return f"[{', '.join(map(self.text, value))}]"
        if kind is set and value:
            return f"{{{', '.join(map(self.text, value))}}}"
        if kind is dict:
            return f"{{{', '.join(f'{self.text(k)}: {self.text(v)}' for k, v in value.items())}}}"
        if kind in (str, int, float, complex, bool, bytes, type(None)) or not self.only_unknown:
            return repr(value)
        name = self.by_identity.get(id(value))
        if name is None:
            name = f"__annotationlib_name_{len(self.extra) + 1}__"
            self.by_identity[id(value)] = name
            self.extra[name] = value
        return name


def _names_of(code):
    """The names that code and the code in it look up."""
    names = dict.fromkeys(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names.update(dict.fromkeys(_names_of(constant)))
    return names


def _is_empty(cell):
    try:
        cell.cell_contents
    except ValueError:
        return True
    return False


class _Symbol(ForwardRef):
    """A name, or what was made of names, while an annotation function runs."""

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._evaluation.symbol(f"{self._operand()}.{name}")

    def _operand(self):
        return self._evaluation.text(self, _NAME)

    def __getitem__(self, key):
        # The parentheses of a tuple are not written in a subscript.
        if type(key) is tuple and key:
            inside = ", ".join(map(self._evaluation.text, key)) + ("," if len(key) == 1 else "")
        else:
            inside = self._evaluation.text(key)
        return self._evaluation.symbol(f"{self._operand()}[{inside}]")

    def __call__(self, *args, **kwargs):
        text = self._evaluation.text
        inside = [*map(text, args), *(f"{name}={text(value)}" for name, value in kwargs.items())]
        return self._evaluation.symbol(f"{self._operand()}({', '.join(inside)})")

    def __iter__(self):
        yield self._evaluation.symbol(f"*{self._operand()}")

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return self.__forward_arg__


def _define_operators():
    def binary(sign, level):
        # Powers group from the right, all others from the left.
        left, right = (level + 1, level) if level == _POWER else (level, level + 1)

        def forward(self, other):
            text = self._evaluation.text
            return self._evaluation.symbol(f"{text(self, left)} {sign} {text(other, right)}", level)

        def backward(self, other):
            text = self._evaluation.text
            return self._evaluation.symbol(f"{text(other, left)} {sign} {text(self, right)}", level)

        return forward, backward

    def unary(sign):
        def operator(self):
            return self._evaluation.symbol(sign + self._evaluation.text(self, _SIGN), _SIGN)

        return operator

    for name, sign, level in _BINARY:
        forward, backward = binary(sign, level)
        setattr(_Symbol, f"__{name}__", forward)
        setattr(_Symbol, f"__r{name}__", backward)
    for name, sign in _COMPARISONS.items():
        setattr(_Symbol, f"__{name}__", binary(sign, _COMPARISON)[0])
    for name, sign in _UNARY.items():
        setattr(_Symbol, f"__{name}__", unary(sign))


_define_operators()


def call_annotate_function(annotate, format, *, owner=None):
    """What an annotation function says in a format, also if it knows values only."""
    return _call(annotate, format, owner, lambda result, text: {n: text(value) for n, value in result.items()})


def call_evaluate_function(evaluate, format, *, owner=None):
    """The same for a function that evaluates one thing."""
    return _call(evaluate, format, owner, lambda result, text: text(result))


def _call(function, format, owner, as_text):
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return function(format)
    except NotImplementedError:
        pass
    if format == Format.STRING:
        evaluation = _Evaluation(function, owner, only_unknown=False)
        try:
            result = evaluation.run()
        except NotImplementedError:
            return as_text(function(Format.VALUE), lambda v: v if isinstance(v, str) else type_repr(v))
        return as_text(result, lambda v: v if isinstance(v, str) else evaluation.text(v))
    if format == Format.FORWARDREF:
        try:
            return function(Format.VALUE)
        except NameError:
            pass
        evaluation = _Evaluation(function, owner, only_unknown=True)
        result = evaluation.run()
        evaluation.finish()
        return result
    raise RuntimeError("annotate function does not support VALUE format")


def get_annotate_from_class_namespace(obj):
    """The annotation function in the namespace of a class to be, if there is one."""
    for name in ("__annotate__", "__annotate_func__"):
        if name in obj:
            return obj[name]
    return None


def type_repr(value):
    """How a type is written in an annotation."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        name = value.__qualname__
        return name if value.__module__ == "builtins" else f"{value.__module__}.{name}"
    return "..." if value is ... else repr(value)


def annotations_to_string(annotations):
    """Annotations, each as a text."""
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """A new dict of the annotations of a function, class or module."""
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    annotations = _found(obj, format)
    if annotations is None:
        if not isinstance(obj, type) and not callable(obj):
            raise TypeError(f"{obj!r} does not have annotations")
        return {}
    annotations = dict(annotations)
    if not eval_str or not annotations:
        return annotations
    if globals is None or locals is None:
        known_globals, known_locals = _namespaces(obj)
        globals = known_globals if globals is None else globals
        locals = known_locals if locals is None else locals
    parameters = {p.__name__: p for p in getattr(obj, "__type_params__", ())}
    if parameters:
        locals = {**parameters, **(locals or {})}
    for name, value in annotations.items():
        if isinstance(value, str):
            annotations[name] = eval(value.lstrip(), globals, locals)
    return annotations


def _found(obj, format):
    if format == Format.VALUE:
        values = _values(obj)
        return _asked(obj, format) if values is None else values
    if format == Format.FORWARDREF:
        try:
            values = _values(obj)
        except NameError:
            values = None
        return _asked(obj, format) if values is None else values
    if format == Format.STRING:
        texts = _asked(obj, format)
        if texts is None:
            values = _values(obj)
            texts = None if values is None else annotations_to_string(values)
        return texts
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    raise ValueError(f"Unsupported format {format!r}")


def _values(obj):
    annotations = getattr(obj, "__annotations__", None)
    if annotations is not None and not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return annotations


def _asked(obj, format):
    annotate = getattr(obj, "__annotate__", None)
    if annotate is None:
        return None
    annotations = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotate__ returned a non-dict")
    return annotations


def _namespaces(obj):
    """Where the names in the texts of annotations are found."""
    if isinstance(obj, type):
        module = sys.modules.get(obj.__module__)
        return getattr(module, "__dict__", None), dict(vars(obj))
    if isinstance(obj, types.ModuleType):
        return obj.__dict__, None
    while True:
        inner = getattr(obj, "__wrapped__", None)
        if inner is None and type(obj).__name__ == "partial":
            inner = obj.func
        if inner is None:
            return getattr(obj, "__globals__", None), None
        obj = inner
