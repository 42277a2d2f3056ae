//! Comparing a run with what is expected, and saying how it differs.

use libtest_mimic::Trial;

use super::engine::{self, Outcome};
use super::modes::Mode;
use super::program::{Expected, Program};

/// Runs the program in the mode; the error is the text of the failure.
pub fn check(program: &Program, mode: &Mode) -> Result<(), String> {
    let outcome = engine::run(program, &mode.flags)?;
    compare(&program.expected, &outcome)?;
    if mode.counted { check_counters(program, &outcome) } else { Ok(()) }
}

/// The trial of a program that is known to differ: it fails once the program gives what is expected.
pub fn known_difference(program: &Program) -> Trial {
    let (name, program) = (format!("{} [interp]", program.name), program.clone());
    let reason = program.differs.clone().unwrap_or_default();
    Trial::test(name, move || {
        let outcome = engine::run(&program, &["--jit=off".to_owned()])?;
        match compare(&program.expected, &outcome) {
            Ok(()) => Err(format!("no longer differs, take its header away: {reason}").into()),
            Err(_) => Ok(()),
        }
    })
}

/// Fails unless exit code and both outputs are as expected.
pub fn compare(expected: &Expected, outcome: &Outcome) -> Result<(), String> {
    let (out, err) = (without_addresses(&outcome.out), without_addresses(&outcome.err));
    let mut report = String::new();
    if outcome.code != expected.code {
        report += &format!("exit code {}, expected {}\n", outcome.code, expected.code);
    }
    report += &difference("standard output", &expected.out, &out);
    report += &difference("standard error", &expected.err, &err);
    if report.is_empty() { Ok(()) } else { Err(report) }
}

fn check_counters(program: &Program, outcome: &Outcome) -> Result<(), String> {
    let mut report = String::new();
    for test in &program.counters {
        let value = outcome.counter(&test.name).ok_or_else(|| format!("no counter {}", test.name))?;
        if !test.holds(value) {
            report += &format!("{} is {value}, expected {}{}\n", test.name, test.relation, test.value);
        }
    }
    if report.is_empty() { Ok(()) } else { Err(report) }
}

/// The first lines that differ, with the line before them; empty if none does.
fn difference(what: &str, expected: &str, actual: &str) -> String {
    const SHOWN: usize = 6;
    if expected == actual {
        return String::new();
    }
    let (left, right): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let same = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let start = same.saturating_sub(1);
    let mut report = format!("{what} differs at line {}\n", same + 1);
    for (mark, lines) in [("expected", &left), ("actual  ", &right)] {
        for line in lines.iter().skip(start).take(SHOWN) {
            report += &format!("  {mark} | {line}\n");
        }
        if lines.len() <= same {
            report += &format!("  {mark} | (ends)\n");
        }
    }
    report
}

/// Replaces each ` at 0x…` by ` at 0xADDRESS`, as the oracle's script does.
pub fn without_addresses(text: &str) -> String {
    const MARK: &str = " at 0x";
    let mut parts = text.split(MARK);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += MARK;
        let rest = part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        plain += if rest.len() < part.len() { "ADDRESS" } else { "" };
        plain += rest;
    }
    plain
}
