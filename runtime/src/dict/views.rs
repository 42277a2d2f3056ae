//! Views of dicts: `keys()`, `values()`, `items()`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::Dict;
use super::view_iter;
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

const ALL: [TypeId; 6] =
    [id::DICT_KEYS, id::DICT_VALUES, id::DICT_ITEMS, id::ODICT_KEYS, id::ODICT_VALUES, id::ODICT_ITEMS];

object_type! {
    /// A view of a dict.
    pub struct DictView(|type_id: TypeId| ALL.contains(&type_id)) "dict view" {
        dict: Slot,
    }
}

/// A new view of one of the three types.
pub(crate) fn new(vm: &mut Vm, type_id: TypeId, dict: Value) -> Value {
    DictView::allocate(&mut vm.heap, type_id, Slot::new(dict)).into_value()
}

/// The dict of a view.
///
/// # Panics
/// Never: views hold dicts.
fn dict(view: &Value) -> Ref<Dict> {
    let held = view.downcast::<DictView>().and_then(|view| view.dict.get()).expect("a view of a dict");
    held.as_dict().expect("a view of a dict").clone()
}

fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(iterator(vm, this, false))
}

fn iterator(vm: &mut Vm, this: &Value, backwards: bool) -> Value {
    let type_id = match (this.type_id(), backwards) {
        (id::DICT_KEYS | id::ODICT_KEYS, false) => id::DICT_KEY_ITERATOR,
        (id::DICT_KEYS | id::ODICT_KEYS, true) => id::DICT_REVERSE_KEY_ITERATOR,
        (id::DICT_VALUES | id::ODICT_VALUES, false) => id::DICT_VALUE_ITERATOR,
        (id::DICT_VALUES | id::ODICT_VALUES, true) => id::DICT_REVERSE_VALUE_ITERATOR,
        (_, false) => id::DICT_ITEM_ITERATOR,
        (_, true) => id::DICT_REVERSE_ITEM_ITERATOR,
    };
    view_iter::new(vm, type_id, &dict(this))
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    let items = vm.collect(this)?;
    let items = vm.new_list(items);
    let items = vm.repr_string(&items)?;
    Ok(vm.new_str(&format!("{name}({items})")))
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    if matches!(this.type_id(), id::DICT_KEYS | id::ODICT_KEYS) {
        return vm.dict_contains(&dict(this), item);
    }
    let pair = item.as_tuple().map(|pair| pair.items().to_vec()).unwrap_or_default();
    let [key, value] = &pair[..] else { return Ok(false) };
    match vm.dict_lookup(&dict(this), key)? {
        Some(found) => vm.equals(&found, value),
        None => Ok(false),
    }
}

/// Views compare and combine as sets of their items.
fn as_set(vm: &mut Vm, value: &Value) -> PyResult {
    let items = vm.collect(value)?;
    let set = vm.new_set();
    for item in items {
        vm.set_add(&set, &item)?;
    }
    Ok(set)
}

fn is_set_like(value: &Value) -> bool {
    let views = [id::DICT_KEYS, id::DICT_ITEMS, id::ODICT_KEYS, id::ODICT_ITEMS];
    views.contains(&value.type_id()) || value.as_set().is_some()
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if !is_set_like(b) {
        return Ok(vm.not_implemented());
    }
    let (a, b) = (as_set(vm, a)?, as_set(vm, b)?);
    vm.compare(op, &a, &b)
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (as_set(vm, a)?, as_set(vm, b)?);
    vm.binary_op(op, &a, &b)
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(iterator(vm, &args[0], true))
}

fn isdisjoint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    for item in vm.collect(&args[1])? {
        if contains(vm, &args[0], &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

const METHODS: &[NativeDef] = &[method("__reversed__", reversed, Arity::Zero)];
const SET_METHODS: &[NativeDef] = &[method("isdisjoint", isdisjoint, Arity::One)];

/// Declares layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    let values = Slots {
        iter: Some(iter),
        repr: Some(repr),
        len: Some(|_, this| Ok(dict(this).len())),
        ..Slots::NONE
    };
    let sets = Slots {
        contains: Some(contains),
        compare: Some(compare),
        unhashable: true,
        binary: Some(binary),
        binary_ops: &[BinaryOp::And, BinaryOp::Or, BinaryOp::Xor, BinaryOp::Subtract],
        ..values
    };
    for type_id in ALL {
        vm.heap.set_layout(type_id, DictView::LAYOUT);
        let is_set = !matches!(type_id, id::DICT_VALUES | id::ODICT_VALUES);
        vm.define_type(&BuiltinType::new(type_id, if is_set { sets } else { values }).methods(METHODS));
        if is_set {
            vm.add_methods(type_id, SET_METHODS);
        }
    }
}
