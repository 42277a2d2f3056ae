"""A stand-in for test.support.import_helper."""

import contextlib
import importlib
import os
import sys
import types
import unittest

# The folder of CPython's library; the driver sets it.
library = None


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error))


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """The module made anew. With blocked modules it is CPython's own, in Python, that does without them."""
    names = {name, *fresh, *blocked}
    saved = {key: sys.modules.pop(key) for key in list(sys.modules) if key.split(".")[0] in names or key in names}
    for key in blocked:
        sys.modules[key] = None
    try:
        if blocked:
            return load_file(name, os.path.join(library, *name.split(".")) + ".py")
        return importlib.import_module(name)
    except ImportError:
        return None
    finally:
        for key in list(sys.modules):
            if key.split(".")[0] in names or key in names:
                del sys.modules[key]
        sys.modules.update(saved)


def load_file(name, path):
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec"), vars(module))
    return module


def forget(modname):
    unload(modname)


def unload(name):
    sys.modules.pop(name, None)


@contextlib.contextmanager
def CleanImport(*names):
    saved = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    try:
        yield
    finally:
        sys.modules.update(saved)


class DirsOnSysPath:
    def __init__(self, *paths):
        self.original = sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        sys.path[:] = self.original


@contextlib.contextmanager
def ready_to_import(name=None, source=""):
    from test.support import os_helper
    name = name or "spam"
    with os_helper.temp_dir() as folder:
        path = os.path.join(folder, name + ".py")
        with open(path, "w") as file:
            file.write(source)
        old = sys.modules.pop(name, None)
        sys.path.insert(0, folder)
        try:
            yield name, path
        finally:
            sys.path.remove(folder)
            sys.modules.pop(name, None)
            if old is not None:
                sys.modules[name] = old
