//! Running many programs: a process of its own runs a range of seeds, each program in a machine of its own for
//! every mode, and says where their outputs part. A process that dies names its seed, and another goes on.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use super::{program, python};
use crate::engine::{self, Outcome};
use crate::program::{Expected, Program, root};
use crate::report;

/// The first argument of a process that runs a range; its ends follow.
pub const CHILD: &str = "--run-random-programs";

/// Machine code is made early enough for programs that run for milliseconds.
const EARLY: &str = "--jit-threshold=2";

/// What all programs print with is not what is tested, and would be most of what is compiled.
const SKIP: &str = "--jit-skip=told,show,state,warned,warn,warn_explicit,_matches,_filter_for,_caller,\
                    _is_category,_warn_unawaited_coroutine";

/// What stands around the generators is alike in all programs, and most of the code: it is compiled in one program
/// of so many. Of these the second are loops, which are compiled where they are hot in any case.
const AROUND: &str = "<module>,gather0,gather1";
const AROUND_EAGER: &str = "<module>,gather0,gather1,drive0,drive1";
const WITH_AROUND: u64 = 16;

/// The modes that every program runs in behind the interpreter, and those of which one is taken in turn.
const ALWAYS: &[&[&str]] = &[&["--jit=on", EARLY, "--jit-wait"], &["--jit=eager"]];
const TURNS: &[&[&str]] = &[
    &["--jit=eager", "--jit-exit-every=1"],
    &["--jit=eager", "--jit-switch-tier"],
    &["--jit=on", EARLY, "--jit-exit-every=7"],
    &["--jit=on", EARLY, "--jit-wait", "--verify"],
    &["--jit=on", EARLY],
    &["--jit=on", EARLY, "--jit-exit-every=3", "--jit-switch-tier"],
];

/// How long a program may take in all modes, in seconds, and the exit code of a process that saw it take longer.
const PATIENCE: u64 = 60;
const ENDLESS: i32 = 77;

/// How long a text may take in one mode while it is shrunk.
const SHORT: Duration = Duration::from_secs(10);

/// Failures after which no further ones are looked for.
const SHOWN: usize = 4;

/// The modes of a seed, the interpreter first.
pub fn modes(seed: u64) -> Vec<Vec<String>> {
    let turn = usize::try_from(seed).unwrap_or(0) % TURNS.len();
    let is_whole = (seed / TURNS.len() as u64).is_multiple_of(WITH_AROUND);
    let with_code = ALWAYS.iter().chain([&TURNS[turn]]).map(|flags| {
        let skip = match flags[0] {
            _ if is_whole => SKIP.to_owned(),
            "--jit=eager" => format!("{SKIP},{AROUND_EAGER}"),
            _ => format!("{SKIP},{AROUND}"),
        };
        flags.iter().map(|&flag| flag.to_owned()).chain([skip]).collect()
    });
    std::iter::once(vec!["--jit=off".to_owned()]).chain(with_code).collect()
}

/// The file name that the program of a seed is compiled with.
pub fn path(seed: u64) -> String {
    format!("random_{seed}.py")
}

/// What fails of the programs of these seeds: shrunk, and kept.
pub fn check(seeds: Range<u64>, python: Option<&Path>) -> Result<(), String> {
    let failures = find(seeds, python)?;
    if failures.is_empty() {
        return Ok(());
    }
    let reports: Vec<String> =
        failures.into_iter().map(|failure| super::command::keep(&failure, python)).collect();
    Err(reports.join("\n"))
}

/// A seed whose program fails, and how.
pub struct Failure {
    pub seed: u64,
    pub what: What,
}

/// How a program fails.
#[derive(Debug)]
pub enum What {
    /// With these flags it prints something else than the interpreter does, crashes, or does not end.
    Mode(Vec<String>),
    /// The interpreter prints something else than CPython.
    Python,
}

