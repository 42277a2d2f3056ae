"""Paths of POSIX: parts joined by `/`."""

import posix

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def _text(path):
    return posix.fspath(path)


def _separator(path):
    return b"/" if isinstance(path, bytes) else "/"


def _check_types(function, *paths):
    """Raises the TypeError that joining paths of different types, or no paths, ends in."""
    has_text = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_text = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            kind = type(path).__name__
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not {kind!r}") from None
    if has_text and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """The case of paths matters: they stay as they are."""
    return _text(s)


def isabs(s):
    """Whether a path begins at the root."""
    path = _text(s)
    return path.startswith(_separator(path))


def join(a, *p):
    """Joins parts of a path; an absolute part drops what is before it."""
    path = _text(a)
    separator = _separator(path)
    try:
        for part in map(_text, p):
            if part.startswith(separator) or not path:
                path = part if part.startswith(separator) or not path else path + part
            elif path.endswith(separator):
                path += part
            else:
                path += separator + part
    except (TypeError, AttributeError, BytesWarning):
        _check_types("join", a, *p)
        raise
    return path


def split(p):
    """The last part of a path, and what is before it."""
    path = _text(p)
    separator = _separator(path)
    at = path.rfind(separator) + 1
    head, tail = path[:at], path[at:]
    if head and head != separator * len(head):
        head = head.rstrip(separator)
    return head, tail


def basename(p):
    """The last part of a path."""
    path = _text(p)
    return path[path.rfind(_separator(path)) + 1 :]


def dirname(p):
    """A path without its last part."""
    return split(p)[0]


def splitext(p):
    """A path in two: what is before the extension, and the extension with its dot."""
    path = _text(p)
    dot = b"." if isinstance(path, bytes) else "."
    start = path.rfind(_separator(path)) + 1
    at = path.rfind(dot)
    # Dots that a name begins with do not begin an extension.
    if at > start and path[start:at].strip(dot):
        return path[:at], path[at:]
    return path, path[:0]


def splitdrive(p):
    """There are no drives."""
    path = _text(p)
    return path[:0], path


def splitroot(p):
    """A path in three: no drive, the root, the rest."""
    path = _text(p)
    separator, empty = _separator(path), path[:0]
    if path[:1] != separator:
        return empty, empty, path
    if path[1:2] != separator or path[2:3] == separator:
        return empty, separator, path[1:]
    return empty, path[:2], path[2:]


def _stat(path, follow=True):
    try:
        return posix._stat(path, follow)
    except (OSError, ValueError):
        return None


def exists(path):
    """Whether there is something at a path; a link to nothing is nothing."""
    return _stat(path) is not None


def lexists(path):
    """Whether there is something at a path, if only a link to nothing."""
    return _stat(path, False) is not None


def _is_kind(path, kind, follow=True):
    found = _stat(path, follow)
    return found is not None and found[0] & 0o170000 == kind


def isfile(path):
    """Whether a path leads to a file."""
    return _is_kind(path, 0o100000)


def isdir(s):
    """Whether a path leads to a folder."""
    return _is_kind(s, 0o040000)


def islink(path):
    """Whether a path is that of a link."""
    return _is_kind(path, 0o120000, follow=False)


def isjunction(path):
    """There are no junctions here."""
    _text(path)
    return False


def ismount(path):
    """Whether a path is that of a folder in which another file system begins."""
    here, above = _stat(path, False), _stat(join(path, b".." if isinstance(path, bytes) else ".."), False)
    if here is None or above is None or here[0] & 0o170000 == 0o120000:
        return False
    return here[2] != above[2] or here[1] == above[1]


def getsize(filename):
    """The size of a file in bytes."""
    return posix._stat(filename, True)[6]


def _time(index):
    def read(filename):
        return posix._stat(filename, True)[index] / 1e9

    return read


# When a file was last read, last changed, and when what is known about it last changed: seconds since 1970.
getatime, getmtime, getctime = map(_time, (10, 11, 12))


def normpath(path):
    """A path without empty parts, `.` and, where that is clear, `..`."""
    path = _text(path)
    if isinstance(path, bytes):
        return normpath(path.decode()).encode()
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split("/"):
        if not part or part == ".":
            continue
        if part != ".." or not root and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    """A path from the root on."""
    path = _text(path)
    if isinstance(path, bytes):
        return abspath(path.decode()).encode()
    return normpath(path if isabs(path) else join(posix.getcwd(), path))


def realpath(filename, *, strict=False):
    """A path without links: each is followed; what is not there stays as it is, unless `strict`."""
    path = _text(filename)
    separator = _separator(path)
    folder, parent = (b".", b"..") if isinstance(path, bytes) else (".", "..")
    done = separator if isabs(path) else abspath(folder)
    left = path.split(separator)[::-1]
    followed = set()
    while left:
        part = left.pop()
        if not part or part == folder:
            continue
        if part == parent:
            done = dirname(done)
            continue
        place = join(done, part)
        if islink(place) and place not in followed:
            followed.add(place)
            target = posix.readlink(place)
            target = target.encode() if isinstance(path, bytes) else target
            done = separator if isabs(target) else done
            left.extend(target.split(separator)[::-1])
            continue
        if strict:
            posix._stat(place, True)
        done = place
    return done


def relpath(path, start=None):
    """A path as seen from a folder."""
    if not path:
        raise ValueError("no path specified")
    there = [part for part in abspath(path).split("/") if part]
    here = [part for part in abspath("." if start is None else start).split("/") if part]
    common = 0
    while common < min(len(there), len(here)) and there[common] == here[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def commonprefix(m):
    """The longest text that all of some texts, or lists of parts, begin with."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_text, m))
    first, last = min(m), max(m)
    for at, item in enumerate(first):
        if item != last[at]:
            return first[:at]
    return first


def commonpath(paths):
    """The longest path that all of some paths begin with."""
    paths = tuple(map(_text, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _check_types("commonpath", *paths)
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    prefix = "/" if isabs(paths[0]) else ""
    return prefix + "/".join(commonprefix(split_paths))


def expanduser(path):
    """`~` as the home of the user."""
    path = _text(path)
    if path != "~" and not path.startswith("~/"):
        return path
    home = posix.environ.get("HOME")
    return path if home is None else (home.rstrip("/") + path[1:]) or "/"


def expandvars(path):
    """`$NAME` and `${NAME}` as what the environment says, where it says something."""
    path = _text(path)
    out, at = [], 0
    while at < len(path):
        char = path[at]
        if char == "$":
            end = at + 1
            if path[end : end + 1] == "{":
                close = path.find("}", end)
                name, end = (path[end + 1 : close], close + 1) if close >= 0 else ("", at + 1)
            else:
                while end < len(path) and (path[end].isalnum() or path[end] == "_") and path[end].isascii():
                    end += 1
                name = path[at + 1 : end]
            value = posix.environ.get(name) if name else None
            out.append(path[at:end] if value is None else value)
            at = end
        else:
            out.append(char)
            at += 1
    return "".join(out)


def samefile(f1, f2):
    """Whether two paths lead to the same place."""
    return posix._stat(f1, True)[1:3] == posix._stat(f2, True)[1:3]


def samestat(s1, s2):
    """Whether two results of `os.stat` are about the same place."""
    return (s1.st_ino, s1.st_dev) == (s2.st_ino, s2.st_dev)
