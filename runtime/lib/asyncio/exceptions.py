"""The exceptions of asyncio."""

import builtins

__all__ = (
    "TimeoutError",
    "CancelledError",
    "InvalidStateError",
    "LimitOverrunError",
    "IncompleteReadError",
    "BrokenBarrierError",
    "SendfileNotAvailableError",
)

TimeoutError = builtins.TimeoutError


def _rebuilt_with(arguments):
    """A __reduce__ for what is made with other arguments than it shows."""

    def __reduce__(self):
        return type(self), arguments(self)

    return __reduce__


class BrokenBarrierError(RuntimeError):
    """Raised where tasks wait at a barrier that is aborted or reset."""


class CancelledError(BaseException):
    """Raised where a cancelled task waits, and by what was cancelled before it was done."""


class IncompleteReadError(EOFError):
    """Raised when the input ends too early; `partial` is what came."""

    def __init__(self, partial, expected):
        self.partial, self.expected = partial, expected
        wanted = "undefined" if expected is None else f"{expected!r}"
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")

    __reduce__ = _rebuilt_with(lambda self: (self.partial, self.expected))


class InvalidStateError(Exception):
    """Raised when a future is not, or already, done."""


class LimitOverrunError(Exception):
    """Raised when too much comes without a separator; `consumed` bytes were looked at."""

    def __init__(self, message, consumed):
        self.consumed = consumed
        super().__init__(message)

    __reduce__ = _rebuilt_with(lambda self: (self.args[0], self.consumed))


class SendfileNotAvailableError(RuntimeError):
    """Raised where the system cannot send files by itself."""
