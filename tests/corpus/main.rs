//! The corpus: every program in every mode, compared with what CPython 3.14 prints.
//!
//!     cargo test --test corpus                       all programs, all modes
//!     cargo test --test corpus '[exit-every-1]'       tests whose names contain this
//!     cargo test --test corpus -- --seeds 0..20000    random programs, as many as are asked for
//!     cargo test --test corpus sweep -- --ignored     every exit of the sweep programs, not a sample
//!
//! A test is named `TOPIC/PROGRAM [MODE]`. Its program is `tests/lang/TOPIC/PROGRAM.py`, an example, or a
//! workload of `benches/programs` at a small size; [`program`] says what its header may hold, [`modes`]
//! lists the modes. Each program runs in a process of its own ([`engine`]) and has 60 seconds.

mod differences;
mod engine;
#[path = "../../benches/kernels/mod.rs"]
mod kernels;
mod leaks;
mod modes;
mod program;
mod random;
mod reasons;
mod report;
mod shape;
mod sweep;
mod workloads;

use std::env;
use std::error::Error;
use std::io::{self, Write};

use libtest_mimic::{Arguments, Trial};

/// Compiling is most of the time, and allocating a good part of that. A sanitizer needs its own.
#[cfg(not(genjit_asan))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == engine::CHILD) {
        return engine::run_child(&words[1..]);
    }
    if words.first().is_some_and(|word| word == random::CHILD) {
        return random::run_child(&words[1..]);
    }
    if let Some(passed) = random::run_command(&words)? {
        std::process::exit(i32::from(!passed));
    }
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for program in program::all() {
        if let Some(reason) = &program.skip {
            writeln!(io::stdout(), "skipped: {}: {reason}", program.name)?;
            continue;
        }
        if program.differs.is_some() {
            trials.push(report::known_difference(&program));
            continue;
        }
        for mode in modes::for_program(&program) {
            let (name, program) = (format!("{} [{}]", program.name, mode.name), program.clone());
            let is_long = modes::is_long(&program, &mode);
            let trial = Trial::test(name, move || Ok(report::check(&program, &mode)?));
            trials.push(trial.with_ignored_flag(is_long));
        }
        if program.shape.is_some() {
            trials.push(shape::trial(&program));
        }
        trials.extend(leaks::trials(&program));
        if program.sweep {
            trials.extend(sweep::trials(&program));
        }
    }
    trials.extend(workloads::trials());
    trials.extend(random::trials());
    trials.push(reasons::trial());
    trials.push(differences::trial());
    libtest_mimic::run(&arguments, trials).exit();
}
