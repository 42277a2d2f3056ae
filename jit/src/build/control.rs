//! Jumps and branches.

use super::code_info::Instr;
use super::state::{Class, Object, Slot};
use super::{Builder, Flow};
use crate::abi::tag;
use crate::aborts::Abort;
use crate::ir::{Op, Target, Terminator, Value as Ssa};
use crate::snapshot::ExitReason;
use genjit_bytecode::Opcode;

impl Builder<'_> {
    /// Goes on at `pc` of the innermost frame.
    pub(super) fn go(&mut self, pc: u32) -> Flow {
        self.state.top_mut().pc = pc;
        Flow::Stay
    }

    /// `JUMP_BACKWARD`: asks for interrupts. (Polls that another one on every way around makes needless
    /// are taken out afterwards.)
    pub(super) fn jump_backward(&mut self, target: u32) -> Flow {
        let snap = self.snap(ExitReason::Poll);
        self.at().guard(Op::poll, &[], snap);
        self.go(target)
    }

    /// The four conditional jumps.
    pub(super) fn pop_jump(&mut self, instr: Instr, target: u32) -> Result<Flow, Abort> {
        if matches!(instr.opcode, Opcode::POP_JUMP_IF_NONE | Opcode::POP_JUMP_IF_NOT_NONE) {
            return self.pop_jump_none(instr, target);
        }
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let Slot::Bool(condition) = self.operand(0) else {
            // Verified code may branch on anything; the compiler only branches on bools.
            self.exit(ExitReason::Unsupported);
            return Ok(Flow::End);
        };
        let (on_true, on_false) = if instr.opcode == Opcode::POP_JUMP_IF_TRUE {
            (target, instr.next)
        } else {
            (instr.next, target)
        };
        self.pop();
        Ok(self.branch(condition, on_true, on_false))
    }

    fn pop_jump_none(&mut self, instr: Instr, target: u32) -> Result<Flow, Abort> {
        let (on_none, otherwise) = if instr.opcode == Opcode::POP_JUMP_IF_NONE {
            (target, instr.next)
        } else {
            (instr.next, target)
        };
        let slot = self.operand(0);
        if slot == Slot::None {
            self.pop();
            return Ok(self.go(on_none));
        }
        let unknown = match slot {
            Slot::Obj(id) => match *self.state.object(id) {
                Object::Value { value, .. } if self.class(slot).is_none() => Some(value),
                _ => None,
            },
            _ => None,
        };
        let Some(value) = unknown else {
            let old = self.pop();
            self.drop_slot(old);
            return Ok(self.go(otherwise));
        };
        let seen = self.seen(instr, 0);
        if seen.len() == 1 && !self.narrow(0, &seen)? {
            return Ok(Flow::End);
        }
        if self.operand(0) != slot || self.class(slot).is_some_and(|class| class != Class::None) {
            return self.pop_jump_none(instr, target);
        }
        let mut at = self.at();
        let none = at.const_val(tag::NONE);
        let is_none = at.op(Op::eq, &[value, none]);
        let old = self.pop();
        self.drop_slot(old);
        Ok(self.branch(is_none, on_none, otherwise))
    }

    /// Both ways, or the only one that was ever taken behind a guard.
    pub(super) fn branch(&mut self, condition: Ssa, on_true: u32, on_false: u32) -> Flow {
        match (self.reached(on_true), self.reached(on_false)) {
            (true, true) => {
                let then = self.fork_at(on_true);
                let otherwise = self.fork_at(on_false);
                self.end(Terminator::Branch(condition, Target::new(then, &[]), Target::new(otherwise, &[])));
                Flow::End
            }
            (true, false) => {
                self.guard_way(Op::guard_true, condition, on_false);
                self.go(on_true)
            }
            (false, true) => {
                self.guard_way(Op::guard_false, condition, on_true);
                self.go(on_false)
            }
            (false, false) => {
                let then = self.exit_block(on_true);
                let otherwise = self.exit_block(on_false);
                self.end(Terminator::Branch(condition, Target::new(then, &[]), Target::new(otherwise, &[])));
                Flow::End
            }
        }
    }

    fn fork_at(&mut self, pc: u32) -> crate::ir::Block {
        self.state.top_mut().pc = pc;
        self.fork(false)
    }

    /// Exits to `elsewhere` unless the guard holds.
    fn guard_way(&mut self, op: Op, condition: Ssa, elsewhere: u32) {
        self.state.top_mut().pc = elsewhere;
        let reason = self.unreached_reason(elsewhere);
        let snap = self.snap(reason);
        self.at().guard(op, &[condition], snap);
    }

    fn exit_block(&mut self, pc: u32) -> crate::ir::Block {
        let block = self.region.new_block();
        let before = std::mem::replace(&mut self.block, block);
        self.state.top_mut().pc = pc;
        let reason = self.unreached_reason(pc);
        self.exit(reason);
        self.block = before;
        block
    }
}
