"""Running programs: a loop from its making to its end."""

__all__ = ("Runner", "run")

from contextvars import copy_context

from . import coroutines, events, tasks


def run(main, *, debug=None, loop_factory=None):
    """Runs one coroutine in a new loop, and ends all that it started."""
    _refuse_within_loop("asyncio.run()")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _refuse_within_loop(what):
    if events._get_running_loop() is not None:
        raise RuntimeError(f"{what} cannot be called from a running event loop")


class Runner:
    """A loop and a context for several coroutines, one after the other. The loop is made when it is needed."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._make_loop = loop_factory
        self._wants_debug = debug
        self._used_up = False
        self._loop = self._variables = None

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, kind, value, traceback):
        self.close()

    def get_loop(self):
        """The loop of this runner."""
        if self._used_up:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = self._new_loop()
            self._variables = copy_context()
        return self._loop

    def _new_loop(self):
        make = self._make_loop
        loop = events.new_event_loop() if make is None else make()
        if make is None:
            # A loop that the program makes itself is not set for it.
            events.set_event_loop(loop)
        if self._wants_debug is not None:
            loop.set_debug(self._wants_debug)
        return loop

    def run(self, coro, *, context=None):
        """Runs a coroutine, or what else can be awaited; its result."""
        _refuse_within_loop("Runner.run()")
        loop = self.get_loop()
        main = coroutines._coroutine_of(coro)
        main = loop.create_task(main, context=self._variables if context is None else context)
        return loop.run_until_complete(main)

    def close(self):
        """Ends what the coroutines left behind, and the loop."""
        loop = self._loop
        if loop is None:
            return
        try:
            _end_tasks(loop)
            for ending in (loop.shutdown_asyncgens, loop.shutdown_default_executor):
                loop.run_until_complete(ending())
        finally:
            if self._make_loop is None:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._used_up = True


def _end_tasks(loop):
    """Cancels the tasks of a loop, waits for them, and tells of their errors."""
    left = tasks.all_tasks(loop)
    if left:
        for task in left:
            task.cancel()
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    failed = (task for task in left if not task.cancelled() and task.exception() is not None)
    for task in failed:
        message = "unhandled exception during asyncio.run() shutdown"
        loop.call_exception_handler({"message": message, "exception": task.exception(), "task": task})
