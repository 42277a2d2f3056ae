"""What the loop is asked to call, and which loop is asked."""

__all__ = (
    "Handle",
    "TimerHandle",
    "AbstractEventLoop",
    "new_event_loop",
    "set_event_loop",
    "get_event_loop",
    "get_running_loop",
    "get_event_loop_policy",
    "set_event_loop_policy",
    "_get_running_loop",
    "_set_running_loop",
)

from contextvars import _swap, copy_context

from .format_helpers import _format_callback_source


class AbstractEventLoop:
    """The base of all event loops."""


class _AbstractEventLoopPolicy:
    """What says which loop there is where none runs, and how one is made."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _DefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """Gives the loop that was set."""

    _chosen = None

    def get_event_loop(self):
        if self._chosen is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._chosen

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._chosen = loop

    def new_event_loop(self):
        from .base_events import EventLoop

        return EventLoop()


class _Loops:
    """The loop that runs now."""

    running = None


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


# The policy that the program has set, or that was made when it was first needed.
_event_loop_policy = None


def _get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        _event_loop_policy = _DefaultEventLoopPolicy()
    return _event_loop_policy


def get_event_loop_policy():
    """The policy; deprecated."""
    _deprecated("get_event_loop_policy")
    return _get_event_loop_policy()


def _set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, _AbstractEventLoopPolicy):
        name = type(policy).__name__
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{name}'")
    _event_loop_policy = policy


def set_event_loop_policy(policy):
    """Chooses a policy; None for the default. Deprecated."""
    _deprecated("set_event_loop_policy")
    _set_event_loop_policy(policy)


def _deprecated(name):
    import warnings

    warnings._deprecated(f"asyncio.{name}", remove=(3, 16))


def new_event_loop():
    """A loop of the ordinary kind."""
    return _get_event_loop_policy().new_event_loop()


def set_event_loop(loop):
    """Chooses the loop for when none runs; None for no loop."""
    _get_event_loop_policy().set_event_loop(loop)


def get_event_loop():
    """The loop that runs now, or the one chosen."""
    if _loops.running is not None:
        return _loops.running
    return _get_event_loop_policy().get_event_loop()


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
