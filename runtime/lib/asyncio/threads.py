"""What needs threads, and is refused."""

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Runs a function in a thread: there are none."""
    raise NotImplementedError("to_thread() needs threads, which are not supported")
