"""Task groups: a block that ends when all of its tasks have."""

__all__ = ("TaskGroup",)

from .events import get_running_loop
from .exceptions import CancelledError
from .tasks import current_task


class TaskGroup:
    """Starts tasks; when one of them or the block fails, cancels the others and raises all errors together."""

    def __init__(self):
        self._loop = None
        # The task of the block, and whether it was cancelled for the failure of another.
        self._owner = None
        self._owner_cancelled = False
        self._running = {}
        # Done when the block waits and the last task ends.
        self._idle = None
        self._failures = []
        # SystemExit or KeyboardInterrupt, which come out as they are.
        self._fatal = None
        # What the block ended with, or a cancellation while it waited for the tasks.
        self._ending = None
        self._entered = False
        self._left = False
        self._giving_up = False

    def __repr__(self):
        shown = "<TaskGroup"
        for name, collection in (("tasks", self._running), ("errors", self._failures)):
            if collection:
                shown += f" {name}={len(collection)}"
        if self._giving_up:
            return f"{shown} cancelling>"
        return f"{shown} entered>" if self._entered else f"{shown}>"

    def create_task(self, coro, **kwargs):
        """Starts a task of the group."""
        if not self._entered:
            self._refuse(coro, "has not been entered")
        if self._left and not self._running:
            self._refuse(coro, "is finished")
        if self._giving_up:
            self._refuse(coro, "is shutting down")
        task = self._loop.create_task(coro, **kwargs)
        self._running[task] = True
        task.add_done_callback(self._ended)
        return task

    def _refuse(self, coro, reason):
        # Nobody will run it.
        coro.close()
        raise RuntimeError(f"TaskGroup {self!r} {reason}")

    def _ended(self, task):
        """A task is done: on an error, all give up."""
        self._running.pop(task, None)
        if self._idle is not None and not self._running and not self._idle.done():
            self._idle.set_result(True)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        self._failures.append(error)
        self._keep_if_fatal(error)
        if self._owner.done():
            self._report_late(task, error)
        elif not (self._giving_up or self._owner_cancelled):
            self._give_up()
            # The block ends where it waits next.
            self._owner_cancelled = True
            self._owner.cancel()

    def _report_late(self, task, error):
        message = f"Task {task!r} has errored out but its parent task {self._owner} is already completed"
        self._loop.call_exception_handler({"message": message, "exception": error, "task": task})

    def _keep_if_fatal(self, error):
        if self._fatal is None and isinstance(error, (KeyboardInterrupt, SystemExit)):
            self._fatal = error

    def _give_up(self):
        self._giving_up = True
        for task in [task for task in self._running if not task.done()]:
            task.cancel()

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._entered = True
        self._loop = get_running_loop()
        self._owner = current_task(self._loop)
        if self._owner is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        return self

    async def __aexit__(self, kind, value, traceback):
        self._left = True
        self._ending = value
        if value is not None:
            self._keep_if_fatal(value)
            if not self._giving_up:
                self._give_up()
        try:
            await self._wait_for_tasks()
            self._raise_errors()
        finally:
            # Exceptions hold this frame, and should not be held by it.
            value = traceback = None
            self._ending = self._fatal = self._owner = None
            self._failures = []

    async def _wait_for_tasks(self):
        while self._running:
            self._idle = self._loop.create_future()
            try:
                await self._idle
            except CancelledError as cancellation:
                # While all give up it tells nothing new.
                if not self._giving_up:
                    self._ending = cancellation
                    self._give_up()
            self._idle = None

    def _raise_errors(self):
        if self._fatal is not None:
            raise self._fatal
        # With no request left but that of the group, the cancellation was for the group alone.
        was_own = self._owner_cancelled and self._owner.uncancel() == 0
        if not isinstance(self._ending, CancelledError):
            if self._ending is not None:
                self._failures.append(self._ending)
        elif not was_own and not self._failures:
            raise self._ending
        if self._failures:
            self._renew_cancellation()
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._failures) from None

    def _renew_cancellation(self):
        """A cancellation from outside, which the errors hide now, is raised where the owner waits next."""
        if self._owner.cancelling():
            self._owner.uncancel()
            self._owner.cancel()
