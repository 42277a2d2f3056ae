"""Warnings: what is worth telling about a program that goes on."""

import sys
from _operator import index as _index

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
    "catch_warnings", "deprecated",
]

# A filter: action, pattern of the message, category, pattern of the module, line (0 is any).
filters = [("default", None, DeprecationWarning, "__main__", 0)]
filters += [("ignore", None, _category, None, 0)
            for _category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)]
defaultaction = "default"
onceregistry = {}

_EACH_TIME = {"always", "all"}
_ACTIONS = _EACH_TIME | {"default", "error", "ignore", "module", "once"}

# Counts the changes of the filters: what a registry holds of an earlier age is void.
_age = 1
# Where `catch_warnings` has warnings noted instead of shown.
_log = None


def _outdate_registries():
    global _age
    _age += 1


# --- What a warning looks like ----------------------------------------------------------------------------


class WarningMessage:
    """A warning with all that `showwarning` is told of it."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.category, self.message = category, message
        self.filename, self.lineno, self.line = filename, lineno, line
        self.file, self.source = file, source

    def __str__(self):
        category = self.category.__name__ if self.category else None
        return (
            f"{{message : {self.message!r}, category : {category!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    return _text_of(WarningMessage(message, category, filename, lineno, line=line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, `sys.stderr` if none is given."""
    _note_or_write(WarningMessage(message, category, filename, lineno, file, line))


_own_format, _own_show = formatwarning, showwarning


def _text_of(told):
    name = told.category.__name__
    line = told.line
    if line is None:
        from linecache import getline

        line = getline(told.filename, told.lineno)
    parts = [f"{told.filename}:{told.lineno}: {name}: {told.message}\n"]
    line = line.strip() if line else ""
    if line:
        parts.append(f"  {line}\n")
    if told.source is not None:
        parts.append(f"{name}: Enable tracemalloc to get the object allocation traceback\n")
    return "".join(parts)


def _note_or_write(told):
    if _log is not None:
        _log.append(told)
        return
    file = sys.stderr if told.file is None else told.file
    # Without the standard files a warning is lost.
    if file is None:
        return
    if formatwarning is _own_format:
        text = _text_of(told)
    else:
        text = formatwarning(told.message, told.category, told.filename, told.lineno, told.line)
    try:
        file.write(text)
    except OSError:
        pass


def _tell(told):
    """Shows a warning in the way the program has set."""
    if showwarning is _own_show:
        _note_or_write(told)
    elif callable(showwarning):
        showwarning(told.message, told.category, told.filename, told.lineno, told.file, told.line)
    else:
        raise TypeError("warnings.showwarning() must be set to a function or method")


# --- Filters ----------------------------------------------------------------------------------------------


def _is_category(value):
    return isinstance(value, type) and issubclass(value, Warning)


def _require_action(action):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")


def _require_line(lineno):
    problem = None if isinstance(lineno, int) else TypeError("lineno must be an int")
    if problem is None and lineno < 0:
        problem = ValueError("lineno must be an int >= 0")
    if problem is not None:
        raise problem


def _pattern(text, *flags):
    """What matches texts that begin as a regular expression says; None for the empty one."""
    if not text:
        return None
    import re

    return re.compile(text, *(getattr(re, flag) for flag in flags))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Says what happens to warnings whose message and module begin with patterns."""
    _require_action(action)
    for fits, problem in (
        (isinstance(message, str), "message must be a string"),
        (_is_category(category), "category must be a Warning subclass"),
        (isinstance(module, str), "module must be a string"),
    ):
        if not fits:
            raise TypeError(problem)
    _require_line(lineno)
    _insert((action, _pattern(message, "IGNORECASE"), category, _pattern(module), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Says what happens to warnings of a category."""
    _require_action(action)
    _require_line(lineno)
    _insert((action, None, category, None, lineno), append)


def _insert(item, is_last):
    """Puts a filter before all others, or after them unless it is there already."""
    is_known = item in filters
    if not is_last:
        if is_known:
            filters.remove(item)
        filters.insert(0, item)
    elif not is_known:
        filters.append(item)
    _outdate_registries()


def resetwarnings():
    """Forgets all filters."""
    del filters[:]
    _outdate_registries()


def _matches(pattern, text):
    if pattern is None or pattern == text:
        return True
    return not isinstance(pattern, str) and bool(pattern.match(text))


def _filter_for(text, category, module, lineno):
    """The first filter that applies, or one that says the default."""
    for item in filters:
        _, of_text, of_category, of_module, of_line = item
        if of_line in (0, lineno) and issubclass(category, of_category) and (
            _matches(of_text, text) and _matches(of_module, module)
        ):
            return item
    return defaultaction, None, Warning, None, 0


# --- Warning ----------------------------------------------------------------------------------------------


