"""Finding the tests of a module."""

import sys
from unittest.case import TestCase


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(1 for _ in self.cases())

    def __iter__(self):
        return iter(self._tests)

    def cases(self):
        """Its test cases, those of the suites in it too."""
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test.cases()
            else:
                yield test


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        names = (name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix))
        return sorted(name for name in names if callable(getattr(testCaseClass, name)))

    def loadTestsFromTestCase(self, testCaseClass):
        return self.suiteClass(testCaseClass(name) for name in self.getTestCaseNames(testCaseClass))

    def loadTestsFromModule(self, module, *, pattern=None):
        suite = self.suiteClass()
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item.__module__ != "unittest.isolated":
                suite.addTest(self.loadTestsFromTestCase(item))
        load_tests = getattr(module, "load_tests", None)
        return suite if load_tests is None else load_tests(self, suite, pattern)


defaultTestLoader = TestLoader()


def main(module="__main__", **keywords):
    """Runs the tests of a module that is a program; prints what fails, and counts."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for case in defaultTestLoader.loadTestsFromModule(sys.modules[module]).cases():
        outcome, reason = case.run()
        counts[outcome] += 1
        if outcome == "failed":
            print(outcome, case.id(), reason)
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    sys.exit(counts["failed"] > 0)
