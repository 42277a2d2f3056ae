//! The death of what regions name without keeping it alive: code objects and pinned values.
//!
//! Requirement: an object that a region names keeps its address until the region is gone. The heap hands
//! each such object over when its count reaches zero; here its regions are invalidated at once, and the
//! object is given back, to die for good, when no machine code is active and they are released.

use super::world::Dead;
use super::{JitGlue, RegionPlace};
use crate::value::Value;
use crate::vm::Vm;

impl JitGlue {
    /// Invalidates the regions that name an object which has died since the last call.
    pub(super) fn take_dead(&mut self, vm: &mut Vm) {
        for value in std::mem::take(&mut vm.heap.limbo) {
            let dead = self.world.died(&value);
            if let Some(constant) = dead.constant {
                self.jit.constant_died(constant);
            }
            if let Some(code) = dead.code {
                self.jit.code_died(code);
                self.penalties.retain(|place: &RegionPlace, _| place.code() != code);
                self.samples.retain(|place, _| place.code() != code);
            }
            self.limbo.push((value, dead));
        }
    }

    /// Releases regions, and lets go of dead objects if no machine code is active. Their ends may queue finalisers, which run at
    /// the next instruction boundary.
    pub(super) fn release_dead(&mut self, vm: &Vm) {
        // Asked at every exit: regions retire seldom.
        let generation = self.jit.generation();
        let free = self.active.is_empty();
        if self.released_at == (generation, free) && self.limbo.is_empty() {
            return;
        }
        self.released_at = (generation, free);
        self.publish();
        self.release_regions(vm);
        if !free {
            return;
        }
        let (values, dead): (Vec<Value>, Vec<Dead>) = std::mem::take(&mut self.limbo).into_iter().unzip();
        dead.into_iter().for_each(|dead| self.world.forget(dead));
        drop(values);
    }
}
