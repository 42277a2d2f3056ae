"""Tasks: coroutines that the loop drives; and what waits for several of them."""

__all__ = (
    "Task",
    "create_task",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ALL_COMPLETED",
    "wait",
    "wait_for",
    "as_completed",
    "sleep",
    "gather",
    "shield",
    "ensure_future",
    "run_coroutine_threadsafe",
    "current_task",
    "all_tasks",
    "create_eager_task_factory",
    "eager_task_factory",
    "_register_task",
    "_unregister_task",
    "_enter_task",
    "_leave_task",
)

import inspect
import math
import types
from contextvars import _swap, copy_context

from . import coroutines, events, exceptions, format_helpers, futures
from .exceptions import CancelledError
from .futures import _CANCELLED, _FINISHED, _PENDING, Future

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_last_number = 0


def _next_number():
    global _last_number
    _last_number += 1
    return _last_number


# Tasks that are not done. Held, so that a task that nobody else holds runs to its end.
_unfinished = {}


class Task(Future):
    """A coroutine wrapped in a future: the loop runs it step by step."""

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=None):
        super().__init__(loop=loop)
        if not coroutines.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{_next_number()}" if name is None else str(name)
        self._coro = coro
        self._context = copy_context() if context is None else context
        self._must_cancel = False
        self._fut_waiter = None
        self._num_cancels_requested = 0
        self._log_destroy_pending = True
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

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames of the coroutine: of a suspended one, its own."""
        frame = getattr(self._coro, "cr_frame", None) or getattr(self._coro, "gi_frame", None)
        frames = []
        if frame is not None:
            while frame is not None and (limit is None or len(frames) < limit):
                frames.append(frame)
                frame = frame.f_back
            frames.reverse()
        elif self._exception is not None:
            entry = self._exception.__traceback__
            while entry is not None and (limit is None or len(frames) < limit):
                frames.append(entry.tb_frame)
                entry = entry.tb_next
        return frames

    def cancelling(self):
        """How often cancellation was asked for and not taken back."""
        return self._num_cancels_requested

    def uncancel(self):
        """Takes one request for cancellation back; how many are left."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def cancel(self, msg=None):
        """Has CancelledError thrown into the coroutine as soon as it can be."""
        if self._unretrieved is not None:
            self._retrieve()
        if self._state != _PENDING:
            return False
        self._num_cancels_requested += 1
        waiter = self._fut_waiter
        if waiter is not None and waiter.cancel(msg=msg):
            # Its wakeup throws.
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

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


def _error_of(future):
    """What the result of a future of another make raises."""
    try:
        future.result()
    except BaseException as error:
        return error
    return None


# How a task that waits is shown among the callbacks of a future.
Task._wakeup._wakes_task = True


def create_task(coro, **kwargs):
    """Makes a task of the running loop."""
    return events.get_running_loop().create_task(coro, **kwargs)


def current_task(loop=None):
    """The task that runs now, or None."""
    if loop is None:
        loop = events.get_running_loop()
    return loop._current_task


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in _unfinished if futures._get_loop(task) is loop and not task.done()}


def _register_task(task):
    _unfinished[task] = None


def _unregister_task(task):
    _unfinished.pop(task, None)


def _enter_task(loop, task):
    if loop._current_task is not None:
        raise RuntimeError(
            f"Cannot enter into task {task!r} while another task {loop._current_task!r} is being executed."
        )
    loop._current_task = task


def _leave_task(loop, task):
    if loop._current_task is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {loop._current_task!r}.")
    loop._current_task = None


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks run their first step at once."""

    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    """The future itself, or a task for what can be awaited."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    coro = coro_or_future
    wrapped = False
    if not coroutines.iscoroutine(coro):
        if not inspect.isawaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def awaiting(awaitable):
            return await awaitable

        coro = awaiting(coro)
        wrapped = True
    try:
        return (events.get_event_loop() if loop is None else loop).create_task(coro)
    except RuntimeError:
        if not wrapped:
            coro.close()
        raise


def run_coroutine_threadsafe(coro, loop):
    raise NotImplementedError("run_coroutine_threadsafe() needs threads, which are not supported")


@types.coroutine
def _next_round():
    yield


