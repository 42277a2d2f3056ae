//! Leaks: a program runs a few times in one machine, and what is alive after each of the later rounds is the same.
//!
//! The test `NAME [leaks]` does so in the interpreter, `NAME [leaks, on]` with machine code. The first rounds
//! warm up: names are interned, modules of the library read, and machine code pins what it names.

use libtest_mimic::Trial;

use super::engine;
use super::program::Program;

/// Rounds that warm up, and those behind them that are compared.
const ROUNDS: (usize, usize) = (3, 3);

/// The two tests of a program.
pub fn trials(program: &Program) -> Vec<Trial> {
    // Machine code is seldom what leaks, and takes most of the time: not for every day.
    let trial = |name: &str, flags: &[&str]| {
        let flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
        let (name, program) = (format!("{} [{name}]", program.name), program.clone());
        let with_code = flags.iter().any(|flag| flag == "--jit=on");
        Trial::test(name, move || Ok(check(&program, &flags)?)).with_ignored_flag(with_code)
    };
    vec![trial("leaks", &["--jit=off"]), trial("leaks, on", &["--jit=on", "--jit-wait"])]
}

fn check(program: &Program, flags: &[String]) -> Result<(), String> {
    let rounds = ROUNDS.0 + ROUNDS.1;
    let mut flags = [vec![format!("{}{rounds}", engine::ROUNDS)], flags.to_vec()].concat();
    if flags.iter().any(|flag| flag == "--jit=on") {
        flags.extend(program.flags.iter().cloned());
    }
    let outcome = engine::run(program, &flags)?;
    let counts: Vec<u64> =
        (1..=rounds).filter_map(|round| outcome.counter(&engine::live_after(round))).collect();
    let later = &counts[ROUNDS.0 - 1..];
    // Machine code pins what it names until it is freed, in one round more and in another less.
    let leaks = match flags.iter().any(|flag| flag == "--jit=off") {
        true => later.iter().any(|count| *count != later[0]),
        false => later.windows(2).all(|pair| pair[1] > pair[0]),
    };
    if leaks { Err(format!("objects alive after each round: {counts:?}")) } else { Ok(()) }
}
