//! Steps of iterators that a helper makes, and `SEND` to what is no generator.

use super::code_info::{Instr, decode};
use super::state::{Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, tag, type_id};
use crate::ir::{Alias, Op, Target, Terminator, Value as Ssa};
use crate::snapshot::ExitReason;
use genjit_bytecode::Opcode;

/// Parts of an item that is unpacked at once without being made, at most.
const MAX_PARTS: u32 = 16;

impl Builder<'_> {
    /// `FOR_ITER` of any other iterator: its exhaustion is left to the interpreter's way out.
    pub(super) fn next_item(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let Some(iterator) = self.real_word(0) else { return Flow::End };
        self.flush();
        let item = self.at().call(Helper::next_item, &[iterator]).expect("the helper has a result");
        let Some(exhausted) = instr.target() else { return Flow::End };
        self.settle_item(instr, item, exhausted + 1)
    }

    /// How many values the instruction behind a `FOR_ITER` unpacks the item to.
    pub(super) fn unpacked(&mut self, instr: Instr) -> Option<u32> {
        let code = self.state.top().code;
        let info = self.info(code);
        let next = decode(&info.code, instr.next)?;
        (next.opcode == Opcode::UNPACK_SEQUENCE && next.oparg <= MAX_PARTS).then_some(next.oparg)
    }

    /// The same, and whether the step gave an item.
    fn guard_more(&mut self, item: Ssa) -> Ssa {
        self.guard_unwound(item);
        let mut at = self.at();
        let finished = at.const_val(tag::FINISHED);
        at.op(Op::ne, &[item, finished])
    }

    /// A step of an iterator that runs no code: nothing is flushed. The item of a dict's items that is
    /// unpacked at once is not made.
    pub(super) fn next_plain(&mut self, instr: Instr, type_id: u32) -> Flow {
        let Some(exhausted) = instr.target() else { return Flow::End };
        let Some(iterator) = self.real_word(0) else { return Flow::End };
        let entry = type_id == type_id::DICT_ITEM_ITERATOR && self.unpacked(instr) == Some(2);
        self.settle_loans();
        let helper = if entry { Helper::next_entry } else { Helper::next_plain };
        let item = self.at().call(helper, &[iterator]).expect("the helper has a result");
        let more = self.guard_more(item);
        self.state.pending = true;
        self.part(more, exhausted + 1, false);
        let item = match type_id {
            _ if entry => self.buffered_tuple(2),
            type_id::BYTES_ITERATOR => Slot::Int(self.at().op(Op::untag_int, &[item])),
            type_id::STR_ITERATOR => self.value_slot(item, Known::Type(type_id::STR)),
            _ => self.value_slot(item, Known::ANY),
        };
        self.push(item);
        Flow::Next
    }

    /// A tuple, not made, of the words that a helper has left in the exit buffer.
    fn buffered_tuple(&mut self, count: u32) -> Slot {
        let buffer = self.exit_buffer();
        let words: Vec<Ssa> = (0..count as i32)
            .map(|index| self.at().load(Op::load_val, buffer, 8 * index, Alias::Exit))
            .collect();
        let items = words.into_iter().map(|word| self.value_slot(word, Known::ANY)).collect();
        Slot::Obj(self.state.add(Object::Tuple(items), 1))
    }

    /// A step of `enumerate` or `zip` whose item is unpacked at once, and so not made.
    pub(super) fn next_items(&mut self, instr: Instr) -> Flow {
        let (Some(exhausted), Some(count)) = (instr.target(), self.unpacked(instr)) else { return Flow::End };
        if !self.may_run_code() {
            return Flow::End;
        }
        let Some(iterator) = self.real_word(0) else { return Flow::End };
        self.flush();
        let length = self.int(i64::from(count));
        let item = self.at().call(Helper::next_items, &[iterator, length]).expect("the helper has a result");
        let more = self.guard_more(item);
        self.state.pending = true;
        self.part_after_code(more, exhausted + 1);
        self.guard_parts(instr, item);
        let tuple = self.buffered_tuple(count);
        self.push(tuple);
        self.behind_code(instr)
    }

    /// Exits with an item of another length than the one that is unpacked.
    fn guard_parts(&mut self, instr: Instr, item: Ssa) {
        let here = self.state.top().pc;
        let whole = self.value_slot(item, Known::ANY);
        self.push(whole);
        self.state.top_mut().pc = instr.next;
        let snap = self.snap(ExitReason::Length);
        self.state.top_mut().pc = here;
        // In the region it is None, which has no count.
        if let Some(Slot::Obj(id)) = self.state.top_mut().slots.pop() {
            self.state.remove(id);
        }
        // Never forced to fail: None is not the item.
        let mut at = self.at();
        let none = at.const_val(tag::NONE);
        let in_parts = at.op(Op::eq, &[item, none]);
        at.guard(Op::guard_true, &[in_parts], snap);
    }

    /// The word of an operand, borrowed: what is virtual is made. `None` if the block has ended.
    fn real_word(&mut self, from_top: u32) -> Option<Ssa> {
        let slot = self.operand(from_top);
        if let Slot::Obj(id) = slot
            && self.is_makeable(slot)
            && !self.state.is_active(id)
        {
            self.make_real(id);
        }
        let word = self.word_of(slot);
        if word.is_none() {
            self.exit(ExitReason::Unsupported);
        }
        word
    }

    /// `SEND` to anything else.
    pub(super) fn send_item(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let Some(target) = instr.target() else { return Flow::End };
        let Some(delegate) = self.real_word(1) else { return Flow::End };
        let sent = self.pop();
        let sent = self.take(sent);
        self.flush();
        let item = self.at().call(Helper::send_item, &[delegate, sent]).expect("the helper has a result");
        self.at().effect(Op::dec_any, &[sent]);
        self.guard_unwound(item);
        self.state.pending = true;
        self.end_send_item(item, target);
        let item = self.value_slot(item, Known::ANY);
        self.push(item);
        self.behind_code(instr)
    }

    /// Parts the way of a delegate that has ended: its value lies in `vm.RET`.
    fn end_send_item(&mut self, item: Ssa, target: u32) {
        let (on, out) = (self.region.new_block(), self.region.new_block());
        let mut at = self.at();
        let finished = at.const_val(tag::FINISHED);
        let more = at.op(Op::ne, &[item, finished]);
        self.end(Terminator::Branch(more, Target::new(on, &[]), Target::new(out, &[])));
        let saved = self.state.clone();
        self.block = out;
        let vm = self.region.vm();
        let mut at = self.at();
        let value = at.load(Op::load_val, vm, crate::abi::vm::RET, Alias::Vm);
        let null = at.const_val(tag::NULL);
        at.store(Op::store, vm, null, crate::abi::vm::RET, Alias::Vm);
        let value = self.value_slot(value, Known::ANY);
        self.push(value);
        self.state.top_mut().pc = target;
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
        let ended = std::mem::replace(&mut self.state, saved);
        self.work.push((out, ended, false));
        self.block = on;
    }

    fn settle_item(&mut self, instr: Instr, item: Ssa, exhausted: u32) -> Flow {
        let more = self.guard_more(item);
        self.state.pending = true;
        self.part_after_code(more, exhausted);
        let item = self.value_slot(item, Known::ANY);
        self.push(item);
        self.behind_code(instr)
    }
}
