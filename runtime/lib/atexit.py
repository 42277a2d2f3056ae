"""Functions that are called when the program ends, the last one first."""

import sys
from types import SimpleNamespace

__all__ = ["register", "unregister"]

_registered = []


def register(*arguments, **keywords):
    """Has a function called at the end, with these arguments; gives the function back."""
    if not arguments:
        raise TypeError("register() takes at least 1 argument (0 given)")
    function, *positional = arguments
    if not callable(function):
        raise TypeError("the first argument must be callable")
    _registered.append((function, positional, keywords))
    return function


def unregister(function, /):
    """Forgets every registration of a function."""
    _registered[:] = [entry for entry in _registered if not (entry[0] is function or entry[0] == function)]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    """Calls everything; what one function raises is told and does not keep the others from running.

    What they register themselves is forgotten.
    """
    for function, positional, keywords in reversed(list(_registered)):
        try:
            function(*positional, **keywords)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next
            sys.unraisablehook(SimpleNamespace(
                exc_type=type(problem),
                exc_value=problem,
                exc_traceback=problem.__traceback__,
                err_msg=f"Exception ignored in atexit callback {function!r}",
                object=None,
            ))
    _registered.clear()
