"""Queues: tasks hand items to each other, and wait where there is nothing to take or no room."""

__all__ = ("LifoQueue", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull", "QueueShutDown")

from collections import deque
from heapq import heappop, heappush
from types import GenericAlias

from .locks import Event
from .mixins import LoopBound


class QueueFull(Exception):
    """put_nowait() has no room for the item."""


class QueueEmpty(Exception):
    """get_nowait() has no item."""


class QueueShutDown(Exception):
    """The queue was shut down: it takes nothing in, or has nothing left."""


def _wake_first(line):
    """Wakes the first in a line who has not given up; it is out of the line then."""
    while line:
        waiter = line.popleft()
        if not waiter.done():
            waiter.set_result(None)
            return


class Queue(LoopBound):
    """What was put in first comes out first. With a positive maxsize it holds no more items than that.

    Other orders replace _init(), _put() and _get().
    """

    _storage = deque

    def __init__(self, maxsize=0):
        self._limit = maxsize
        self._is_closed = False
        self._takers = deque()
        self._givers = deque()
        self._undone = 0
        self._all_dealt_with = Event()
        self._all_dealt_with.set()
        self._init(maxsize)

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._details()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._details()}>"

    def _details(self):
        items = getattr(self, "_queue", None)
        parts = (
            (True, f"maxsize={self._limit!r}"),
            (items, f"_queue={list(items or ())!r}"),
            (self._takers, f"_getters[{len(self._takers)}]"),
            (self._givers, f"_putters[{len(self._givers)}]"),
            (self._undone, f"tasks={self._undone}"),
            (self._is_closed, "shutdown"),
        )
        return " ".join(text for shown, text in parts if shown)

    def _init(self, maxsize):
        self._queue = self._storage()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    @property
    def maxsize(self):
        return self._limit

    def qsize(self):
        """How many items there are."""
        return len(self._queue)

    def full(self):
        return 0 < self._limit <= self.qsize()

    def empty(self):
        return not self._queue

    async def get(self):
        """Takes the next item, when there is one."""
        while self.empty():
            self._refuse_if_closed()
            waiter = self._join(self._takers)
            try:
                await waiter
            except BaseException:
                self._quit(self._takers, waiter, self.empty)
                raise
        return self.get_nowait()

    async def put(self, item):
        """Puts an item in, when there is room."""
        while self.full():
            self._refuse_if_closed()
            waiter = self._join(self._givers)
            try:
                await waiter
            except BaseException:
                self._quit(self._givers, waiter, self.full)
                raise
        return self.put_nowait(item)

    def get_nowait(self):
        """Takes the next item, which must be there."""
        if self.empty():
            self._refuse_if_closed()
            raise QueueEmpty
        item = self._get()
        _wake_first(self._givers)
        return item

    def put_nowait(self, item):
        """Puts an item in, for which there must be room."""
        if self._is_closed:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._undone += 1
        self._all_dealt_with.clear()
        _wake_first(self._takers)

    def _refuse_if_closed(self):
        if self._is_closed:
            raise QueueShutDown

    def _join(self, line):
        """A new place in a line."""
        waiter = self._waiter()
        line.append(waiter)
        return waiter

    def _quit(self, line, waiter, blocked):
        """Gives up a place in a line."""
        waiter.cancel()
        if waiter in line:
            line.remove(waiter)
        if not waiter.cancelled() and not blocked():
            # It was woken, and does not use the chance.
            _wake_first(line)

    def task_done(self):
        """Tells that one of the items taken out is dealt with."""
        if not self._undone:
            raise ValueError("task_done() called too many times")
        self._dealt_with()

    def _dealt_with(self):
        self._undone -= 1
        if not self._undone:
            self._all_dealt_with.set()

    async def join(self):
        """Waits until every item that was put in is dealt with."""
        if self._undone:
            await self._all_dealt_with.wait()

    def shutdown(self, immediate=False):
        """Closes the queue for new items; an immediate shutdown throws away what it has."""
        self._is_closed = True
        while immediate and not self.empty():
            self._get()
            if self._undone:
                self._dealt_with()
        # All look again, and find it closed.
        for line in (self._takers, self._givers):
            while line:
                _wake_first(line)


class LifoQueue(Queue):
    """What was put in last comes out first."""

    _storage = list

    def _get(self):
        return self._queue.pop()


class PriorityQueue(Queue):
    """What is smallest comes out first."""

    _storage = list

    def _get(self):
        return heappop(self._queue)

    def _put(self, item):
        heappush(self._queue, item)
