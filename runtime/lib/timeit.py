"""How long small pieces of code take."""

import builtins
import gc
from itertools import repeat as _times
from time import perf_counter as default_timer

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_repeat, default_number = 5, 10**6
dummy_src_name = "<timeit-src>"

# The function that is timed; an empty statement stays valid by the `pass` behind it.
template = """\
def inner(_runs, _clock{init}):
    {setup}
    _start = _clock()
    for _run in _runs:
        {stmt}
        pass
    return _clock() - _start
"""


class Timer:
    """Times a statement, a text or a function, after a setup."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names, parts, known = {}, {"init": ""}, ""
        for role, given, columns in ("setup", setup, 4), ("stmt", stmt, 8):
            if isinstance(given, str):
                # Compiled alone, too: it must not end the function or the loop that it is put in.
                compile(known + given, dummy_src_name, "exec")
                known = given + "\n"
                parts[role] = given.replace("\n", "\n" + " " * columns)
            elif callable(given):
                names[f"_{role}"] = given
                parts[role] = f"_{role}()"
                parts["init"] += f", _{role}=_{role}"
            else:
                raise ValueError(f"{role} is neither a string nor callable")
        self.src = template.format_map(parts)
        code = compile(self.src, dummy_src_name, "exec")
        exec(code, builtins.globals() if globals is None else globals, names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        """How long so many runs take."""
        collects = gc.isenabled()
        gc.disable()
        try:
            return self.inner(_times(None, number), self.timer)
        finally:
            if collects:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """How long so many runs take, several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """A number of runs that takes at least 0.2 seconds, and how long it takes."""
        power = 0
        while True:
            for number in (10**power, 2 * 10**power, 5 * 10**power):
                seconds = self.timeit(number)
                if callback:
                    callback(number, seconds)
                if seconds >= 0.2:
                    return number, seconds
            power += 1

    def print_exc(self, file=None):
        """Prints the exception that is being handled."""
        from traceback import print_exc

        print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """How long so many runs of a statement take."""
    timed = Timer(stmt, setup, timer, globals)
    return timed.timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """How long so many runs of a statement take, several times."""
    timed = Timer(stmt, setup, timer, globals)
    return timed.repeat(repeat, number)
