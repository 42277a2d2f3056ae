//! Iterators of sequences: an index into something.

use std::cell::Cell;

use super::reduce::OF_SEQUENCES;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// Iterator of a sequence by index; of lists and tuples, laid out as `genjit_jit::abi::iterator` says.
    pub struct SequenceIterator(|type_id| matches!(
        type_id,
        id::LIST_ITERATOR
            | id::TUPLE_ITERATOR
            | id::STR_ITERATOR
            | id::WIDE_STR_ITERATOR
            | id::BYTES_ITERATOR
            | id::BYTEARRAY_ITERATOR
            | id::SEQUENCE_ITERATOR
            | id::LIST_REVERSE_ITERATOR
            | id::ARRAY_ITERATOR
            | id::MEMORY_ITERATOR
    )) "sequence iterator" {
        /// The sequence; empty at the end.
        pub(super) sequence: Slot,
        /// Of strings the offset in bytes; of reversed lists the number of items left; else the index.
        pub(super) index: Cell<u64>,
    }
}

pub(super) fn define(vm: &mut Vm) {
    type Next = fn(&mut Vm, &Value) -> PyResult<Option<Value>>;
    let types: [(TypeId, Next); 10] = [
        (id::LIST_ITERATOR, next_of_list),
        (id::TUPLE_ITERATOR, next_of_tuple),
        (id::STR_ITERATOR, next_of_str),
        (id::WIDE_STR_ITERATOR, next_of_str),
        (id::BYTES_ITERATOR, next_by_length),
        (id::BYTEARRAY_ITERATOR, next_by_length),
        (id::SEQUENCE_ITERATOR, next_by_index),
        (id::LIST_REVERSE_ITERATOR, next_of_reversed),
        (id::ARRAY_ITERATOR, next_by_index),
        (id::MEMORY_ITERATOR, next_by_length),
    ];
    for (type_id, next) in types {
        vm.heap.set_layout(type_id, SequenceIterator::LAYOUT);
        let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(OF_SEQUENCES));
    }
}

impl Vm {
    /// A new iterator of one of these types.
    pub(crate) fn new_iterator_of(&mut self, type_id: TypeId, sequence: Value, index: usize) -> Value {
        let index = Cell::new(index as u64);
        SequenceIterator::allocate(&mut self.heap, type_id, Slot::new(sequence), index).into_value()
    }

    /// An iterator that asks for items by index until IndexError or StopIteration.
    pub(crate) fn new_sequence_iterator(&mut self, sequence: Value) -> Value {
        self.new_iterator_of(id::SEQUENCE_ITERATOR, sequence, 0)
    }
}

fn iterator(value: &Value) -> &Ref<SequenceIterator> {
    value.downcast::<SequenceIterator>().expect("a method of sequence iterators gets one")
}

impl SequenceIterator {
    /// Goes on behind the item, or lets go of the sequence.
    fn advance(&self, item: Option<Value>, distance: u64) -> PyResult<Option<Value>> {
        if item.is_some() {
            self.index.set(self.index.get() + distance);
        } else {
            self.sequence.give_up();
        }
        Ok(item)
    }
}

fn next_of_list(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this);
    let Some(list) = this.sequence.get() else { return Ok(None) };
    let item = list.as_list().and_then(|list| list.get(this.index.get() as usize));
    this.advance(item, 1)
}

fn next_of_tuple(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this);
    let Some(tuple) = this.sequence.get() else { return Ok(None) };
    let item = tuple.as_tuple().and_then(|tuple| tuple.items().get(this.index.get() as usize).cloned());
    this.advance(item, 1)
}

fn next_of_str(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this);
    let Some(text) = this.sequence.get() else { return Ok(None) };
    let c = text.as_str().and_then(|text| text[this.index.get() as usize..].chars().next());
    let item = c.map(|c| vm.new_char(c));
    this.advance(item, c.map_or(0, |c| c.len_utf8() as u64))
}

fn next_by_length(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this);
    let Some(sequence) = this.sequence.get() else { return Ok(None) };
    let index = this.index.get();
    let item = if (index as usize) < vm.len(&sequence)? {
        Some(vm.get_item(&sequence, &Value::from_small(index as i64))?)
    } else {
        None
    };
    this.advance(item, 1)
}

fn next_by_index(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this).clone();
    let Some(sequence) = this.sequence.get() else { return Ok(None) };
    if this.index.get() == i64::MAX as u64 {
        return Err(vm.raise(ExceptionKind::OverflowError, "iter index too large"));
    }
    let index = vm.int(this.index.get() as i64);
    match vm.get_item(&sequence, &index) {
        Ok(item) => this.advance(Some(item), 1),
        Err(raised) => {
            if vm.raised_is(ExceptionKind::StopIteration) {
                vm.clear_if(raised, ExceptionKind::StopIteration)?;
            } else {
                vm.clear_if(raised, ExceptionKind::IndexError)?;
            }
            this.advance(None, 0)
        }
    }
}

fn next_of_reversed(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = iterator(this);
    let Some(list) = this.sequence.get() else { return Ok(None) };
    let index = this.index.get().checked_sub(1);
    let item = index.and_then(|index| list.as_list()?.get(index as usize));
    match (item, index) {
        (Some(item), Some(index)) => {
            this.index.set(index);
            Ok(Some(item))
        }
        _ => this.advance(None, 0),
    }
}

pub(super) fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = iterator(&args[0]);
    let Some(sequence) = this.sequence.get() else { return Ok(Value::from_small(0)) };
    let index = this.index.get() as usize;
    let left = match args[0].type_id() {
        id::STR_ITERATOR | id::WIDE_STR_ITERATOR => {
            sequence.as_str().map_or(0, |text| text[index..].chars().count())
        }
        id::LIST_REVERSE_ITERATOR if vm.len(&sequence)? < index => 0,
        id::LIST_REVERSE_ITERATOR => index,
        _ => vm.len(&sequence)?.saturating_sub(index),
    };
    Ok(vm.int_from_usize(left))
}
