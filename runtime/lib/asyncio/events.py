"""What the loop is asked to call, and which loop is asked."""

__all__ = (
    "Handle",
    "TimerHandle",
    "AbstractEventLoop",
    "new_event_loop",
    "set_event_loop",
    "get_event_loop",
    "get_running_loop",
    "_get_running_loop",
    "_set_running_loop",
)

from contextvars import _swap, copy_context

from .format_helpers import _format_callback_source


class AbstractEventLoop:
    """The base of all event loops."""


class _Loops:
    """The loop that runs now, and the one that the program has set for when none does."""

    running = None
    chosen = None


_loops = _Loops()


def _get_running_loop():
    return _loops.running


def _set_running_loop(loop):
    _loops.running = loop


def get_running_loop():
    """The loop that runs now; there must be one."""
    if (running := _loops.running) is None:
        raise RuntimeError("no running event loop")
    return running


def new_event_loop():
    """A loop of the ordinary kind."""
    from .base_events import EventLoop

    return EventLoop()


def set_event_loop(loop):
    """Chooses the loop for when none runs; None for no loop."""
    if loop is None or isinstance(loop, AbstractEventLoop):
        _loops.chosen = loop
    else:
        raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")


def get_event_loop():
    """The loop that runs now, or the one chosen."""
    found = _loops.running or _loops.chosen
    if found is not None:
        return found
    raise RuntimeError("There is no current event loop in thread 'MainThread'.")


class Handle:
    """Something to be called in a context, with which it can be called off."""

    def __init__(self, callback, args, loop, context=None):
        self._context = copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False

    def __repr__(self):
        parts = [type(self).__name__, *self._shown_state()]
        if self._callback is not None:
            parts.append(_format_callback_source(self._callback, self._args))
        return f"<{' '.join(parts)}>"

    def _shown_state(self):
        if self._cancelled:
            yield "cancelled"

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        self._cancelled = True
        # What they hold may go before the loop comes to this handle.
        self._callback = self._args = None

    def get_context(self):
        return self._context

    def _run(self):
        outside = _swap(self._context)
        try:
            self._callback(*self._args)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self._failed(error)
        finally:
            _swap(outside)

    def _failed(self, error):
        what = _format_callback_source(self._callback, self._args)
        self._loop.call_exception_handler(
            {"message": f"Exception in callback {what}", "exception": error, "handle": self}
        )


def _between_timers(compare):
    """A comparison that knows nothing of other objects."""

    def compared(self, other):
        return compare(self, other) if isinstance(other, TimerHandle) else NotImplemented

    compared.__name__ = compare.__name__
    return compared


class TimerHandle(Handle):
    """Something to be called at a time; in the order of these times."""

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        # Whether it is among the timers of the loop.
        self._scheduled = False

    def _shown_state(self):
        yield from super()._shown_state()
        yield f"when={self._when}"

    def when(self):
        """The time, by the loop's clock."""
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_cancelled(self)
        super().cancel()

    @_between_timers
    def __eq__(self, other):
        if self._when != other._when or self._cancelled != other._cancelled:
            return False
        return self._callback == other._callback and self._args == other._args

    def __hash__(self):
        return hash(self._when)

    @_between_timers
    def __lt__(self, other):
        return self._when < other._when

    @_between_timers
    def __gt__(self, other):
        return self._when > other._when

    @_between_timers
    def __le__(self, other):
        return self._when < other._when or self == other

    @_between_timers
    def __ge__(self, other):
        return self._when > other._when or self == other
