"""The event loop: callbacks in the order they were asked for, timers in the order of their times."""

__all__ = ("BaseEventLoop", "EventLoop", "SelectorEventLoop")

import heapq
import math
import sys
import time
from collections import deque
from contextvars import _current, _swap

from . import coroutines, events, format_helpers, futures, tasks
from .events import Handle, TimerHandle

# Cancelled timers are taken out of the heap when there are more than so many and they are more than this
# part of it.
_MANY_CANCELLED = 100
_CANCELLED_PART = 0.5
_LONGEST_WAIT = 24 * 3600


def _stop_loop_of(future):
    if not future.cancelled():
        if isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
            # It ends the loop by itself.
            return
    futures._get_loop(future).stop()


class _Sleeper:
    """The selector of a loop without files: waiting for them is sleeping."""

    def select(self, timeout=None):
        if timeout is None:
            # With nothing to wait for, until it is interrupted.
            timeout = _LONGEST_WAIT
        if timeout > 0:
            # In whole milliseconds, as for files: timers of one millisecond go together.
            time.sleep(math.ceil(timeout * 1e3) * 1e-3)
        return ()

    def close(self):
        pass


class BaseEventLoop(events.AbstractEventLoop):
    """An event loop on one thread.

    A derived class may bring its own time(), and a `_selector` whose select() waits so many seconds.
    """

    def __init__(self):
        self._selector = _Sleeper()
        self._ready = deque()
        self._scheduled = []
        self._cancelled_timers = 0
        self._closed = False
        self._stop_asked = False
        self._running = False
        self._error_handler = None
        self._make_task = None
        self._current_task = None
        self._debug = False
        self._timer_slack = 1e-09
        self._generators = {}
        self.slow_callback_duration = 0.1

    def __repr__(self):
        return (
            f"<{type(self).__name__} running={self.is_running()} "
            f"closed={self.is_closed()} debug={self.get_debug()}>"
        )

    # Making futures and tasks.

    def create_future(self):
        """A future of this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, **kwargs):
        """A task that runs the coroutine."""
        self._refuse_if_closed()
        if self._make_task is None:
            return tasks.Task(coro, loop=self, **kwargs)
        return self._make_task(self, coro, **kwargs)

    def set_task_factory(self, factory):
        """Sets what makes tasks, None for the ordinary way."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._make_task = factory

    def get_task_factory(self):
        return self._make_task

    # Callbacks.

    def time(self):
        """Now, by the loop's clock."""
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        """Has a callback called in the next round."""
        if self._closed or self._debug:
            self._refuse_callback(callback, "call_soon")
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        """Has a callback called after a delay in seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Has a callback called at a time."""
        if when is None:
            raise TypeError("when cannot be None")
        if self._closed or self._debug:
            self._refuse_callback(callback, "call_at")
        timer = TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, (when, timer))
        timer._scheduled = True
        return timer

    def _refuse_callback(self, callback, method):
        self._refuse_if_closed()
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def _timer_cancelled(self, handle):
        if handle._scheduled:
            self._cancelled_timers += 1

    def run_in_executor(self, executor, func, *args):
        self._refuse_if_closed()
        raise NotImplementedError("run_in_executor() needs threads, which are not supported")

    def set_default_executor(self, executor):
        raise NotImplementedError("executors need threads, which are not supported")

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError("signal handlers are not supported")

    def remove_signal_handler(self, sig):
        raise NotImplementedError("signal handlers are not supported")

    # Running.

    def run_forever(self):
        """Runs until stop() is called."""
        self._refuse_if_closed()
        self._refuse_if_running()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._generator_begun, finalizer=self._generator_dropped)
        self._running = True
        events._set_running_loop(self)
        try:
            self._run_once()
            while not self._stop_asked:
                self._run_once()
        finally:
            self._stop_asked = False
            self._running = False
            events._set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        """Runs until the future is done; its result."""
        self._refuse_if_closed()
        self._refuse_if_running()
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        future.add_done_callback(_stop_loop_of)
        try:
            self.run_forever()
        except:
            if is_new and future.done() and not future.cancelled():
                # The exception that came out of the loop says it.
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop_of)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        """Ends run_forever() after this round."""
        self._stop_asked = True

    def close(self):
        """Gives up everything that waits; the loop cannot be used again."""
        if self._running:
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._selector = None

    def is_closed(self):
        return self._closed

    def is_running(self):
        return self._running

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def _refuse_if_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _refuse_if_running(self):
        if self._running:
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _process_events(self, event_list):
        """Takes what the selector has found."""

    def _select(self):
        """Waits until the first timer is due."""
        timeout = None
        if self._stop_asked:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(self._scheduled[0][0] - self.time(), 0), _LONGEST_WAIT)
        self._process_events(self._selector.select(timeout))

    def _drop_cancelled_timers(self):
        scheduled = self._scheduled
        count = self._cancelled_timers
        if len(scheduled) > _MANY_CANCELLED and count / len(scheduled) > _CANCELLED_PART:
            kept = []
            for entry in scheduled:
                if entry[1]._cancelled:
                    entry[1]._scheduled = False
                else:
                    kept.append(entry)
            heapq.heapify(kept)
            self._scheduled = kept
            self._cancelled_timers = 0
            return
        while scheduled and scheduled[0][1]._cancelled:
            self._cancelled_timers -= 1
            heapq.heappop(scheduled)[1]._scheduled = False

    def _run_once(self):
        """One round: waits if nothing is ready, then calls what is ready now."""
        ready = self._ready
        if self._scheduled:
            self._drop_cancelled_timers()
        if not ready:
            self._select()
        if self._scheduled:
            scheduled = self._scheduled
            until = self.time() + self._timer_slack
            while scheduled and scheduled[0][0] <= until:
                timer = heapq.heappop(scheduled)[1]
                timer._scheduled = False
                ready.append(timer)
        outside = current = _current()
        try:
            for _ in range(len(ready)):
                handle = ready.popleft()
                if handle._cancelled:
                    continue
                context = handle._context
                if context is not current:
                    _swap(context)
                    current = context
                try:
                    handle._callback(*handle._args)
                except (SystemExit, KeyboardInterrupt):
                    raise
                except BaseException as exception:
                    handle._failed(exception)
        finally:
            _swap(outside)
            handle = None

    # Errors.

    def set_exception_handler(self, handler):
        """Sets what is told of errors that nobody handles, None for the ordinary way."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._error_handler = handler

    def get_exception_handler(self):
        return self._error_handler

    def default_exception_handler(self, context):
        """Says on standard error what went wrong."""
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        format_helpers._write_error("\n".join(lines), context.get("exception"))

    def call_exception_handler(self, context):
        """Tells the exception handler of an error."""
        if self._error_handler is None:
            self._report(self.default_exception_handler, context, "Exception in default exception handler")
            return
        try:
            self._error_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exception:
            failed = {"message": "Unhandled error in exception handler", "exception": exception, "context": context}
            self._report(
                self.default_exception_handler,
                failed,
                "Exception in default exception handler while handling an unexpected error in custom exception handler",
            )

    def _report(self, handler, context, failure):
        try:
            handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exception:
            format_helpers._write_error(failure, exception)

    # Asynchronous generators.

    def _generator_begun(self, generator):
        self._generators[id(generator)] = _reference(generator)

    def _generator_dropped(self, generator):
        self._generators.pop(id(generator), None)
        if not self._closed:
            self.call_soon(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self):
        """Closes the asynchronous generators that the loop knows."""
        # A collection may drop generators, and with them entries, at any step.
        generators = [reference() for reference in list(self._generators.values())]
        generators = [generator for generator in generators if generator is not None]
        self._generators.clear()
        if not generators:
            return
        results = await tasks.gather(*[generator.aclose() for generator in generators], return_exceptions=True)
        for result, generator in zip(results, generators):
            if isinstance(result, Exception):
                self.call_exception_handler(
                    {
                        "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                        "exception": result,
                        "asyncgen": generator,
                    }
                )

    async def shutdown_default_executor(self, timeout=None):
        """There is no executor: nothing to wait for."""


def _reference(generator):
    from weakref import ref

    return ref(generator)


EventLoop = BaseEventLoop
SelectorEventLoop = BaseEventLoop
