//! Attributes and closure cells.

use super::code_info::Instr;
use super::effects::Answer;
use super::kinds::class_of;
use super::state::{Class, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, cell};
use crate::aborts::Abort;
use crate::events::Note;
use crate::ir::{Alias, Op};
use crate::observe::{Attribute, Folded, Kind, ShapeId};
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// `LOAD_ATTR`, both forms.
    pub(super) fn load_attr(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let (method, name) = (instr.oparg & 1 == 1, instr.oparg >> 1);
        let notes = self.point(instr).map_or(Vec::new(), |point| point.notes.clone());
        match notes.as_slice() {
            [Note::Attribute(Attribute::Method(folded))] if method => self.load_method(instr, *folded),
            [Note::Attribute(Attribute::Slot { shape, offset })] if !method => {
                self.load_instance_slot(instr, *shape, *offset)
            }
            _ => Ok(self.load_any_attribute(instr, name, method)),
        }
    }

    fn load_any_attribute(&mut self, instr: Instr, name: u32, method: bool) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        self.push_name(name);
        let answer = if method { Answer::PushMethod } else { Answer::Push };
        self.call_helper(instr, Helper::load_attribute, &[], &[1, 0], answer)
    }

    /// The name, an operand of the helper that the instruction itself does not have: no exit may follow that
    /// executes the instruction again.
    fn push_name(&mut self, name: u32) {
        let id = self.facts.name_constant(self.state.top().code, name);
        self.claim(id);
        self.push(Slot::Const(id, Kind::Str));
    }

    /// The unbound function and its receiver.
    fn load_method(&mut self, instr: Instr, folded: Folded) -> Result<Flow, Abort> {
        let seen = self.seen(instr, 0);
        let known = match seen.as_slice() {
            [Kind::Object(shape)] => self.guard_shape(*shape),
            kinds => {
                let class = kinds.first().and_then(|&kind| class_of(kind));
                let single = class.is_some() && kinds.iter().all(|&kind| class_of(kind) == class);
                if single && !self.narrow(0, &seen)? {
                    return Ok(Flow::End);
                }
                let slot = self.operand(0);
                single && self.class(slot) == class
            }
        };
        if !known {
            return Ok(self.load_any_attribute(instr, instr.oparg >> 1, true));
        }
        let function = self.fold(folded);
        let receiver = self.pop();
        self.push(function);
        self.push(receiver);
        Ok(Flow::Next)
    }

    /// Guards that the top operand is an instance of the shape; `false` if no test can tell.
    fn guard_shape(&mut self, shape: ShapeId) -> bool {
        let Some(type_id) = self.facts.shape_type(shape) else { return false };
        let slot = self.operand(0);
        if self.class(slot) == Some(Class::Type(type_id)) {
            return true;
        }
        let Slot::Obj(id) = slot else { return false };
        let &Object::Value { value, known: Known::Not(_), .. } = self.state.object(id) else { return false };
        let snap = self.snap(ExitReason::Kind);
        self.at().guard_type(value, type_id, snap);
        self.refine(id, Class::Type(type_id));
        true
    }

    fn load_instance_slot(&mut self, instr: Instr, shape: ShapeId, offset: u32) -> Result<Flow, Abort> {
        if !self.guard_shape(shape) {
            return Ok(self.load_any_attribute(instr, instr.oparg >> 1, false));
        }
        let slot = self.operand(0);
        let Some(object) = self.word_of(slot) else { return Ok(Flow::End) };
        let snap = self.snap(ExitReason::Unbound);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[object]);
        let value = at.load(Op::load_val, base, offset as i32, Alias::Object);
        at.guard(Op::guard_bound, &[value], snap);
        let loaded = self.loaded_value(value, instr);
        let receiver = self.pop();
        self.push(loaded);
        self.drop_slot(receiver);
        Ok(Flow::Next)
    }

    /// `STORE_ATTR`: value, then object on top.
    pub(super) fn store_attr(&mut self, instr: Instr) -> Flow {
        let notes = self.point(instr).map_or(Vec::new(), |point| point.notes.clone());
        let slot = match notes.as_slice() {
            [Note::Attribute(Attribute::Slot { shape, offset })] => Some((*shape, *offset)),
            _ => None,
        };
        let value = self.operand(1);
        let (Some((shape, offset)), true) = (slot, self.is_makeable(value)) else {
            return self.store_any(instr);
        };
        if !self.guard_shape(shape) {
            return self.store_any(instr);
        }
        let held = self.operand(0);
        let Some(object) = self.word_of(held) else { return Flow::End };
        self.settle_loans();
        let receiver = self.pop();
        let value = self.pop();
        let word = self.take(value);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[object]);
        let old = at.load(Op::load_val, base, offset as i32, Alias::Object);
        at.store(Op::store, base, word, offset as i32, Alias::Object);
        at.effect(Op::dec_any, &[old]);
        self.state.pending = true;
        self.drop_slot(receiver);
        Flow::Next
    }

    fn store_any(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        self.push_name(instr.oparg);
        self.call_helper(instr, Helper::store_attribute, &[], &[2, 1, 0], Answer::Ignore)
    }

    /// `LOAD_DEREF`.
    pub(super) fn load_deref(&mut self, instr: Instr) -> Flow {
        let held = self.cell(instr.oparg);
        if let Some(content) = self.virtual_cell(held) {
            if content == Slot::Null {
                self.exit(ExitReason::Unbound);
                return Flow::End;
            }
            let content = self.state.share(content);
            self.push(content);
            return Flow::Next;
        }
        let Some(word) = self.word_of(held) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        let snap = self.snap(ExitReason::Unbound);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let value = at.load(Op::load_val, base, cell::VALUE, Alias::Cell);
        at.guard(Op::guard_bound, &[value], snap);
        let slot = self.loaded_value(value, instr);
        self.push(slot);
        Flow::Next
    }

    fn virtual_cell(&self, slot: Slot) -> Option<Slot> {
        let Slot::Obj(id) = slot else { return None };
        match self.state.object(id) {
            Object::Cell(content) => Some(*content),
            _ => None,
        }
    }

    /// `STORE_DEREF`.
    pub(super) fn store_deref(&mut self, index: u32) -> Flow {
        let held = self.cell(index);
        if let (Slot::Obj(id), Some(old)) = (held, self.virtual_cell(held)) {
            let value = self.pop();
            *self.state.object_mut(id) = Object::Cell(value);
            self.drop_slot(old);
            return Flow::Next;
        }
        let value = self.operand(0);
        let (Some(word), true) = (self.word_of(held), self.is_makeable(value)) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        self.settle_loans();
        let value = self.pop();
        let value = self.take(value);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let old = at.load(Op::load_val, base, cell::VALUE, Alias::Cell);
        at.store(Op::store, base, value, cell::VALUE, Alias::Cell);
        at.effect(Op::dec_any, &[old]);
        self.state.pending = true;
        Flow::Next
    }

    /// `MAKE_CELL`: the slot's value moves into a cell that is not made.
    pub(super) fn make_cell(&mut self, index: u32) -> Flow {
        let content = self.local(index);
        let cell = self.state.add(Object::Cell(content), 1);
        self.state.top_mut().slots[index as usize] = Slot::Obj(cell);
        Flow::Next
    }
}
