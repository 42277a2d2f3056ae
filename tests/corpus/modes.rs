//! The modes every program runs in. The output is always the interpreter's.

use super::program::Program;

/// A way to run a program.
#[derive(Clone, Debug)]
pub struct Mode {
    pub name: String,
    pub flags: Vec<String>,
    /// Whether the counters that the program's header names are tested.
    pub counted: bool,
}

/// Name and flags. The program's own flags follow, except where no machine code is made.
const MODES: &[(&str, &[&str])] = &[
    ("interp", &["--jit=off"]),
    ("on", &["--jit=on", "--jit-wait"]),
    ("background", &["--jit=on", "--jit-threshold=7"]),
    ("eager", &["--jit=eager"]),
    ("exit-every-1", &["--jit=eager", "--jit-exit-every=1"]),
    ("exit-every-7", &["--jit=on", "--jit-exit-every=7"]),
    ("switch-tier", &["--jit=eager", "--jit-switch-tier"]),
    ("abort-at-1", &["--jit=on", "--jit-abort-at=1"]),
    ("abort-at-9", &["--jit=on", "--jit-abort-at=9"]),
    ("abort-at-40", &["--jit=on", "--jit-abort-at=40"]),
    ("code-fail-1", &["--jit=on", "--jit-code-fail-at=1"]),
    ("code-limit", &["--jit=on", "--jit-wait", "--jit-code-limit=65536"]),
    ("gc-every-1", &["--jit=on", "--jit-wait", "--gc-every=1"]),
    ("gc-every-7", &["--jit=on", "--jit-wait", "--gc-every=7"]),
    ("verify", &["--jit=on", "--jit-wait", "--verify"]),
];

/// The modes of a program, with its own flags.
pub fn for_program(program: &Program) -> Vec<Mode> {
    let mode = |&(name, flags): &(&str, &[&str])| {
        let mut flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
        if name != "interp" {
            flags.extend(program.flags.iter().cloned());
        }
        Mode { name: name.to_owned(), flags, counted: name == "on" }
    };
    let left_out = |name: &str| program.not_in.iter().any(|start| name.starts_with(start));
    MODES.iter().filter(|(name, _)| !left_out(name)).map(mode).collect()
}

/// Whether a run takes too long for every day: a collection at each allocation costs in proportion to all that
/// is alive, and the long programs import much.
pub fn is_long(program: &Program, mode: &Mode) -> bool {
    let is_about = |topics: &[&str]| topics.iter().any(|topic| program.name.starts_with(topic));
    mode.name.starts_with("gc-every") && is_about(&["programs/", "asyncio/"])
        || mode.name == "gc-every-1" && is_about(&["typing/"])
}
