"""Runs programs under CPython: for each `PATH LENGTH` line and text on standard input, a length and the output."""

import builtins
import gc
import io
import signal
import sys
import warnings


def too_long(*_):
    raise SystemExit("cannot run: it does not end")


def run(path, source):
    real, names = sys.stdout, dict(builtins.__dict__)
    out = sys.stdout = io.StringIO()
    hooks, shown, filters = sys.unraisablehook, warnings.showwarning, list(warnings.filters)
    scope = {"__name__": "__main__", "__builtins__": builtins}
    signal.alarm(20)
    trouble = ""
    try:
        exec(compile(source, path, "exec", dont_inherit=True), scope)
    except SystemExit as end:
        trouble = str(end)
    except SyntaxError as error:
        trouble = "cannot run: " + str(error)
    except BaseException:
        pass
    signal.alarm(0)
    builtins.__dict__.clear()
    builtins.__dict__.update(names)
    # Finalisers of what is unreachable find the names of the module.
    gc.collect()
    scope.clear()
    gc.collect()
    sys.stdout, sys.unraisablehook, warnings.showwarning = real, hooks, shown
    warnings.filters[:] = filters
    return trouble or out.getvalue()


signal.signal(signal.SIGALRM, too_long)
# The frames of this script come on top of the program's own.
sys.setrecursionlimit(sys.getrecursionlimit() + 2)
for head in iter(sys.stdin.buffer.readline, b""):
    path, length = head.decode().split()
    text = run(path, sys.stdin.buffer.read(int(length)).decode()).encode()
    sys.stdout.buffer.write(b"%d\n%b" % (len(text), text))
    sys.stdout.buffer.flush()
