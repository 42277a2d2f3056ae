"""Queues between threads, in a machine that has one: what would wait for another for ever is an error."""

from collections import deque
from heapq import heappop, heappush
from threading import _never

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class ShutDown(Exception):
    """The queue was shut down."""


class Full(Exception):
    """put() found no room."""


class Empty(Exception):
    """get() found nothing."""

    __module__ = "_queue"


def _refuse(reason, call, block, timeout):
    """Raises why a call cannot go on, after it has waited if it may: nobody comes to help."""
    if block:
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        _never(timeout, call)
    raise reason


class SimpleQueue:
    """First in, first out, without a limit."""

    __module__ = "_queue"

    def __init__(self):
        self._waiting = deque()

    def put(self, item, block=True, timeout=None):
        self._waiting.append(item)

    def get(self, block=True, timeout=None):
        if self._waiting:
            return self._waiting.popleft()
        _refuse(Empty, "get()", block, timeout)

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._waiting

    def qsize(self):
        return len(self._waiting)


class Queue:
    """First in, first out, with a limit and a count of what is still to be done.

    A class that derives from it says by `_init`, `_put`, `_get` and `_qsize` how the items are kept.
    """

    def __init__(self, maxsize=0):
        self.is_shutdown = False
        self.maxsize, self.unfinished_tasks = maxsize, 0
        self._init(maxsize)

    def put(self, item, block=True, timeout=None):
        if self.is_shutdown:
            raise ShutDown
        if self.full():
            _refuse(Full, "put()", block, timeout)
        self._put(item)
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        if not self.empty():
            return self._get()
        if self.is_shutdown:
            raise ShutDown
        _refuse(Empty, "get()", block, timeout)

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        if self.unfinished_tasks < 1:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        if self.unfinished_tasks:
            _never(None, "join()")

    def shutdown(self, immediate=False):
        self.is_shutdown = True
        while immediate and self._qsize():
            self._get()
            self.unfinished_tasks = max(self.unfinished_tasks - 1, 0)

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def empty(self):
        return not self._qsize()

    def qsize(self):
        return self._qsize()

    # How the items are kept.

    def _init(self, maxsize):
        self.queue = deque()

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    def _qsize(self):
        return len(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The smallest item comes first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return heappop(self.queue)

    def _put(self, item):
        heappush(self.queue, item)
