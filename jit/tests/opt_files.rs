//! Runs the passes over the regions in `tests/opt/*.ir` and compares with the expected text.
//!
//! A file: `; passes: NAMES` (or `all`, or `speculating`), a region, the line `; expect`, the region after the passes. In
//! the expected text a line `...` stands for any lines, `...` within a line for any text. `BLESS=1`
//! rewrites what follows `; expect` in files that do not match.

use genjit_jit::ir::{parse, verify};
use genjit_jit::opt;
use std::fs;
use std::path::{Path, PathBuf};

const SEPARATOR: &str = "; expect\n";

#[test]
fn passes_do_what_the_files_say() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opt");
    let mut files: Vec<PathBuf> = fs::read_dir(&directory)
        .expect("the directory is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().filter_map(|file| check(file).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[allow(clippy::disallowed_methods, reason = "BLESS is a switch of the tests, not of the library")]
fn is_blessing() -> bool {
    std::env::var("BLESS").is_ok()
}

fn check(file: &Path) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let (input, expected) = text.split_once(SEPARATOR).unwrap_or((&text, ""));
    let got = transform(input).map_err(|error| format!("{name}: {error}"))?;
    if matches(expected, &got) {
        return Ok(());
    }
    if is_blessing() {
        let blessed = format!("{}\n{SEPARATOR}{got}", input.trim_end());
        return fs::write(file, blessed).map_err(|error| format!("{name}: {error}"));
    }
    Err(format!("{name}: expected\n{expected}\ngot\n{got}"))
}

fn transform(input: &str) -> Result<String, String> {
    let passes =
        input.lines().find_map(|line| line.strip_prefix("; passes:")).ok_or("no `; passes:` line")?;
    let mut region = parse(input).map_err(|error| error.to_string())?;
    verify(&region).map_err(|error| error.to_string())?;
    for pass in passes.split_whitespace() {
        let done = match pass {
            "all" => opt::run(&mut region, true).map(|()| true),
            "speculating" => opt::run_speculating(&mut region, true).map(|_| true),
            _ => opt::run_pass(&mut region, pass).ok_or_else(|| format!("no pass `{pass}`"))?,
        };
        done.map_err(|error| format!("{error}\n{region}"))?;
    }
    Ok(region.to_string())
}

/// Whether the lines fit the pattern.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<&str> = pattern.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines_match(&pattern, &text)
}

fn lines_match(pattern: &[&str], text: &[&str]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((&"...", rest)) => (0..=text.len()).any(|skipped| lines_match(rest, &text[skipped..])),
        Some((first, rest)) => {
            text.first().is_some_and(|line| line_matches(first, line)) && lines_match(rest, &text[1..])
        }
    }
}

fn line_matches(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split("...");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let mut exact = true;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        exact = false;
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || (!exact && pattern.ends_with("..."))
}
