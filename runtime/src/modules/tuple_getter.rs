//! `_collections._tuplegetter`: an attribute that is an item of a tuple, as named tuples have them.

use std::cell::Cell;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, method};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// The descriptor.
    pub(crate) struct TupleGetter(|type_id| type_id == id::TUPLE_GETTER) "tuple getter" {
        index: Cell<usize>,
        doc: Slot,
    }
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "_tuplegetter")?;
    args.between(vm, "_tuplegetter", 2, 2)?;
    let index = vm.index_i64(&args[0])?;
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let doc = Slot::new(args[1].clone());
    Ok(TupleGetter::allocate(&mut vm.heap, id::TUPLE_GETTER, Cell::new(index), doc).into_value())
}

fn get(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let Some(object) = object else { return Ok(this.clone()) };
    let index = this.downcast::<TupleGetter>().map_or(usize::MAX, |getter| getter.index.get());
    let Some(tuple) = object.as_tuple() else {
        let found = vm.type_name(object);
        let message =
            format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{found}' object");
        return Err(vm.raise_type_error(message));
    };
    match tuple.items().get(index) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.raise_index_error("tuple index out of range")),
    }
}

fn set(vm: &mut Vm, _this: &Value, _object: &Value, value: Option<&Value>) -> PyResult<()> {
    let verb = if value.is_some() { "set" } else { "delete" };
    Err(vm.raise_attribute_error(format!("can't {verb} attribute")))
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(getter) = this.downcast::<TupleGetter>().cloned() else { return Ok(Value::NONE) };
    let doc = vm.repr_string(&getter.doc.get_or_none())?;
    Ok(vm.new_str(&format!("_tuplegetter({}, {doc})", getter.index.get())))
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(getter) = args[0].downcast::<TupleGetter>().cloned() else { return Ok(Value::NONE) };
    let class = vm.types.get(id::TUPLE_GETTER).value().clone();
    let index = vm.int_from_usize(getter.index.get());
    let arguments = vm.new_tuple(vec![index, getter.doc.get_or_none()]);
    Ok(vm.new_tuple(vec![class, arguments]))
}

const METHODS: &[NativeDef] = &[method("__reduce__", reduce, Arity::Zero)];

const ATTRIBUTES: &[GetSetDef] = &[getset(
    "__doc__",
    |_, this| Ok(this.downcast::<TupleGetter>().map_or(Value::NONE, |getter| getter.doc.get_or_none())),
    |_, this, value| {
        if let Some(getter) = this.downcast::<TupleGetter>() {
            drop(getter.doc.replace(value.cloned()));
        }
        Ok(())
    },
)];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TUPLE_GETTER, TupleGetter::LAYOUT);
    let slots = Slots { new: Some(new), get: Some(get), set: Some(set), repr: Some(repr), ..Slots::NONE };
    let definition = BuiltinType::new(id::TUPLE_GETTER, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.module("collections"));
}
