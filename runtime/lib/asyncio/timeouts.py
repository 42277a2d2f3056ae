"""asyncio.timeout(): a block that is cancelled when it takes too long."""

__all__ = ("Timeout", "timeout", "timeout_at")

from . import events, tasks
from .exceptions import CancelledError


class _State:
    CREATED = "created"
    ENTERED = "active"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    EXITED = "finished"


class Timeout:
    """Cancels the block when its time has come, and turns that into a TimeoutError."""

    def __init__(self, when):
        self._state = _State.CREATED
        self._timer = None
        self._task = None
        self._when = when

    def when(self):
        """When it cancels, by the loop's clock; None for never."""
        return self._when

    def reschedule(self, when):
        """Sets another time."""
        if self._state is not _State.ENTERED:
            if self._state is _State.CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        if when is None:
            self._timer = None
            return
        loop = events.get_running_loop()
        if when <= loop.time():
            self._timer = loop.call_soon(self._expire)
        else:
            self._timer = loop.call_at(when, self._expire)

    def expired(self):
        """Whether the block was cancelled for its time."""
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        info = [""]
        if self._state is _State.ENTERED:
            info.append(f"when={None if self._when is None else round(self._when, 3)}")
        return f"<Timeout [{self._state}]{' '.join(info)}>"

    async def __aenter__(self):
        if self._state is not _State.CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = tasks.current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, traceback):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state is _State.EXPIRING:
            self._state = _State.EXPIRED
            if self._task.uncancel() <= self._cancelling and kind is not None:
                # Nobody else asks for a cancellation.
                if issubclass(kind, CancelledError):
                    raise TimeoutError from value
                self._mark_contexts(value)
        elif self._state is _State.ENTERED:
            self._state = _State.EXITED
        return None

    @staticmethod
    def _mark_contexts(exception):
        """Another exception came out: the cancellation that it hides is a timeout."""
        while exception.__context__ is not None:
            if isinstance(exception.__context__, CancelledError):
                timed_out = TimeoutError()
                timed_out.__context__ = timed_out.__cause__ = exception.__context__
                exception.__context__ = timed_out
                break
            exception = exception.__context__

    def _expire(self):
        self._task.cancel()
        self._state = _State.EXPIRING
        self._timer = None


def timeout(delay):
    """A timeout so many seconds from now, None for never."""
    return Timeout(None if delay is None else events.get_running_loop().time() + delay)


def timeout_at(when):
    """A timeout at a time by the loop's clock."""
    return Timeout(when)
