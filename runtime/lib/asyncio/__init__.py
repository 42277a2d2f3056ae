"""Coroutines, tasks and an event loop that runs them, without input and output."""

from . import exceptions, events, coroutines, futures, tasks, locks, queues, timeouts, taskgroups, threads, base_events, runners
from .exceptions import *
from .events import *
from .coroutines import *
from .futures import *
from .tasks import *
from .locks import *
from .queues import *
from .timeouts import *
from .taskgroups import *
from .threads import *
from .base_events import *
from .runners import *

__all__ = (
    exceptions.__all__
    + events.__all__
    + coroutines.__all__
    + futures.__all__
    + tasks.__all__
    + locks.__all__
    + queues.__all__
    + timeouts.__all__
    + taskgroups.__all__
    + threads.__all__
    + base_events.__all__
    + runners.__all__
)


def __getattr__(name):
    """The names of policies that are deprecated."""
    if name == "AbstractEventLoopPolicy":
        found = events._AbstractEventLoopPolicy
    elif name == "DefaultEventLoopPolicy":
        found = events._DefaultEventLoopPolicy
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    events._deprecated(name)
    return found
