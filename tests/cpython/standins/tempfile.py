"""A stand-in for tempfile: names and folders for tests."""

import itertools
import os
from test.support import os_helper

_numbers = itertools.count(1)


def gettempdir():
    return os.environ.get("TMPDIR", "/tmp")


def mktemp(suffix="", prefix="tmp", dir=None):
    return os.path.join(dir or gettempdir(), f"{prefix}genjit{os.getpid()}_{next(_numbers)}{suffix}")


def mkdtemp(suffix="", prefix="tmp", dir=None):
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path)
    return path


class TemporaryDirectory:
    def __init__(self, suffix="", prefix="tmp", dir=None):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        self.cleanup()

    def cleanup(self):
        os_helper.rmtree(self.name)
