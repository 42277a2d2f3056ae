//! Lists and tuples.

use genjit_bytecode::BinaryOp;

use super::code_info::Instr;
use super::effects::Answer;
use super::state::{Class, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, list, tag, type_id};
use crate::aborts::Abort;
use crate::ir::{Alias, Op, Value as Ssa};
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// `container[index]`; lists and tuples by int without a call.
    pub(super) fn subscript(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let (container, key) = (self.operand(1), self.operand(0));
        if let Some(item) = self.virtual_item(container, key) {
            let item = self.state.share(item);
            return Ok(self.replace_subscript(item));
        }
        let list = match self.class(container) {
            Some(Class::Type(type_id::LIST)) => true,
            Some(Class::Type(type_id::TUPLE)) => false,
            Some(Class::Type(type_id::STR)) => return Ok(self.character(instr, container, key)),
            _ => return Ok(self.subscript_helper(instr)),
        };
        let (Slot::Int(index), Some(word)) = (key, self.word_of(container)) else {
            return Ok(self.subscript_helper(instr));
        };
        let index = self.guard_index(container, index, instr);
        let value = self.load_element(word, list, index);
        let item = self.loaded_value(value, instr);
        Ok(self.replace_subscript(item))
    }

    /// `text[index]`. Where an index was no place of an ASCII string, all of it is the helper's.
    fn character(&mut self, instr: Instr, text: Slot, key: Slot) -> Flow {
        let general = self.point(instr).is_some_and(|point| point.from_end);
        let (Slot::Int(index), Some(word), false) = (key, self.word_of(text), general) else {
            return self.subscript_helper(instr);
        };
        let snap = self.snap(ExitReason::Index);
        let mut at = self.at();
        let character = at.call(Helper::character, &[word, index]).expect("the helper has a result");
        let null = at.const_val(tag::NULL);
        at.guard(Op::guard_ne, &[character, null], snap);
        let held = Object::Value { value: character, known: Known::Type(type_id::STR), owned: false };
        let item = Slot::Obj(self.state.add(held, 1));
        self.replace_subscript(item)
    }

    fn subscript_helper(&mut self, instr: Instr) -> Flow {
        debug_assert_eq!(BinaryOp::from_number(instr.oparg), Some(BinaryOp::Subscr));
        self.call_helper(instr, Helper::subscript, &[], &[1, 0], Answer::Push)
    }

    fn replace_subscript(&mut self, item: Slot) -> Flow {
        self.pop();
        let container = self.pop();
        self.push(item);
        self.drop_slot(container);
        Flow::Next
    }

    fn virtual_item(&self, container: Slot, key: Slot) -> Option<Slot> {
        let (Slot::Obj(id), Slot::Int(key)) = (container, key) else { return None };
        let Object::Tuple(items) = self.state.object(id) else { return None };
        let &key = self.ints.get(&key)?;
        let index = if key < 0 { key + items.len() as i64 } else { key };
        items.get(usize::try_from(index).ok()?).copied()
    }

    /// The index counted from the front, in bounds. A negative index counts from the end, if it is constant or
    /// one was seen.
    fn guard_index(&mut self, container: Slot, index: Ssa, instr: Instr) -> Ssa {
        let snap = self.snap(ExitReason::Index);
        let length = self.length_of(container).expect("lists and tuples have a length");
        let from_end = self.ints.get(&index).is_some_and(|&value| value < 0);
        let either = !self.ints.contains_key(&index) && self.point(instr).is_some_and(|point| point.from_end);
        let zero = either.then(|| self.int(0));
        let mut at = self.at();
        let index = match zero {
            Some(zero) => {
                let negative = at.op(Op::lt, &[index, zero]);
                let counted = at.op(Op::add, &[length, index]);
                at.op(Op::select, &[negative, counted, index])
            }
            None if from_end => at.op(Op::add, &[length, index]),
            None => index,
        };
        at.guard(Op::guard_index, &[index, length], snap);
        index
    }

    /// `STORE_SUBSCR`: value, container, key; a list by int without a call.
    pub(super) fn store_subscript(&mut self, instr: Instr) -> Result<Flow, Abort> {
        for from_top in [1, 0] {
            let seen = self.seen(instr, 2 - from_top);
            if !self.narrow(from_top, &seen)? {
                return Ok(Flow::End);
            }
        }
        let (value, container, key) = (self.operand(2), self.operand(1), self.operand(0));
        let is_list = self.class(container) == Some(Class::Type(type_id::LIST));
        let (Slot::Int(index), true, true) = (key, is_list, self.is_makeable(value)) else {
            return Ok(self.call_helper(instr, Helper::store_subscript, &[], &[2, 1, 0], Answer::Ignore));
        };
        let index = self.guard_index(container, index, instr);
        let Some(word) = self.word_of(container) else { return Ok(Flow::End) };
        self.settle_loans();
        self.pop();
        let container = self.pop();
        let value = self.pop();
        let value = self.take(value);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[word]);
        let items = at.load(Op::load_ptr, base, list::ITEMS, Alias::List);
        let old = at.load_item(items, index, 0, Alias::Items);
        at.store_item(items, index, value, 0, Alias::Items);
        at.effect(Op::dec_any, &[old]);
        self.state.pending = true;
        self.drop_slot(container);
        Ok(Flow::Next)
    }

    fn pop_items(&mut self, count: u32) -> Vec<Slot> {
        let mut items: Vec<Slot> = (0..count).map(|_| self.pop()).collect();
        items.reverse();
        items
    }

    /// `BUILD_TUPLE`: not made until somebody looks.
    pub(super) fn build_tuple(&mut self, count: u32) -> Flow {
        let items = self.pop_items(count);
        let tuple = self.state.add(Object::Tuple(items), 1);
        self.push(Slot::Obj(tuple));
        Flow::Next
    }

    /// `BUILD_LIST`.
    pub(super) fn build_list(&mut self, count: u32) -> Flow {
        let makeable = (0..count).all(|from_top| {
            let slot = self.operand(from_top);
            self.is_makeable(slot)
        });
        if !makeable {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        }
        let items = self.pop_items(count);
        let list = self.make_list(items);
        let slot = self.value_slot(list, Known::Type(type_id::LIST));
        self.push(slot);
        Flow::Next
    }

    /// `LIST_APPEND`: the list lies `n` below the item.
    pub(super) fn list_append(&mut self, n: u32) -> Flow {
        let (list, item) = (self.operand(n), self.operand(0));
        let known = self.word_of(list).is_some();
        if !known || !self.is_makeable(item) {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        }
        let item = self.pop();
        self.append(list, item);
        Flow::Next
    }

    /// `CONTAINS_OP`: the item, then the container on top.
    pub(super) fn contains_op(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 2)? {
            return Ok(Flow::End);
        }
        let answer = if instr.oparg == 1 { Answer::Inverted } else { Answer::Truth };
        Ok(self.call_helper(instr, Helper::contains, &[], &[1, 0], answer))
    }
}
