"""Tasks: coroutines that the loop drives; and what waits for several of them."""

__all__ = (
    # One task.
    "Task",
    "create_task",
    "ensure_future",
    "current_task",
    "sleep",
    "shield",
    "wait_for",
    # Several.
    "gather",
    "wait",
    "as_completed",
    "all_tasks",
    "ALL_COMPLETED",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    # For loops and other makers of tasks.
    "eager_task_factory",
    "create_eager_task_factory",
    "run_coroutine_threadsafe",
    "_enter_task",
    "_leave_task",
    "_register_task",
    "_unregister_task",
)

import inspect
import itertools
import math
import types
from contextvars import _swap, copy_context

from . import coroutines, events, exceptions, format_helpers, futures
from .exceptions import CancelledError
from .futures import _CANCELLED, _FINISHED, _PENDING, Future

_numbers = itertools.count(1)

# Tasks that are not done. Held, so that a task that nobody else holds runs to its end.
_unfinished = {}


class Task(Future):
    """A coroutine that the loop runs, from one wait to the next; as a future, its end."""

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=None):
        super().__init__(loop=loop)
        if not coroutines.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._coro = coro
        self._name = f"Task-{next(_numbers)}" if name is None else str(name)
        self._context = copy_context() if context is None else context
        self._fut_waiter = None
        self._cancel_requests = 0
        self._must_cancel = False
        if eager_start and self._loop.is_running():
            self._start_eagerly()
        else:
            self._loop.call_soon(self._step, context=self._context)
            _unfinished[self] = None

    def __repr__(self):
        return format_helpers._task_repr(self)

    def _repr_when_finished(self):
        kind, name, coro, exception = type(self).__name__, self._name, self._coro, self._exception
        return lambda: (
            f"<{kind} finished name={name!r} coro=<{format_helpers._format_coroutine(coro)}> exception={exception!r}>"
        )

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_context(self):
        return self._context

    def get_coro(self):
        return self._coro

    def get_stack(self, *, limit=None):
        """The frames of the coroutine where it waits, or those its exception came through."""
        frame = getattr(self._coro, "cr_frame", None) or getattr(self._coro, "gi_frame", None)
        if frame is not None:
            # The newest ones, oldest first.
            return _linked(frame, "f_back", limit)[::-1]
        entry = getattr(self._exception, "__traceback__", None)
        return [entry.tb_frame for entry in _linked(entry, "tb_next", limit)]

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        """Asks for a CancelledError in the coroutine, where it waits or will wait next."""
        if self._unretrieved is not None:
            self._retrieve()
        if self._state != _PENDING:
            return False
        self._cancel_requests += 1
        awaited = self._fut_waiter
        if awaited is None or not awaited.cancel(msg=msg):
            # There is nothing that would wake the task with the error: its next step brings it.
            self._cancel_message = msg
            self._must_cancel = True
        return True

    def cancelling(self):
        """The number of requests for cancellation that were not taken back."""
        return self._cancel_requests

    def uncancel(self):
        """Takes one request for cancellation back; how many are left."""
        if self._cancel_requests:
            self._cancel_requests -= 1
            if not self._cancel_requests:
                self._must_cancel = False
        return self._cancel_requests

    def _start_eagerly(self):
        loop = self._loop
        outside = loop._current_task
        loop._current_task = self
        before = _swap(self._context)
        _unfinished[self] = None
        try:
            self._advance(None)
        finally:
            _swap(before)
            loop._current_task = outside
        if self._state != _PENDING:
            self = None

    def _step(self, error=None):
        """Runs the coroutine until it waits again."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(f"__step(): already done: {self!r}, {error!r}")
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        loop = self._loop
        if loop._current_task is not None:
            _enter_task(loop, self)
        loop._current_task = self
        try:
            self._advance(error)
        finally:
            loop._current_task = None
            self = None

    # Tracebacks of what comes out of the coroutine hold the frames of these methods, which should not hold
    # the task: its end is when nobody can ask for its exception any more.

    def _advance(self, error):
        try:
            if error is None:
                awaited = self._coro.send(None)
            else:
                awaited = self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                # Cancelled in its last step.
                self._must_cancel = False
                self._end(_CANCELLED)
            else:
                self._result = end.value
                self._end(_FINISHED)
        except CancelledError as cancelled:
            self._cancelled_exc = cancelled
            self._cancel_message = None
            self._end(_CANCELLED)
            self = None
        except (KeyboardInterrupt, SystemExit) as exception:
            self._fail(exception)
            self = None
            raise
        except BaseException as exception:
            self._fail(exception)
            self = None
        else:
            if awaited is None:
                # A bare yield: on in the next round.
                self._loop.call_soon(self._step, context=self._context)
            else:
                self._wait_for(awaited)

    def _end(self, state):
        self._state = state
        _unfinished.pop(self, None)
        self._schedule_callbacks()

    def _fail(self, exception):
        if isinstance(exception, StopIteration):
            cause = exception
            exception = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            exception.__cause__ = exception.__context__ = cause
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._end(_FINISHED)
        self._unretrieved = futures._Unretrieved(self)

    def _wait_for(self, awaited):
        """The coroutine has yielded this: the future that it waits for."""
        blocking = getattr(awaited, "_asyncio_future_blocking", None)
        if blocking and awaited is not self and futures._get_loop(awaited) is self._loop:
            awaited._asyncio_future_blocking = False
            awaited.add_done_callback(self._wakeup, context=self._context)
            self._fut_waiter = awaited
            if self._must_cancel and awaited.cancel(msg=self._cancel_message):
                self._must_cancel = False
            return
        self._loop.call_soon(self._step, self._wrong_yield(awaited, blocking), context=self._context)

    def _wrong_yield(self, awaited, blocking):
        if blocking is None:
            if inspect.isgenerator(awaited):
                return RuntimeError(
                    f"yield was used instead of yield from for generator in task {self!r} with {awaited!r}"
                )
            return RuntimeError(f"Task got bad yield: {awaited!r}")
        if futures._get_loop(awaited) is not self._loop:
            return RuntimeError(f"Task {self!r} got Future {awaited!r} attached to a different loop")
        if not blocking:
            return RuntimeError(f"yield was used instead of yield from in task {self!r} with {awaited!r}")
        return RuntimeError(f"Task cannot await on itself: {self!r}")

    def _wakeup(self, future):
        """What was waited for is done."""
        if not isinstance(future, Future):
            self._step(_error_of(future))
        elif future._state == _CANCELLED:
            self._step(future._make_cancelled_error())
        elif future._exception is None:
            self._step()
        else:
            future._retrieve()
            self._step(future._exception.with_traceback(future._exception_tb))
        self = None


def _linked(first, link, limit):
    """A chain of frames or traceback entries, or so many of them."""
    chain = []
    while first is not None and (limit is None or len(chain) < limit):
        chain.append(first)
        first = getattr(first, link)
    return chain


def _error_of(future):
    """What the result of a future of another make raises."""
    try:
        future.result()
    except BaseException as error:
        return error
    return None


# How a task that waits is shown among the callbacks of a future.
Task._wakeup._wakes_task = True


def _register_task(task):
    _unfinished[task] = None


def _unregister_task(task):
    _unfinished.pop(task, None)


def all_tasks(loop=None):
    """The tasks of a loop that go on."""
    wanted = events.get_running_loop() if loop is None else loop
    return {task for task in _unfinished if not task.done() and futures._get_loop(task) is wanted}


def current_task(loop=None):
    """The task that runs now, None outside of tasks."""
    return (events.get_running_loop() if loop is None else loop)._current_task


def _enter_task(loop, task):
    current = loop._current_task
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    loop._current_task = task


def _leave_task(loop, task):
    current = loop._current_task
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    loop._current_task = None


def create_task(coro, **kwargs):
    """Has the running loop run a coroutine."""
    return events.get_running_loop().create_task(coro, **kwargs)


def create_eager_task_factory(custom_task_constructor):
    """A task factory for tasks of a type, which run up to their first wait at once."""

    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def run_coroutine_threadsafe(coro, loop):
    raise NotImplementedError("run_coroutine_threadsafe() needs threads, which are not supported")


def ensure_future(coro_or_future, *, loop=None):
    """A future as it is; of what else can be awaited, a task."""
    if not futures.isfuture(coro_or_future):
        return _task_of(coro_or_future, loop)
    if loop is None or loop is futures._get_loop(coro_or_future):
        return coro_or_future
    raise ValueError("The future belongs to a different loop than the one specified as the loop argument")


def _task_of(awaitable, loop):
    coro = coroutines._coroutine_of(awaitable)
    try:
        return (loop if loop is not None else events.get_event_loop()).create_task(coro)
    except RuntimeError:
        if coro is awaitable:
            # Nobody will run it.
            coro.close()
        raise


def _set_off(waiter):
    """Lets who waits go on; it may have been let already."""
    if not waiter.done():
        waiter.set_result(None)


@types.coroutine
def _next_round():
    yield


async def sleep(delay, result=None):
    """Goes on after so many seconds, in the next round if there are none."""
    if delay <= 0:
        await _next_round()
    elif math.isnan(delay):
        raise ValueError("Invalid delay: NaN (not a number)")
    else:
        loop = events.get_running_loop()
        waiter = loop.create_future()
        alarm = loop.call_later(delay, _set_off, waiter)
        try:
            await waiter
        finally:
            alarm.cancel()
    return result


async def wait_for(fut, timeout):
    """The result of something, which is cancelled if it takes longer than so many seconds."""
    has_no_time = timeout is not None and timeout <= 0
    if not has_no_time:
        from .timeouts import timeout as limit

        async with limit(timeout):
            return await fut
    fut = ensure_future(fut)
    if fut.done():
        return fut.result()
    fut.cancel()
    waiting = _Wait((fut,), ALL_COMPLETED, None)
    try:
        await waiting.waiter
    finally:
        waiting.end()
    try:
        # It may have refused to be cancelled.
        return fut.result()
    except CancelledError as error:
        raise TimeoutError from error


FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def _has_failed(future):
    return not future.cancelled() and future.exception() is not None


# Which futures end the waiting before all are done.
_ENDS_WAIT = {
    ALL_COMPLETED: lambda future: False,
    FIRST_COMPLETED: lambda future: True,
    FIRST_EXCEPTION: _has_failed,
}


class _Wait:
    """A waiter for some futures, to be told of the end of the waiting."""

    def __init__(self, awaited, return_when, timeout):
        loop = events.get_running_loop()
        self.waiter = loop.create_future()
        self._awaited = awaited
        self._left = len(awaited)
        self._ends = _ENDS_WAIT[return_when]
        self._alarm = None if timeout is None else loop.call_later(timeout, _set_off, self.waiter)
        for future in awaited:
            future.add_done_callback(self._completed)

    def end(self):
        self._stop_alarm()
        for future in self._awaited:
            future.remove_done_callback(self._completed)

    def _completed(self, future):
        self._left -= 1
        if self._left <= 0 or self._ends(future):
            self._stop_alarm()
            _set_off(self.waiter)

    def _stop_alarm(self):
        if self._alarm is not None:
            self._alarm.cancel()


def _refuse_single(fs, wanted):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"{wanted}, not {type(fs).__name__}")


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for some futures or the first of them: a set of those that are done, and one of the others."""
    _refuse_single(fs, "expect a list of futures")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in _ENDS_WAIT:
        raise ValueError(f"Invalid return_when value: {return_when}")
    # Each once, in the order given.
    fs = dict.fromkeys(fs)
    if any(map(coroutines.iscoroutine, fs)):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiting = _Wait(fs, return_when, timeout)
    try:
        await waiting.waiter
    finally:
        waiting.end()
    done = {future for future in fs if future.done()}
    return done, fs.keys() - done


