"""How callbacks, futures and tasks are shown."""

import sys


def _unwrapped(callback):
    """The function behind a callback, to look for its place."""
    while True:
        inner = getattr(callback, "__wrapped__", None) or getattr(callback, "func", None)
        if inner is None:
            break
        callback = inner
    return getattr(callback, "__func__", callback)


def _place(callback):
    code = getattr(_unwrapped(callback), "__code__", None)
    return None if code is None else (code.co_filename, code.co_firstlineno)


def _arguments(args, kwargs, debug):
    if not debug:
        # Arguments may be secret, and long.
        return "()"
    shown = [_shortened(argument) for argument in args or ()]
    shown += [f"{name}={_shortened(value)}" for name, value in (kwargs or {}).items()]
    return "(" + ", ".join(shown) + ")"


def _format_callback(callback, args, kwargs, debug, suffix=""):
    inner = getattr(callback, "func", None)
    if inner is not None and hasattr(callback, "keywords"):
        suffix = _arguments(args, kwargs, debug) + suffix
        return _format_callback(inner, callback.args, callback.keywords, debug, suffix)
    name = getattr(callback, "__qualname__", None) or getattr(callback, "__name__", None) or repr(callback)
    return name + _arguments(args, kwargs, debug) + suffix


def _format_callback_source(callback, args, debug=False):
    shown = _format_callback(callback, args, None, debug)
    place = _place(callback)
    return f"{shown} at {place[0]}:{place[1]}" if place else shown


def _format_callbacks(callbacks):
    shown = [
        "Task.task_wakeup()" if _is_wakeup(callback) else _format_callback_source(callback, ())
        for callback, _ in callbacks
    ]
    if len(shown) > 2:
        shown = [shown[0], f"<{len(shown) - 2} more>", shown[-1]]
    return "cb=[" + ", ".join(shown) + "]"


def _is_wakeup(callback):
    """Whether it is a task that waits."""
    return getattr(getattr(callback, "__func__", None), "_wakes_task", False)


def _shortened(value):
    """Text of a value, shortened where it is long."""
    if value is None or value is True or value is False or type(value) is int and -(10**20) < value < 10**20:
        return repr(value)
    import reprlib

    return reprlib.repr(value)


def _future_repr_info(future):
    """What is shown of a future between the angle brackets."""
    info = [future._state.lower()]
    if future._state == "FINISHED":
        if future._exception is not None:
            info.append(f"exception={future._exception!r}")
        else:
            info.append(f"result={_shortened(future._result)}")
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    return info


def _format_coroutine(coro):
    """A coroutine with its state and the place where it is."""
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name}()" if name else f"<{type(coro).__name__} without __name__>()"
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    running = getattr(coro, "cr_running", None)
    if running is None:
        running = getattr(coro, "gi_running", False)
    if code is None:
        return f"{name} running" if running else name
    frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
    file = code.co_filename or "<empty co_filename>"
    if frame is not None:
        return f"{name} running at {file}:{frame.f_lineno}"
    return f"{name} done, defined at {file}:{code.co_firstlineno}"


def _task_repr(task):
    info = _future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = "cancelling"
    info.insert(1, f"name={task.get_name()!r}")
    if task._fut_waiter is not None:
        info.insert(2, f"wait_for={task._fut_waiter!r}")
    coro = task._coro
    if coro is not None:
        info.insert(2, f"coro=<{_format_coroutine(coro)}>")
    return f"<{type(task).__name__} {' '.join(info)}>"


def _write_error(message, exception):
    """Says on standard error what nobody handles, through logging where the program uses that."""
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger("asyncio").error(message, exc_info=exception or False)
        return
    stream = sys.stderr
    if stream is None:
        return
    if exception is not None:
        import traceback

        message += "\n" + "".join(traceback.format_exception(exception)).rstrip("\n")
    stream.write(message + "\n")
