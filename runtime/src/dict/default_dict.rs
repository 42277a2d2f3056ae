//! `collections.defaultdict`: a dict that makes the values of missing keys.

use genjit_bytecode::BinaryOp;

use super::Dict;
use super::methods::{SLOTS as DICT_SLOTS, dict, get_item_or_missing, merge, update_from};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    Ok(Dict::new_of(&mut vm.heap, id::DEFAULT_DICT).into_value())
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let this = dict(this);
    let Some(factory) = args.first() else {
        drop(this.factory.take());
        return update_from(vm, &this, args, "dict");
    };
    if !factory.is_none() && !vm.is_callable(factory) {
        return Err(vm.raise_type_error("first argument must be callable or None"));
    }
    drop(this.factory.replace(Some(factory.clone()).filter(|factory| !factory.is_none())));
    update_from(vm, &this, &args.rest(), "dict")
}

/// `__missing__(key)`: what the factory makes becomes the value.
fn missing(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    make(vm, &args[0], &args[1])
}

fn make(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let Some(factory) = dict(this).factory.get() else { return Err(vm.raise_key_error(key)) };
    let value = vm.call(&factory, &[])?;
    vm.set_item(this, key, &value)?;
    Ok(value)
}

/// `d[key]` of an exact `defaultdict`.
fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    match vm.dict_lookup(&dict(this), key)? {
        Some(value) => Ok(value),
        None => make(vm, this, key),
    }
}

fn repr_as(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.class_of(this).name_text();
    let factory = match dict(this).factory.get() {
        Some(factory) => vm.guarded_repr(&factory, "...", |vm| vm.repr_string(&factory))?,
        None => vm.intern("None"),
    };
    let factory = vm.str_text(&factory).unwrap_or_default();
    let items = (DICT_SLOTS.repr.expect("dicts have a repr"))(vm, this.exact())?;
    let items = items.as_str().unwrap_or_default().to_owned();
    Ok(vm.new_str(&format!("{name}({factory}, {items})")))
}

/// A `defaultdict` with the same factory and items, of the same class.
fn copied(vm: &mut Vm, this: &Value) -> PyResult {
    let factory = dict(this).factory.get_or_none();
    let class = vm.class_of(this).into_value();
    vm.call(&class, &[factory, this.exact().clone()])
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if op != BinaryOp::Or || a.as_dict().is_none() || b.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let this = if a.type_id() == id::DEFAULT_DICT { a } else { b };
    let result: Ref<Dict> = Dict::new_of(&mut vm.heap, id::DEFAULT_DICT);
    drop(result.factory.replace(dict(this).factory.get()));
    merge(vm, &result, a)?;
    merge(vm, &result, b)?;
    Ok(result.into_value())
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = dict(&args[0]);
    let factory = this.factory.get().into_iter().collect();
    let class = vm.class_of(&args[0]).into_value();
    let arguments = vm.new_tuple(factory);
    let items = vm.names.items.clone();
    let items = vm.call_method(&args[0], &items, &[])?;
    let iterator = vm.iter(&items)?;
    Ok(vm.new_tuple(vec![class, arguments, Value::NONE, Value::NONE, iterator]))
}

const METHODS: &[NativeDef] = &[
    method("__getitem__", |vm, args| get_item_or_missing(vm, &args[0], &args[1]), Arity::One).keep_self(),
    method("__missing__", missing, Arity::One).keep_self(),
    method("__repr__", |vm, args| repr_as(vm, &args[0]), Arity::Zero).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
    method("copy", |vm, args| copied(vm, &args[0]), Arity::Zero).keep_self(),
    method("__copy__", |vm, args| copied(vm, &args[0]), Arity::Zero).keep_self(),
];

const ATTRIBUTES: &[GetSetDef] = &[getset(
    "default_factory",
    |_, this| Ok(dict(this).factory.get_or_none()),
    |_, this, value| {
        drop(dict(this).factory.replace(value.cloned().filter(|value| !value.is_none())));
        Ok(())
    },
)];

const SLOTS: Slots = Slots {
    repr: Some(repr_as),
    get_item: Some(get_item),
    binary: Some(binary),
    new: Some(new),
    init: Some(init),
    ..DICT_SLOTS
};

/// Fills the class in.
pub(super) fn define(vm: &mut Vm) {
    vm.define_type(
        &BuiltinType::new(id::DEFAULT_DICT, SLOTS).methods(METHODS).getsets(ATTRIBUTES).module("collections"),
    );
}
