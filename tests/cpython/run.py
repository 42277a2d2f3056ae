"""Runs the tests of one of CPython's test files: run.py LIBRARY RESULTS MODULE [--only=PART,…] [--without=FILE] [--absent=MODULE,…]

LIBRARY is the folder of CPython's library, MODULE a module of its package `test`. Each test has a line in
RESULTS as it begins, and one as it ends: `outcome`, a tab, its name, a tab, the reason. FILE has the names of
tests that are left out, those that ended the process before. The tests that use absent modules are skipped.
"""

import importlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "standins"))

import absent
import test
import unittest
from test.support import import_helper
from unittest.case import describe, module_cleanups, run_cleanups


def cases_of(module):
    """The cases of a module by their names; the second of a name has a number."""
    cases = {}
    for case in unittest.defaultTestLoader.loadTestsFromModule(module).cases():
        name, number = case.id().removeprefix(f"doctest.{module.__name__}."), 1
        base = name
        while name in cases:
            number += 1
            name = f"{base}#{number}"
        cases[name] = case
    return cases


class Classes:
    """Sets classes up before their first test, and down when the next class begins."""

    def __init__(self):
        self.current, self.problem = None, None

    def enter(self, kind):
        if kind is self.current:
            return
        self.leave()
        self.current, self.problem = kind, None
        if getattr(kind, "__unittest_skip__", False):
            return
        try:
            kind.setUpClass()
        except unittest.SkipTest as error:
            self.problem = "skipped", str(error)
        except Exception as error:
            self.problem = "failed", f"setUpClass: {describe(error)}"

    def leave(self):
        if self.current is not None and self.problem is None and not getattr(self.current, "__unittest_skip__", False):
            self.current.tearDownClass()
            self.current.doClassCleanups()


def run(module, report, wanted, without):
    set_up = getattr(module, "setUpModule", None)
    if set_up is not None:
        set_up()
    classes = Classes()
    for name, case in cases_of(module).items():
        if name in without or wanted and not any(name.startswith(part) for part in wanted):
            continue
        report("begins", name, "")
        classes.enter(type(case))
        outcome, reason = classes.problem or case.run()
        wrong = getattr(case.error, "wrong", None)
        case.error = None
        if wrong is None:
            report(outcome, name, reason)
            continue
        # Each example of a docstring that fails stands for itself.
        for number, problem in wrong:
            report("failed", f"{name}[{number}]", problem)
        report("passed", name, "")
    try:
        classes.leave()
        tear_down = getattr(module, "tearDownModule", None)
        if tear_down is not None:
            tear_down()
        run_cleanups(module_cleanups)
    except Exception as error:
        report("failed", "tearDown", describe(error))


def main():
    library, results, name, *options = sys.argv[1:]
    wanted, without, missing = [], set(), []
    for option in options:
        if option.startswith("--only="):
            wanted = option.removeprefix("--only=").split(",")
        elif option.startswith("--without="):
            with open(option.removeprefix("--without=")) as file:
                without = set(file.read().split("\n"))
        elif option.startswith("--absent="):
            missing = option.removeprefix("--absent=").split(",")
        else:
            sys.exit(f"run.py: no option {option}")
    sys.argv[1:] = []
    test.__path__.append(os.path.join(library, "test"))
    import_helper.library = library
    if "_pickle" in missing:
        # Else it would take that for a fast one.
        import pickle
    absent.install(missing)
    with open(results, "a") as file:
        def report(outcome, name, reason):
            reason = " ".join(str(reason).split())
            file.write(f"{outcome}\t{name}\t{reason}\n")
            file.flush()
        try:
            module = importlib.import_module(f"test.{name}")
        except unittest.SkipTest as error:
            report("skipped", "*", str(error))
        except Exception as error:
            report("failed", "*", f"import: {describe(error)}")
        else:
            run(module, report, wanted, without)
        report("ends", "", "")


main()
