//! `UNPACK_SEQUENCE`.

use super::code_info::Instr;
use super::kinds::class_of;
use super::state::{Known, Object, Slot};
use super::{Builder, Flow};
use crate::aborts::Abort;
use crate::ir::Op;
use crate::observe::Kind;
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// `UNPACK_SEQUENCE`: the first item ends on top.
    pub(super) fn unpack_sequence(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        let Slot::Obj(id) = slot else { return Ok(self.unpack_words(instr, slot)) };
        let Object::Tuple(items) = self.state.object(id).clone() else {
            return Ok(self.unpack_words(instr, slot));
        };
        if items.len() != instr.oparg as usize {
            self.exit(ExitReason::Length);
            return Ok(Flow::End);
        }
        let tuple = self.pop();
        for &item in items.iter().rev() {
            let item = self.state.share(item);
            self.push(item);
        }
        self.drop_slot(tuple);
        Ok(Flow::Next)
    }

    /// Unpacks a list or tuple in memory.
    fn unpack_words(&mut self, instr: Instr, slot: Slot) -> Flow {
        let Some(length) = self.length_of(slot) else { return self.by_interpreter(instr) };
        let Some(word) = self.word_of(slot) else { return Flow::End };
        let snap = self.snap(ExitReason::Length);
        let wanted = self.int(i64::from(instr.oparg));
        self.at().guard(Op::guard_eq, &[length, wanted], snap);
        let list = self.class(slot) == class_of(Kind::List);
        let mut items = Vec::new();
        for index in 0..instr.oparg {
            let index = self.int(i64::from(index));
            items.push(self.load_element(word, list, index));
        }
        let sequence = self.pop();
        for value in items.into_iter().rev() {
            let item = self.loan_slot(value, Known::ANY);
            self.push(item);
        }
        self.drop_slot(sequence);
        Flow::Next
    }
}
