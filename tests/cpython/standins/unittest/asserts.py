"""The assertions of a test case."""

import re
from unittest.contexts import Logs, NoWarns, Raises, Warns


def short(value):
    text = repr(value)
    return text if len(text) <= 300 else text[:200] + f"... ({len(text)} characters)"


class Assertions:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _require(self, holds, text, msg):
        if not holds:
            raise self.failureException(text() if msg is None else f"{text()} : {msg}")

    def assertTrue(self, expr, msg=None):
        self._require(expr, lambda: f"{short(expr)} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._require(not expr, lambda: f"{short(expr)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        self._require(first == second, lambda: f"{short(first)} != {short(second)}", msg)

    def _of_kind(kind):
        def check(self, first, second, msg=None):
            self.assertIsInstance(first, kind, "the first argument")
            self.assertIsInstance(second, kind, "the second argument")
            self._require(first == second, lambda: f"{short(first)} != {short(second)}", msg)
        return check

    assertListEqual, assertTupleEqual, assertDictEqual = _of_kind(list), _of_kind(tuple), _of_kind(dict)
    assertSetEqual, assertMultiLineEqual = _of_kind((set, frozenset)), _of_kind(str)
    del _of_kind

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            self.assertIsInstance(first, seq_type)
            self.assertIsInstance(second, seq_type)
        same = first == second or len(first) == len(second) and all(a == b for a, b in zip(first, second))
        self._require(same, lambda: f"{short(first)} != {short(second)}", msg)

    def assertNotEqual(self, first, second, msg=None):
        self._require(first != second, lambda: f"{short(first)} == {short(second)}", msg)

    def assertIs(self, first, second, msg=None):
        self._require(first is second, lambda: f"{short(first)} is not {short(second)}", msg)

    def assertIsNot(self, first, second, msg=None):
        self._require(first is not second, lambda: f"both are {short(first)}", msg)

    def assertIsNone(self, obj, msg=None):
        self._require(obj is None, lambda: f"{short(obj)} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._require(obj is not None, lambda: "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self._require(member in container, lambda: f"{short(member)} not found in {short(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._require(member not in container, lambda: f"{short(member)} found in {short(container)}", msg)

    def assertIsInstance(self, obj, cls, msg=None):
        self._require(isinstance(obj, cls), lambda: f"{short(obj)} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._require(not isinstance(obj, cls), lambda: f"{short(obj)} is an instance of {cls!r}", msg)

    def assertIsSubclass(self, cls, superclass, msg=None):
        self._require(issubclass(cls, superclass), lambda: f"{cls!r} is not a subclass of {superclass!r}", msg)

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        self._require(not issubclass(cls, superclass), lambda: f"{cls!r} is a subclass of {superclass!r}", msg)

    def assertHasAttr(self, obj, name, msg=None):
        self._require(hasattr(obj, name), lambda: f"{short(obj)} has no attribute {name!r}", msg)

    def assertNotHasAttr(self, obj, name, msg=None):
        self._require(not hasattr(obj, name), lambda: f"{short(obj)} has an attribute {name!r}", msg)

    def assertStartsWith(self, s, prefix, msg=None):
        self._require(s.startswith(prefix), lambda: f"{short(s)} does not start with {prefix!r}", msg)

    def assertEndsWith(self, s, suffix, msg=None):
        self._require(s.endswith(suffix), lambda: f"{short(s)} does not end with {suffix!r}", msg)

    def assertLess(self, a, b, msg=None):
        self._require(a < b, lambda: f"{short(a)} not less than {short(b)}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._require(a <= b, lambda: f"{short(a)} not less than or equal to {short(b)}", msg)

    def assertGreater(self, a, b, msg=None):
        self._require(a > b, lambda: f"{short(a)} not greater than {short(b)}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._require(a >= b, lambda: f"{short(a)} not greater than or equal to {short(b)}", msg)

    def _is_near(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if first == second:
            return True
        gap = abs(first - second)
        return gap <= delta if delta is not None else round(gap, 7 if places is None else places) == 0

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near = self._is_near(first, second, places, delta)
        self._require(near, lambda: f"{short(first)} != {short(second)}", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near = self._is_near(first, second, places, delta)
        self._require(not near, lambda: f"{short(first)} == {short(second)}", msg)

    def assertCountEqual(self, first, second, msg=None):
        left, right = list(first), list(second)
        missing = []
        for item in left:
            for place, other in enumerate(right):
                if item is other or item == other:
                    del right[place]
                    break
            else:
                missing.append(item)
        self._require(not missing and not right,
                      lambda: f"only in the first: {short(missing)}, in the second: {short(right)}", msg)

    def assertRegex(self, text, expected_regex, msg=None):
        found = re.search(expected_regex, text)
        self._require(found, lambda: f"{_pattern(expected_regex)!r} not found in {short(text)}", msg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = re.search(unexpected_regex, text)
        self._require(not found, lambda: f"{_pattern(unexpected_regex)!r} found in {short(text)}", msg)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return Raises(self, expected_exception).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return Raises(self, expected_exception, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return Warns(self, expected_warning).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return Warns(self, expected_warning, expected_regex).handle(args, kwargs)

    def assertNotWarns(self, warning, *args, **kwargs):
        return NoWarns(self, warning).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return Logs(self, logger, level)

    def addTypeEqualityFunc(self, typeobj, function):
        raise NotImplementedError("addTypeEqualityFunc: this stand-in compares with ==")


def _pattern(regex):
    return getattr(regex, "pattern", regex)
