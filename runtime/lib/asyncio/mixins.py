"""What locks and queues have in common: futures of the loop they belong to."""

from . import events


class LoopBound:
    """Belongs to the loop in which it first has somebody wait; no other may use it then."""

    _loop = None

    def _waiter(self):
        """A new future to wait for."""
        running = events._get_running_loop()
        if self._loop is None:
            self._loop = running
        elif self._loop is not running:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return running.create_future()
