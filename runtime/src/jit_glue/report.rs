//! What machine code there is, for listings.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, ResumeTable};
use genjit_jit::RegionPlace;
use genjit_jit::observe::CodeId;

use super::JitGlue;
use crate::program::{MachineCode, ResumeTier};

impl JitGlue {
    /// Every region that is entered now, in order.
    pub(crate) fn machine_code(&self) -> Vec<MachineCode> {
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
    pub(crate) fn resume_tiers(&self, code: &Arc<CodeObject>) -> Vec<ResumeTier> {
        let points = ResumeTable::of(code).points().to_vec();
        let Some((id, body)) = self.world.find(code) else {
            return vec![ResumeTier::Interpreter; points.len()];
        };
        let tier = |point: &genjit_bytecode::ResumePoint| {
            let unit = point.offset / 2;
            // A generator not started stands between RETURN_GENERATOR and RESUME, a suspended one at the RESUME
            // behind its YIELD_VALUE.
            let first = if point.index == 0 { body } else { unit + 1 };
            let last = if point.index == 0 { unit } else { unit + 1 };
            self.resume_tier(id, first, last)
        };
        points.iter().map(tier).collect()
    }

    fn resume_tier(&self, id: CodeId, first: u32, last: u32) -> ResumeTier {
        let mut shared = ResumeTier::Interpreter;
        for (place, region) in self.jit.places() {
            let Some(region) = self.jit.region(region) else { continue };
            match place {
                RegionPlace::Body(code, pc) if code == id && (first..=last).contains(&pc) => {
                    return ResumeTier::Native { region: region.id.0, bytes: region.code_bytes };
                }
                RegionPlace::Loop(code, _) if code != id && region.codes.contains(&id) => {
                    shared = ResumeTier::Shared { region: region.id.0 };
                }
                _ => {}
            }
        }
        shared
    }
}
