//! Iterators over dicts: forwards and backwards, over keys, values and items.

use std::cell::Cell;

use super::Dict;
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

/// The types of iterators.
const ALL: [TypeId; 6] = [
    id::DICT_KEY_ITERATOR,
    id::DICT_VALUE_ITERATOR,
    id::DICT_ITEM_ITERATOR,
    id::DICT_REVERSE_KEY_ITERATOR,
    id::DICT_REVERSE_VALUE_ITERATOR,
    id::DICT_REVERSE_ITEM_ITERATOR,
];

object_type! {
    /// An iterator over a dict.
    pub struct DictIterator(|type_id: TypeId| type_id >= id::DICT_KEY_ITERATOR && type_id <= id::DICT_REVERSE_ITEM_ITERATOR) "dict iterator" {
        /// The dict, empty once exhausted.
        dict: Slot,
        /// Place of the next entry; counted down when going backwards.
        at: Cell<usize>,
        /// Number of keys when it was made.
        len: Cell<usize>,
        /// Items given so far.
        given: Cell<usize>,
        /// Changes of the dict when it was made.
        mutations: Cell<u32>,
    }
}

/// A new iterator of one of these types.
pub(crate) fn new(vm: &mut Vm, type_id: TypeId, dict: &Ref<Dict>) -> Value {
    let backwards = is_backwards(type_id);
    let start = if backwards { dict.table().end() } else { 0 };
    let len = dict.len();
    let slot = Slot::new(dict.value().clone());
    let mutations = Cell::new(dict.table().mutations());
    let (start, len, given) = (Cell::new(start), Cell::new(len), Cell::new(0));
    DictIterator::allocate(&mut vm.heap, type_id, slot, start, len, given, mutations).into_value()
}

/// An iterator over the keys.
pub(crate) fn keys(vm: &mut Vm, dict: &Ref<Dict>) -> Value {
    new(vm, id::DICT_KEY_ITERATOR, dict)
}

fn is_backwards(type_id: TypeId) -> bool {
    matches!(
        type_id,
        id::DICT_REVERSE_KEY_ITERATOR | id::DICT_REVERSE_VALUE_ITERATOR | id::DICT_REVERSE_ITEM_ITERATOR
    )
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some((key, value)) = next_entry(vm, this)? else { return Ok(None) };
    Ok(Some(match this.type_id() {
        id::DICT_KEY_ITERATOR | id::DICT_REVERSE_KEY_ITERATOR => key,
        id::DICT_VALUE_ITERATOR | id::DICT_REVERSE_VALUE_ITERATOR => value,
        _ => vm.new_tuple(vec![key, value]),
    }))
}

/// The next key and value.
pub(crate) fn next_entry(vm: &mut Vm, this: &Value) -> PyResult<Option<(Value, Value)>> {
    let Some(iterator) = this.downcast::<DictIterator>() else { return Ok(None) };
    let Some(held) = iterator.dict.get() else { return Ok(None) };
    let Some(dict) = held.as_dict() else { return Ok(None) };
    if held.type_id() == id::ORDERED_DICT && dict.table().mutations() != iterator.mutations.get() {
        iterator.dict.give_up();
        return Err(vm.raise_runtime_error("OrderedDict mutated during iteration"));
    }
    if dict.len() != iterator.len.get() {
        // It stays broken, as CPython's does.
        iterator.len.set(usize::MAX);
        return Err(vm.raise_runtime_error("dictionary changed size during iteration"));
    }
    let type_id = this.type_id();
    let table = dict.table();
    let found = if is_backwards(type_id) {
        table.previous_entry(iterator.at.get()).map(|(index, entry)| (index, index, entry))
    } else {
        table.next_entry(iterator.at.get()).map(|(index, entry)| (index + 1, index, entry))
    };
    let Some((at, _, entry)) = found else {
        iterator.dict.give_up();
        return Ok(None);
    };
    if iterator.given.get() >= iterator.len.get() {
        return Err(vm.raise_runtime_error("dictionary keys changed during iteration"));
    }
    let (key, value) = (entry.key.clone(), entry.value.clone());
    // An iterator of an OrderedDict knows the item to come; where there is none, it has ended.
    if held.type_id() == id::ORDERED_DICT {
        let more = if is_backwards(type_id) { table.previous_entry(at) } else { table.next_entry(at) };
        if more.is_none() {
            iterator.dict.give_up();
        }
    }
    iterator.at.set(at);
    iterator.given.set(iterator.given.get() + 1);
    Ok(Some((key, value)))
}

fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let left = args[0].downcast::<DictIterator>().map_or(0, |iterator| {
        let len = iterator.len.get();
        let same = iterator.dict.get().and_then(|dict| Some(dict.as_dict()?.len())) == Some(len);
        if same { len.saturating_sub(iterator.given.get()) } else { 0 }
    });
    Ok(vm.int_from_usize(left))
}

/// What is left, without moving on.
fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].downcast::<DictIterator>() else { return Ok(Value::NONE) };
    let copy = DictIterator::allocate(
        &mut vm.heap,
        args[0].type_id(),
        Slot::from_option(this.dict.get()),
        this.at.clone(),
        this.len.clone(),
        this.given.clone(),
        this.mutations.clone(),
    );
    vm.reduce_to_list(copy.value())
}

const METHODS: &[NativeDef] =
    &[method("__length_hint__", length_hint, Arity::Zero), method("__reduce__", reduce, Arity::Zero)];

/// Declares layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    for type_id in ALL {
        vm.heap.set_layout(type_id, DictIterator::LAYOUT);
        let slots = Slots { iter: Some(|_, this| Ok(this.clone())), next: Some(next), ..Slots::NONE };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(METHODS));
    }
}
