"""Runs CPython's own test files, unmodified, and compares with the list of tests that are not expected to pass.

    judge.py --genjit=PROGRAM [--library=FOLDER] [--modes=MODE,…] [--show] [FILE…]

FOLDER is the library of an installed CPython, by default that of the Python that runs this; FILE the name of a
module of its `test`. A test that is listed and passes is an error, and so is one that fails and is not listed.
`--show` prints each failure as a line for the list.
"""

import argparse
import collections
import os
import subprocess
import sys
import sysconfig
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = {
    "off": ["--jit=off"],
    "on": ["--jit=on"],
    "eager": ["--jit=eager"],
    "switch-tier": ["--jit=eager", "--jit-switch-tier"],
}
# How long the tests of one file may take, and how often the process may die on the way.
SECONDS, DEATHS = 600, 8

# Modules that a file imports for a few of its tests: those tests are skipped.
ABSENT = {"test_inspect.test_inspect": ["_pickle", "shutil", "subprocess", "unicodedata"]}


def chosen():
    """The files, each with the beginnings of the names of its tests that count; none means all."""
    files = {}
    with open(os.path.join(HERE, "files.txt"), encoding="utf-8") as lines:
        for line in lines:
            words = line.partition("#")[0].split()
            if words:
                files[words[0]] = words[1:]
    return files


def listed():
    """The tests not expected to pass: file and name, with the reason's heading and the reason."""
    found, heading = {}, None
    with open(os.path.join(HERE, "not_passing.txt"), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                heading = line.strip("[]")
                continue
            test, found_reason, reason = line.partition(": ")
            file, _, name = test.partition(" ")
            if heading is None or not found_reason or not name:
                sys.exit(f"not_passing.txt:{number}: FILE NAME: REASON below a [HEADING]")
            found[file, name] = heading, reason
    return found


def run_file(options, file, wanted, mode):
    """The outcome of each test of a file, and its reason, by name."""
    outcomes = {}
    with tempfile.TemporaryDirectory() as folder:
        results, done = os.path.join(folder, "results"), os.path.join(folder, "done")
        for _ in range(DEATHS):
            with open(done, "w") as names:
                names.write("\n".join(outcomes))
            command = [
                options.genjit, "run", *MODES[mode], f"--stdlib={options.library}", os.path.join(HERE, "run.py"),
                options.library, results, file, f"--without={done}",
            ]
            if wanted:
                command.append(f"--only={','.join(wanted)}")
            if file in ABSENT:
                command.append(f"--absent={','.join(ABSENT[file])}")
            try:
                ended = subprocess.run(
                    command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                    timeout=SECONDS, env={**os.environ, "TMPDIR": folder})
                how, said = f"the process ended with {ended.returncode}", ended.stdout
            except subprocess.TimeoutExpired as error:
                how, said = f"no end after {SECONDS} s", error.stdout or b""
            if read_results(results, outcomes, how, said):
                return outcomes
    return outcomes


def read_results(path, outcomes, how, said):
    """Notes the outcomes; whether the process came to its end. A test that it died in has failed."""
    begun = None
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                outcome, name, reason = line.rstrip("\n").split("\t")
                if outcome == "ends":
                    return True
                if outcome == "begins":
                    begun = name
                else:
                    outcomes[name] = outcome, reason
    last = said.decode(errors="replace").strip().rpartition("\n")[2]
    if begun is None or begun in outcomes:
        outcomes["*"] = "failed", f"{how}: {last}"
        return True
    outcomes[begun] = "failed", f"{how}: {last}"
    os.truncate(path, 0)
    return False


def judge(file, mode, outcomes, expected, options):
    """A row of the table: counts, and what is wrong."""
    counts, skips, wrong = collections.Counter(), collections.Counter(), []
    for name, (outcome, reason) in outcomes.items():
        key = file, name
        counts["run"] += 1
        if outcome == "failed" and key in expected:
            outcome = "listed"
        elif outcome == "failed":
            wrong.append(f"{file} {name}: {reason}")
        elif outcome == "passed" and key in expected:
            wrong.append(f"{file} {name}: it passes with {mode}, and is listed under [{expected[key][0]}]")
        elif outcome == "skipped":
            skips[reason or "no reason"] += 1
        counts[outcome] += 1
    row = [file, *(str(counts[word]) for word in ("run", "passed", "failed", "listed", "skipped"))]
    shown = "; ".join(f"{count} {reason}" for reason, count in skips.most_common())
    print(f"{row[0]:28}" + "".join(f"{cell:>8}" for cell in row[1:]) + ("  " + shown if shown else ""), flush=True)
    if options.show:
        for line in wrong:
            print("   ", line, flush=True)
    return counts, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--genjit", required=True)
    parser.add_argument("--library", default=sysconfig.get_path("stdlib"))
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    options.genjit = os.path.abspath(options.genjit)
    if not os.path.isdir(os.path.join(options.library, "test")):
        print(f"skipped: {options.library} has no folder `test`")
        return 0
    files, expected, wrong = chosen(), listed(), []
    for mode in options.modes.split(","):
        print(f"\n{' '.join(MODES[mode]):28}" + "".join(
            f"{word:>8}" for word in ("run", "passed", "failed", "listed", "skipped")), flush=True)
        total = collections.Counter()
        for file in options.files or files:
            outcomes = run_file(options, file, files.get(file, []), mode)
            counts, found = judge(file, mode, outcomes, expected, options)
            total.update(counts)
            wrong += found
            if not options.files or file in options.files:
                gone = [name for other, name in expected if other == file and name not in outcomes]
                wrong += [f"{file} {name}: it is listed, and there is no such test" for name in gone if "[" not in name]
        cells = (total[word] for word in ("run", "passed", "failed", "listed", "skipped"))
        print(f"{'all':28}" + "".join(f"{cell:>8}" for cell in cells), flush=True)
    headings = collections.Counter(heading for heading, _ in expected.values())
    print("\nlisted: " + "; ".join(f"{count} {heading}" for heading, count in headings.items()))
    for line in dict.fromkeys(wrong):
        print("FAILED ", line)
    return 1 if wrong else 0


sys.exit(main())
