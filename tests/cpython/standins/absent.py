"""Modules that a test file imports, and of which only some of its tests make use: those are skipped."""

import sys
import types
import unittest


class Missing:
    """What an absent module has under any name: good for nothing but a default argument."""

    def __init__(self, name):
        self._name = name

    def __call__(self, *args, **keywords):
        raise unittest.SkipTest(f"needs {self._name}")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self._name}.{name}")


class AbsentModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self.__name__}.{name}")


def install(names):
    for name in names:
        sys.modules[name] = AbsentModule(name)
