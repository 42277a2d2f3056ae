//! How regions end: invalidated, replaced or evicted they are retired, and later released.
//!
//! ```text
//! entered ──invalidate, a death, make_room, replaced──> retired ──release_retired──> gone, its pages free
//! ```
//! A retired region is entered no more, but for continuations that frames are still suspended on: those go
//! through their validity test, which fails if an assumption broke.

use super::Jit;
use crate::observe::{CodeId, ConstId, WatchId};
use crate::region::{Region, RegionId, RegionPlace};

impl Jit {
    /// An assumption broke: regions that rely on it are left at their next test and not entered again.
    /// Answers the places that lost their region.
    pub fn invalidate(&mut self, watch: WatchId) -> Vec<RegionPlace> {
        if let Some(recording) = &mut self.recording {
            recording.recorder.forget_watch(watch);
        }
        self.each_gathered(|graph| graph.forget_watch(watch));
        // Those that do not rely on it stay, and what they have seen is where recordings go on.
        self.each_graph(|graph| graph.forget_watch(watch));
        self.break_draft(|draft| draft.watches.contains(&watch));
        self.drop_where(|region| region.watches.contains(&watch))
    }

    /// Something changed that any region may rely on. Answers the places that lost their region.
    pub fn invalidate_all(&mut self) -> Vec<RegionPlace> {
        self.break_draft(|_| true);
        self.drop_where(|_| true)
    }

    /// A pinned value is about to die: no region that embeds it is entered again, and none is built from
    /// what was seen of it.
    pub fn constant_died(&mut self, constant: ConstId) -> Vec<RegionPlace> {
        if let Some(recording) = &mut self.recording {
            recording.recorder.forget_constant(constant);
        }
        self.each_graph(|graph| graph.forget_constant(constant));
        self.break_draft(|draft| draft.constants.contains(&constant));
        self.each_gathered(|graph| graph.forget_constant(constant));
        self.drop_where(|region| region.constants.contains(&constant))
    }

    /// A code object is about to die: no region that executes it is entered again, and none is built from
    /// what was seen of it. Code that a recording has seen does not die.
    pub fn code_died(&mut self, code: CodeId) -> Vec<RegionPlace> {
        self.each_graph(|graph| graph.forget_code(code));
        self.regions.values_mut().for_each(|region| region.orphan |= region.place.code() == code);
        self.break_draft(|draft| draft.codes.contains(&code) || draft.place.code() == code);
        let lost = self.drop_where(|region| region.codes.contains(&code));
        self.places.retain(|place, _| place.code() != code);
        self.places.values_mut().for_each(|state| {
            state.gathered.take_if(|gathered| gathered.graph.codes().contains(&code));
        });
        lost
    }

    /// Changes the graph of every region, and of what is in flight.
    fn each_graph(&mut self, change: impl Fn(&mut crate::graph::Graph)) {
        self.regions.values_mut().for_each(|region| change(&mut region.graph));
        self.in_flight.iter_mut().for_each(|planned| change(&mut planned.draft.graph));
    }

    fn each_gathered(&mut self, change: impl Fn(&mut crate::graph::Graph)) {
        self.places
            .values_mut()
            .filter_map(|state| state.gathered.as_mut())
            .for_each(|known| change(&mut known.graph));
    }

    fn drop_where(&mut self, test: impl Fn(&Region) -> bool) -> Vec<RegionPlace> {
        let mut hit: Vec<RegionId> =
            self.regions.values().filter(|region| test(region)).map(|region| region.id).collect();
        hit.sort_unstable();
        hit.into_iter().filter_map(|id| self.retire(id)).collect()
    }

    /// Breaks a region's validity and takes it out of its place.
    pub(super) fn retire(&mut self, id: RegionId) -> Option<RegionPlace> {
        let region = self.regions.get(&id)?;
        if region.validity.holds() {
            region.validity.break_();
            self.counters.invalidated += 1;
        }
        let place = region.place;
        let state = self.places.get_mut(&place).filter(|state| state.region == Some(id))?;
        state.region = None;
        self.moved.extend(Some(place).filter(|place| place.is_body()));
        self.generation += 1;
        self.retired.push(id);
        Some(place)
    }

    /// Gives up regions not entered lately while less than an eighth of the code space is left for new ones.
    /// Done when a recording begins: the runtime releases them before it is over ([`Jit::release_retired`]).
    pub(super) fn make_room(&mut self) {
        let (used, limit) = self.compiler.space();
        let retired: u64 =
            self.retired.iter().filter_map(|id| self.regions.get(id)).map(Region::page_bytes).sum();
        let mut used = used.saturating_sub(retired);
        if used <= limit - limit / 8 {
            return;
        }
        self.note_entries();
        let mut oldest: Vec<(u64, RegionId, u64)> = self
            .regions
            .values()
            .filter(|region| region.validity.holds() && !self.retired.contains(&region.id))
            .map(|region| (region.last_entered, region.id, region.page_bytes()))
            .collect();
        oldest.sort_unstable();
        for (_, id, bytes) in oldest {
            if used <= limit - limit / 8 {
                break;
            }
            self.counters.evicted += 1;
            self.retire(id);
            used -= bytes;
        }
    }

    /// Continuations entered since the last call are the latest ones.
    fn note_entries(&mut self) {
        for region in self.regions.values_mut().filter(|region| region.entries() != region.entries_seen) {
            region.entries_seen = region.entries();
            if region.place.is_body() {
                region.last_entered = self.clock;
            }
        }
    }

    /// Continuations that wait to be released. Frames may still be suspended on them.
    pub fn retired_bodies(&self) -> Vec<&Region> {
        let retired = self.retired.iter().filter_map(|id| self.regions.get(id));
        retired.filter(|region| region.place.suspends()).collect()
    }

    /// Frees the machine code of loops that were replaced, invalidated or evicted, and with `bodies` that of
    /// continuations; answers them so that the runtime lets go of what they name. `active` are the entries of
    /// machine code on the native stack: their regions stay. To be called with `bodies` only after every frame
    /// whose `resume` lies in [`Jit::retired_bodies`] went back to the interpreter's stub.
    pub fn release_retired(&mut self, bodies: bool, active: &[u64]) -> Vec<Region> {
        if self.retired.is_empty() {
            return Vec::new();
        }
        let may_go = |region: &Region| {
            let unused = bodies || !region.place.suspends() || region.orphan;
            unused && !active.iter().any(|&entry| region.contains(entry))
        };
        let (released, kept) = std::mem::take(&mut self.retired)
            .into_iter()
            .partition(|id| self.regions.get(id).is_none_or(may_go));
        self.retired = kept;
        let released: Vec<RegionId> = released;
        let regions: Vec<Region> = released.into_iter().filter_map(|id| self.regions.remove(&id)).collect();
        for region in &regions {
            self.counters.body_entries += region.validity.entries();
            if !region.orphan {
                self.places.entry(region.place).or_default().past_entries += region.entries();
            }
        }
        regions
    }
}
