//! Help texts.

use genjit::options;

/// What help is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The whole command.
    Command,
    /// `genjit run`
    Run,
    /// `genjit dis`
    Dis,
    /// `genjit bench`
    Bench,
}

/// How the command is used, in short.
pub const USAGE: &str = "\
usage: genjit [run] [OPTIONS] FILE [ARGS…]     runs a program
       genjit [run] [OPTIONS] -c CODE [ARGS…]  runs this text
       genjit [run] [OPTIONS] -m MODULE [ARGS…] runs a module of sys.path
       genjit [run] [OPTIONS] - [ARGS…]        runs standard input
       genjit [run] [OPTIONS]                  reads a prompt, or runs standard input
       genjit dis [--jit] FILE [FUNCTION]      shows its code
       genjit bench [FILE…]                    compares speeds
       genjit --version
Try 'genjit run --help', 'genjit dis --help', 'genjit bench --help'.
";

const RUN: &str = "\
usage: genjit [run] [OPTIONS] [-i] [FILE|-c CODE|-m MODULE|-] [ARGS…]

Runs a program: a file, this text, a module found on sys.path or inside genjit, or standard input. Without a
program on a terminal, or after the program with -i, statements are read at a prompt, with the manners of
CPython 3.14's basic one; its history is kept in $XDG_STATE_HOME/genjit or ~/.local/state/genjit.

Exit codes: 0; 1 after a traceback; 2 for misuse; what SystemExit says; 130 after Ctrl-C.

options, with their defaults:
";

const DIS: &str = "\
usage: genjit dis [--jit] [OPTIONS] FILE|-c CODE|- [FUNCTION]

Shows the bytecode as CPython's dis module does: of the whole program, or of the function whose qualified
name is given.

With --jit the program runs first, its own output going to standard error; then each YIELD_VALUE is shown
with its offset, the tier that resumes it, and where its machine code is.

options of the run, with their defaults:
";

const BENCH: &str = "\
usage: genjit bench [FILE…] [--seconds=120] [--full] [--json[=OUT]]

Runs each program in both tiers and in each python3, python3.N and pypy3 on the PATH, and shows for each the
first run in milliseconds and the steady time of an item in nanoseconds. Every cell gets an equal share of
the time. Exit code 1 if a program fails or outputs differ.

Without files: the programs that come with genjit. A file may be a program like them: it takes N and REPEATS
as arguments, writes a line 'seconds=S items=I' to standard error for each repeat, and prints a checksum. Of
any other program whole runs are timed, without arguments.

  --seconds=N  How long all of it takes, about. [120]
  --full       Larger sizes, for ten times as long.
  --json=OUT   Also writes a file for each engine in the format of pyperf, its name before OUT's extension:
               'pyperf compare_to out-cpython-3.14.2.json out-jit.json'. Values are seconds of an item.
  --json       Writes one such suite to standard output in the place of the table.
";

/// A help text.
pub fn text(topic: Topic) -> String {
    match topic {
        Topic::Command => USAGE.to_owned(),
        Topic::Run => format!("{RUN}{}", options::help()),
        Topic::Dis => format!("{DIS}{}", options::help()),
        Topic::Bench => BENCH.to_owned(),
    }
}

/// Version and target.
pub fn version() -> String {
    format!("genjit {} ({}), Python 3.14\n", env!("CARGO_PKG_VERSION"), target_lexicon::HOST)
}
