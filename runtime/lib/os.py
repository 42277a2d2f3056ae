"""What ordinary programs ask of the operating system: paths, folders, the environment."""

import sys

import posix
import posixpath as path
from posix import cpu_count, fspath, getcwd, getpid, listdir, mkdir, remove, rename, replace, rmdir, unlink, urandom
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules["os.path"] = path

name, linesep, error = "posix", "\n", OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = range(3)


class PathLike:
    """Objects that stand for a path: they have `__fspath__`."""

    def __fspath__(self):
        raise NotImplementedError


def fsencode(filename):
    """A path as bytes."""
    given = fspath(filename)
    return given if isinstance(given, bytes) else given.encode()


def fsdecode(filename):
    """A path as text."""
    given = fspath(filename)
    return given if isinstance(given, str) else given.decode()


# --- The environment --------------------------------------------------------------------------------------


def _text(value):
    """A value that has to be text, as keys and values of the environment are."""
    if isinstance(value, str):
        return value
    raise TypeError(f"str expected, not {type(value).__name__}")


class _Environ:
    """A mapping of strings to strings. Changes are seen by this program alone."""

    def __init__(self, variables):
        self._variables = dict(variables)

    def _present(self, key):
        if _text(key) not in self._variables:
            raise KeyError(key) from None
        return key

    def __getitem__(self, key):
        return self._variables[self._present(key)]

    def __delitem__(self, key):
        del self._variables[self._present(key)]

    def __setitem__(self, key, value):
        self._variables[_text(key)] = _text(value)

    def get(self, key, default=None):
        return self._variables.get(_text(key), default)

    def pop(self, key, *default):
        if default and key not in self._variables:
            return default[0]
        return self._variables.pop(self._present(key))

    def setdefault(self, key, value):
        if key not in self._variables:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **more):
        for key, value in (dict(other) | more).items():
            self[key] = value

    def __or__(self, other):
        return self._variables | dict(other)

    def __eq__(self, other):
        if isinstance(other, _Environ):
            other = other._variables
        return self._variables == other if isinstance(other, dict) else NotImplemented

    def __iter__(self):
        return iter(tuple(self._variables))

    def __repr__(self):
        return f"environ({self._variables!r})"

    def _as_dict(name):
        """A method that the dict of variables has too."""
        def method(self, *args):
            return getattr(self._variables, name)(*args)

        return method

    __contains__, __len__, clear, copy, items, keys, values = map(
        _as_dict, ("__contains__", "__len__", "clear", "copy", "items", "keys", "values")
    )
    del _as_dict


environ = _Environ(posix.environ)


def getenv(key, default=None):
    """A variable of the environment."""
    return environ.get(key, default)


def putenv(name, value, /):
    """Sets a variable of the environment."""
    environ[name] = value


def unsetenv(name, /):
    """Takes a variable out of the environment."""
    environ.pop(name, None)


# --- Folders ----------------------------------------------------------------------------------------------


def _parent_and_last(folder):
    """The folder that a folder is in, and its name there; a slash at the end does not count."""
    parent, last = path.split(folder)
    return (parent, last) if last else path.split(parent)


def _missing_above(folder):
    """The folders that a folder is in and that are not there, the innermost first."""
    parent, last = _parent_and_last(folder)
    while parent and last and not path.exists(parent):
        yield parent
        parent, last = _parent_and_last(parent)


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a folder and those it is in."""
    missing = list(_missing_above(name))
    for folder in reversed(missing):
        try:
            mkdir(folder)
        except FileExistsError:
            # `new/.` is there as soon as `new` is, or another program was faster.
            continue
    if missing and _parent_and_last(name)[1] == curdir:
        return
    try:
        mkdir(name, mode)
    except OSError:
        if exist_ok and path.isdir(name):
            return
        raise


def removedirs(name):
    """Removes a folder, and those it was in as far as they are empty then."""
    rmdir(name)
    parent, last = _parent_and_last(name)
    try:
        while parent and last:
            rmdir(parent)
            parent, last = path.split(parent)
    except OSError:
        # Not empty: that is where it ends.
        pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """For a folder and all those in it: the folder, the names of its folders, the names of its files."""
    folder = fspath(top)
    try:
        names = listdir(folder)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    inner, files = [], []
    for name in names:
        (inner if path.isdir(path.join(folder, name)) else files).append(name)
    found = folder, inner, files
    if topdown:
        # The caller may take folders out of the list that are not to be entered.
        yield found
    for place in (path.join(folder, name) for name in inner):
        if followlinks or not path.islink(place):
            yield from walk(place, topdown, onerror, followlinks)
    if not topdown:
        yield found
