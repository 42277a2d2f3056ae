"""Task groups: tasks that end together."""

__all__ = ("TaskGroup",)

from . import events, tasks
from .exceptions import CancelledError


class TaskGroup:
    """Waits for its tasks at the end of the block; the first that fails cancels the others."""

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent = None
        self._cancelled_parent = False
        self._tasks = {}
        self._errors = []
        self._base_error = None
        self._all_done = None

    def __repr__(self):
        info = [""]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<TaskGroup{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._entered = True
        if self._loop is None:
            self._loop = events.get_running_loop()
        self._parent = tasks.current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        return self

    async def __aexit__(self, kind, value, traceback):
        value, kind, traceback = (value, kind, None)
        try:
            return await self._leave(kind, value)
        finally:
            # The exceptions hold this frame.
            value = None
            self._parent = None
            self._errors = []
            self._base_error = None

    async def _leave(self, kind, value):
        self._exiting = True
        if kind is not None and self._is_base_error(value) and self._base_error is None:
            self._base_error = value
        cancelled = value if kind is not None and issubclass(kind, CancelledError) else None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
            try:
                await self._all_done
            except CancelledError as error:
                if not self._aborting:
                    # The parent is cancelled from outside.
                    cancelled = error
                    self._abort()
            self._all_done = None
        if self._base_error is not None:
            raise self._base_error
        if self._cancelled_parent:
            # The cancellation of the parent was this group's.
            if self._parent.uncancel() == 0:
                cancelled = None
        try:
            if cancelled is not None and not self._errors:
                raise cancelled
        finally:
            cancelled = None
        if kind is not None and not issubclass(kind, CancelledError):
            self._errors.append(value)
        if self._errors:
            if self._parent.cancelling():
                # Asked for again meanwhile: the next await raises it.
                self._parent.uncancel()
                self._parent.cancel()
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
        if self._parent.cancelling() and self._cancelled_parent:
            self._parent.uncancel()
            self._parent.cancel()

    def create_task(self, coro, **kwargs):
        """Makes a task that belongs to the group."""
        if not self._entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, **kwargs)
        self._tasks[task] = None
        task.add_done_callback(self._task_done)
        try:
            return task
        finally:
            del task

    def _is_base_error(self, exception):
        return isinstance(exception, (SystemExit, KeyboardInterrupt))

    def _abort(self):
        self._aborting = True
        for task in list(self._tasks):
            if not task.done():
                task.cancel()

    def _task_done(self, task):
        self._tasks.pop(task, None)
        if self._all_done is not None and not self._tasks and not self._all_done.done():
            self._all_done.set_result(True)
        if task.cancelled():
            return
        exception = task.exception()
        if exception is None:
            return
        self._errors.append(exception)
        if self._is_base_error(exception) and self._base_error is None:
            self._base_error = exception
        if self._parent.done():
            self._loop.call_exception_handler(
                {
                    "message": f"Task {task!r} has errored out but its parent task {self._parent} is already completed",
                    "exception": exception,
                    "task": task,
                }
            )
            return
        if not self._aborting and not self._cancelled_parent:
            # The block is left as soon as it waits.
            self._abort()
            self._cancelled_parent = True
            self._parent.cancel()
