# module: An event loop whose time is a number, for the programs beside it.
import asyncio


class Loop(asyncio.base_events.BaseEventLoop):
    """A loop whose time passes while it waits, and only then."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = self

    def time(self):
        return self.now

    def select(self, timeout):
        self.now += timeout
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def run(coroutine):
    return asyncio.run(coroutine, loop_factory=Loop)
