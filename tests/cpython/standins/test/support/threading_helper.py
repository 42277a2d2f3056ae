"""A stand-in for test.support.threading_helper: tests that start a thread are skipped."""

import contextlib
import unittest


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest("needs threads")
    return unittest.skip("needs threads")


def reap_threads(function):
    return function


def join_thread(thread, timeout=None):
    thread.join(timeout)


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    raise unittest.SkipTest("needs threads")
    yield


def wait_threads_exit(timeout=None):
    return contextlib.nullcontext()


def threading_setup():
    return ()


def threading_cleanup(*original_values):
    pass
