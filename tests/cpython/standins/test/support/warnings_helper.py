"""A stand-in for test.support.warnings_helper."""

import contextlib
import re
import sys
import warnings
from test import support


class WarningsRecorder:
    """What has been warned of since the last reset; the attributes of the newest warning."""

    def __init__(self, log):
        self._log, self._seen = log, 0

    @property
    def warnings(self):
        return self._log[self._seen:]

    def __getattr__(self, name):
        if self._log[self._seen:]:
            return getattr(self._log[-1], name)
        raise AttributeError(f"no warning, so no {name!r}")

    def reset(self):
        self._seen = len(self._log)


@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    """Warnings of other kinds than those named fail; so does one that is named and does not come, unless quiet."""
    if quiet is None:
        quiet = not filters
    filters = filters or (("", Warning),)
    for module in list(sys.modules.values()):
        if getattr(module, "__warningregistry__", None):
            module.__warningregistry__ = {}
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        recorder = WarningsRecorder(log)
        yield recorder
    left = list(recorder.warnings)
    for pattern, category in filters:
        hits = [entry for entry in left
                if isinstance(entry.message, category) and re.match(pattern, str(entry.message), re.IGNORECASE)]
        if not hits and not quiet:
            raise AssertionError(f"{pattern!r}, {category.__name__}: no such warning")
        left = [entry for entry in left if entry not in hits]
    if left:
        raise AssertionError(f"unexpected: {left[0].message!r}")


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    with warnings.catch_warnings(record=True) as log:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            support.gc_collect()
    testcase.assertEqual([str(entry.message) for entry in log], [])


@contextlib.contextmanager
def check_no_resource_warning(testcase):
    with check_no_warnings(testcase, category=ResourceWarning, force_gc=True):
        yield


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual(len(log), 1)
    entry = log[0]
    testcase.assertIsSubclass(entry.category, SyntaxWarning)
    testcase.assertRegex(str(entry.message), errtext)
    testcase.assertEqual(entry.filename, "<testcase>")
    testcase.assertEqual(entry.lineno, lineno)


def ignore_warnings(*, category):
    def mark(test):
        def run(self, *args, **keywords):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(self, *args, **keywords)
        return run
    return mark


@contextlib.contextmanager
def save_restore_warnings_filters():
    original = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = original
