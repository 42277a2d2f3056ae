//! What waits for the boundary of an instruction: finalisers, callbacks of weak references, a collection.
//!
//! It is tested for where something was dropped or allocated. Mostly that leaves the region; where finalisers
//! often wait the graph says so, and they are run in it, as they are before a handler.

use super::Builder;
use super::code_info::decode;
use crate::abi::{Helper, frame, vm};
use crate::ir::{Alias, Block, Op, Target, Terminator};
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// Tests for waiting finalisers where something was dropped or allocated.
    pub(super) fn test_pending(&mut self) {
        if !std::mem::take(&mut self.state.pending) {
            return;
        }
        if self.pends() && self.can_flush() {
            self.run_pending();
            return;
        }
        let snap = self.snap(ExitReason::Pending);
        self.at().guard(Op::pending, &[], snap);
    }

    /// Whether finalisers often wait before the instruction that comes.
    fn pends(&mut self) -> bool {
        let (context, code, pc) = (self.state.top().context, self.state.top().code, self.state.top().pc);
        let at = decode(&self.info(code).code, pc).map_or(pc, |instr| instr.pc);
        self.graph.point(context, at).is_some_and(|point| point.pends)
    }

    /// Runs what waits, on a way of its own, and goes on.
    fn run_pending(&mut self) {
        let on = self.part_pending();
        let saved = self.state.clone();
        self.flush_before();
        self.at().call(Helper::run_pending, &[]);
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
        let ran = std::mem::replace(&mut self.state, saved);
        self.work.push((self.block, ran, false));
        self.block = on;
    }

    /// Runs what waits where everything is in memory, the instruction that raised too. The caller tests the
    /// assumptions.
    pub(super) fn run_pending_flushed(&mut self) {
        self.state.pending = false;
        let (base, alias) = self.memory(self.state.top().activation);
        let depth = i64::from(self.state.top().depth());
        let depth = self.int(depth);
        let on = self.part_pending();
        let mut at = self.at();
        at.store(Op::store_u32, base, depth, frame::STACK_DEPTH, alias);
        at.call(Helper::run_pending, &[]);
        at.end(Terminator::Jump(Target::new(on, &[])));
        self.block = on;
    }

    /// The current block becomes that of the way where something waits; answers that where nothing does.
    fn part_pending(&mut self) -> Block {
        let (vm, zero) = (self.region.vm(), self.int(0));
        let mut at = self.at();
        let waits = at.load(Op::load_u32, vm, vm::PENDING, Alias::Vm);
        let idle = at.op(Op::eq, &[waits, zero]);
        let (on, out) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(idle, Target::new(on, &[]), Target::new(out, &[])));
        self.block = out;
        on
    }
}
