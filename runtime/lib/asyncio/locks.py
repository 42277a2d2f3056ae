"""What tasks keep each other out with, or wait for each other at. Who waits stands in a line, and is served in its order."""

__all__ = ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore")

from collections import deque

from .exceptions import BrokenBarrierError, CancelledError
from .mixins import LoopBound

_FILLING = "filling"
_DRAINING = "draining"
_RESETTING = "resetting"
_BROKEN = "broken"


def _wake(line, limit=None):
    """Wakes those in a line who still sleep, at most so many of them; how many it were."""
    woken = 0
    for waiter in line:
        if limit is not None and woken >= limit:
            break
        if not waiter.done():
            waiter.set_result(True)
            woken += 1
    return woken


class _WithState:
    """Shows its state after the default representation."""

    def __repr__(self):
        return f"{object.__repr__(self)[:-1]} [{self._status()}]>"


class _WithLine(_WithState, LoopBound):
    """Has a line of futures, one of each task that waits, woken or not."""

    def __init__(self):
        self._line = deque()

    def __repr__(self):
        shown = super().__repr__()
        return f"{shown[:-2]}, waiters:{len(self._line)}]>" if self._line else shown

    def _join(self):
        """A new place in the line."""
        waiter = self._waiter()
        self._line.append(waiter)
        return waiter

    def _is_wanted(self):
        """Whether somebody in the line has not given up."""
        for waiter in self._line:
            if not waiter.cancelled():
                return True
        return False


class _Held(_WithLine):
    """Is taken at the beginning of a block and given back at its end."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, value, traceback):
        self.release()


class Event(_WithLine):
    """A flag; tasks wait until it is set."""

    def __init__(self):
        super().__init__()
        self._flag = False

    def _status(self):
        return "set" if self._flag else "unset"

    def is_set(self):
        return self._flag

    def clear(self):
        self._flag = False

    def set(self):
        """Sets the flag, and lets all go on that wait for it."""
        if self._flag:
            return
        self._flag = True
        _wake(self._line)

    async def wait(self):
        """Goes on once the flag is set."""
        if not self._flag:
            waiter = self._join()
            try:
                await waiter
            finally:
                self._line.remove(waiter)
        return True


class Lock(_Held):
    """Belongs to no more than one task."""

    def __init__(self):
        super().__init__()
        self._taken = False

    def _status(self):
        return "locked" if self._taken else "unlocked"

    def locked(self):
        return self._taken

    def release(self):
        """Gives the lock back; it is the turn of the first in the line."""
        if not self._taken:
            raise RuntimeError("Lock is not acquired.")
        self._taken = False
        self._call_first()

    async def acquire(self):
        """Takes the lock when it is free and nobody came before."""
        if self._taken or self._is_wanted():
            waiter = self._join()
            try:
                await waiter
            except BaseException as error:
                self._give_up(waiter, error)
                raise
            self._line.remove(waiter)
        self._taken = True
        return True

    def _give_up(self, waiter, error):
        self._line.remove(waiter)
        # The call may have come before the cancellation. Somebody else can take the lock then.
        if isinstance(error, CancelledError) and not self._taken:
            self._call_first()

    def _call_first(self):
        # If the first has been called already, it has not run since: it calls the next, should it give up.
        if self._line and not self._line[0].done():
            self._line[0].set_result(True)


class Semaphore(_Held):
    """Shares out so many places."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def _status(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        """Whether there is no place, or others wait for it."""
        return self._value == 0 or self._is_wanted()

    def release(self):
        """Gives a place back, to the first in the line if there is one."""
        self._value += 1
        self._hand_out(1)

    async def acquire(self):
        """Takes a place when there is one."""
        if not self.locked():
            self._value -= 1
            return True
        waiter = self._join()
        try:
            await waiter
        except BaseException as error:
            if isinstance(error, CancelledError) and waiter.done() and not waiter.cancelled():
                # A place had been handed out to it.
                self._value += 1
            raise
        finally:
            self._line.remove(waiter)
            # Others may have been sent to the line by this one, while places came back.
            if self._value > 0:
                self._hand_out(self._value)
        return True

    def _hand_out(self, places):
        # A place is taken when it is handed out, not when its task runs: nobody can come between.
        self._value -= _wake(self._line, places)


class BoundedSemaphore(Semaphore):
    """Has never more places than at first."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Condition(_Held):
    """Tasks that hold its lock give it up until another one has news for them."""

    def __init__(self, lock=None):
        super().__init__()
        self._lock = Lock() if lock is None else lock
        for name in ("locked", "acquire", "release"):
            setattr(self, name, getattr(self._lock, name))

    def _status(self):
        return "locked" if self.locked() else "unlocked"

    def notify(self, n=1):
        """Lets the first n go on, as soon as they have the lock."""
        self._demand_lock("notify")
        _wake(self._line, n)

    def notify_all(self):
        """Lets all go on, one after the other."""
        self.notify(len(self._line))

    async def wait_for(self, predicate):
        """Waits as often as the predicate is false; what it gave at last."""
        while not (result := predicate()):
            await self.wait()
        return result

    async def wait(self):
        """Gives the lock up until notified, and has it again afterwards, even when it fails."""
        self._demand_lock("wait")
        waiter = self._waiter()
        self.release()
        self._line.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._line.remove(waiter)
                await self._take_back()
        except BaseException:
            # It may have been notified as well, which is for somebody who makes use of it.
            _wake(self._line, 1)
            raise
        return True

    def _demand_lock(self, action):
        if not self.locked():
            raise RuntimeError(f"cannot {action} on un-acquired lock")

    async def _take_back(self):
        """Takes the lock; a cancellation is raised only then, the last one if there are several."""
        late = []
        while True:
            try:
                await self.acquire()
            except CancelledError as error:
                late[:] = (error,)
            else:
                break
        if late:
            # Not kept in the frame, which the traceback holds.
            raise late.pop()


