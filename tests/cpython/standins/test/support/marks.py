"""The decorators that say where a test runs."""

import contextlib
import functools
import unittest


def _as_it_is(item):
    return item


# What is CPython's alone is tried too: a test that needs more than we have stands in the list of those that fail.
cpython_only = no_tracing = refcount_test = skip_if_pgo_task = skip_on_s390x = _as_it_is
requires_docstrings = requires_IEEE_754 = force_not_colorized = without_optimizer = _as_it_is
skip_wasi_stack_overflow = skip_emscripten_stack_overflow = skip_if_suppress_immortalization = lambda: _as_it_is


def impl_detail(msg=None, **guards):
    return _as_it_is if check_impl_detail(**guards) else unittest.skip(msg or "a detail of another implementation")


def check_impl_detail(**guards):
    """Whether a test of CPython's details runs: it does."""
    return guards.get("cpython", not any(guards.values()))


def skip_if_buildbot(reason=None):
    return _as_it_is


def skip_if_sanitizer(reason=None, **kinds):
    return _as_it_is


class suppress_immortalization(contextlib.ContextDecorator):
    def __init__(self, suppress=True):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *error):
        pass


def requires_working_socket(*, module=False):
    # The tests that ask for it need an event loop, and no socket.
    return None if module else _as_it_is


def requires_debug_ranges(reason=""):
    return _as_it_is


def requires_gil_enabled(msg=""):
    return _as_it_is


def requires_resource(resource):
    return _as_it_is if resource == "cpu" else unittest.skip(f"the resource {resource!r}")


def requires_subprocess():
    return unittest.skip("needs a subprocess")


def requires_fork():
    return unittest.skip("needs fork()")


requires_specialization = unittest.skip("specialisation of CPython's bytecode")
requires_limited_api = unittest.skip("the C API")
bigaddrspacetest = unittest.skip("needs a large address space")


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else _as_it_is


def bigmemtest(size, memuse, dry_run=True):
    """Runs the test with a small size, as CPython does where no limit of memory is given."""
    def mark(test):
        @functools.wraps(test)
        def run(self):
            if not dry_run:
                raise unittest.SkipTest("needs much memory")
            return test(self, 5147)
        return run
    return mark
