//! The end of references: counts given back, adopted objects written back.
//!
//! Requirement: a count is given back only after every guard of the instruction.

use super::Builder;
use super::state::{Frame, Home, Known, ObjId, Object, Slot};
use crate::abi::type_id;
use crate::ir::Op;
use crate::snapshot::Stage;

impl Builder<'_> {
    /// Gives every loan still held a count of its own: what comes next may change or drop an object.
    pub(super) fn settle_loans(&mut self) {
        for id in std::mem::take(&mut self.state.loans) {
            if !self.state.has(id) {
                continue;
            }
            let Object::Value { value, known, owned } = self.state.object_mut(id) else { continue };
            if !std::mem::replace(owned, true) {
                let (value, known) = (*value, *known);
                self.at().effect(if known.type_id().is_some() { Op::inc } else { Op::inc_any }, &[value]);
            }
        }
    }

    /// A slot that held this is gone.
    pub(super) fn drop_slot(&mut self, slot: Slot) {
        debug_assert_ne!(slot, Slot::Mem, "a slot in memory is loaded before it is dropped");
        if let Slot::Obj(id) = slot {
            let entry = self.state.entry_mut(id);
            entry.refs -= 1;
            if entry.refs == 0 {
                self.kill(id);
            }
        }
    }

    /// No slot refers to the object any more.
    pub(super) fn kill(&mut self, id: ObjId) {
        if self.runs_code_when_dropped(id) {
            self.make_real(id);
        }
        match self.state.remove(id) {
            Object::Value { value, known, owned } => {
                if owned {
                    self.give_back(value, known);
                }
            }
            Object::Tuple(items) => items.into_iter().rev().for_each(|item| self.drop_slot(item)),
            Object::Range { .. } | Object::RangeIterator { home: None, .. } => {}
            Object::RangeIterator { home: Some(home), next, end, step } => {
                self.store_range_iterator(home, next, end, step);
                self.drop_home(home);
            }
            Object::SequenceIterator { home: Some(home), index, sequence, .. } => {
                self.store_sequence_iterator(home, index);
                self.drop_slot(sequence);
                self.drop_home(home);
            }
            Object::SequenceIterator { home: None, sequence, .. } => self.drop_slot(sequence),
            Object::Generator { home: Some(home), frame, stage, .. } => {
                if let Some(frame) = frame {
                    self.write_back(home, *frame, stage);
                }
                self.drop_home(home);
            }
            Object::Generator { home: None, function, frame, .. } => {
                if let Some(frame) = frame {
                    self.drop_frame(*frame);
                }
                self.drop_slot(function);
            }
            Object::Chain { root, leaf } => {
                self.kill(leaf);
                self.drop_slot(root);
            }
            Object::Cell(content) | Object::Asend { generator: content, .. } => self.drop_slot(content),
        }
    }

    /// A virtual generator suspended inside `try` or `with`: closing it executes handlers.
    fn runs_code_when_dropped(&mut self, id: ObjId) -> bool {
        let Object::Generator { home: None, frame: Some(frame), stage, type_id, .. } = self.state.object(id)
        else {
            return false;
        };
        // A coroutine that was never awaited is warned about.
        if *stage == Stage::Created && *type_id == type_id::COROUTINE {
            return true;
        }
        if *stage != Stage::Suspended {
            return false;
        }
        let (code, pc) = (frame.code, frame.pc);
        let info = self.info(code);
        // The exception of a close is raised at the YIELD_VALUE, one unit before.
        !info.closes_silently(pc.saturating_sub(1))
    }

    /// Every slot of a frame that is no more, from the top down as the interpreter does.
    pub(super) fn drop_frame(&mut self, frame: Frame) {
        for slot in frame.slots.into_iter().rev() {
            self.drop_slot(slot);
        }
    }

    fn drop_home(&mut self, home: Home) {
        if home.owned {
            self.settle_loans();
            self.at().effect(Op::dec, &[home.value]);
            self.state.pending = true;
        }
    }

    fn give_back(&mut self, value: crate::ir::Value, known: Known) {
        let type_id = known.type_id();
        self.settle_loans();
        self.at().effect(if type_id.is_some() { Op::dec } else { Op::dec_any }, &[value]);
        let harmless = matches!(type_id, Some(type_id::FLOAT | type_id::INT | type_id::STR | type_id::RANGE));
        self.state.pending |= !harmless;
    }
}