def as_completed(fs, *, timeout=None):
    """What can be awaited, in the order in which it is done."""
    _refuse_single(fs, "expects an iterable of awaitables")
    return _CompletionOrder(fs, timeout)


class _CompletionOrder:
    """Iterated with `async for`, the futures that are done; with `for`, coroutines that wait for the next result."""

    def __init__(self, aws, timeout):
        from .queues import Queue

        loop = events.get_event_loop()
        self._done = Queue()
        self._waiting = {ensure_future(awaitable, loop=loop) for awaitable in dict.fromkeys(aws)}
        self._promised = len(self._waiting)
        for future in self._waiting:
            future.add_done_callback(self._completed)
        self._alarm = None
        if self._waiting and timeout is not None:
            self._alarm = loop.call_later(timeout, self._expire)

    def __iter__(self):
        return self

    __aiter__ = __iter__

    def __next__(self):
        if self._promised:
            self._promised -= 1
            return self._next_result()
        raise StopIteration

    async def __anext__(self):
        if self._promised:
            self._promised -= 1
            return await self._next_future()
        raise StopAsyncIteration

    async def _next_result(self):
        future = await self._next_future()
        return future.result()

    async def _next_future(self):
        if (future := await self._done.get()) is None:
            raise exceptions.TimeoutError
        return future

    def _completed(self, future):
        if future in self._waiting:
            self._waiting.discard(future)
            self._done.put_nowait(future)
            if self._alarm is not None and not self._waiting:
                self._alarm.cancel()

    def _expire(self):
        """Tells those that wait that nothing more will come."""
        while self._waiting:
            self._waiting.pop().remove_done_callback(self._completed)
            self._done.put_nowait(None)


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the list of all results."""
    if not coros_or_futures:
        nothing = events.get_event_loop().create_future()
        nothing.set_result([])
        return nothing
    gathered = _Gathered(return_exceptions)
    for awaitable in coros_or_futures:
        gathered.add(awaitable)
    return gathered.begin()


class _Gathered:
    """The children of a gather(), counted as they end."""

    def __init__(self, keep_errors):
        self._keep_errors = keep_errors
        self._loop = None
        self._outer = None
        self._children = []
        # The futures by what was given for them: what is given twice is run once.
        self._distinct = {}
        self._done_before = []
        self._ended = 0

    def add(self, awaitable):
        child = self._distinct.get(awaitable)
        if child is None:
            child = self._distinct[awaitable] = ensure_future(awaitable, loop=self._loop)
            if self._loop is None:
                self._loop = futures._get_loop(child)
            if child.done():
                self._done_before.append(child)
            else:
                child.add_done_callback(self._child_ended)
        self._children.append(child)

    def begin(self):
        """The future for all of them."""
        self._outer = _GatheringFuture(self._children, loop=self._loop)
        for child in self._done_before:
            self._child_ended(child)
        return self._outer

    def _child_ended(self, child):
        self._ended += 1
        outer = self._outer
        if outer is None or outer.done():
            if not child.cancelled():
                # Nobody else will ask for its error.
                child.exception()
            return
        if not self._keep_errors:
            error = child._make_cancelled_error() if child.cancelled() else child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if self._ended == len(self._distinct):
            self._all_ended(child)

    def _all_ended(self, last):
        outcomes = [_outcome(child) for child in self._children]
        if self._outer._cancel_requested:
            # Whatever the children made of it.
            self._outer.set_exception(last._make_cancelled_error())
        else:
            self._outer.set_result(outcomes)


def _outcome(future):
    """The result or the error, as a value."""
    if future.cancelled():
        return CancelledError("" if future._cancel_message is None else future._cancel_message)
    error = future.exception()
    return future.result() if error is None else error


class _GatheringFuture(Future):
    """Cancelling it means cancelling the children; it ends when they have."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        # Every one of them, not up to the first that lets itself be cancelled.
        accepted = [child.cancel(msg=msg) for child in self._children]
        if any(accepted):
            self._cancel_requested = True
            return True
        return False


def shield(arg):
    """A future for something that goes on when the future is cancelled."""
    inner = ensure_future(arg)
    return inner if inner.done() else _Shielded(inner).outer


class _Shielded:
    """Hands what becomes of the inner future to the outer, and nothing the other way."""

    def __init__(self, inner):
        self._inner = inner
        self._loop = futures._get_loop(inner)
        self.outer = self._loop.create_future()
        inner.add_done_callback(self._inner_ended)
        self.outer.add_done_callback(self._outer_ended)

    def _inner_ended(self, inner):
        outer = self.outer
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif (error := inner.exception()) is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_ended(self, outer):
        if not self._inner.done():
            self._inner.remove_done_callback(self._inner_ended)
            self._inner.add_done_callback(self._ended_alone)

    def _ended_alone(self, inner):
        """Nobody waits any more: an error goes to the loop."""
        if _has_failed(inner):
            error = inner.exception()
            message = f"{type(error).__name__} exception in shielded future"
            self._loop.call_exception_handler({"message": message, "exception": error, "future": inner})
