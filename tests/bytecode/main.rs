//! Code that nobody's compiler made: what passes the verifier runs without a crash, in both tiers.
//!
//!     cargo test --test bytecode                   2,000 cases of each kind
//!     cargo test --test bytecode -- --ignored      100,000 of each
//!     cargo test --test bytecode -- --case KIND N  the code of one case, then its run
//!
//! A case is a number: `arbitrary` code is made from nothing but it, `mutated` code is a function of
//! `samples.py` with a few changes. Cases run in processes of their own ([`child`]); a process that dies
//! names its case, and another one goes on behind it.

mod arbitrary;
mod child;
mod mutated;
mod random;

use std::env;
use std::error::Error;
use std::ops::Range;
use std::process::{Command, Stdio};

use child::{CHILD, ENDLESS, KINDS, Kind};
use genjit::bytecode::{DisOptions, dis, verify};
use libtest_mimic::{Arguments, Trial};

/// Cases of each kind in an ordinary run, and in the full one.
const CASES: (u64, u64) = (2_000, 100_000);

/// Both tiers.
const TIERS: [&str; 2] = ["--jit=off", "--jit=eager"];

/// Cases that a process runs at most.
const BATCH: u64 = 500;

/// Failures that are shown.
const SHOWN: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [CHILD, kind, from, to, flag] => Ok(child::run(kind_of(kind)?, from.parse()?..to.parse()?, flag)?),
        ["--case", kind, case] => show(kind_of(kind)?, case.parse()?),
        _ => libtest_mimic::run(&Arguments::from_args(), trials()).exit(),
    }
}

fn kind_of(name: &str) -> Result<Kind, String> {
    let found = KINDS.iter().find(|(known, _)| *known == name);
    found.map(|&(_, kind)| kind).ok_or_else(|| format!("no kind {name}"))
}

fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (kind, _) in KINDS {
        for tier in TIERS {
            let trial = |size: &str, count| {
                let test = move || Ok(check(kind, tier, 0..count)?);
                Trial::test(format!("{kind} [{tier}{size}]"), test)
            };
            trials.push(trial("", CASES.0));
            trials.push(trial(", full", CASES.1).with_ignored_flag(true));
        }
    }
    trials
}

/// Runs the cases; the error names those that ended their process.
fn check(kind: &str, tier: &str, cases: Range<u64>) -> Result<(), String> {
    let (mut failures, mut ran, mut next) = (Vec::new(), 0, cases.start);
    while next < cases.end && failures.len() < SHOWN {
        let batch = next..(next + BATCH).min(cases.end);
        let report = run_batch(kind, tier, &batch)?;
        ran += report.ran;
        next = batch.end;
        if let Some((case, end)) = report.died {
            next = case + 1;
            if let Some(end) = end {
                failures.push(format!("{kind} {case}: {end}"));
            }
        }
    }
    match failures.is_empty() {
        true if ran * 50 < cases.end => Err(format!("only {ran} cases passed the verifier")),
        true => Ok(()),
        false => Err(failures.join("\n")),
    }
}

/// How a process ended.
struct Report {
    /// Cases that passed the verifier.
    ran: u64,
    /// The case that ended it; the reason, unless the case is one without an end.
    died: Option<(u64, Option<String>)>,
}

fn run_batch(kind: &str, tier: &str, cases: &Range<u64>) -> Result<Report, String> {
    let output = Command::new(env::current_exe().map_err(|e| e.to_string())?)
        .args([CHILD, kind, &cases.start.to_string(), &cases.end.to_string(), tier])
        .stdin(Stdio::null())
        .output()
        .map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let ran = text.lines().filter(|line| line.starts_with("ran ")).count() as u64;
    if output.status.success() {
        return Ok(Report { ran, died: None });
    }
    let last = text.lines().rev().find_map(|line| line.strip_prefix("case ")?.parse().ok());
    let last = last.ok_or_else(|| format!("a process ended at once with {}", output.status))?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    let complaint: Vec<&str> = complaint.lines().take(4).collect();
    let reason = format!("{} {}", output.status, complaint.join(" "));
    let end = (output.status.code() != Some(ENDLESS)).then_some(reason);
    Ok(Report { ran, died: Some((last, end)) })
}

/// Shows the code of a case, then runs it in both tiers.
fn show(kind: Kind, case: u64) -> Result<(), Box<dyn Error>> {
    let code = child::make(kind, case);
    let mut text = match verify(&code) {
        Ok(_) => dis(&code, &DisOptions::default()),
        Err(error) => format!("{error}\n"),
    };
    text += &format!("flags {:x}, {} arguments\n", code.flags.0, code.argcount);
    use std::io::Write;
    write!(std::io::stderr(), "{text}")?;
    for tier in TIERS {
        writeln!(std::io::stderr(), "{tier}")?;
        child::run(kind, case..case + 1, tier)?;
    }
    Ok(())
}
