"""Time limits for the code of a block."""

__all__ = ("Timeout", "timeout", "timeout_at")

from . import events, tasks
from .exceptions import CancelledError

# The states, as they are shown.
_NEW = "created"
_ACTIVE = "active"
_FINISHED = "finished"
_EXPIRING = "expiring"
_EXPIRED = "expired"


def timeout_at(when):
    """A limit by the loop's clock."""
    return Timeout(when)


def timeout(delay):
    """A limit of so many seconds from now; None for no limit."""
    return timeout_at(None if delay is None else events.get_running_loop().time() + delay)


def _put_timeout_before_cancellation(exception):
    """Of an exception raised while the block was cancelled, says that the time was the reason."""
    while (hidden := exception.__context__) is not None:
        if isinstance(hidden, CancelledError):
            reason = TimeoutError()
            reason.__cause__ = reason.__context__ = hidden
            exception.__context__ = reason
            return
        exception = hidden


class Timeout:
    """Cancels its task if the block still runs at the given time; the block then fails with TimeoutError."""

    def __init__(self, when):
        self._when = when
        self._state = _NEW
        self._alarm = None
        self._task = None
        self._requests_before = 0

    def __repr__(self):
        limit = ""
        if self._state == _ACTIVE:
            limit = f" when={None if self._when is None else round(self._when, 3)}"
        return f"<Timeout [{self._state}]{limit}>"

    def when(self):
        """The time, None if there is no limit."""
        return self._when

    def expired(self):
        """Whether the time was over before the end of the block."""
        return self._state in (_EXPIRING, _EXPIRED)

    def reschedule(self, when):
        """Changes the time."""
        if self._state == _NEW:
            raise RuntimeError("Timeout has not been entered")
        if self._state != _ACTIVE:
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._alarm is not None:
            self._stop_alarm()
        if when is not None:
            loop = events.get_running_loop()
            late = when <= loop.time()
            self._alarm = loop.call_soon(self._expire) if late else loop.call_at(when, self._expire)

    def _stop_alarm(self):
        self._alarm.cancel()
        self._alarm = None

    def _expire(self):
        self._alarm = None
        self._state = _EXPIRING
        self._task.cancel()

    async def __aenter__(self):
        if self._state != _NEW:
            raise RuntimeError("Timeout has already been entered")
        self._task = tasks.current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._requests_before = self._task.cancelling()
        self._state = _ACTIVE
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, traceback):
        if self._alarm is not None:
            self._stop_alarm()
        if self._state == _ACTIVE:
            self._state = _FINISHED
        elif self._state == _EXPIRING:
            self._state = _EXPIRED
            # Others may want the task cancelled as well; then it stays so.
            if self._task.uncancel() > self._requests_before or value is None:
                return
            if isinstance(value, CancelledError):
                raise TimeoutError from value
            _put_timeout_before_cancellation(value)
