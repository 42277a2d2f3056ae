"""Compares genjit with the Python that runs this, on benchmarks of pyperformance.

    compare.py --genjit=PATH --benchmarks=FOLDER [--more=FOLDER] [--seconds=1] [NAME…]

For each benchmark: what its functions compute must be the same text in all engines; the file itself must run
as a user runs it, with genjit's own `pyperf`; and the times of the engines are shown side by side. Exit code
1 if anything fails. What is not in the folder of benchmarks is looked for in that of `--more`.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVE = os.path.join(HERE, "drive.py")

#: Folder, and the arguments of its runs.
BENCHMARKS = {
    "generators": [[]],
    "nqueens": [[]],
    "coroutines": [[]],
    "async_generators": [[]],
    "async_tree": [["none"], ["eager"], ["io"], ["memoization"], ["cpu_io_mixed"], ["none", "--task-groups"]],
    "chaos": [[]],
    "richards": [[]],
    "richards_super": [[]],
    "deltablue": [[]],
    "raytrace": [[]],
    "nbody": [[]],
    "fannkuch": [[]],
    "spectral_norm": [[]],
    "hexiom": [[]],
    "meteor_contest": [[]],
    "unpack_sequence": [[]],
    "comprehensions": [[]],
    "deepcopy": [[]],
    "btree": [[]],
    "go": [[]],
    "float": [[]],
    "barnes_hut": [[]],
    "mdp": [[]],
    "pidigits": [[]],
    "scimark": [[]],
}

#: Benchmarks of the repository of pyperformance that are in none of its releases.
UNRELEASED = {"btree"}

#: Benchmarks that cannot run yet, with what they want. One of them that runs is a failure, so that the list shrinks.
MISSING = {}

#: One run is ended after so many seconds.
PATIENCE = 120


def run(command):
    """Output of a command, and what went wrong with it or `None`."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return "", "no end after %d s" % PATIENCE
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        return done.stdout, "exit code %d: %s" % (done.returncode, lines[-1])
    return done.stdout, None


def times(command):
    out, failure = run(command)
    rows = [line.split() for line in out.splitlines() if line.startswith("time ")]
    return {name: float(seconds) for _, name, seconds in rows}, failure


def shown(seconds):
    if seconds is None:
        return "-"
    return "%.3g ms" % (seconds * 1e3)


def ratio(base, seconds):
    return "%.2fx" % (base / seconds) if base and seconds else "-"


class Comparison:
    def __init__(self, genjit, folders, seconds):
        self.folders, self.seconds = folders, seconds
        version = "%d.%d.%d" % sys.version_info[:3]
        self.engines = {
            version: [sys.executable],
            "jit off": [genjit, "run", "--jit=off"],
            "jit on": [genjit, "run", "--jit=on"],
        }
        self.reference = version
        self.genjit = genjit
        self.failures = []
        self.rows = []

    def fail(self, benchmark, engine, reason):
        self.failures.append("%s in %s: %s" % (benchmark, engine, reason))

    def benchmark(self, name):
        places = [os.path.join(folder, "bm_" + name) for folder in self.folders]
        folder = next(filter(os.path.isdir, places), None)
        if folder is None and name in UNRELEASED:
            print("skipped: %s is in no release of pyperformance" % name, flush=True)
            return
        if folder is None:
            self.fail(name, "pyperformance", "there is no such benchmark")
            return
        expected = None
        for engine, command in self.engines.items():
            out, failure = run(command + [DRIVE, "observe", folder])
            if failure:
                self.fail(name, engine, failure)
            elif expected is None:
                expected = out
            elif out != expected:
                self.fail(name, engine, "computes %.200r, not %.200r" % difference(out, expected))
        for arguments in BENCHMARKS[name]:
            self.as_user(name, folder, arguments)
            self.time(name, folder, arguments)

    def as_user(self, name, folder, arguments):
        file = os.path.join(folder, "run_benchmark.py")
        out, failure = run([self.genjit, file, "--debug-single-value", *arguments])
        if failure:
            self.fail(name, "genjit %s" % " ".join(["run_benchmark.py", "--debug-single-value", *arguments]), failure)

    def time(self, name, folder, arguments):
        columns = {}
        for engine, command in self.engines.items():
            measured, failure = times(command + [DRIVE, "time", folder, str(self.seconds), *arguments])
            if failure:
                self.fail(name, engine, failure)
            columns[engine] = measured
        names = dict.fromkeys(row for measured in columns.values() for row in measured)
        for row in names:
            seconds = [columns[engine].get(row) for engine in self.engines]
            self.rows.append((row, seconds))
            self.show(row, seconds)

    def show(self, row, seconds):
        base = seconds[0]
        cells = [shown(value) for value in seconds] + [ratio(base, value) for value in seconds[1:]]
        print("%-26s" % row + "".join("%12s" % cell for cell in cells), flush=True)

    def header(self):
        names = [*self.engines, *("%s/%s" % (self.reference.rsplit(".", 1)[0], name) for name in list(self.engines)[1:])]
        print("%-26s" % "benchmark" + "".join("%12s" % name for name in names), flush=True)

    def report(self, names):
        """Says what failed and what is missing; the exit code."""
        failed = False
        for name in names:
            failures = [failure for failure in self.failures if failure.startswith(name + " in ")]
            if name in MISSING and failures:
                print("missing: %s wants %s" % (name, MISSING[name]))
            elif name in MISSING:
                print("FAILED: %s is listed as missing, and runs" % name)
            for failure in [] if name in MISSING else failures:
                print("FAILED:", failure)
            failed |= bool(failures) != (name in MISSING)
        return int(failed)


def difference(out, expected):
    """The texts from shortly before the place where they differ."""
    at = next((i for i, (a, b) in enumerate(zip(out, expected)) if a != b), min(len(out), len(expected)))
    start = max(0, at - 40)
    return out[start:], expected[start:]


def main():
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    folders = [options[key] for key in ("benchmarks", "more") if key in options]
    comparison = Comparison(options["genjit"], folders, float(options.get("seconds", 1)))
    comparison.header()
    for name in names or BENCHMARKS:
        comparison.benchmark(name)
    return comparison.report(names or BENCHMARKS)


if __name__ == "__main__":
    sys.exit(main())
