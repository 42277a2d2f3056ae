"""A stand-in for test.support."""

import contextlib
import functools
import gc
import io
import sys
import unittest

from test.support.marks import (
    anticipate_failure, bigaddrspacetest, bigmemtest, check_impl_detail, cpython_only, force_not_colorized, impl_detail, no_tracing,
    refcount_test, requires_debug_ranges, requires_docstrings, requires_fork, requires_gil_enabled, requires_IEEE_754,
    requires_limited_api, requires_resource, requires_specialization, requires_subprocess, requires_working_socket,
    skip_emscripten_stack_overflow, skip_if_buildbot, skip_if_pgo_task, skip_if_sanitizer,
    skip_if_suppress_immortalization, skip_on_s390x, skip_wasi_stack_overflow, suppress_immortalization,
    without_optimizer,
)

verbose = 0
MAX_Py_ssize_t = sys.maxsize
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
Py_DEBUG = Py_GIL_DISABLED = Py_TRACE_REFS = False
is_wasi = is_emscripten = is_android = is_apple = is_apple_mobile = is_jython = False
has_subprocess_support = has_fork_support = has_socket_support = False
SHORT_TIMEOUT, LONG_TIMEOUT, LOOPBACK_TIMEOUT = 30.0, 300.0, 5.0


class Error(Exception):
    """What the errors of this module derive from."""


class TestFailed(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


ALWAYS_EQ, NEVER_EQ, LARGEST, SMALLEST = _AlwaysEqual(), _NeverEqual(), _Largest(), _Smallest()


class BrokenIter:
    """An iterator that fails where it is asked to."""

    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        if init_raises:
            1 / 0
        self.next_raises, self.iter_raises = next_raises, iter_raises

    def __next__(self):
        if self.next_raises:
            1 / 0

    def __iter__(self):
        if self.iter_raises:
            1 / 0
        return self


def gc_collect():
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def captured_output(stream_name):
    original, stream = getattr(sys, stream_name), io.StringIO()
    setattr(sys, stream_name, stream)
    try:
        yield stream
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


class catch_unraisable_exception:
    """Keeps what goes to sys.unraisablehook."""

    unraisable = None

    def __enter__(self):
        self._original, sys.unraisablehook = sys.unraisablehook, self._keep
        return self

    def _keep(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *error):
        sys.unraisablehook = self._original
        del self.unraisable


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    had, old = hasattr(obj, attr), getattr(obj, attr, None)
    setattr(obj, attr, new_val)
    try:
        yield old
    finally:
        if had:
            setattr(obj, attr, old)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    had, old = item in obj, obj[item] if item in obj else None
    obj[item] = new_val
    try:
        yield old
    finally:
        if had:
            obj[item] = old
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    test_instance.enterContext(swap_attr(object_to_patch, attr_name, new_value))


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max_depth or 20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def set_recursion_limit(limit):
    return infinite_recursion(limit)


def exceeds_recursion_limit():
    return 150_000


def get_c_recursion_limit():
    return 10_000


def get_recursion_depth():
    frame, depth = sys._getframe(1), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def get_recursion_available():
    return sys.getrecursionlimit() - get_recursion_depth()


def run_no_yield_async_fn(async_fn, /, *args, **kwargs):
    """The result of an async function that suspends nowhere."""
    coroutine = async_fn(*args, **kwargs)
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    finally:
        coroutine.close()
    raise AssertionError("the coroutine did not complete")


def run_code(code):
    scope = {}
    exec(code, scope)
    return scope


def run_with_locale(catstr, *locales):
    raise unittest.SkipTest("genjit has no locales")


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_free_after_iterating(test, iter, cls, args=()):
    """An exhausted iterator must have let go of what it ran over."""
    done = False

    class Source(cls):
        def __del__(self):
            nonlocal done
            done = True
            next(it, None)

    it = iter(Source(*args))
    for _ in it:
        pass
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    module, name = tp.__module__, tp.__qualname__
    full = name if module == "builtins" else f"{module}.{name}"
    testcase.assertRaisesRegex(TypeError, f"cannot create '{full}' instances", tp, *args, **kwds)


def check_sizeof(test, o, size):
    raise unittest.SkipTest("sizes of CPython's objects")


def calcobjsize(fmt):
    return 0


calcvobjsize = calcobjsize


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    own = (name_of_module or module.__name__,) if not isinstance(name_of_module, tuple) else name_of_module
    expected = set(extra)
    for name, item in vars(module).items():
        if name.startswith("_") or name in not_exported:
            continue
        home = getattr(item, "__module__", None)
        if home in own or home is None and type(item) is not type(sys):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def optim_args_from_interpreter_flags():
    return []


args_from_interpreter_flags = optim_args_from_interpreter_flags


def iter_builtin_types():
    import builtins
    for item in vars(builtins).values():
        if isinstance(item, type):
            yield item


def iter_slot_wrappers(cls):
    for name, value in vars(cls).items():
        if name.startswith("__") and name.endswith("__") and type(value).__name__ == "wrapper_descriptor":
            yield name, True


from test.support import import_helper, os_helper, script_helper, threading_helper, warnings_helper
