//! What machine code may cost: a part of the work that the program has done.
//!
//! Work is what the runtime counts anyway: back edges and resumes of the interpreter, entries of regions and
//! their exits. Cost is operations handed to the passes. A program that has just begun may be over before its
//! machine code has paid, so nothing is compiled at first; from then on compiling takes no longer than the
//! program itself. Where another thread compiles, the program pays for recording and building alone, and what
//! holds it back is that one region is compiled at a time. A place that is put off is asked about again when its count has run out again. An iteration
//! may take far longer than others, which shows when it is recorded: it counts for as many.

use super::Jit;
use crate::region::{Region, RegionPlace};

/// What compiling costs the program.
struct Price {
    /// Back edges for one operation.
    cost: u64,
    /// Work before the first place is compiled.
    grace: u64,
}

/// The program waits: a few milliseconds go by first.
const WAITING: Price = Price { cost: 30, grace: 100_000 };
/// Another thread compiles. With five times as much short programs are over before their code is there.
const RUNNING_ON: Price = Price { cost: 10, grace: 20_000 };

/// Operations of a place that was never built.
const LEAST: usize = 50;
/// Work that one exit stands for.
pub(super) const EXIT_WORK: u64 = 4;
/// Times that a place is put off before it is recorded for what it takes to be known.
const CURIOSITY: u32 = 8;
/// Instructions that take as long as the back edge of an ordinary loop.
const ORDINARY: u32 = 10;
/// Times that a place is put off.
const PATIENCE: u32 = 32;
/// By how much longer an exit is put off than it waits for its recording anyway.
const EXIT_PATIENCE: u32 = 2;
/// Exits between two times that an exit which is due is asked about.
const ASKED_EVERY: u32 = 32;

impl Jit {
    /// Operations that may be compiled now.
    fn affordable(&self) -> usize {
        let entries: u64 = self.regions.values().map(Region::entries).sum();
        let work = self.work + self.counters.body_entries + entries;
        let price = if self.options.background { RUNNING_ON } else { WAITING };
        let paid = work.saturating_sub(price.grace) / price.cost;
        usize::try_from(paid.saturating_sub(self.counters.operations_built)).unwrap_or(usize::MAX)
    }

    /// Whether the place may be recorded now; if not, it waits for its count to run out once more.
    pub(super) fn may_record(&mut self, place: RegionPlace) -> bool {
        let (operations, waited) =
            self.places.get(&place).map_or((0, 0), |state| (state.operations, state.waited));
        let curious = operations == 0 && waited == CURIOSITY;
        if curious || self.most_operations(place) >= operations.max(LEAST) {
            return true;
        }
        self.put_off(place);
        false
    }

    /// Operations that the place may have now.
    pub(super) fn most_operations(&self, place: RegionPlace) -> usize {
        let waited = self.places.get(&place).map_or(0, |state| state.waited);
        if !self.options.budget || waited >= PATIENCE { usize::MAX } else { self.affordable() }
    }

    /// A recording is not compiled now: it would have so many operations. `steps` were recorded in so many
    /// iterations.
    pub(super) fn too_dear(&mut self, place: RegionPlace, operations: usize, steps: u32, iterations: u32) {
        let state = self.places.entry(place).or_default();
        state.operations = operations;
        state.weight = steps.checked_div(iterations * ORDINARY).unwrap_or(0);
        self.put_off(place);
    }

    pub(super) fn put_off(&mut self, place: RegionPlace) {
        self.counters.put_off += 1;
        self.places.entry(place).or_default().waited += 1;
    }

    /// Whether a region may be built again for an exit taken so often, which is due at `due` times.
    pub(super) fn may_extend(&self, region: &Region, taken: u32, due: u32) -> bool {
        let patient = taken >= due.saturating_mul(EXIT_PATIENCE);
        // What is affordable takes a look at every region.
        let asks = (taken - due).is_multiple_of(ASKED_EVERY);
        !self.options.budget || patient || asks && self.affordable() >= region.operations
    }
}
