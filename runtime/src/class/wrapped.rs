//! `staticmethod` and `classmethod`.
//!
//! Both take over the name, the docstring and the module of the function that they wrap.

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, GetSetDef, getset, getter, member};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A `staticmethod` or a `classmethod`.
    pub(crate) struct Wrapped(|type_id| type_id == id::STATIC_METHOD || type_id == id::CLASS_METHOD) "wrapped method" {
        pub function: Slot,
        pub attributes: Slot,
    }
}

impl Vm {
    /// A `staticmethod` of a function.
    pub(crate) fn new_static_method(&mut self, function: Value) -> Value {
        self.new_wrapped(id::STATIC_METHOD, function)
    }

    /// A `classmethod` of a function.
    pub(crate) fn new_class_method(&mut self, function: Value) -> Value {
        self.new_wrapped(id::CLASS_METHOD, function)
    }

    fn new_wrapped(&mut self, type_id: TypeId, function: Value) -> Value {
        Wrapped::allocate(&mut self.heap, type_id, Slot::new(function), Slot::empty()).into_value()
    }
}

fn wrapped(this: &Value) -> Option<&Ref<Wrapped>> {
    this.exact().downcast::<Wrapped>()
}

fn function(this: &Value) -> Value {
    wrapped(this).map_or(Value::NONE, |wrapped| wrapped.function.get_or_none())
}

fn static_get(_: &mut Vm, this: &Value, _: Option<&Value>, _: &Value) -> PyResult {
    Ok(function(this))
}

fn static_call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    vm.call_args(&function(this), args)
}

fn class_get(vm: &mut Vm, this: &Value, _: Option<&Value>, class: &Value) -> PyResult {
    Ok(vm.new_method(function(this), class.clone()))
}

fn init(vm: &mut Vm, name: &str, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    args.no_keywords(vm, name)?;
    args.between(vm, name, 1, 1)?;
    if let Some(wrapped) = wrapped(this) {
        wrapped.function.set(args[0].clone());
    }
    copy_attributes(vm, this.exact(), &args[0])
}

/// The attributes of the function that a wrapper shows as its own.
fn copy_attributes(vm: &mut Vm, this: &Value, function: &Value) -> PyResult<()> {
    let names = ["__module__", "__name__", "__qualname__", "__doc__"];
    for name in names {
        let name = vm.intern(name);
        let Some(value) = vm.find_attr(function, &name)? else { continue };
        if let Some(dict) = dict(vm, this, true).as_ref().and_then(|dict| dict.as_dict()) {
            dict.set_name(&name, value);
        }
    }
    Ok(())
}

fn dict(vm: &mut Vm, this: &Value, make: bool) -> Option<Value> {
    let wrapped = wrapped(this)?;
    if wrapped.attributes.is_empty() && make {
        let dict = vm.new_dict();
        wrapped.attributes.set(dict);
    }
    wrapped.attributes.get()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let text = format!("<{}({})>", vm.type_name(this), vm.repr_string(&function(this))?);
    Ok(vm.new_str(&text))
}

fn get_dict(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(dict(vm, this, true).unwrap_or(Value::NONE))
}

fn set_dict(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value.filter(|value| value.as_dict().is_some()) else {
        return Err(vm.raise_type_error("__dict__ must be set to a dictionary"));
    };
    if let Some(wrapped) = wrapped(this) {
        wrapped.attributes.set(value.clone());
    }
    Ok(())
}

fn is_abstract(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.names.__isabstractmethod__.clone();
    let found = vm.find_attr(&function(this), &name)?;
    Ok(Value::from_bool(match found {
        Some(found) => vm.truth(&found)?,
        None => false,
    }))
}

/// An attribute that is the function's until it is set here; then it is kept in the wrapper's namespace.
fn lent(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    if let Some(own) = dict(vm, this, true).as_ref().and_then(|dict| dict.as_dict()?.get_name(&name)) {
        return Ok(own);
    }
    let value = vm.get_attr(&function(this), &name)?;
    set_lent(vm, this, &name, Some(&value))?;
    Ok(value)
}

fn set_lent(vm: &mut Vm, this: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let attributes = dict(vm, this, true);
    let Some(attributes) = attributes.as_ref().and_then(|dict| dict.as_dict()) else { return Ok(()) };
    match value {
        Some(value) => attributes.set_name(name, value.clone()),
        None => {
            if attributes.remove_name(name).is_none() {
                return Err(vm.raise_no_attribute(this, name));
            }
        }
    }
    Ok(())
}

fn set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let name = vm.names.__annotations__.clone();
    set_lent(vm, this, &name, value)
}

fn set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let name = vm.names.__annotate__.clone();
    set_lent(vm, this, &name, value)
}

const ATTRIBUTES: &[GetSetDef] = &[
    getset("__annotations__", |vm, this| lent(vm, this, "__annotations__"), set_annotations),
    getset("__annotate__", |vm, this| lent(vm, this, "__annotate__"), set_annotate),
    member("__func__", |_, this| Ok(function(this))),
    member("__wrapped__", |_, this| Ok(function(this))),
    getter("__isabstractmethod__", is_abstract),
    getset("__dict__", get_dict, set_dict),
];

const SLOTS: Slots = Slots { repr: Some(repr), dict: Some(dict), ..Slots::NONE };

/// Fills both types in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::STATIC_METHOD, Wrapped::LAYOUT);
    vm.heap.set_layout(id::CLASS_METHOD, Wrapped::LAYOUT);
    let slots = Slots {
        new: Some(|vm, _, _| Ok(vm.new_static_method(Value::NONE))),
        init: Some(|vm, this, args| init(vm, "staticmethod", this, args)),
        get: Some(static_get),
        call: Some(static_call),
        ..SLOTS
    };
    vm.define_type(&BuiltinType::new(id::STATIC_METHOD, slots).getsets(ATTRIBUTES));
    let slots = Slots {
        new: Some(|vm, _, _| Ok(vm.new_class_method(Value::NONE))),
        init: Some(|vm, this, args| init(vm, "classmethod", this, args)),
        get: Some(class_get),
        ..SLOTS
    };
    vm.define_type(&BuiltinType::new(id::CLASS_METHOD, slots).getsets(ATTRIBUTES));
}