class Barrier(_WithState):
    """Holds tasks up until enough have come, and lets these go on together.

    It fills, and drains when it is full. A reset drains it too, with errors; abort() breaks it.
    """

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._inside = 0
        self._phase = _FILLING
        self._changed = Condition()

    @property
    def broken(self):
        return self._phase == _BROKEN

    @property
    def n_waiting(self):
        return self._inside if self._phase == _FILLING else 0

    @property
    def parties(self):
        return self._parties

    def _status(self):
        return self._phase if self.broken else f"{self._phase}, waiters:{self.n_waiting}/{self._parties}"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, kind, value, traceback):
        pass

    async def abort(self):
        """Breaks the barrier: who waits, and who comes, fails."""
        async with self._changed:
            self._enter_phase(_BROKEN)

    async def reset(self):
        """Makes the barrier as new: who waits fails."""
        async with self._changed:
            self._enter_phase(_RESETTING if self._inside else _FILLING)

    async def wait(self):
        """Waits for the others; the number of those that had come before."""
        async with self._changed:
            # Those of the round before leave first.
            await self._while_phase_in(_DRAINING, _RESETTING)
            self._fail_in("Barrier aborted", _BROKEN)
            number = self._inside
            self._inside += 1
            try:
                if self._inside == self._parties:
                    self._enter_phase(_DRAINING)
                else:
                    await self._while_phase_in(_FILLING)
                    self._fail_in("Abort or reset of barrier", _BROKEN, _RESETTING)
                return number
            finally:
                self._inside -= 1
                if self._inside == 0:
                    self._enter_phase(_BROKEN if self.broken else _FILLING)

    def _enter_phase(self, phase):
        self._phase = phase
        self._changed.notify_all()

    async def _while_phase_in(self, *phases):
        await self._changed.wait_for(lambda: self._phase not in phases)

    def _fail_in(self, message, *phases):
        if self._phase in phases:
            raise BrokenBarrierError(message)
