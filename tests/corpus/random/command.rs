//! The command line of the random programs, and what becomes of those that fail.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use super::batch::{self, Failure, What};
use super::{program, python, shrink};

/// Seeds that a process runs.
const SLICE: u64 = 50;

/// Runs the command if the arguments are one: `--seed N` or `--seeds A..B [--python COMMAND]`. The answer is
/// whether all programs passed.
///
/// # Errors
/// Arguments that say nothing.
pub fn run(words: &[String]) -> Result<Option<bool>, Box<dyn Error>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["--seed", seed] => {
            write!(io::stdout(), "{}", program(seed.parse()?))?;
            Ok(Some(true))
        }
        ["--seeds", seeds] => Ok(Some(run_many(&range(seeds)?, None)?)),
        ["--seeds", seeds, "--python", python] => {
            Ok(Some(run_many(&range(seeds)?, Some(&PathBuf::from(python)))?))
        }
        _ => Ok(None),
    }
}

fn range(text: &str) -> Result<Range<u64>, Box<dyn Error>> {
    let (from, to) = text.split_once("..").ok_or("a range of seeds is written A..B")?;
    Ok(from.parse()?..to.parse()?)
}

/// Runs the programs on all processors; what fails is told as it is found.
fn run_many(seeds: &Range<u64>, python: Option<&Path>) -> Result<bool, Box<dyn Error>> {
    let (next, passed) = (Mutex::new(seeds.start), Mutex::new(true));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(slice) = take(&next, seeds.end) {
                    if let Err(report) = batch::check(slice, python) {
                        *passed.lock().expect("not poisoned") = false;
                        // Nobody may be listening any more.
                        drop(writeln!(io::stdout(), "{report}"));
                    }
                }
            });
        }
    });
    let passed = passed.into_inner()?;
    let against = python.map_or(String::new(), |python| format!(" and in {}", python.display()));
    writeln!(
        io::stdout(),
        "{} programs (seeds {}..{}) in four modes{against}: {}",
        seeds.end - seeds.start,
        seeds.start,
        seeds.end,
        if passed { "passed" } else { "FAILED" }
    )?;
    Ok(passed)
}

fn take(next: &Mutex<u64>, end: u64) -> Option<Range<u64>> {
    let mut next = next.lock().expect("not poisoned");
    let slice = *next..(*next + SLICE).min(end);
    *next = slice.end;
    (!slice.is_empty()).then_some(slice)
}

/// Shrinks the program of a failure and writes it beside the programs of the corpus; the report of it. Without
/// a CPython its expected output is still to be written by `tests/oracle`.
pub fn keep(failure: &Failure, python: Option<&Path>) -> String {
    let Failure { seed, what } = failure;
    let title = match what {
        What::Mode(flags) => format!("seed {seed} with {}", flags.join(" ")),
        What::Python => format!("seed {seed} beside CPython"),
    };
    let whole = batch::report_of(&program(*seed), failure, python).unwrap_or_default();
    let source = shrink::shrink(&program(*seed), |text| batch::fails(text, failure, python));
    let report = batch::report_of(&source, failure, python)
        .unwrap_or_else(|| "it does not fail on its own, only behind the seeds before it".to_owned());
    let text = format!("# Made from seed {seed}.\n# jit: threshold=2\n{source}");
    let place = batch::place(*seed);
    let written =
        fs::create_dir_all(place.parent().expect("a folder")).and_then(|()| fs::write(&place, &text));
    // The lines of the header count in tracebacks.
    if let Some(output) = python.and_then(|python| python::output(python, *seed, &text)) {
        drop(fs::write(place.with_extension("out"), output));
    }
    let place = match written {
        Ok(()) => place.display().to_string(),
        Err(error) => format!("not written: {error}"),
    };
    format!("{title}:\n{whole}{place}:\n{report}\n{source}")
}
