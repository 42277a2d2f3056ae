"""Lines of source files, kept."""

import _traceback

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """A line of a file, with its newline; empty if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    return updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    """Reads the lines of a file again."""
    cache.pop(filename, None)
    text = _traceback.source(filename)
    if text is None:
        return []
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = (len(text), None, lines, filename)
    return lines


def clearcache():
    """Forgets all lines."""
    cache.clear()


def checkcache(filename=None):
    """Files are taken to stay as they are while the program runs."""


def lazycache(filename, module_globals):
    """No module brings its own lines."""
    return False
