"""Lines of source files, kept until a file changes."""

import sys
import _traceback

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name: size, time of the last change or None, lines, path; or alone, a function that gives the text.
cache = {}
# The same by code object, for text that is in no file.
_interactive_cache = {}


def clearcache():
    """Forgets all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file, with its newline; empty if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; none if it cannot be read."""
    entry = cache.get(filename, ())
    if len(entry) > 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _code_key(code):
    return code.co_name, code.co_filename, code.co_firstlineno


def _getlines_from_code(code):
    entry = _interactive_cache.get(_code_key(code), ())
    return entry[2] if len(entry) > 1 else []


def _register_code(code, string, name):
    """Keeps the text of a code object, and of those in it, which is in no file."""
    entry = len(string), None, [line + "\n" for line in string.splitlines()], name
    waiting = [code]
    while waiting:
        code = waiting.pop()
        waiting += [constant for constant in code.co_consts if isinstance(constant, type(code))]
        _interactive_cache[_code_key(code)] = entry


def _stat(path):
    import os

    try:
        return os.stat(path)
    except OSError:
        return None


def checkcache(filename=None):
    """Forgets the lines of a file, or of all, if it has changed or is gone."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name, ())
        if len(entry) < 2 or entry[1] is None:
            continue
        size, changed, _, path = entry
        try:
            status = _stat(path)
        except ValueError:
            status = None
        if status is None or (size, changed) != (status.st_size, status.st_mtime):
            cache.pop(name, None)


def _is_no_file(filename):
    return not filename or filename.startswith("<") and filename.endswith(">")


def updatecache(filename, module_globals=None):
    """Reads the lines of a file again; what cannot be read has none."""
    if len(cache.get(filename, ())) > 1:
        cache.pop(filename)
    path = filename
    if _is_no_file(filename):
        if not filename or not filename.startswith("<frozen "):
            return _known(filename)
        path = (module_globals or {}).get("__file__")
        if path is None:
            return _known(filename)
    try:
        status = _stat(path)
        if status is None:
            if lazycache(filename, module_globals):
                return _loaded(filename, path)
            path, status = _searched(filename)
            if status is None:
                return _known(filename)
    except ValueError:
        return []
    text = _traceback.read(path)
    return [] if text is None else _keep(filename, status.st_size, status.st_mtime, text, path)


def _keep(filename, size, changed, text, path):
    lines = text.splitlines(keepends=True) if "\r" not in text else [line + "\n" for line in text.splitlines()]
    if not lines:
        lines = ["\n"]
    elif not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = size, changed, lines, path
    return lines


def _known(filename):
    """The lines of text that was compiled under a name that is no file."""
    text = _traceback.source(filename) if filename else None
    return [] if text is None else _keep(filename, len(text), None, text, filename)


def _loaded(filename, path):
    """The lines that the loader of a module gives."""
    try:
        text = cache[filename][0]()
    except (ImportError, OSError):
        return _known(filename)
    if text is None:
        return []
    cache[filename] = len(text), None, [line + "\n" for line in text.splitlines()], path
    return cache[filename][2]


def _searched(filename):
    """Where a relative name is found on the search path for modules, with its status."""
    import os

    if not os.path.isabs(filename):
        for folder in sys.path:
            try:
                path = os.path.join(folder, filename)
            except (TypeError, AttributeError):
                continue
            status = _stat(path)
            if status is not None:
                return path, status
    return None, None


def lazycache(filename, module_globals):
    """Notes that the loader of a module will give its lines when they are asked for; whether it can."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_no_file(filename) or not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals["__name__"]
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False

    def get_lines(name=name, *args, **kwargs):
        return get_source(name, *args, **kwargs)

    cache[filename] = (get_lines,)
    return True