/// The failures among these seeds.
pub fn find(seeds: Range<u64>, python: Option<&Path>) -> Result<Vec<Failure>, String> {
    let (mut failures, mut next) = (Vec::new(), seeds.start);
    while next < seeds.end && failures.len() < SHOWN {
        let output = Command::new(env::current_exe().map_err(|e| e.to_string())?)
            .args([CHILD, &next.to_string(), &seeds.end.to_string()])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .map_err(|e| e.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        let (mut last, mut flags, mut results) = (None, Vec::new(), Vec::new());
        let mut rest = &*text;
        while let Some((line, behind)) = rest.split_once('\n') {
            rest = behind;
            let Some((word, value)) = line.split_once(' ') else {
                return Err(format!("{line:?} of a process"));
            };
            match word {
                "seed" => last = value.parse().ok(),
                "mode" => flags = value.split(' ').map(str::to_owned).collect(),
                "differs" => {
                    failures.extend(last.map(|seed| Failure { seed, what: What::Mode(flags.clone()) }))
                }
                _ => {
                    let length = value.parse().map_err(|_| format!("{line:?} of a process"))?;
                    let (output, behind) =
                        rest.split_at_checked(length).ok_or("a process ended in a line")?;
                    results.extend(last.map(|seed: u64| (seed, output.to_owned())));
                    rest = behind;
                }
            }
        }
        next = seeds.end;
        if !output.status.success() {
            let seed = last.ok_or_else(|| format!("a process ended at once with {}", output.status))?;
            failures.push(Failure { seed, what: What::Mode(flags) });
            next = seed + 1;
        }
        if let Some(python) = python {
            let differing = python::differing(python, &results)?;
            failures.extend(differing.into_iter().map(|seed| Failure { seed, what: What::Python }));
        }
    }
    failures.truncate(SHOWN);
    Ok(failures)
}

/// The process's part: `arguments` are the ends of the range.
///
/// # Errors
/// A pipe that breaks.
pub fn run_child(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let [from, to] = arguments else { return Err("no range".into()) };
    static SEEN: AtomicU64 = AtomicU64::new(0);
    thread::spawn(|| {
        let mut before = u64::MAX;
        loop {
            thread::sleep(Duration::from_secs(PATIENCE));
            let seen = SEEN.load(Ordering::SeqCst);
            if seen == before {
                process::exit(ENDLESS);
            }
            before = seen;
        }
    });
    let mut out = io::stdout().lock();
    for seed in from.parse()?..to.parse::<u64>()? {
        SEEN.store(seed, Ordering::SeqCst);
        writeln!(out, "seed {seed}")?;
        let source = program(seed);
        let mut expected: Option<Outcome> = None;
        for flags in modes(seed) {
            writeln!(out, "mode {}", flags.join(" "))?;
            out.flush()?;
            let outcome = engine::run_here(&source, &path(seed), &flags)?;
            match &expected {
                Some(expected) if differs(expected, &outcome) => {
                    writeln!(out, "differs {seed}")?;
                    break;
                }
                Some(_) => {}
                None => {
                    write!(out, "output {}\n{}", outcome.out.len(), outcome.out)?;
                    expected = Some(outcome);
                }
            }
        }
    }
    Ok(out.flush()?)
}

fn differs(expected: &Outcome, outcome: &Outcome) -> bool {
    let plain = |text: &str| report::without_addresses(text);
    let expected = Expected { code: expected.code, out: plain(&expected.out), err: plain(&expected.err) };
    report::compare(&expected, outcome).is_err()
}

/// What is left alive by a text that was cut out of a program dies before the machine does: that has an order
/// of its own.
const EPILOGUE: &str = "\ng = gs = hold = box = refs = h = x = v = w = i = e = keep = frame = made = src = arg\
                        \x20= total = found = group = None\n";

/// Whether a text fails as the program of this failure does.
pub fn fails(source: &str, failure: &Failure, python: Option<&Path>) -> bool {
    report_of(source, failure, python).is_some()
}

/// How the text fails, if it does.
pub fn report_of(source: &str, failure: &Failure, python: Option<&Path>) -> Option<String> {
    let path = path(failure.seed);
    let source = format!("{source}{EPILOGUE}");
    let program = Program { source: source.clone(), path, ..Program::default() };
    let interpreted = engine::run_within(&program, &["--jit=off".to_owned()], SHORT);
    match (&failure.what, interpreted) {
        // A text that the interpreter cannot run fails in all modes if it does in one.
        (What::Mode(flags), Err(report)) => (flags[0] == "--jit=off").then_some(report),
        (What::Mode(flags), Ok(interpreted)) => {
            let (out, err) =
                (report::without_addresses(&interpreted.out), report::without_addresses(&interpreted.err));
            let expected = Expected { code: interpreted.code, out, err };
            // Nothing but a mistake of the edit is in it.
            if expected.err.contains("SyntaxError") {
                return None;
            }
            let compared = engine::run_within(&program, flags, SHORT)
                .and_then(|outcome| report::compare(&expected, &outcome));
            compared.err()
        }
        (What::Python, Err(_)) => None,
        // What is alive when an uncaught exception ends a program dies in an order of its own.
        (What::Python, Ok(interpreted)) if interpreted.code != 0 => None,
        (What::Python, Ok(interpreted)) => {
            python::difference(python?, failure.seed, &source, &interpreted.out)
        }
    }
}

/// Where a kept program goes.
pub fn place(seed: u64) -> std::path::PathBuf {
    root().join(format!("tests/lang/random/seed_{seed}.py"))
}
