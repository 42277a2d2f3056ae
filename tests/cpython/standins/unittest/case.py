"""Test cases, and the decorators that mark them.

Running one gives its outcome, a word and a reason: ("passed", ""), ("failed", why) or ("skipped", why).
"""

import functools
import traceback
from unittest.asserts import Assertions
from unittest.contexts import SubTest


class SkipTest(Exception):
    """Raised by a test that cannot run here."""


def skip(reason=""):
    def mark(item):
        if not isinstance(item, type):
            original = item

            @functools.wraps(original)
            def item(*args, **keywords):
                raise SkipTest(reason)
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        function, reason = reason, ""
        return mark(function)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


module_cleanups = []


def addModuleCleanup(function, /, *args, **keywords):
    module_cleanups.append((function, args, keywords))


def run_cleanups(cleanups):
    """Calls what was added, last first; all of it, whatever fails, then raises the first failure."""
    first = None
    while cleanups:
        function, args, keywords = cleanups.pop()
        try:
            function(*args, **keywords)
        except Exception as error:
            first = first or error
    if first is not None:
        raise first


def describe(error):
    """One line for a failure: class, text, and where in the test it was."""
    places = traceback.extract_tb(error.__traceback__)
    place = ""
    for entry in places:
        if "standins" not in entry.filename and not entry.filename.startswith("<"):
            place = f" ({entry.filename.rsplit('/', 1)[-1]}:{entry.lineno})"
    try:
        text = str(error)
    except Exception as other:
        text = f"its text cannot be had: {type(other).__name__}"
    return f"{type(error).__name__}: {text}{place}"


class TestCase(Assertions):
    _class_cleanups = []

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups, self._subtests, self._failed_subtests = [], [], []
        # What it failed with, after a run.
        self.error = None
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")

    def id(self):
        return f"{type(self).__qualname__}.{self._testMethodName}"

    def __str__(self):
        return self.id()

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        run_cleanups(self._cleanups)
        return True

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        run_cleanups(cls._class_cleanups)

    def enterContext(self, cm):
        value = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return value

    @classmethod
    def enterClassContext(cls, cm):
        value = type(cm).__enter__(cm)
        cls.addClassCleanup(type(cm).__exit__, cm, None, None, None)
        return value

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return SubTest(self, msg, params, SkipTest)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        raise NotImplementedError("this stand-in runs tests without a TestResult")

    def _call_setup(self):
        self.setUp()

    def _call_method(self, method):
        if method() is not None:
            raise self.failureException("a test returned something else than None")

    def _call_teardown(self):
        self.tearDown()

    def _call_cleanups(self):
        self.doCleanups()

    def _run_phases(self):
        """setUp, the test, tearDown, the cleanups; the first failure is what is raised."""
        failure = None
        try:
            self._call_setup()
        except Exception as error:
            failure = error
        else:
            for phase in (lambda: self._call_method(getattr(self, self._testMethodName)), self._call_teardown):
                try:
                    phase()
                except Exception as error:
                    failure = failure or error
        try:
            self._call_cleanups()
        except Exception as error:
            failure = failure or error
        if failure is not None:
            raise failure

    def run(self):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                return "skipped", item.__unittest_skip_why__
        fails = getattr(type(self), "__unittest_expecting_failure__", False) or getattr(
            method, "__unittest_expecting_failure__", False)
        try:
            self._run_phases()
        except SkipTest as error:
            return "skipped", str(error)
        except Exception as error:
            self.error = error
            return ("passed", "") if fails else ("failed", describe(error))
        if self._failed_subtests:
            first, error = self._failed_subtests[0]
            text = f"{len(self._failed_subtests)} subtests, the first ({first}): {describe(error)}"
            return ("passed", "") if fails else ("failed", text)
        return ("failed", "it was expected to fail") if fails else ("passed", "")

    def debug(self):
        self._run_phases()

    def __call__(self):
        return self.run()


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function, self._before, self._after = testFunc, setUp, tearDown

    def id(self):
        return self._function.__name__

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()
