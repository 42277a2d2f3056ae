"""What ordinary programs ask of the operating system: paths, folders, the environment."""

import sys

import posix
import posixpath as path
from _records import record
from abc import ABC, abstractmethod
from posix import (
    _exit, access, chdir, chmod, cpu_count, fspath, getcwd, getegid, geteuid, getgid, getpid, getppid, getuid, isatty,
    link, listdir, mkdir, readlink, remove, rename, replace, rmdir, strerror, symlink, truncate, umask, unlink, urandom,
)
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules["os.path"] = path

name, linesep, error = "posix", "\n", OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = range(3)


class PathLike(ABC):
    """Objects that stand for a path: they have `__fspath__`."""

    __slots__ = ()

    @abstractmethod
    def __fspath__(self):
        """The path as text or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        if cls is not PathLike:
            return NotImplemented
        return any("__fspath__" in vars(base) for base in other.__mro__) or NotImplemented


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

    def popitem(self):
        return self._variables.popitem()

    def __or__(self, other):
        return self._variables | dict(other)

    def __ror__(self, other):
        return dict(other) | self._variables

    def __ior__(self, other):
        self.update(other)
        return self

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


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)


# --- Files ------------------------------------------------------------------------------------------------

_TIMES = [f"st_{kind}time" for kind in "amc"]
stat_result = record(
    "os",
    "stat_result",
    ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", *_TIMES],
    [*_TIMES, *(f"{name}_ns" for name in _TIMES), "st_blksize", "st_blocks", "st_rdev"],
    "What is known about a file.",
)


def _stat_result(path, follow):
    numbers = posix._stat(path, follow)
    seconds = [nanoseconds / 1e9 for nanoseconds in numbers[10:13]]
    return stat_result((*numbers[:10], *seconds, *numbers[10:]))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What is known about a file, or about a link itself."""
    _no_descriptor("stat", dir_fd)
    return _stat_result(path, bool(follow_symlinks))


def lstat(path, *, dir_fd=None):
    """What is known about a file; links are not followed."""
    _no_descriptor("lstat", dir_fd)
    return _stat_result(path, False)


def _no_descriptor(function, dir_fd):
    if dir_fd is not None:
        raise NotImplementedError(f"os.{function}(): dir_fd is not supported")


def utime(path, times=None, *, ns=None):
    """Sets when a file was last read and changed."""
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    for given, word in ((times, "times"), (ns, "ns")):
        if given is not None and not (isinstance(given, tuple) and len(given) == 2):
            kind = "either a tuple of two ints or None" if word == "times" else "a tuple of two ints"
            raise TypeError(f"utime: '{word}' must be {kind}")
    if times is not None:
        ns = [int(seconds * 1_000_000_000) for seconds in times]
    elif ns is None:
        from time import time_ns

        ns = [time_ns()] * 2
    posix._utime(path, *ns, True)


uname_result = record("posix", "uname_result", ["sysname", "nodename", "release", "version", "machine"])
terminal_size = record("os", "terminal_size", ["columns", "lines"])


def uname():
    """The names of the system."""
    return uname_result(posix.uname())


def getcwdb():
    """The current folder as bytes."""
    return fsencode(getcwd())


def get_terminal_size(fd=1, /):
    """Columns and lines of a terminal, as the environment says them."""
    if not isatty(fd):
        raise OSError(25, "Inappropriate ioctl for device")
    return terminal_size((int(environ.get("COLUMNS") or 80), int(environ.get("LINES") or 24)))


class DirEntry:
    """A name in a folder, with what is asked about it."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)
        self._known = {}

    def stat(self, *, follow_symlinks=True):
        """What is known about it; it is asked once."""
        if follow_symlinks not in self._known:
            self._known[follow_symlinks] = stat(self.path, follow_symlinks=follow_symlinks)
        return self._known[follow_symlinks]

    def _is_kind(self, kind, follow):
        try:
            return self.stat(follow_symlinks=follow).st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a folder."""
        return self._is_kind(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a file."""
        return self._is_kind(0o100000, follow_symlinks)

    def is_symlink(self):
        """Whether it is a link."""
        return self._is_kind(0o120000, False)

    def is_junction(self):
        """There are no junctions here."""
        return False

    def inode(self):
        """Its number in the file system."""
        return self.stat(follow_symlinks=False).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Entries:
    """The iterator that `scandir` gives."""

    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """Nothing is left to come."""
        self._entries = iter(())


def scandir(path="."):
    """The names in a folder, each an entry that can be asked about itself."""
    return _Entries("." if path is None else fspath(path))


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


def renames(old, new):
    """Renames with the folders that the new name needs; those that the old name leaves empty go."""
    folder, last = path.split(new)
    if folder and last and not path.exists(folder):
        makedirs(folder)
    rename(old, new)
    folder, last = path.split(old)
    if folder and last:
        try:
            removedirs(folder)
        except OSError:
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
