//! The passes over regions, one a file, and their order.
//!
//! A pass is `run(&mut Region) -> bool` (whether it changed anything). Each leaves a region that
//! [`crate::ir::verify`] accepts, keeps every effect on memory, counts and helpers in order, and never
//! leaves the region at a place or with a state that the snapshots do not describe; which of several
//! guards fails first may change, as the instruction they guard runs again in the interpreter.
//!
//! | pass | what it does |
//! |---|---|
//! | [`params`] | parameters that always receive one value |
//! | [`fold`], [`strength`] | constants, tag/untag pairs, shifts for products |
//! | [`cse`] | ops and guards that a dominating equal one makes superfluous |
//! | [`facts`] | guards and tests implied by known kinds and conditions |
//! | [`memory`] | loads whose value is known |
//! | [`intervals`] | ranges of `i64`: overflow checks, comparisons, index checks |
//! | [`watches`] | tests of pending, validity and polls that nothing can have changed |
//! | [`counts`] | pairs of count changes nobody sees |
//! | [`boxes`] | boxing moved into the exits that need it |
//! | [`speculate`] | assumes ranges of loop counters, tested in front of the loop |
//! | [`blocks`], [`dce`] | straight lines, unreachable and unused parts |
//! | [`invariants`] | pure ops out of loops |
//! | [`polls`] | polls of counted loops every 1,024 iterations |
//! | [`rotate`] | tests of loops at their ends |
//! | [`stepped`] | counters that loops leave with before and behind a step |

mod blocks;
mod boxes;
mod counts;
mod cse;
mod dce;
mod facts;
mod fold;
mod intervals;
mod invariants;
mod memory;
mod nest;
mod params;
mod polls;
mod range;
mod ranges;
mod rewrite;
mod rotate;
mod speculate;
mod stepped;
mod strength;
mod watches;

use crate::ir::{Region, Snap, VerifyError, verify};

/// A pass by name.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// Name in dumps and tests.
    pub name: &'static str,
    run: fn(&mut Region) -> bool,
}

macro_rules! passes {
    ($($name:ident)*) => {
        /// Every pass.
        pub const PASSES: &[Pass] = &[$(Pass { name: stringify!($name), run: $name::run }),*];
    };
}
passes!(params fold strength cse facts memory intervals watches counts boxes blocks dce speculate invariants polls rotate stepped);

/// Run until nothing changes, at most [`MAX_ROUNDS`] times: each makes work for the others.
const CLEANING: &[&str] = &["params", "fold", "cse", "facts", "memory", "dce", "blocks"];
/// Run once in the middle, on the cleaned region.
const ANALYSES: &[&str] = &["intervals", "strength", "watches", "counts", "boxes"];
/// Run at the end.
const LOOPS: &[&str] =
    &["invariants", "polls", "dce", "blocks", "rotate", "params", "stepped", "dce", "blocks"];
/// Rounds of cleaning; later ones are rare and find little.
const MAX_ROUNDS: usize = 4;

/// A pass has broken the region: a fault of the pass.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("pass {pass}: {error}")]
pub struct PassError {
    /// Which one; `build` for the region handed in.
    pub pass: &'static str,
    /// What is broken.
    pub error: VerifyError,
}

/// Optimises a region; with `verify` it is verified before and after each pass.
///
/// # Errors
/// Only with `verify`: the first pass that broke a requirement.
pub fn run(region: &mut Region, verify: bool) -> Result<(), PassError> {
    improve(region, verify)?;
    run_all(region, LOOPS, verify)?;
    Ok(())
}

/// The same with assumptions about ranges of loop counters; answers the snapshots that guards of
/// assumptions leave through. When one is left often, the region is better compiled by [`run`].
///
/// # Errors
/// As [`run`].
pub fn run_speculating(region: &mut Region, verify: bool) -> Result<Vec<Snap>, PassError> {
    improve(region, verify)?;
    let mut assumed = vec![];
    for assume in [speculate::assume_counters, speculate::assume_sums] {
        let snaps = assume(region);
        check(region, "speculate", verify)?;
        if !snaps.is_empty() {
            run_all(region, &["intervals"], verify)?;
            clean(region, verify)?;
        }
        assumed.extend(snaps);
    }
    run_all(region, LOOPS, verify)?;
    Ok(assumed)
}

fn improve(region: &mut Region, verify: bool) -> Result<(), PassError> {
    check(region, "build", verify)?;
    clean(region, verify)?;
    run_all(region, ANALYSES, verify)?;
    clean(region, verify)
}

/// Runs one pass by name, for tests of that pass.
///
/// # Errors
/// As [`run`], with verification. `None` when there is no such pass.
pub fn run_pass(region: &mut Region, name: &str) -> Option<Result<bool, PassError>> {
    let pass = PASSES.iter().find(|pass| pass.name == name)?;
    Some(apply(region, pass, true))
}

fn clean(region: &mut Region, verify: bool) -> Result<(), PassError> {
    for _ in 0..MAX_ROUNDS {
        if !run_all(region, CLEANING, verify)? {
            break;
        }
    }
    Ok(())
}

fn run_all(region: &mut Region, names: &[&str], verify: bool) -> Result<bool, PassError> {
    let mut changed = false;
    for name in names {
        let pass = PASSES.iter().find(|pass| pass.name == *name);
        changed |= apply(region, pass.expect("the lists name passes"), verify)?;
    }
    Ok(changed)
}

fn apply(region: &mut Region, pass: &Pass, verify: bool) -> Result<bool, PassError> {
    let changed = (pass.run)(region);
    check(region, pass.name, verify)?;
    Ok(changed)
}

fn check(region: &Region, pass: &'static str, enabled: bool) -> Result<(), PassError> {
    if enabled { verify(region).map_err(|error| PassError { pass, error }) } else { Ok(()) }
}