async def sleep(delay, result=None):
    """Waits so many seconds; gives the result."""
    if delay <= 0:
        await _next_round()
        return result
    if math.isnan(delay):
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for the first, or all, of some futures: those that are done, and the others."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    # In the order given, each once.
    fs = dict.fromkeys(fs)
    if any(coroutines.iscoroutine(future) for future in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = events.get_running_loop()
    left = len(fs)
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release, waiter)

    def completed(future):
        nonlocal left
        left -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if left <= 0 or return_when == FIRST_COMPLETED or failed:
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for future in fs:
        future.add_done_callback(completed)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(completed)
    done = {future for future in fs if future.done()}
    return done, {future for future in fs if future not in done}


def _release(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _cancel_and_wait(future):
    loop = events.get_running_loop()
    waiter = loop.create_future()

    def done(_):
        _release(waiter)

    future.add_done_callback(done)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(done)


async def wait_for(fut, timeout):
    """Waits for something at most so long: then it is cancelled and TimeoutError raised."""
    from . import timeouts

    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


class _CompletionOrder:
    """What as_completed() gives: the futures as they are done, to `for` as coroutines."""

    def __init__(self, aws, timeout):
        from . import queues

        self._done = queues.Queue()
        self._timer = None
        loop = events.get_event_loop()
        waiting = {ensure_future(awaitable, loop=loop) for awaitable in dict.fromkeys(aws)}
        for future in waiting:
            future.add_done_callback(self._completed)
        self._waiting = waiting
        self._left = len(waiting)
        if waiting and timeout is not None:
            self._timer = loop.call_later(timeout, self._timed_out)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next_done()

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._next_result()

    def _timed_out(self):
        for future in self._waiting:
            future.remove_done_callback(self._completed)
            self._done.put_nowait(None)
        self._waiting.clear()

    def _completed(self, future):
        if future not in self._waiting:
            return
        self._waiting.remove(future)
        self._done.put_nowait(future)
        if not self._waiting and self._timer is not None:
            self._timer.cancel()

    async def _next_done(self):
        future = await self._done.get()
        if future is None:
            raise exceptions.TimeoutError
        return future

    async def _next_result(self):
        return (await self._next_done()).result()


def as_completed(fs, *, timeout=None):
    """An iterator of the awaitables in the order in which they are done."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _CompletionOrder(fs, timeout)


class _GatheringFuture(Future):
    """What gather() gives: cancelling it cancels what it gathers."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """A future of all their results, in the order given."""
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer
    loop = None
    outer = None
    finished = 0
    known = {}
    children = []
    done_already = []

    def done(future):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                # Nobody will ask for it.
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            exception = future.exception()
            if exception is not None:
                outer.set_exception(exception)
                return
        if finished == len(known):
            results = [_outcome(child) for child in children]
            if outer._cancel_requested:
                # Cancelled, although each of them had something to say about it.
                outer.set_exception(future._make_cancelled_error())
            else:
                outer.set_result(results)

    for argument in coros_or_futures:
        future = known.get(argument)
        if future is None:
            future = ensure_future(argument, loop=loop)
            if loop is None:
                loop = futures._get_loop(future)
            known[argument] = future
            if future.done():
                done_already.append(future)
            else:
                future.add_done_callback(done)
        children.append(future)
    outer = _GatheringFuture(children, loop=loop)
    for future in done_already:
        done(future)
    return outer


def _outcome(future):
    if future.cancelled():
        return CancelledError("" if future._cancel_message is None else future._cancel_message)
    exception = future.exception()
    return future.result() if exception is None else exception


def shield(arg):
    """Waits for something without cancelling it when the waiting is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()

    def report_late(future):
        if not future.cancelled() and future.exception() is not None:
            exception = future.exception()
            loop.call_exception_handler(
                {
                    "message": f"{type(exception).__name__} exception in shielded future",
                    "exception": exception,
                    "future": future,
                }
            )

    def inner_done(future):
        if outer.cancelled():
            return
        if future.cancelled():
            outer.cancel()
            return
        exception = future.exception()
        if exception is None:
            outer.set_result(future.result())
        else:
            outer.set_exception(exception)

    def outer_done(_):
        if not inner.done():
            inner.remove_done_callback(inner_done)
            inner.add_done_callback(report_late)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer
