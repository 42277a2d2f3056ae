"""Importing modules whose names are computed."""

__all__ = ["__import__", "import_module", "invalidate_caches"]

import sys

__import__ = __import__


def invalidate_caches():
    """Folders are looked at on every import: there is nothing to forget."""


def import_module(name, package=None):
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        base = package.rsplit(".", level - 1)
        if len(base) < level:
            raise ImportError("attempted relative import beyond top-level package")
        rest = name[level:]
        name = f"{base[0]}.{rest}" if rest else base[0]
    __import__(name)
    return sys.modules[name]
