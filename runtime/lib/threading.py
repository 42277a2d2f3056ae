"""Threads as seen by a machine that has one: locks and their kin work, no second thread starts."""

from time import monotonic as _time, sleep as _sleep

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event",
    "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "ThreadError", "local", "get_native_id",
]

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError
_MAIN_IDENT = 1


def _never(timeout, what):
    """Waits for what only another thread could bring."""
    if timeout is None or timeout < 0:
        raise RuntimeError(f"deadlock: {what} waits for another thread, and there is none")
    _sleep(timeout)
    return False


class _Lock:
    def __init__(self):
        self._held = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._held:
            self._held = True
            return True
        return blocking and _never(timeout, "acquire()")

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        state = "locked" if self._held else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


_Lock.__name__ = _Lock.__qualname__ = "lock"
_Lock.__module__ = "_thread"
Lock = _Lock


class _RLock:
    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._count > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        state, owner = ("locked", _MAIN_IDENT) if self._count else ("unlocked", 0)
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


_RLock.__name__ = _RLock.__qualname__ = "RLock"
_RLock.__module__ = "_thread"
RLock = _RLock


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def _is_owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        return self._lock.locked()

    def _check(self, what):
        if not self._lock.locked():
            raise RuntimeError(f"cannot {what} on un-acquired lock")

    def wait(self, timeout=None):
        self._check("wait")
        return _never(timeout, "wait()")

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        self._check("notify")

    def notify_all(self):
        self.notify()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value:
            self._value -= 1
            return True
        return blocking and _never(timeout, "acquire()")

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    __enter__ = acquire

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return self._flag or _never(timeout, "wait()")


class local:
    """Attributes of each thread: of the one there is."""


_made = 0


class Thread:
    """A thread that cannot be started; the main one is of this class too."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        global _made
        if group is not None:
            raise AssertionError("group argument must be None for now")
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        if name is None:
            _made += 1
            name = f"Thread-{_made}" + (f" ({target.__name__})" if hasattr(target, "__name__") else "")
        self.name, self.daemon, self._ident = str(name), bool(daemon), None

    def start(self):
        raise RuntimeError("can't start new thread: genjit runs on one")

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        raise RuntimeError("cannot join current thread" if self._ident else "cannot join thread before it is started")

    def is_alive(self):
        return self._ident is not None

    @property
    def ident(self):
        return self._ident

    native_id = ident

    def __repr__(self):
        status = "started" if self._ident else "initial"
        status += " daemon" if self.daemon else ""
        status += f" {self._ident}" if self._ident else ""
        return f"<{self.__class__.__name__}({self.name}, {status})>"


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._ident = _MAIN_IDENT


_main = _MainThread()


def main_thread():
    return _main


def current_thread():
    return _main


def get_ident():
    return _MAIN_IDENT


def get_native_id():
    return _MAIN_IDENT


def active_count():
    return 1


def enumerate():
    return [_main]
