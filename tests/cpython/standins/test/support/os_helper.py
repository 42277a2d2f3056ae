"""A stand-in for test.support.os_helper."""

import contextlib
import os

TESTFN = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"genjit_test_{os.getpid()}")
TESTFN_UNDECODABLE = TESTFN_UNENCODABLE = None


def unlink(filename):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(filename)


def rmdir(dirname):
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(dirname)


def rmtree(path):
    for name in os.listdir(path):
        inner = os.path.join(path, name)
        if os.path.isdir(inner):
            rmtree(inner)
        else:
            os.unlink(inner)
    os.rmdir(path)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    path = path or TESTFN + "_folder"
    os.mkdir(path)
    try:
        yield path
    finally:
        rmtree(path)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    original = os.getcwd()
    os.chdir(path)
    try:
        yield os.getcwd()
    finally:
        os.chdir(original)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    with temp_dir(TESTFN + name) as path, change_cwd(path):
        yield path


class EnvironmentVarGuard:
    def __init__(self):
        self.changed = {}

    def _note(self, name):
        self.changed.setdefault(name, os.environ.get(name))

    def __setitem__(self, name, value):
        self._note(name)
        os.environ[name] = value

    def set(self, name, value):
        self[name] = value

    def unset(self, name):
        self._note(name)
        os.environ.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for name, value in self.changed.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
