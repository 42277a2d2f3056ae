"""Futures: results that are not there yet."""

__all__ = ("Future", "wrap_future", "isfuture")

from contextvars import copy_context
from types import GenericAlias

from . import events, format_helpers
from .exceptions import CancelledError, InvalidStateError

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


class _Unretrieved:
    """Dies with the future whose exception nobody has asked for, and says so."""

    def __init__(self, future):
        self.loop = future._loop
        self.exception = future._exception
        self.kind = type(future).__name__
        self.shown = future._repr_when_finished()

    def __del__(self):
        exception = self.exception
        if exception is not None:
            self.loop.call_exception_handler(
                {
                    "message": f"{self.kind} exception was never retrieved",
                    "exception": exception,
                    "future": self,
                }
            )

    def __repr__(self):
        return self.shown()


class Future:
    """The result of something that goes on elsewhere."""

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._exception_tb = None
        self._callbacks = None
        self._cancel_message = None
        self._cancelled_exc = None
        self._asyncio_future_blocking = False
        self._unretrieved = None

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(format_helpers._future_repr_info(self))}>"

    def _repr_when_finished(self):
        kind, exception = type(self).__name__, self._exception
        return lambda: f"<{kind} finished exception={exception!r}>"

    @property
    def _log_traceback(self):
        return self._unretrieved is not None

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError("_log_traceback can only be set to False")
        self._retrieve()

    def _retrieve(self):
        """Nobody need be told of the exception any more."""
        watcher = self._unretrieved
        if watcher is not None:
            watcher.exception = None
            self._unretrieved = None

    def get_loop(self):
        """The loop the future belongs to."""
        return self._loop

    def _make_cancelled_error(self):
        error = self._cancelled_exc
        if error is not None:
            self._cancelled_exc = None
            return error
        message = self._cancel_message
        return CancelledError() if message is None else CancelledError(message)

    def cancel(self, msg=None):
        """Cancels the future; false if it is done."""
        if self._unretrieved is not None:
            self._retrieve()
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks = self._callbacks
        if callbacks:
            self._callbacks = None
            call_soon = self._loop.call_soon
            for callback, context in callbacks:
                call_soon(callback, self, context=context)

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def result(self):
        """The result; raises the exception instead, if there is one."""
        if self._state != _FINISHED:
            if self._state == _CANCELLED:
                raise self._make_cancelled_error()
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            self._retrieve()
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, None if there is a result."""
        if self._state != _FINISHED:
            if self._state == _CANCELLED:
                raise self._make_cancelled_error()
            raise InvalidStateError("Exception is not set.")
        if self._unretrieved is not None:
            self._retrieve()
        return self._exception

    def add_done_callback(self, fn, /, *, context=None):
        """Has a function called with the future once it is done."""
        if context is None:
            context = copy_context()
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        elif self._callbacks is None:
            self._callbacks = [(fn, context)]
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn, /):
        """Takes a callback out, however often it was added; the number."""
        callbacks = self._callbacks
        if not callbacks:
            return 0
        kept = [entry for entry in callbacks if entry[0] != fn]
        self._callbacks = kept or None
        return len(callbacks) - len(kept)

    def set_result(self, result, /):
        """Makes the future done, with a result."""
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception, /):
        """Makes the future done, with an exception."""
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if not isinstance(exception, BaseException):
            raise TypeError("invalid exception object")
        if isinstance(exception, StopIteration):
            cause = exception
            exception = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            exception.__cause__ = cause
            exception.__context__ = cause
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()
        self._unretrieved = _Unretrieved(self)

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
            if self._state == _PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def isfuture(obj):
    """Whether this is a future, or behaves like one."""
    return isinstance(obj, Future) or (
        hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None
    )


def _get_loop(future):
    get_loop = getattr(future, "get_loop", None)
    return future._loop if get_loop is None else get_loop()


def wrap_future(future, *, loop=None):
    """A future of another kind as one of the loop: there are no threads that would have such."""
    if isfuture(future):
        return future
    raise TypeError(f"concurrent.futures.Future is expected, got {future!r}")
