"""Benchmarks: measures functions and prints mean and deviation.

The interface is that of the pyperf module's `Runner`. Everything runs in this one process: `--processes` takes 1
only, and commands are not measured.
"""

import math
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from time import perf_counter, time

__all__ = ["Benchmark", "Runner", "perf_counter", "python_has_jit", "python_implementation"]

VERSION = (2, 9, 0)
__version__ = "2.9.0"


def python_implementation():
    """The name of what runs the program."""
    return sys.implementation.name


def python_has_jit():
    """Whether the program may be run by machine code: then warm-ups matter."""
    return True


# Text of times.

_UNITS = ("sec", "ms", "us", "ns")


def _times(values):
    """Times in the unit that fits the first."""
    for power in range(2, -9, -1):
        if values[0] >= 10.0**power:
            break
    else:
        power = -9
    precision = 2 - power % 3
    unit = -(power // 3) if power < 0 else 0
    factor = 10 ** (unit * 3)
    return tuple(f"{value * factor:.{precision}f} {_UNITS[unit]}" for value in values)


def format_timedelta(value):
    """A time with its unit."""
    return _times((value,))[0]


def format_timedeltas(values):
    """Times with the unit of the first."""
    return _times(tuple(values))


def _json(value):
    """A value as JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(key)}: {_json(item)}" for key, item in sorted(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char >= " " else f"\\u{ord(char):04x}" for char in text) + '"'


class Benchmark:
    """What was measured: the time of one inner loop, several times."""

    def __init__(self, name, values, warmups, loops, inner_loops, metadata):
        self._name, self._values, self._warmups = name, tuple(values), tuple(warmups)
        self._loops, self._inner_loops, self._metadata = loops, inner_loops, dict(metadata)

    def get_name(self):
        return self._name

    def get_values(self):
        return self._values

    def get_nvalue(self):
        return len(self._values)

    def get_nrun(self):
        return 1

    def get_loops(self):
        return self._loops

    def get_inner_loops(self):
        return self._inner_loops

    def get_metadata(self):
        return dict(self._metadata, name=self._name)

    def mean(self):
        """The mean of the values."""
        return math.fsum(self._values) / len(self._values)

    def stdev(self):
        """The standard deviation of the values."""
        mean = self.mean()
        return math.sqrt(math.fsum((value - mean) ** 2 for value in self._values) / (len(self._values) - 1))

    def median(self):
        """The middle value."""
        values = sorted(self._values)
        middle = len(values) // 2
        return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2

    def format_value(self, value):
        return format_timedelta(value)

    def format_values(self, values):
        return format_timedeltas(values)

    def __str__(self):
        if len(self._values) < 2:
            return format_timedelta(self.mean())
        return "Mean +- std dev: %s +- %s" % format_timedeltas((self.mean(), self.stdev()))

    def _as_json(self):
        metadata = dict(self._metadata, name=self._name, loops=self._loops, unit="second")
        if self._inner_loops != 1:
            metadata["inner_loops"] = self._inner_loops
        run = {"metadata": {}, "values": self._values}
        if self._warmups:
            run["warmups"] = self._warmups
        return {"metadata": metadata, "runs": [run]}


def _at_least(least):
    def convert(text):
        value = int(text)
        if value < least:
            raise ArgumentTypeError("value must be >= %s" % least)
        return value

    convert.__name__ = "int"
    return convert


def _loops(text):
    base, power, exponent = text.partition("^")
    value = int(base) ** int(exponent) if power else int(text)
    if value < 0:
        raise ArgumentTypeError("value must be >= 0")
    return value


_loops.__name__ = "int"


class Runner:
    """Measures functions as the command line says."""

    def __init__(
        self, values=None, processes=None, loops=0, min_time=0.1, metadata=None, show_name=True, program_args=None,
        add_cmdline_args=None, _argparser=None, warmups=None
    ):
        if processes not in (None, 1):
            raise ValueError("only one process is supported, this one")
        if values is not None and values < 1:
            raise ValueError("values must be >= 1")
        if loops < 0:
            raise ValueError("loops must be >= 0")
        self.metadata = dict(metadata) if metadata is not None else {}
        self.args = None
        self._show_name = show_name
        # Called with the command of another process, of which there is none.
        self._add_cmdline_args = add_cmdline_args
        self._benchmarks = []
        self._names = set()
        parser = ArgumentParser() if _argparser is None else _argparser
        parser.description = parser.description or "Benchmark"
        parser.add_argument("--rigorous", action="store_true", help="Spend longer running tests to get more accurate results")
        parser.add_argument("--fast", action="store_true", help="Get rough answers quickly")
        parser.add_argument("--debug-single-value", action="store_true",
                            help="Debug mode, only compute a single value")
        parser.add_argument("-p", "--processes", type=_at_least(1), default=1, help="Number of processes: 1")
        parser.add_argument("-n", "--values", type=_at_least(1), default=10 if values is None else values,
                            help="Number of values (default: %(default)s)")
        parser.add_argument("-w", "--warmups", type=_at_least(0), default=3 if warmups is None else warmups,
                            help="Number of skipped values before the first one (default: %(default)s)")
        parser.add_argument("-l", "--loops", type=_loops, default=loops,
                            help="Number of loops per value, 0 means automatic calibration (default: %(default)s)")
        parser.add_argument("--min-time", type=float, default=min_time,
                            help="Minimum duration in seconds of a single value (default: %(default)s)")
        parser.add_argument("-v", "--verbose", action="store_true", help="Print each value")
        parser.add_argument("-q", "--quiet", action="store_true", help="Print no warnings")
        parser.add_argument("--stdout", action="store_true", help="Write the results as JSON to standard output")
        parser.add_argument("-o", "--output", metavar="FILENAME", help="Write the results as JSON to FILENAME")
        self.argparser = parser

    def parse_args(self, args=None):
        """Parses the command line; done by the first measurement otherwise."""
        if self.args is not None:
            raise RuntimeError("command line is already parsed" if args is None else "already parsed")
        args = self.argparser.parse_args(args)
        if args.processes != 1:
            self.argparser.error("argument -p/--processes: only one process is supported, this one")
        if args.rigorous and args.fast:
            self.argparser.error("--rigorous and --fast exclude each other")
        if args.rigorous:
            args.values *= 2
        elif args.fast:
            args.values = max(args.values * 2 // 3, 2)
        if args.debug_single_value:
            args.loops, args.warmups, args.values = 1, 0, 1
        if args.output is not None and os.path.exists(args.output):
            print("ERROR: The JSON file %r already exists" % args.output, file=sys.stderr)
            sys.exit(1)
        self.args = args
        return args

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        """Measures a function that is given a number of loops and answers how long they took."""
        self._check(name, inner_loops)
        if not callable(time_func):
            raise TypeError("time_func must be callable")
        return self._measure(name, lambda loops: time_func(loops, *args), inner_loops, metadata)

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        """Measures calls of a function."""
        self._check(name, inner_loops)
        if not callable(func):
            raise TypeError("func must be callable")

        def time_func(loops):
            loops = range(loops)
            if args:
                start = perf_counter()
                for _ in loops:
                    func(*args)
                return perf_counter() - start
            start = perf_counter()
            for _ in loops:
                func()
            return perf_counter() - start

        return self._measure(name, time_func, inner_loops, metadata)

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        """Measures awaiting what a function gives."""
        import asyncio

        self._check(name, inner_loops)
        if not callable(func):
            raise TypeError("func must be callable")

        async def main(loops):
            start = perf_counter()
            for _ in range(loops):
                await func(*args)
            return perf_counter() - start

        def time_func(loops):
            if loop_factory is None:
                return asyncio.run(main(loops))
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                return runner.run(main(loops))

        return self._measure(name, time_func, inner_loops, metadata)

    def bench_command(self, name, command):
        """Refused: commands are other processes."""
        raise RuntimeError("bench_command() is not supported: everything runs in one process")

    def timeit(
        self, name, stmt=None, setup="pass", teardown="pass", inner_loops=None, duplicate=None, metadata=None, globals=None
    ):
        """Measures a statement."""
        if stmt is None:
            stmt = name
        self._check(name, inner_loops)
        texts = {}
        for what, text in (("stmt", stmt), ("setup", setup), ("teardown", teardown)):
            lines = text if isinstance(text, str) else "\n".join(text)
            texts[what] = lines.replace("\n", "\n    ")
        if duplicate is not None and duplicate > 1:
            texts["stmt"] = "\n        ".join([texts["stmt"].replace("\n", "\n    ")] * duplicate)
            inner_loops = duplicate * (1 if inner_loops is None else inner_loops)
        else:
            texts["stmt"] = texts["stmt"].replace("\n", "\n    ")
        source = (
            "def inner(_it, _timer):\n    {setup}\n    _t0 = _timer()\n    for _i in _it:\n        {stmt}\n"
            "    _t1 = _timer()\n    {teardown}\n    return _t1 - _t0\n"
        ).format(**texts)
        scope = {} if globals is None else globals
        exec(compile(source, "<timeit-src>", "exec"), scope)
        inner = scope["inner"]
        return self._measure(name, lambda loops: inner(range(loops), perf_counter), inner_loops, metadata)

    def _check(self, name, inner_loops):
        if not isinstance(name, str) or not name.strip():
            raise ValueError("invalid name: %r" % (name,))
        if name in self._names:
            raise ValueError("duplicated benchmark name: %r" % name)
        if inner_loops is not None and inner_loops < 1:
            raise ValueError("inner_loops must be >= 1, got %r" % (inner_loops,))
        self._names.add(name)

    def _measure(self, name, time_func, inner_loops, metadata):
        if self.args is None:
            self.parse_args()
        args = self.args
        inner = 1 if inner_loops is None else inner_loops
        warmups = []

        def measure(loops):
            duration = time_func(loops)
            if duration <= 0.0 and loops > 1:
                raise ValueError("the function took no time: %r" % duration)
            return duration / (loops * inner)

        loops = args.loops
        if not loops:
            loops = 1
            while True:
                value = measure(loops)
                warmups.append((loops, value))
                if value * loops * inner >= args.min_time:
                    break
                loops *= 2
        for _ in range(args.warmups):
            warmups.append((loops, measure(loops)))
        values = []
        for number in range(args.values):
            value = measure(loops)
            values.append(value)
            if args.verbose:
                print(f"Value {number + 1}: {format_timedelta(value)} ({loops} loops)")
        result = Benchmark(name, values, warmups, loops, inner, {**self.metadata, **(metadata or {})})
        self._benchmarks.append(result)
        self._report(result)
        return result

    def _report(self, result):
        args = self.args
        if args.stdout:
            print(self._suite())
        else:
            print(f"{result.get_name()}: {result}" if self._show_name else str(result))
            if not args.quiet and result.get_nvalue() > 1 and result.stdev() >= 0.1 * result.mean():
                mean, stdev = format_timedeltas((result.mean(), result.stdev()))
                print("WARNING: the benchmark result may be unstable")
                print(f"* the standard deviation ({stdev}) is {result.stdev() / result.mean():.0%} of the mean ({mean})")
            sys.stdout.flush()
        if args.output is not None:
            with open(args.output, "w", encoding="utf-8") as file:
                file.write(self._suite() + "\n")

    def _suite(self):
        version = ".".join(map(str, sys.version_info[:3]))
        metadata = {
            "perf_version": __version__, "python_implementation": python_implementation(),
            "python_version": f"{version} (64-bit)", "platform": sys.platform, "timer": "perf_counter",
            "date": _date(time()),
        }
        return _json({
            "benchmarks": [result._as_json() for result in self._benchmarks], "metadata": metadata, "version": "1.0",
        })


def _date(seconds):
    """Seconds since the epoch as date and time (UTC)."""
    days, rest = divmod(int(seconds), 86400)
    # The civil calendar, with years that begin in March.
    days += 719468
    era, day_of_era = divmod(days, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    year = year_of_era + era * 400 + (month <= 2)
    return f"{year:04}-{month:02}-{day:02} {rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.000000"
