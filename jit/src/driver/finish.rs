//! From a finished recording to a region in its place: built, compiled here or by the other thread, installed.
//!
//! ```text
//! finish ──plan──> draft ──background──> in flight ──collect──> complete ──> installed
//!            │       └────────── here ──────────────────────────────^  │
//!            └──> too dear: waits                          no code, nothing gained: given up
//! ```
//! While a region is in flight nothing else is recorded: what is hot waits, and exits are taken.

use super::{InFlight, Jit, Recording};
use crate::aborts::{Abort, AbortReason};
use crate::background::Background;
use crate::compile::{Draft, Input, Job, Planned, Product};
use crate::log;
use crate::observe::Facts;
use crate::region::{Region, RegionId};

impl Jit {
    /// Whether no recording can begin: one is under way, or the other thread compiles.
    pub(super) fn is_busy(&self) -> bool {
        self.recording.is_some() || self.in_flight.is_some()
    }

    /// A recording has seen all it needs.
    pub(super) fn finish(&mut self, facts: &mut dyn Facts) -> Option<RegionId> {
        let Recording { recorder, place, extends } = self.recording.take()?;
        self.counters.steps += u64::from(recorder.steps());
        let (found, noted) = (recorder.found_new(), recorder.noted_new());
        let (steps, iterations) = (recorder.steps(), recorder.iterations());
        self.places.entry(place).or_default().short |= recorder.saw_end();
        let (graph, log) = recorder.finish();
        if self.options.dump_events {
            self.log.dump(&log.to_string());
        }
        let shown = log::describe(facts, place);
        if extends.is_some() && !found {
            self.note_abort(&shown, place, extends, &Abort::new(AbortReason::NothingNew));
            return None;
        }
        let graph = match extends {
            None if place.is_function() => self.gather(place, graph, noted)?,
            _ => graph,
        };
        let id = RegionId(self.next_region);
        let builds =
            extends.and_then(|(region, _)| self.regions.get(&region)).map_or(0, |region| region.builds);
        let assume = !self.places.get(&place).is_some_and(|state| state.plain);
        let name = log::name(facts, place);
        let most = if extends.is_some() { usize::MAX } else { self.most_operations(place) };
        let input = Input { id, place, graph, builds, name, assume, most };
        match self.compiler.plan(input, facts, &self.options) {
            Ok(Planned::TooDear(operations)) => {
                self.too_dear(place, operations, steps, iterations);
                self.log.line(|| format!("jit: region {id} wait   {shown}  ops={operations}"));
                None
            }
            Ok(Planned::Draft(draft, job)) => self.make(InFlight { draft: *draft, extends, shown }, job),
            Err(abort) => {
                self.note_abort(&shown, place, extends, &abort);
                None
            }
        }
    }

    /// Compiles, or has it done.
    fn make(&mut self, planned: InFlight, job: Box<Job>) -> Option<RegionId> {
        if self.options.background && self.background.is_none() {
            // Without a thread the program waits.
            self.background = Background::start().ok();
        }
        let here = match &self.background {
            Some(thread) => thread.submit(job).err(),
            None => Some(job),
        };
        match here {
            Some(job) => self.complete(planned, job.run()),
            None => {
                self.counters.in_background += 1;
                self.in_flight = Some(planned);
                None
            }
        }
    }

    /// Installs what the other thread has compiled since the last call. To be called wherever the runtime asks
    /// about a place or an exit.
    pub(super) fn collect(&mut self) {
        if self.in_flight.is_none() {
            return;
        }
        let Some(product) = self.background.as_mut().and_then(Background::take) else { return };
        let Some(planned) = self.in_flight.take() else { return };
        let holds = planned.draft.validity.holds();
        let wanted = self.places.get(&planned.draft.place).is_some_and(|state| !state.never);
        if holds && wanted {
            self.complete(planned, *product);
        } else {
            self.counters.invalidated += 1;
        }
    }

    fn complete(&mut self, planned: InFlight, product: Product) -> Option<RegionId> {
        let InFlight { draft, extends, shown } = planned;
        let place = draft.place;
        match self.compiler.link(draft, product, &mut self.counters, &mut self.log) {
            Ok(region) if self.is_repetition(&region, extends) => {
                self.note_abort(&shown, place, extends, &Abort::new(AbortReason::NothingGained));
                None
            }
            Ok(region) => Some(self.install(region, extends.is_some())),
            Err(abort) => {
                self.note_abort(&shown, place, extends, &abort);
                None
            }
        }
    }

    /// Whether a region that was built again does no more than the one it was to replace: what the
    /// recording has found is of no use to the builder.
    fn is_repetition(&self, region: &Region, extends: Option<(RegionId, u32)>) -> bool {
        let old = extends.and_then(|(old, _)| self.regions.get(&old));
        old.is_some_and(|old| old.code_bytes == region.code_bytes && old.exits.len() == region.exits.len())
    }

    fn install(&mut self, mut region: Region, rebuilt: bool) -> RegionId {
        let id = region.id;
        self.next_region += 1;
        self.clock += 1;
        self.generation += 1;
        region.last_entered = self.clock;
        self.counters.rebuilds += u64::from(rebuilt);
        let state = self.places.entry(region.place).or_default();
        let old = state.region.replace(id);
        self.moved.extend(Some(region.place).filter(|place| place.is_body()));
        self.retired.extend(old);
        self.regions.insert(id, region);
        id
    }

    /// What is in flight relies on something that is gone.
    pub(super) fn break_draft(&mut self, test: impl Fn(&Draft) -> bool) {
        if let Some(planned) = self.in_flight.as_ref().filter(|planned| test(&planned.draft)) {
            planned.draft.validity.break_();
        }
    }
}
