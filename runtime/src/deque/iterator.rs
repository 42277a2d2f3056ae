//! Iterators over deques.

use std::cell::Cell;

use super::Deque;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// An iterator over a deque, from either end.
    pub(super) struct DequeIterator(|type_id| {
        matches!(type_id, id::DEQUE_ITERATOR | id::DEQUE_REVERSE_ITERATOR)
    }) "deque iterator" {
        /// The deque; empty at the end.
        deque: Slot,
        /// Items given so far.
        given: Cell<usize>,
        /// The deque's count of changes at the start.
        changes: Cell<u64>,
    }
}

pub(super) fn new(vm: &mut Vm, type_id: TypeId, deque: &Ref<Deque>) -> Value {
    let changes = Cell::new(deque.changes.get());
    let holder = Slot::new(deque.value().clone());
    DequeIterator::allocate(&mut vm.heap, type_id, holder, Cell::new(0), changes).into_value()
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(iterator) = this.downcast::<DequeIterator>().cloned() else { return Ok(None) };
    let Some(held) = iterator.deque.get() else { return Ok(None) };
    let Some(deque) = held.as_deque() else { return Ok(None) };
    if deque.changes.get() != iterator.changes.get() {
        iterator.deque.give_up();
        return Err(vm.raise_runtime_error("deque mutated during iteration"));
    }
    let given = iterator.given.get();
    let place = match this.type_id() {
        id::DEQUE_ITERATOR => Some(given),
        _ => deque.len().checked_sub(given + 1),
    };
    match place.and_then(|place| deque.get(place)) {
        Some(item) => {
            iterator.given.set(given + 1);
            Ok(Some(item))
        }
        None => {
            iterator.deque.give_up();
            Ok(None)
        }
    }
}

fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let left = args[0].downcast::<DequeIterator>().map_or(0, |iterator| {
        let held = iterator.deque.get();
        let len = held.as_ref().and_then(|held| held.as_deque()).map_or(0, |deque| deque.len());
        len.saturating_sub(iterator.given.get())
    });
    Ok(vm.int_from_usize(left))
}

const METHODS: &[NativeDef] = &[method("__length_hint__", length_hint, Arity::Zero)];

pub(super) fn define(vm: &mut Vm) {
    for type_id in [id::DEQUE_ITERATOR, id::DEQUE_REVERSE_ITERATOR] {
        vm.heap.set_layout(type_id, DequeIterator::LAYOUT);
        let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(METHODS).module("collections"));
    }
}
