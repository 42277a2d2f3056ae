"""Runs the tests of a package from a folder: suite.py FOLDER LIST MODULE… [--absent=MODULE,…]

LIST names the tests that are not expected to pass, each as `NAME: REASON`. The last line counts; it is an error if
a test fails that is not listed, or passes although it is, or less than nine tenths pass. What the tests use of
absent modules fails as skipped.
"""

import importlib
import os
import sys

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TESTS, "cpython", "standins"))

import absent
import unittest


def listed(path):
    """The tests that are not expected to pass."""
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return {line.partition(": ")[0] for line in lines if line and not line.startswith("#")}


def cases_of(module):
    """Each test with its name."""
    for case in unittest.defaultTestLoader.loadTestsFromModule(module).cases():
        yield case.id().removeprefix("doctest."), case


def main():
    folder, expected, *modules = sys.argv[1:]
    if modules[-1].startswith("--absent="):
        absent.install(modules.pop().removeprefix("--absent=").split(","))
    sys.path.insert(0, folder)
    expected, wrong = listed(expected), []
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for module in modules:
        for name, case in cases_of(importlib.import_module(module)):
            outcome, reason = case.run()
            counts[outcome] += 1
            if outcome == "failed" and name not in expected:
                wrong.append(f"{name}: {' '.join(str(reason).split())}")
            elif outcome == "passed" and name in expected:
                wrong.append(f"{name}: it passes, and is listed")
    print(*wrong, sep="\n" if wrong else "", end="\n" if wrong else "")
    total = sum(counts.values())
    print(f"{counts['passed']} of {total} tests pass, {counts['failed']} fail, {counts['skipped']} are skipped")
    sys.exit(bool(wrong) or 10 * counts["passed"] < 9 * total)


main()
