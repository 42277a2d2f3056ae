//! What machine code there is, for listings.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, ResumePoint, ResumeTable};
use genjit_jit::RegionPlace;
use genjit_jit::observe::CodeId;

use super::JitGlue;
use crate::program::{MachineCode, ResumePlace, ResumeTier};

/// What there was when the program ended and its machine code was given up.
#[derive(Default)]
pub(super) struct Ended {
    code: Vec<MachineCode>,
    places: Vec<(Arc<CodeObject>, Vec<ResumePlace>)>,
}

impl JitGlue {
    /// Keeps what listings show of the machine code that is about to go.
    pub(super) fn note_end(&mut self) {
        let generators = self.world.generators();
        let places = generators.into_iter().map(|code| (Arc::clone(&code), self.resume_places(&code)));
        self.ended = Ended { places: places.collect(), code: self.machine_code() };
    }

    /// Every region that is entered now, or was when the program ended, in order.
    pub(crate) fn machine_code(&self) -> Vec<MachineCode> {
        self.ended.code.iter().cloned().chain(self.current_code()).collect()
    }

    fn current_code(&self) -> Vec<MachineCode> {
        let regions = self.jit.places().into_iter().filter_map(|(_, id)| self.jit.region(id));
        regions
            .map(|region| MachineCode {
                name: region.name.clone(),
                address: region.entry(),
                bytes: region.code_bytes,
            })
            .collect()
    }

    /// Where each resume point of a code object goes on.
    pub(crate) fn resume_places(&self, code: &Arc<CodeObject>) -> Vec<ResumePlace> {
        let points = ResumeTable::of(code).points().to_vec();
        let Some((id, body)) = self.world.find(code) else {
            let ended = self.ended.places.iter().find(|(known, _)| Arc::ptr_eq(known, code));
            return ended
                .map_or_else(|| vec![ResumePlace::INTERPRETED; points.len()], |(_, places)| places.clone());
        };
        // A generator not started stands behind RETURN_GENERATOR, a suspended one at the RESUME behind its
        // YIELD_VALUE.
        let unit = |point: &ResumePoint| if point.index == 0 { body } else { point.offset / 2 + 1 };
        points.iter().map(|point| self.resume_place(id, unit(point))).collect()
    }

    fn resume_place(&self, id: CodeId, unit: u32) -> ResumePlace {
        let switches = self.switches_at(id, unit);
        if let Some(region) =
            self.jit.region_at(RegionPlace::Body(id, unit)).and_then(|region| self.jit.region(region))
        {
            let tier = ResumeTier::Native { region: region.id.0, bytes: region.code_bytes };
            return ResumePlace { tier, entries: self.entries_at(id, unit), switches };
        }
        let fused = self.jit.places().into_iter().filter_map(|(_, region)| self.jit.region(region)).find(
            |region| matches!(region.place, RegionPlace::Loop(code, _) if code != id && region.codes.contains(&id)),
        );
        let tier = fused.map_or(ResumeTier::Interpreter, |region| ResumeTier::Shared { region: region.id.0 });
        ResumePlace { tier, entries: self.entries_at(id, unit), switches }
    }
}
