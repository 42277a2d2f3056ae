//! Every reason that a counter names is raised: each abort, each exit and each kind of guard.
//!
//! The test `counters/all` runs a fixed set of programs and adds up their counters; a name of the lists
//! that stays at zero fails it. A reason that nothing can raise does not belong in its list.

use std::collections::HashSet;

use genjit_jit::aborts::AbortReason;
use genjit_jit::ir::GuardKind;
use genjit_jit::snapshot::ExitReason;
use libtest_mimic::Trial;

use super::engine;
use super::program::{self, Program};
use super::report;

/// Programs and flags that raise all of them between them; the program's own flags follow.
const RUNS: &[(&str, &[&str])] = &[
    ("faults/int_edges_hot", &["--jit=on", "--jit-wait"]),
    ("faults/int_edges_hot", &["--jit=eager"]),
    ("faults/many_functions", &["--jit=on", "--jit-wait"]),
    ("hot/async_iteration", &["--jit=eager"]),
    ("hot/comparison_kinds", &["--jit=eager"]),
    ("hot/drop_in_loop", &["--jit=on", "--jit-wait"]),
    ("hot/index_error", &["--jit=eager"]),
    ("hot/one_generator", &["--jit=eager", "--jit-exit-every=1"]),
    ("hot/one_generator", &["--jit=on", "--jit-wait", "--jit-abort-at=9"]),
    ("hot/one_generator", &["--jit=on", "--jit-wait", "--jit-code-fail-at=1"]),
    ("hot/mod_floordiv", &["--jit=eager"]),
    ("hot/range_loop", &["--jit=eager"]),
    ("hot/try_in_loop", &["--jit=eager"]),
    ("hot/unbound_names", &["--jit=on", "--jit-wait"]),
    ("hot/unpack_lengths", &["--jit=on", "--jit-wait"]),
    ("hot/zero_division", &["--jit=on", "--jit-wait"]),
    ("programs/build_system", &["--jit=eager"]),
    ("faults/deep_chain_driven", &["--jit=eager"]),
    ("recursion/classic", &["--jit=eager"]),
    ("recursion/limit", &["--jit=eager"]),
    ("recursion/loop_near_limit", &["--jit=on", "--jit-wait"]),
    ("generators/infinite", &["--jit=on", "--jit-wait", "--jit-threshold=2"]),
];

/// The test.
pub fn trial() -> Trial {
    Trial::test("counters/all", || Ok(check()?))
}

fn check() -> Result<(), String> {
    let programs = program::all();
    let mut raised = HashSet::new();
    for (name, flags) in RUNS {
        let known = programs.iter().find(|program| program.name == *name);
        raised.extend(run(known.ok_or_else(|| format!("no program {name}"))?, flags)?);
    }
    let aborts = AbortReason::ALL.iter().map(|reason| format!("abort: {reason}"));
    let exits = ExitReason::ALL.iter().map(|reason| format!("exit: {reason}"));
    let guards = GuardKind::ALL.iter().map(|kind| format!("guard: {}", kind.name()));
    let missing: Vec<String> =
        aborts.chain(exits).chain(guards).filter(|name| !raised.contains(name)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("never raised: {}", missing.join(", "))) }
}

fn run(program: &Program, flags: &[&str]) -> Result<Vec<String>, String> {
    let mut flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
    flags.extend(program.flags.iter().cloned());
    let outcome = engine::run(program, &flags)?;
    report::compare(&program.expected, &outcome)?;
    Ok(outcome.counters.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name).collect())
}
