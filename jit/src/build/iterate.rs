//! Iteration: `GET_ITER`, `FOR_ITER`, `SEND`.

use super::code_info::Instr;
use super::effects::Answer;
use super::kinds::class_of;
use super::state::{Class, Home, Known, ObjId, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, frame, iterator, list, tag, tuple, type_id};
use crate::aborts::Abort;
use crate::ir::{Alias, Op, Target, Terminator, Value as Ssa};
use crate::observe::Kind;
use crate::snapshot::{ExitReason, Stage};
use genjit_bytecode::Opcode;

impl Builder<'_> {
    /// `GET_ITER`; generators and iterators are their own.
    pub(super) fn get_iter(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        let coroutine = self.class(slot) == Some(Class::Type(type_id::COROUTINE));
        if instr.opcode == Opcode::GET_YIELD_FROM_ITER && coroutine {
            return Ok(self.by_interpreter(instr));
        }
        let made = match self.class(slot) {
            Some(Class::Type(id)) if type_id::is_own_iterator(id) => return Ok(Flow::Next),
            Some(Class::Type(id)) if type_id::is_plain_iterable(id) => self.plain_iterator(),
            Some(Class::Type(type_id::LIST)) => self.sequence_iterator(true),
            Some(Class::Type(type_id::TUPLE)) if self.word_of(slot).is_some() => {
                self.sequence_iterator(false)
            }
            Some(Class::Type(type_id::RANGE)) => self.range_iterator(),
            _ => None,
        };
        match made {
            Some(iterator) => {
                self.push(iterator);
                Ok(Flow::Next)
            }
            None => Ok(self.call_helper(instr, Helper::get_iterator, &[], &[0], Answer::Push)),
        }
    }

    /// `GET_AWAITABLE`: a coroutine that nobody awaits yet is its own.
    pub(super) fn get_awaitable(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        let (Slot::Obj(id), true) = (slot, self.class(slot) == Some(Class::Type(type_id::COROUTINE))) else {
            return Ok(self.by_interpreter(instr));
        };
        match *self.state.object(id) {
            Object::Generator { stage: Stage::Created, .. } => Ok(Flow::Next),
            Object::Value { value, .. } => {
                let snap = self.snap(ExitReason::Value);
                let delegating = self.int(i64::from(frame::state::DELEGATING));
                let mut at = self.at();
                let base = at.op(Op::ref_ptr, &[value]);
                let state = at.load(Op::load_u8, base, frame::STATE, Alias::Frame(1));
                at.guard(Op::guard_ne, &[state, delegating], snap);
                Ok(Flow::Next)
            }
            _ => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
        }
    }

    /// The iterator of a set, dict, view, `str` or `bytes`.
    fn plain_iterator(&mut self) -> Option<Slot> {
        let slot = self.operand(0);
        let word = self.word_of(slot)?;
        self.settle_loans();
        let iterator = self.at().call(Helper::plain_iterator, &[word]).expect("the helper has a result");
        self.state.pending = true;
        let old = self.pop();
        self.drop_slot(old);
        Some(self.value_slot(iterator, Known::ANY))
    }

    /// An iterator over the sequence on top, which it takes over.
    fn sequence_iterator(&mut self, list: bool) -> Option<Slot> {
        let sequence = self.pop();
        let index = self.int(0);
        Some(Slot::Obj(self.state.add(Object::SequenceIterator { home: None, sequence, list, index }, 1)))
    }

    /// An iterator over the virtual range on top.
    fn range_iterator(&mut self) -> Option<Slot> {
        let Slot::Obj(id) = self.operand(0) else { return None };
        let Object::Range { start, stop, step } = *self.state.object(id) else { return None };
        let end = self.range_end(start, stop, step);
        let range = self.pop();
        self.drop_slot(range);
        Some(Slot::Obj(self.state.add(Object::RangeIterator { home: None, next: start, end, step }, 1)))
    }

    /// What the next item would be behind the last one.
    fn range_end(&mut self, start: Ssa, stop: Ssa, step: i64) -> Ssa {
        let order = if step > 0 { Op::gt } else { Op::lt };
        if step.abs() == 1 {
            let mut at = self.at();
            let any = at.op(order, &[stop, start]);
            return at.op(Op::select, &[any, stop, start]);
        }
        // start + ceil((stop - start) / step) * step
        let round = self.int(step - step.signum());
        let divisor = self.int(step);
        let mut at = self.at();
        let distance = at.op(Op::sub, &[stop, start]);
        let distance = at.op(Op::add, &[distance, round]);
        let count = at.op(Op::floor_div, &[distance, divisor]);
        let length = at.op(Op::mul, &[count, divisor]);
        let end = at.op(Op::add, &[start, length]);
        let any = at.op(order, &[stop, start]);
        at.op(Op::select, &[any, end, start])
    }

    /// `FOR_ITER`: exhausted it goes on behind the `END_FOR` of its target.
    pub(super) fn for_iter(&mut self, instr: Instr, target: u32) -> Result<Flow, Abort> {
        self.step(instr, 0, target + 1)
    }

    /// `SEND`: like `FOR_ITER` for what is no generator and is sent `None`.
    pub(super) fn send(&mut self, instr: Instr, target: u32) -> Result<Flow, Abort> {
        let sent = self.seen(instr, 1);
        if sent == [Kind::None] && !self.narrow(0, &sent)? {
            return Ok(Flow::End);
        }
        self.step(instr, 1, target)
    }

    /// Tells apart the iterators that were seen, if each is of a type that is adopted; the last is guarded.
    fn tell_iterators(&mut self, from_top: u32, seen: &[Kind]) {
        let Slot::Obj(id) = self.operand(from_top) else { return };
        let &Object::Value { value, known: Known::Not(_), .. } = self.state.object(id) else { return };
        let mut types: Vec<u32> = Vec::new();
        for &kind in seen {
            match class_of(kind) {
                Some(Class::Type(
                    found @ (type_id::GENERATOR
                    | type_id::RANGE_ITERATOR
                    | type_id::LIST_ITERATOR
                    | type_id::TUPLE_ITERATOR),
                )) if kind != Kind::Other(found) => {
                    if !types.contains(&found) {
                        types.push(found);
                    }
                }
                _ => return,
            }
        }
        let Some((&last, others)) = types.split_last().filter(|(_, others)| !others.is_empty()) else {
            return;
        };
        for &found in others {
            let matches = self.at().is_type(value, found);
            self.fork_way(matches, |builder| builder.refine(id, Class::Type(found)));
        }
        let snap = self.snap(ExitReason::Kind);
        self.at().guard_type(value, last, snap);
        self.refine(id, Class::Type(last));
    }

    /// One step of the iterator `from_top`.
    fn step(&mut self, instr: Instr, from_top: u32, exhausted: u32) -> Result<Flow, Abort> {
        let seen = self.seen(instr, 0);
        self.tell_iterators(from_top, &seen);
        if !self.narrow(from_top, &seen)? {
            return Ok(Flow::End);
        }
        let Slot::Obj(id) = self.operand(from_top) else {
            self.exit(ExitReason::Unsupported);
            return Ok(Flow::End);
        };
        match self.state.object(id).clone() {
            Object::Value { value, known, owned } => {
                self.adopt(instr, id, Home { value, owned }, known, from_top, &seen)
            }
            Object::Generator { stage: Stage::Created | Stage::Suspended, .. } => self.resume_step(instr, id),
            Object::Chain { .. } => self.resume_step(instr, id),
            Object::Asend { generator: Slot::Obj(generator), .. } => {
                self.send_to_asend(instr, id, generator, &seen)
            }
            _ if from_top == 1 && self.operand(0) != Slot::None => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
            Object::RangeIterator { next, end, step, .. } => {
                Ok(self.step_range(instr, id, (next, end, step), exhausted))
            }
            Object::SequenceIterator { home, sequence, list, index } => {
                let made = home.is_some();
                Ok(self.step_sequence(instr, id, (sequence, list, index), made, exhausted))
            }
            Object::Generator { .. }
            | Object::Tuple(_)
            | Object::Range { .. }
            | Object::Asend { .. }
            | Object::Cell(_) => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
        }
    }

    /// The sent value of a `SEND`, `None` for a `FOR_ITER`, and into the generator.
    fn resume_step(&mut self, instr: Instr, id: ObjId) -> Result<Flow, Abort> {
        let sends = instr.opcode == Opcode::SEND;
        let sent = if sends { self.operand(0) } else { Slot::None };
        if !self.can_resume(id, sent) {
            return Ok(Flow::End);
        }
        let sent = if sends { self.operand(0) } else { Slot::None };
        if sends && self.is_running(id) {
            return Ok(self.delegate(instr, id));
        }
        if self.recurs(instr, id) {
            return Ok(self.next_item(instr));
        }
        if sends {
            self.pop();
        }
        self.resume(instr, id, sent)
    }

    /// Takes an iterator in memory into registers and steps it.
    fn adopt(
        &mut self,
        instr: Instr,
        id: ObjId,
        home: Home,
        known: Known,
        from_top: u32,
        seen: &[Kind],
    ) -> Result<Flow, Abort> {
        let adopted = match known.type_id() {
            Some(type_id::GENERATOR | type_id::COROUTINE) => self.adopt_generator(id, home, seen),
            Some(type_id::RANGE_ITERATOR) => self.adopt_range(id, home, seen),
            Some(type_id::LIST_ITERATOR) => self.adopt_sequence(id, home, true),
            Some(type_id::TUPLE_ITERATOR) => self.adopt_sequence(id, home, false),
            Some(type_id::ENUMERATE | type_id::ZIP) if from_top == 0 && self.unpacked(instr).is_some() => {
                return Ok(self.next_items(instr));
            }
            Some(found) if from_top == 0 && type_id::is_plain_iterator(found) => {
                return Ok(self.next_plain(instr, found));
            }
            _ => false,
        };
        match (adopted, from_top) {
            (true, _) => self.instruction_again(instr),
            (false, 0) => Ok(self.next_item(instr)),
            // The interpreter links the chain of a delegate that is a generator, and goes on in its leaf.
            (false, _) if matches!(known.type_id(), Some(type_id::GENERATOR | type_id::COROUTINE)) => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
            (false, _) => Ok(self.send_item(instr)),
        }
    }

    /// Whether the generator's code is among the activations.
    pub(super) fn is_running(&self, id: ObjId) -> bool {
        match self.state.object(self.state.generator_of(id)) {
            Object::Generator { frame: Some(frame), .. } => self.state.activations_of(frame.code) > 0,
            _ => false,
        }
    }

    /// Whether code that already runs would be entered once more, where recordings did not follow it.
    pub(super) fn recurs(&self, instr: Instr, id: ObjId) -> bool {
        let Object::Generator { frame: Some(frame), .. } = self.state.object(self.state.generator_of(id))
        else {
            return false;
        };
        self.is_running(id) && !self.graph.follows(self.state.top().context, instr.pc, frame.code)
    }

    fn adopt_range(&mut self, id: ObjId, home: Home, seen: &[Kind]) -> bool {
        let steps: Vec<i32> = seen
            .iter()
            .filter_map(|kind| if let Kind::RangeIterator(step) = kind { Some(*step) } else { None })
            .collect();
        let &[step] = steps.as_slice() else { return false };
        if step == 0 {
            return false;
        }
        self.guard_not_adopted(home.value);
        let snap = self.snap(ExitReason::Value);
        let wanted = self.int(i64::from(step));
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        let found = at.load(Op::load_int, base, iterator::RANGE_STEP, Alias::Iterator);
        at.guard(Op::guard_eq, &[found, wanted], snap);
        let next = at.load(Op::load_int, base, iterator::RANGE_NEXT, Alias::Iterator);
        let left = at.load(Op::load_int, base, iterator::RANGE_LEFT, Alias::Iterator);
        let length = if step == 1 { left } else { at.op(Op::mul, &[left, wanted]) };
        let end = at.op(Op::add, &[next, length]);
        *self.state.object_mut(id) =
            Object::RangeIterator { home: Some(home), next, end, step: i64::from(step) };
        true
    }

    fn adopt_sequence(&mut self, id: ObjId, home: Home, list: bool) -> bool {
        self.guard_not_adopted(home.value);
        let snap = self.snap(ExitReason::Kind);
        let type_id = if list { type_id::LIST } else { type_id::TUPLE };
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        // An exhausted iterator holds NULL, which is of no type.
        let sequence = at.load(Op::load_val, base, iterator::SEQUENCE, Alias::Iterator);
        at.guard_type(sequence, type_id, snap);
        let index = at.load(Op::load_int, base, iterator::INDEX, Alias::Iterator);
        let held = Object::Value { value: sequence, known: Known::Type(type_id), owned: false };
        let sequence = Slot::Obj(self.state.add(held, 1));
        *self.state.object_mut(id) = Object::SequenceIterator { home: Some(home), sequence, list, index };
        true
    }

    /// Two slots may hold one iterator under two names: it is adopted once. (Generators have their
    /// executing mark for that.)
    fn guard_not_adopted(&mut self, value: Ssa) {
        let others = self.state.adopted_iterators();
        if others.is_empty() {
            return;
        }
        let snap = self.snap(ExitReason::Value);
        for other in others {
            self.at().guard(Op::guard_ne, &[value, other], snap);
        }
    }

    /// Parts the way of an exhausted iterator, and goes on where there is an item. `again` leaves the
    /// exhaustion itself to the interpreter.
    pub(super) fn part(&mut self, more: Ssa, exhausted: u32, again: bool) {
        if !again && self.reached(exhausted) {
            let saved = self.state.clone();
            self.state.top_mut().pc = exhausted;
            let out = self.fork(false);
            self.state = saved;
            let on = self.region.new_block();
            self.end(Terminator::Branch(more, Target::new(on, &[]), Target::new(out, &[])));
            self.block = on;
            return;
        }
        let here = self.state.top().pc;
        let reason = self.unreached_reason(exhausted);
        if !again {
            self.state.top_mut().pc = exhausted;
        }
        let snap = self.snap(reason);
        self.state.top_mut().pc = here;
        self.at().guard(Op::guard_true, &[more], snap);
    }

    /// Parts the way of an exhausted list or tuple iterator in memory, which lets go of its sequence.
    fn part_exhausted(&mut self, id: ObjId, more: Ssa, exhausted: u32) {
        let (on, out) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(more, Target::new(on, &[]), Target::new(out, &[])));
        let saved = self.state.clone();
        self.block = out;
        self.let_go_of_sequence(id);
        self.state.top_mut().pc = exhausted;
        let ended = std::mem::replace(&mut self.state, saved);
        self.work.push((self.block, ended, false));
        self.block = on;
    }

    fn let_go_of_sequence(&mut self, id: ObjId) {
        let &Object::SequenceIterator { home: Some(home), sequence, list, .. } = self.state.object(id) else {
            return;
        };
        self.settle_loans();
        let Some(word) = self.word_of(sequence) else { return };
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        let null = at.const_val(tag::NULL);
        at.store(Op::store, base, null, iterator::SEQUENCE, Alias::Iterator);
        at.effect(Op::dec, &[word]);
        self.state.pending = true;
        let type_id = if list { type_id::LIST_ITERATOR } else { type_id::TUPLE_ITERATOR };
        *self.state.object_mut(id) =
            Object::Value { value: home.value, known: Known::Type(type_id), owned: home.owned };
        self.drop_slot(sequence);
    }

    /// The same behind something that ran code: the way out tests the assumptions too.
    pub(super) fn part_after_code(&mut self, more: Ssa, exhausted: u32) {
        if !self.reached(exhausted) {
            self.part(more, exhausted, false);
            return;
        }
        let saved = self.state.clone();
        let (on, out) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(more, Target::new(on, &[]), Target::new(out, &[])));
        self.block = out;
        self.state.top_mut().pc = exhausted;
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
        let ended = std::mem::replace(&mut self.state, saved);
        self.work.push((out, ended, false));
        self.block = on;
    }

    /// The item goes on top; for `SEND` in place of the sent `None`.
    fn deliver_item(&mut self, instr: Instr, item: Slot) -> Flow {
        if instr.opcode == Opcode::SEND {
            self.pop();
        }
        self.push(item);
        Flow::Next
    }

    fn step_range(&mut self, instr: Instr, id: ObjId, range: (Ssa, Ssa, i64), exhausted: u32) -> Flow {
        let (item, end, step) = range;
        let order = if step > 0 { Op::lt } else { Op::gt };
        let more = self.at().op(order, &[item, end]);
        self.part(more, exhausted, false);
        let distance = self.int(step);
        let following = self.at().op(Op::add, &[item, distance]);
        if let Object::RangeIterator { next, .. } = self.state.object_mut(id) {
            *next = following;
        }
        self.deliver_item(instr, Slot::Int(item))
    }

    fn step_sequence(
        &mut self,
        instr: Instr,
        id: ObjId,
        (sequence, list, at_index): (Slot, bool, Ssa),
        made: bool,
        exhausted: u32,
    ) -> Flow {
        let (Some(length), Some(word)) = (self.length_of(sequence), self.word_of(sequence)) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        let more = self.at().op(Op::ult, &[at_index, length]);
        if made && self.reached(exhausted) {
            self.part_exhausted(id, more, exhausted);
        } else {
            // An exhausted iterator lets go of its sequence; nobody else sees that of a virtual one.
            self.part(more, exhausted, made);
        }
        let value = self.load_element(word, list, at_index);
        let item = self.loaded_value(value, instr);
        let one = self.int(1);
        let following = self.at().op(Op::add, &[at_index, one]);
        if let Object::SequenceIterator { index, .. } = self.state.object_mut(id) {
            *index = following;
        }
        self.deliver_item(instr, item)
    }

    /// Item `index` of a list or tuple, in bounds; borrowed.
    pub(super) fn load_element(&mut self, sequence: Ssa, list: bool, index: Ssa) -> Ssa {
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[sequence]);
        if !list {
            return at.load_item(base, index, tuple::ITEMS, Alias::Const);
        }
        let items = at.load(Op::load_ptr, base, list::ITEMS, Alias::List);
        at.load_item(items, index, 0, Alias::Items)
    }
}
