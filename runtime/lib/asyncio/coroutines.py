"""What counts as a coroutine."""

__all__ = ("iscoroutinefunction", "iscoroutine")

import inspect
import types

_COROUTINE_TYPES = (types.CoroutineType,)


def iscoroutinefunction(func):
    """Whether calling this makes a coroutine."""
    import warnings

    warnings.warn(
        "'asyncio.iscoroutinefunction' is deprecated and slated for removal in Python 3.16; "
        "use inspect.iscoroutinefunction() instead",
        DeprecationWarning,
        stacklevel=2,
    )
    return _iscoroutinefunction(func)


def _iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func) or getattr(func, "_is_coroutine", None) is _is_coroutine


_is_coroutine = object()


def iscoroutine(obj):
    """Whether this is a coroutine."""
    if type(obj) in _COROUTINE_TYPES:
        return True
    return (
        isinstance(obj, object)
        and not isinstance(obj, types.GeneratorType)
        and all(hasattr(type(obj), name) for name in ("send", "throw", "close", "__await__"))
    )


def _coroutine_of(awaitable):
    """What the loop can run of something that can be awaited."""
    if iscoroutine(awaitable):
        return awaitable
    if inspect.isawaitable(awaitable):
        return _awaiting(awaitable)
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


async def _awaiting(awaitable):
    return await awaitable
