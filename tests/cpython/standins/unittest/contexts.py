"""The context managers behind assertRaises, assertWarns, assertLogs and subTest."""

import re
import sys
import warnings


class _Expectation:
    """Something that must happen in a block, or in the call of a function."""

    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern = case, expected, pattern
        self.msg = None

    def handle(self, args, keywords):
        """The manager itself when there is nothing to call; else calls."""
        if not args:
            self.msg = keywords.pop("msg", None)
            if keywords:
                raise TypeError(f"{next(iter(keywords))!r} is an invalid keyword argument for this function")
            return self
        function, *rest = args
        with self:
            function(*rest, **keywords)
        # No cycle through the frames of a kept exception.
        self.case = None

    def names(self):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return " or ".join(kind.__name__ for kind in kinds)

    def fail(self, text):
        raise self.case.failureException(text if self.msg is None else f"{text} : {self.msg}")

    def matches(self, text):
        return self.pattern is None or re.search(self.pattern, text) is not None


class Raises(_Expectation):
    exception = None

    def handle(self, args, keywords):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(kind, type) and issubclass(kind, BaseException) for kind in kinds):
            raise TypeError("what is raised must be a class of exceptions or a tuple of them")
        return super().handle(args, keywords)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.fail(f"{self.names()} not raised")
        if not issubclass(kind, self.expected):
            return False
        clear_frames(trace)
        self.exception = value.with_traceback(None)
        if not self.matches(str(value)):
            self.fail(f"{self.pattern_text()!r} does not match {str(value)!r}")
        return True

    def pattern_text(self):
        return getattr(self.pattern, "pattern", self.pattern)


def clear_frames(trace):
    """Lets go of the variables of frames that have ended."""
    while trace is not None:
        try:
            trace.tb_frame.clear()
        except RuntimeError:
            pass
        trace = trace.tb_next


class Warns(_Expectation):
    warning = filename = lineno = None

    def __enter__(self):
        # A warning that was shown before is shown again.
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.manager = warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        warnings.simplefilter("always", self.expected if isinstance(self.expected, type) else Warning)
        return self

    def __exit__(self, kind, value, trace):
        self.manager.__exit__(kind, value, trace)
        if kind is not None:
            return
        first = None
        for entry in self.warnings:
            if not isinstance(entry.message, self.expected):
                continue
            first = first or entry.message
            if self.matches(str(entry.message)):
                self.warning, self.filename, self.lineno = entry.message, entry.filename, entry.lineno
                return
        if first is not None:
            self.fail(f"{self.pattern!r} does not match {str(first)!r}")
        self.fail(f"{self.names()} not triggered")


class NoWarns(Warns):
    def __exit__(self, kind, value, trace):
        self.manager.__exit__(kind, value, trace)
        if kind is None:
            for entry in self.warnings:
                if isinstance(entry.message, self.expected):
                    self.fail(f"{self.names()} triggered: {entry.message}")


class SubTest:
    """A block whose failure is noted, while the test goes on."""

    def __init__(self, case, message, parameters, skip):
        self.case, self.message, self.parameters, self.skip = case, message, parameters, skip

    def __enter__(self):
        self.case._subtests.append(self)

    def __exit__(self, kind, value, trace):
        self.case._subtests.pop()
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, self.skip):
            return True
        self.case._failed_subtests.append((self.describe(), value))
        return True

    def describe(self):
        parts = [str(self.message)] if self.message is not None else []
        parts += [f"{name}={value!r}" for name, value in self.parameters.items()]
        return ", ".join(parts) or "subtest"


class Logs:
    """What is logged in a block, at least once: `records`, and `output` as text."""

    def __init__(self, case, logger, level):
        self.case, self.logger, self.level = case, logger, level

    def __enter__(self):
        import logging

        self.records, self.output = [], []
        level = logging.getLevelNamesMapping()[self.level] if isinstance(self.level, str) else self.level
        handler = logging.Handler()
        handler.emit = self._note
        target = self.logger if isinstance(self.logger, logging.Logger) else logging.getLogger(self.logger)
        self._before = target, target.handlers[:], target.level, target.propagate
        target.handlers = [handler]
        target.setLevel(logging.INFO if level is None else level)
        target.propagate = False
        return self

    def _note(self, record):
        self.records.append(record)
        self.output.append(f"{record.levelname}:{record.name}:{record.getMessage()}")

    def __exit__(self, kind, value, trace):
        target, target.handlers, level, target.propagate = self._before
        target.setLevel(level)
        if kind is None and not self.records:
            raise self.case.failureException("nothing was logged")
        return False
