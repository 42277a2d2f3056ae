//! `iter(set)`.

use std::cell::Cell;

use super::Set;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// Iterator of a set.
    pub(super) struct SetIterator(|type_id| type_id == id::SET_ITERATOR) "set iterator" {
        /// The set; empty at the end.
        set: Slot,
        /// Place to look at next.
        at: Cell<usize>,
        /// Size of the set at the start.
        size: Cell<usize>,
        given: Cell<usize>,
    }
}

pub(super) fn new(vm: &mut Vm, set: &Ref<Set>) -> Value {
    let size = Cell::new(set.len());
    let holder = Slot::new(set.value().clone());
    SetIterator::allocate(&mut vm.heap, id::SET_ITERATOR, holder, Cell::new(0), size, Cell::new(0))
        .into_value()
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<SetIterator>().cloned() else { return Ok(None) };
    let Some(holder) = this.set.get() else { return Ok(None) };
    let Some(set) = holder.as_set() else { return Ok(None) };
    if set.len() != this.size.get() {
        // It stays in this state: every further call raises again.
        this.size.set(usize::MAX);
        return Err(vm.raise_runtime_error("Set changed size during iteration"));
    }
    let found = set.table().next_item(this.at.get()).map(|(at, place)| (at, place.item.clone()));
    match found {
        Some((at, item)) => {
            this.at.set(at + 1);
            this.given.set(this.given.get() + 1);
            Ok(Some(item))
        }
        None => {
            this.set.give_up();
            Ok(None)
        }
    }
}

fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let left = args[0].downcast::<SetIterator>().map_or(0, |this| {
        let size = if this.set.is_empty() { 0 } else { this.size.get() };
        if size == usize::MAX { 0 } else { size.saturating_sub(this.given.get()) }
    });
    Ok(vm.int_from_usize(left))
}

/// What is left, without moving on.
fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].downcast::<SetIterator>() else { return Ok(Value::NONE) };
    let (set, at) = (Slot::from_option(this.set.get()), this.at.clone());
    let (size, given) = (this.size.clone(), this.given.clone());
    let copy = SetIterator::allocate(&mut vm.heap, id::SET_ITERATOR, set, at, size, given);
    vm.reduce_to_list(copy.value())
}

const METHODS: &[NativeDef] =
    &[method("__length_hint__", length_hint, Arity::Zero), method("__reduce__", reduce, Arity::Zero)];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::SET_ITERATOR, SetIterator::LAYOUT);
    let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::SET_ITERATOR, slots).methods(METHODS));
}