def _caller(levels, skipped):
    """The frame so many levels above the one that warns, those of skipped files not counted."""
    frame = sys._getframe(1).f_back
    while frame is not None and levels > 1:
        frame = frame.f_back
        while skipped and frame is not None and frame.f_code.co_filename.startswith(skipped):
            frame = frame.f_back
        levels -= 1
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns about the code that calls, or about that which called it some levels up."""
    if isinstance(message, Warning):
        category = type(message)
    category = UserWarning if category is None else category
    if not _is_category(category):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError(f"warn() argument 'skip_file_prefixes' must be tuple, not {type(skip_file_prefixes).__name__}")
    stacklevel = _index(stacklevel)
    frame = _caller(max(2, stacklevel) if skip_file_prefixes else stacklevel, skip_file_prefixes)
    if frame is None:
        place, names = ("<sys>", 0), sys.__dict__
    else:
        place, names = (frame.f_code.co_filename, frame.f_lineno), frame.f_globals
    module = names.get("__name__") or "<string>"
    warn_explicit(message, category, *place, module, names.setdefault("__warningregistry__", {}), names, source)


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None
):
    """Warns about a line of a file."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        module = module[:-3] if module.lower().endswith(".py") else module
    if isinstance(message, Warning):
        category, text = type(message), str(message)
    else:
        message, text = category(message), message
    notes = _valid_notes(registry)
    if notes and notes.get((text, category, lineno)):
        return
    item = _filter_for(text, category, module, lineno)
    action = item[0]
    if action == "error":
        raise message
    if action not in _ACTIONS:
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item}")
    if action != "ignore" and _is_news(action, text, category, lineno, notes):
        _tell(WarningMessage(message, category, filename, lineno, source=source))


def _valid_notes(registry):
    """The registry of a module, emptied if it was written before the filters changed."""
    if registry is not None and registry.get("version", 0) != _age:
        registry.clear()
        registry["version"] = _age
    return registry


def _is_news(action, text, category, lineno, notes):
    """Whether a warning is to be shown once more; notes that it was."""
    if action in _EACH_TIME:
        return True
    if notes is not None:
        notes[text, category, lineno] = True
    if action == "once":
        memory, mark = onceregistry, (text, category)
    elif action == "module":
        memory, mark = notes, (text, category, 0)
    else:
        memory = None
    if memory is None:
        return True
    was_shown = memory.get(mark)
    memory[mark] = True
    return not was_shown


class catch_warnings:
    """Within the block, filters and `showwarning` may be changed; with `record`, warnings go to a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._target = sys.modules["warnings"] if module is None else module
        self._wants_log = record
        self._own_filter = () if action is None else (action, category, lineno, append)
        self._before = None

    def __repr__(self):
        shown = ["record=True"] if self._wants_log else []
        if self._target is not sys.modules["warnings"]:
            shown.append(f"module={self._target!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __enter__(self):
        if self._before is not None:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        target = self._target
        self._before = target.filters, target.showwarning, target._log
        target.filters = target.filters[:]
        target._outdate_registries()
        log = None
        if self._wants_log:
            log = target._log = []
            target.showwarning = target._own_show
        if self._own_filter:
            simplefilter(*self._own_filter)
        return log

    def __exit__(self, *exc_info):
        if self._before is None:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        target = self._target
        target.filters, target.showwarning, target._log = self._before
        target._outdate_registries()


# --- Deprecation ------------------------------------------------------------------------------------------


def _deprecated(name, message="{name!r} is deprecated and slated for removal in Python {remove}", *, remove,
                _version=sys.version_info):
    """Warns of something that this version still has, and is to be gone in the version `remove`."""
    version = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove or _version[:2] == remove and _version[3] != "alpha":
        raise RuntimeError(f"{name!r} was slated for removal after Python {version} alpha")
    warn(message.format(name=name, remove=version), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    """Warns of a coroutine that dies without having been started: what the runtime calls."""
    lines = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    if coro.cr_origin is not None:
        import traceback

        lines.append("Coroutine created at (most recent call last)\n")
        lines += traceback.format_list([
            traceback.FrameSummary(filename, lineno, name) for filename, lineno, name in reversed(coro.cr_origin)
        ])
    warn("".join(lines).rstrip("\n"), category=RuntimeWarning, stacklevel=2, source=coro)


class deprecated:
    """Marks a class or function as one that should no longer be used."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            marked = [arg]
        elif isinstance(arg, type):
            marked = [arg, *self._hook_class(arg)]
        elif callable(arg):
            marked = [self._wrapped(arg), arg]
        else:
            raise TypeError(
                f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}"
            )
        for one in marked:
            one.__deprecated__ = self.message
        return marked[0]

    def _warner(self):
        """A function that warns about the code that calls what calls it."""
        message, category, levels = self.message, self.category, self.stacklevel + 2
        return lambda: warn(message, category, levels)

    def _wrapped(self, function):
        from functools import wraps

        tell = self._warner()

        @wraps(function)
        def wrapper(*args, **kwargs):
            tell()
            return function(*args, **kwargs)

        return wrapper

    def _hook_class(self, cls):
        """Makes a class warn when it is called, and when another derives from it."""
        tell, make, derive = self._warner(), cls.__new__, cls.__init_subclass__

        def __new__(klass, /, *args, **kwargs):
            if klass is cls:
                tell()
            if make is object.__new__:
                # It refuses arguments unless it sees an `__init__` of the class itself.
                if (args or kwargs) and klass.__init__ is object.__init__:
                    raise TypeError(f"{klass.__name__}() takes no arguments")
                return make(klass)
            return make(klass, *args, **kwargs)

        def __init_subclass__(*args, **kwargs):
            tell()
            return derive(*args, **kwargs)

        cls.__new__, cls.__init_subclass__ = staticmethod(__new__), __init_subclass__
        return __new__, __init_subclass__
