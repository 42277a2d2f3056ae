"""Handles of callbacks, and which event loop is meant."""

__all__ = (
    "AbstractEventLoop",
    "Handle",
    "TimerHandle",
    "get_event_loop",
    "set_event_loop",
    "new_event_loop",
    "_set_running_loop",
    "get_running_loop",
    "_get_running_loop",
)

from contextvars import _swap, copy_context

from . import format_helpers


class Handle:
    """A callback that the loop will call, unless it is cancelled."""

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._loop = loop
        self._context = copy_context() if context is None else context

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(format_helpers._format_callback_source(self._callback, self._args))
        return info

    def __repr__(self):
        return f"<{' '.join(self._repr_info())}>"

    def get_context(self):
        return self._context

    def cancel(self):
        self._cancelled = True
        self._callback = None
        self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        before = _swap(self._context)
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exception:
            self._failed(exception)
        finally:
            _swap(before)

    def _failed(self, exception):
        shown = format_helpers._format_callback_source(self._callback, self._args)
        self._loop.call_exception_handler(
            {"message": f"Exception in callback {shown}", "exception": exception, "handle": self}
        )


class TimerHandle(Handle):
    """A callback that the loop will call at a time."""

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f"when={self._when}")
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self._when < other._when or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self._when > other._when or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return (
            self._when == other._when
            and self._callback == other._callback
            and self._args == other._args
            and self._cancelled == other._cancelled
        )

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def when(self):
        """The time by the loop's clock."""
        return self._when


class AbstractEventLoop:
    """What event loops derive from."""


class _State:
    """The loop that runs now, and the one that was set to be used."""

    def __init__(self):
        self.running = None
        self.loop = None


_state = _State()


def get_running_loop():
    """The loop that runs now."""
    loop = _state.running
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def _get_running_loop():
    return _state.running


def _set_running_loop(loop):
    _state.running = loop


def get_event_loop():
    """The loop that runs now, or else the one that was set."""
    loop = _state.running or _state.loop
    if loop is None:
        raise RuntimeError("There is no current event loop in thread 'MainThread'.")
    return loop


def set_event_loop(loop):
    """Sets the loop that is used where none runs."""
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
    _state.loop = loop


def new_event_loop():
    """A new loop."""
    from .base_events import EventLoop

    return EventLoop()
