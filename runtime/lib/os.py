"""What ordinary programs ask of the operating system: paths, folders, the environment."""

import sys

import posix
import posixpath as path
from posix import cpu_count, fspath, getcwd, getpid, listdir, mkdir, remove, rename, replace, rmdir, unlink, urandom

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
curdir, pardir, sep, altsep, extsep = path.curdir, path.pardir, path.sep, path.altsep, path.extsep
pathsep, defpath, devnull = path.pathsep, path.defpath, path.devnull
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4


class _Environ:
    """The environment: a mapping of strings to strings. Changes are seen by this program alone."""

    def __init__(self, data):
        self._data = dict(data)

    @staticmethod
    def _check(value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value

    def __getitem__(self, key):
        try:
            return self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._data[self._check(key)] = self._check(value)

    def __delitem__(self, key):
        try:
            del self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __contains__(self, key):
        return key in self._data

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return "environ({" + ", ".join(f"{key!r}: {value!r}" for key, value in self._data.items()) + "})"

    def __eq__(self, other):
        if isinstance(other, _Environ):
            return self._data == other._data
        return self._data == other if isinstance(other, dict) else NotImplemented

    def __or__(self, other):
        return {**self._data, **dict(other)}

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def copy(self):
        return dict(self._data)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key in self or not default:
            value = self[key]
            del self[key]
            return value
        return default[0]

    def update(self, other=(), /, **more):
        for key, value in {**dict(other), **more}.items():
            self[key] = value

    def clear(self):
        self._data.clear()


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


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as text."""
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a folder and those it is in."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Removes a folder, and those it was in as far as they are empty then."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """For a folder and all those in it: the folder, the names of its folders, the names of its files."""
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for folder in folders:
        inner = path.join(top, folder)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


class PathLike:
    """Objects that stand for a path: they have `__fspath__`."""

    def __fspath__(self):
        raise NotImplementedError
