//! Instructions that nothing faster is known for: executed by the interpreter's own functions, in memory.
//!
//! Everything is flushed, the operands too; the helper works on the innermost frame and leaves the stack as
//! the instruction does. Where it raises it leaves it as deep as the exit says, so that both agree on which
//! slots are live.

use super::code_info::Instr;
use super::state::Slot;
use super::{Builder, Flow};
use crate::abi::{Helper, tag};
use crate::ir::Op;
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// An instruction that stays in its frame and goes on behind itself.
    pub(super) fn by_interpreter(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let before = i64::from(self.state.top().depth());
        let after = before + instr.opcode.stack_effect(instr.oparg);
        let kept = before.min(after);
        self.flush();
        let unit = self.int(i64::from(instr.opcode as u8) | i64::from(instr.oparg) << 8);
        let depth = self.int(kept);
        let (base, _) = self.memory(self.state.top().activation);
        let done = self.at().call(Helper::instruction, &[base, unit, depth]);
        let done = done.expect("helpers that run code answer");
        self.guard_done(done);
        self.set_depth(kept);
        self.guard_ok(instr, done);
        self.set_depth(after);
        self.behind_code(instr)
    }

    /// The helper has done something; else the state is still that before the instruction, and the
    /// interpreter, which does not nest, executes it.
    pub(super) fn guard_done(&mut self, answer: crate::ir::Value) {
        let snap = self.snap(ExitReason::Recursion);
        let mut at = self.at();
        let nothing = at.const_val(tag::UNWIND);
        // Not to be forced: the instruction must not be executed twice.
        let done = at.op(Op::ne, &[answer, nothing]);
        at.guard(Op::guard_true, &[done], snap);
    }

    /// The operand stack of the innermost frame, all of it in memory, is so deep now.
    fn set_depth(&mut self, depth: i64) {
        let top = self.state.top_mut();
        top.slots.resize(top.locals as usize + usize::try_from(depth).unwrap_or(0), Slot::Mem);
    }
}
