"""A stand-in for unittest: what CPython's own test files ask of it."""

from unittest.case import (
    FunctionTestCase, SkipTest, TestCase, addModuleCleanup, expectedFailure, skip, skipIf, skipUnless,
)
from unittest.isolated import IsolatedAsyncioTestCase
from unittest.loader import TestLoader, TestSuite, defaultTestLoader, main

__all__ = [
    "FunctionTestCase", "IsolatedAsyncioTestCase", "SkipTest", "TestCase", "TestLoader", "TestSuite",
    "addModuleCleanup", "defaultTestLoader", "expectedFailure", "main", "skip", "skipIf", "skipUnless",
]
