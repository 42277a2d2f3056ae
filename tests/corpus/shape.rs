//! The shape of a region: what the loop that it was made for has come down to.
//!
//! The test `… [shape]` runs the program with its IR dumped and looks at the newest region of the function
//! that the header names, behind all passes. Its hot loop is every block on a way around but the cold
//! ones. A program that was not compiled has no such region and fails.

use genjit_jit::ir::{self, Cfg};
use libtest_mimic::Trial;

use super::engine;
use super::program::{Program, Shape};
use super::report;

/// The test of a program's shape.
pub fn trial(program: &Program) -> Trial {
    let program = program.clone();
    Trial::test(format!("{} [shape]", program.name), move || Ok(check(&program)?))
}

fn check(program: &Program) -> Result<(), String> {
    let mut flags = vec!["--jit=on".to_owned(), "--jit-wait".to_owned(), "--jit-dump=ir".to_owned()];
    flags.extend(program.flags.iter().cloned());
    let outcome = engine::run(program, &flags)?;
    report::compare(&program.expected, &outcome)?;
    let shape = program.shape.as_ref().ok_or("no shape")?;
    let text = newest_region(&outcome.log, &shape.function)
        .ok_or_else(|| format!("no region of {}: the loop was not compiled", shape.function))?;
    let found = hot_loop(&text)?;
    compare(shape, &found).map_err(|report| format!("{report}\nthe loop:\n{}", found.join("\n")))
}

/// The last dump of a region of this function.
fn newest_region(log: &str, function: &str) -> Option<String> {
    let start = log.rfind(&format!("region loop \"{function}@"))?;
    let text = &log[start..];
    let end = text.find("\n}")?;
    Some(format!("{}\n}}\n", &text[..end]))
}

/// The instructions of the loop, as the dump has them.
fn hot_loop(text: &str) -> Result<Vec<String>, String> {
    let region = ir::parse(text).map_err(|error| format!("the dump does not parse: {error:?}\n{text}"))?;
    let loops = Cfg::new(&region).loops();
    let mut labels: Vec<String> = Vec::new();
    for (_, body) in loops {
        labels.extend(body.iter().map(|block| format!("{block}(")));
        labels.extend(body.iter().map(|block| format!("{block}:")));
    }
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if !line.starts_with(' ') {
            inside = labels.iter().any(|label| line.starts_with(label.as_str())) && !line.ends_with("cold:");
        } else if inside {
            found.push(line.trim().to_owned());
        }
    }
    if found.is_empty() { Err(format!("no loop in\n{text}")) } else { Ok(found) }
}

fn compare(shape: &Shape, found: &[String]) -> Result<(), String> {
    let mut lines = found.iter();
    for pattern in &shape.has {
        if !lines.any(|line| matches(pattern, line)) {
            return Err(format!("`{pattern}` is not there, or not behind the ones before it"));
        }
    }
    for operation in &shape.lacks {
        if let Some(line) = found.iter().find(|line| operation_of(line) == operation) {
            return Err(format!("`{line}` should not be there"));
        }
    }
    let guards = found.iter().filter(|line| line.contains(", snap ") || line.contains(" snap ")).count();
    match shape.guards {
        Some(most) if guards > most => Err(format!("{guards} guards, expected at most {most}")),
        _ => Ok(()),
    }
}

/// The operation of `%1 = add %2, %3` or `store %1, %2, +8, frame 0`.
fn operation_of(line: &str) -> &str {
    let rest = line.split_once(" = ").map_or(line, |(_, rest)| rest);
    rest.split(' ').next().unwrap_or_default()
}

/// Whether the whole line fits the pattern, in which `...` stands for any text.
fn matches(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split("...");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let mut last = first;
    let mut open = false;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        (last, open) = (part, true);
    }
    rest.is_empty() || open && last.is_empty()
}
