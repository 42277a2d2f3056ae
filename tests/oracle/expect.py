"""Writes the expected output of every program of the corpus, from the Python that runs this file.

    python3.14 tests/oracle/expect.py [--check] [PART-OF-A-NAME…]
    node tests/oracle/expect.mjs [--check] [PART-OF-A-NAME…]     # CPython 3.14 under node

Run from the root of the checkout. For each tests/lang/TOPIC/NAME.py it writes NAME.out (standard
output) and, when anything was written to standard error, NAME.err; the exit code must be what the
header `# exit: N` says (0 without one). Addresses are written as "at 0xADDRESS". `--check` writes nothing
and lists the programs whose files differ.
"""

import gc
import io
import os
import re
import sys
import traceback
import warnings


def exit_code(error, err):
    """The exit code CPython gives for an uncaught exception; its message goes to `err`."""
    if isinstance(error, SystemExit):
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=err)
        return 1
    # The first entry of the traceback is this file's own call of exec.
    error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
    traceback.print_exception(error, file=err)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def fresh_asyncio():
    """An asyncio that has made no task yet, with a loop that waits without files: node has no select."""
    for name in [name for name in sys.modules if name.split(".")[0] in ("asyncio", "_asyncio")]:
        del sys.modules[name]
    import asyncio
    import time

    class Selector:
        def select(self, timeout):
            time.sleep(24 * 3600 if timeout is None else timeout)
            return []

    class Loop(asyncio.base_events.BaseEventLoop):
        _selector = Selector()

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    asyncio._set_running_loop(None)
    asyncio.new_event_loop = asyncio.events.new_event_loop = Loop


def forget_modules(folder):
    """Drops the modules that a program imported from its own folder: they may hold what is made anew for each."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and os.path.dirname(os.path.abspath(file)) == os.path.abspath(folder):
            del sys.modules[name]


def run(path):
    """Runs one program; answers its exit code, standard output and standard error."""
    source = open(path, encoding="utf-8").read()
    if "asyncio" in source:
        fresh_asyncio()
    saved = sys.stdout, sys.stderr, sys.argv, sys.unraisablehook, sys.getrecursionlimit()
    path_before = list(sys.path)
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    sys.stdout, sys.stderr, sys.argv = io.StringIO(), io.StringIO(), [path]
    sys.unraisablehook = sys.__unraisablehook__
    out, err = sys.stdout, sys.stderr
    filters = list(warnings.filters)
    scope = {"__name__": "__main__", "__builtins__": __builtins__, "__file__": path}
    code = 0
    # The program's own recursion limit: this file's frames come on top of it.
    sys.setrecursionlimit(1000 + depth())
    try:
        exec(compile(source, path, "exec"), scope)
    except BaseException as error:
        code = exit_code(error, err)
    finally:
        scope.clear()
        gc.enable()
        gc.collect()
        warnings.filters[:] = filters
        sys.stdout, sys.stderr, sys.argv, sys.unraisablehook = saved[:4]
        sys.setrecursionlimit(saved[4])
        sys.path[:] = path_before
        forget_modules(os.path.dirname(path))
    return code, plain(out.getvalue()), plain(err.getvalue())


def depth():
    """How many frames are below the program's module frame."""
    frame, count = sys._getframe(1), 0
    while frame is not None:
        frame, count = frame.f_back, count + 1
    return count


def plain(text):
    return re.sub(r" at 0x[0-9a-f]+", " at 0xADDRESS", text)


def programs(parts):
    for folder, _, names in sorted(os.walk("tests/lang")):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not name.endswith(".py") or (parts and not any(part in path for part in parts)):
                continue
            source = open(path, encoding="utf-8").read()
            # The stack of CPython under node is too small for a few programs, which say so.
            left_out = sys.platform == "emscripten" and "\n# oracle: native\n" in source
            if not left_out and not source.startswith("# module: "):
                yield path


def settle(path, text, check):
    """Makes the file at `path` hold `text` (no file for no text); answers whether it did not."""
    old = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
    if old != text and not check:
        if text:
            open(path, "w", encoding="utf-8").write(text)
        else:
            os.remove(path)
    return old != text


def main(args):
    check = "--check" in args
    count = different = wrong = 0
    for path in programs([arg for arg in args if arg != "--check"]):
        code, out, err = run(path)
        count += 1
        header = re.search(r"^# exit: (\d+)$", open(path, encoding="utf-8").read(), re.M)
        if code != int(header[1] if header else 0):
            wrong += 1
            print("%s: exit code %d\n%s" % (path, code, err))
        changed = [settle(path[:-3] + ".out", out, check), settle(path[:-3] + ".err", err, check)]
        if any(changed):
            different += 1
            print(path, "differs" if check else "written")
    print("%d programs, %d changed, %d with the wrong exit code" % (count, different, wrong))
    return 1 if wrong or (check and different) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
