//! The exit sweep: a first run counts the places where a guard is passed, then the program runs once for
//! each of them with that guard forced to fail, `--verify` on. The output must not change.
//!
//! The test `… [exit sweep]` takes a sample of the exits, evenly spread; `… [exit sweep, all]` takes every
//! one and is ignored unless asked for.

use libtest_mimic::Trial;

use super::engine;
use super::program::Program;
use super::report;

/// How many exits the sampled test forces.
const SAMPLE: u64 = 60;

/// The counter that says how many guards a run passed.
const PASSED: &str = "guards_passed";

/// The two tests of a program.
pub fn trials(program: &Program) -> Vec<Trial> {
    let trial = |name: &str, limit: u64| {
        let (name, program) = (format!("{} [{name}]", program.name), program.clone());
        Trial::test(name, move || Ok(sweep(&program, limit)?))
    };
    vec![trial("exit sweep", SAMPLE), trial("exit sweep, all", u64::MAX).with_ignored_flag(true)]
}

fn sweep(program: &Program, limit: u64) -> Result<(), String> {
    let mut flags = vec!["--jit=on".to_owned(), "--jit-wait".to_owned(), "--verify".to_owned()];
    flags.extend(program.flags.iter().cloned());
    // Guards are counted only where one may be forced; none has this number.
    let never = [flags.clone(), vec![format!("--jit-exit-at={}", u32::MAX)]].concat();
    let first = engine::run(program, &never)?;
    report::compare(&program.expected, &first)?;
    let count = first.counter(PASSED).ok_or_else(|| format!("no counter {PASSED}"))?;
    if count == 0 {
        return Err("no guard was passed: the program only ran in the interpreter".to_owned());
    }
    let step = count.div_ceil(limit).max(1);
    for exit in (1..=count).step_by(usize::try_from(step).expect("a small step")) {
        let forced = [flags.clone(), vec![format!("--jit-exit-at={exit}")]].concat();
        let outcome = engine::run(program, &forced)?;
        report::compare(&program.expected, &outcome)
            .map_err(|report| format!("with --jit-exit-at={exit} of {count}:\n{report}"))?;
    }
    Ok(())
}
