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
        /// The deque.
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
        iterator.given.set(usize::MAX);
        return Err(vm.raise_runtime_error("deque mutated during iteration"));
    }
    let given = iterator.given.get();
    let place = match this.type_id() {
        id::DEQUE_ITERATOR => Some(given),
        _ => deque.len().checked_sub(given.saturating_add(1)),
    };
    match place.and_then(|place| deque.get(place)) {
        Some(item) => {
            iterator.given.set(given + 1);
            Ok(Some(item))
        }
        // It keeps the deque, as CPython's does.
        None => Ok(None),
    }
}

/// `(deque, index)`: an iterator that stands behind so many items.
fn make(vm: &mut Vm, type_id: TypeId, args: &Arguments<'_>) -> PyResult {
    let given = args.len();
    if !(1..=2).contains(&given) {
        let (bound, count) = if given == 0 { ("least", "1 argument") } else { ("most", "2 arguments") };
        return Err(vm.raise_type_error(format!("function takes at {bound} {count} ({given} given)")));
    }
    let Some(deque) = args[0].as_deque().cloned() else {
        let found = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("argument 1 must be collections.deque, not {found}")));
    };
    let index = args.get(1).map_or(Ok(0), |index| vm.index_i64(index))?;
    let made = new(vm, type_id, &deque);
    if let Some(iterator) = made.downcast::<DequeIterator>() {
        let index = usize::try_from(index).unwrap_or(0);
        iterator.given.set(index.min(deque.len()));
        iterator.deque.set(args[0].clone());
    }
    Ok(made)
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let Some(iterator) = args[0].downcast::<DequeIterator>() else { return Ok(Value::NONE) };
    let deque = iterator.deque.get_or_none();
    let len = deque.as_deque().map_or(0, |deque| deque.len());
    let given = vm.int_from_usize(iterator.given.get().min(len));
    Ok(vm.reduced(class, vec![deque, given], None))
}

fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let left = args[0].downcast::<DequeIterator>().map_or(0, |iterator| {
        let held = iterator.deque.get();
        let len = held.as_ref().and_then(|held| held.as_deque()).map_or(0, |deque| deque.len());
        len.saturating_sub(iterator.given.get())
    });
    Ok(vm.int_from_usize(left))
}

const METHODS: &[NativeDef] =
    &[method("__length_hint__", length_hint, Arity::Zero), method("__reduce__", reduce, Arity::Zero)];

pub(super) fn define(vm: &mut Vm) {
    type New = fn(&mut Vm, &Value, &Arguments<'_>) -> PyResult;
    let types: [(TypeId, New); 2] = [
        (id::DEQUE_ITERATOR, |vm, _, args| make(vm, id::DEQUE_ITERATOR, args)),
        (id::DEQUE_REVERSE_ITERATOR, |vm, _, args| make(vm, id::DEQUE_REVERSE_ITERATOR, args)),
    ];
    for (type_id, new) in types {
        vm.heap.set_layout(type_id, DequeIterator::LAYOUT);
        let iter: fn(&mut Vm, &Value) -> PyResult = |_, this| Ok(this.clone());
        let slots = Slots { iter: Some(iter), next: Some(next), new: Some(new), ..Slots::NONE };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(METHODS).module("collections"));
    }
}
