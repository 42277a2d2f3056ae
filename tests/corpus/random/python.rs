//! CPython's answers: one process runs many programs (`python.py`).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::{batch, program, versions};
use crate::engine::{self, Outcome};
use crate::program::{Expected, Program};
use crate::report;

const SCRIPT: &str = include_str!("python.py");

/// The seeds whose output in CPython is not the given one.
pub fn differing(python: &Path, results: &[(u64, String)]) -> Result<Vec<u64>, String> {
    let programs: Vec<(u64, String)> = results.iter().map(|(seed, _)| (*seed, program(*seed))).collect();
    let outputs = run(python, &programs)?;
    let pairs = results.iter().zip(outputs).filter(|((_, ours), theirs)| compare(ours, theirs).is_some());
    let mut differing = Vec::new();
    for ((seed, ours), _) in pairs {
        if difference(python, *seed, &program(*seed), ours).is_some() {
            differing.push(*seed);
        }
    }
    Ok(differing)
}

/// How the text's output in CPython differs from ours; `None` as well if CPython cannot run it, or if it does not
/// differ any more without what a 3.13 computes otherwise.
pub fn difference(python: &Path, seed: u64, source: &str, ours: &str) -> Option<String> {
    let outputs = run(python, &[(seed, source.to_owned())]).ok()?;
    let difference = compare(ours, outputs.first()?)?;
    let Some(without) = versions::without_sums(source) else { return Some(difference) };
    let program = Program { source: without.clone(), path: batch::path(seed), ..Program::default() };
    let ours = engine::run(&program, &["--jit=off".to_owned()]).ok()?.out;
    let outputs = run(python, &[(seed, without)]).ok()?;
    compare(&ours, outputs.first()?).map(|_| difference)
}

/// What CPython prints for a text, as 3.14 prints it.
pub fn output(python: &Path, seed: u64, source: &str) -> Option<String> {
    let outputs = run(python, &[(seed, source.to_owned())]).ok()?;
    Some(versions::as_3_14(outputs.first()?))
}

fn compare(ours: &str, theirs: &str) -> Option<String> {
    // The script says so of a program that does not compile or does not end.
    if theirs.starts_with("cannot run") {
        return None;
    }
    let expected = |text: &str| Expected { code: 0, out: text.to_owned(), err: String::new() };
    let stable = |text: &str| -> String {
        text.split_inclusive('\n').filter(|line| !versions::is_unstable(line)).collect()
    };
    let comparable = |text: &str| stable(&versions::without_more(&versions::as_3_14(text)));
    let (ours, theirs) = (comparable(ours), comparable(theirs));
    let theirs = report::without_addresses(&theirs);
    let apart = versions::finalisers_apart;
    let ours_apart = Outcome { out: apart(&ours), ..Outcome::default() };
    report::compare(&expected(&apart(&theirs)), &ours_apart).err()?;
    report::compare(&expected(&theirs), &Outcome { out: ours, ..Outcome::default() }).err()
}

/// The output of each program.
fn run(python: &Path, programs: &[(u64, String)]) -> Result<Vec<String>, String> {
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("{}: {e}", python.display()))?;
    let mut input = child.stdin.take().expect("a pipe");
    let mut message = Vec::new();
    for (seed, source) in programs {
        message.extend(format!("{} {}\n{source}", batch::path(*seed), source.len()).into_bytes());
    }
    // It fails if the process has died, which the number of its answers shows.
    let writer = thread::spawn(move || drop(input.write_all(&message)));
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    drop(writer.join());
    let text = String::from_utf8_lossy(&output.stdout);
    let (mut rest, mut outputs) = (&*text, Vec::new());
    while let Some((length, behind)) = rest.split_once('\n') {
        let length = length.parse().map_err(|_| format!("{length:?} of CPython"))?;
        let (output, behind) = behind.split_at_checked(length).ok_or("CPython ended early")?;
        outputs.push(output.to_owned());
        rest = behind;
    }
    match outputs.len() == programs.len() {
        true => Ok(outputs),
        false => Err(format!("CPython answered {} of {} programs", outputs.len(), programs.len())),
    }
}
