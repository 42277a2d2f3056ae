//! `property`.
//!
//! Instances of classes that derive from `property` keep their `__doc__` in their own namespace, as the
//! class has one of its own.

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getset, member, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

object_type! {
    /// A `property`.
    pub struct Property(|type_id| type_id == id::PROPERTY) "property" {
        /// `fget`.
        pub getter: Slot,
        /// `fset`.
        pub setter: Slot,
        /// `fdel`.
        pub deleter: Slot,
        /// `__doc__`.
        pub doc: Slot,
        /// `__name__`, from `__set_name__`.
        pub name: Slot,
        /// Whether `doc` is the getter's.
        doc_of_getter: std::cell::Cell<bool>,
    }
}

const PARAMETERS: Parameters<4> =
    Parameters { function: "property", names: ["fget", "fset", "fdel", "doc"], required: 0, positional: 4 };

fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    let slots = [const { Slot::empty() }; 5];
    let [getter, setter, deleter, doc, name] = slots;
    let of_getter = std::cell::Cell::new(false);
    let made = Property::allocate(&mut vm.heap, id::PROPERTY, getter, setter, deleter, doc, name, of_getter);
    Ok(made.into_value())
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [getter, setter, deleter, doc] = args.bind(vm, &PARAMETERS)?;
    let present = |value: Option<Value>| value.filter(|value| !value.is_none());
    let Some(own) = own(this).cloned() else { return Ok(()) };
    let getter = present(getter);
    vm.heap.key_changes(own.as_ptr() as usize, Some(Raw::NULL));
    drop(own.getter.replace(getter.clone()));
    drop(own.setter.replace(present(setter)));
    drop(own.deleter.replace(present(deleter)));
    drop(own.name.take());
    let mut doc = present(doc);
    own.doc_of_getter.set(false);
    if let (None, Some(getter)) = (&doc, &getter) {
        let name = vm.names.__doc__.clone();
        doc = vm.find_attr(getter, &name)?.filter(|doc| !doc.is_none());
        own.doc_of_getter.set(doc.is_some());
    }
    let derives = !vm.class_of(this).value().is(vm.types.get(id::PROPERTY).value());
    if derives {
        let name = vm.names.__doc__.clone();
        if let Some(dict) = vm.dict_of(this, true).as_ref().and_then(|dict| dict.as_dict()) {
            dict.set_name(&name, doc.clone().unwrap_or(Value::NONE));
        }
    }
    drop(own.doc.replace(doc));
    Ok(())
}

fn own(this: &Value) -> Option<&Ref<Property>> {
    this.exact().downcast::<Property>()
}

fn get(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let Some(object) = object else { return Ok(this.clone()) };
    match own(this).and_then(|property| property.getter.get()) {
        Some(getter) => vm.call(&getter, std::slice::from_ref(object)),
        None => Err(raise_no_accessor(vm, this, object, "getter")),
    }
}

fn set(vm: &mut Vm, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(own) = own(this) else { return Ok(()) };
    match (value, own.setter.get(), own.deleter.get()) {
        (Some(value), Some(setter), _) => vm.call(&setter, &[object.clone(), value.clone()])?,
        (None, _, Some(deleter)) => vm.call(&deleter, std::slice::from_ref(object))?,
        (Some(_), ..) => return Err(raise_no_accessor(vm, this, object, "setter")),
        (None, ..) => return Err(raise_no_accessor(vm, this, object, "deleter")),
    };
    Ok(())
}

/// The name it was given in a class, else its getter's.
fn name_of(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(own) = own(this).cloned() else { return Ok(None) };
    if let Some(name) = own.name.get() {
        return Ok(Some(name));
    }
    let Some(getter) = own.getter.get() else { return Ok(None) };
    let name = vm.names.__name__.clone();
    vm.find_attr(&getter, &name)
}

#[cold]
fn raise_no_accessor(vm: &mut Vm, this: &Value, object: &Value, what: &str) -> Raised {
    let class = vm.class_of(object).qualname_text();
    let name = match name_of(vm, this) {
        Ok(name) => name,
        Err(raised) => return raised,
    };
    let name = match name.map(|name| vm.repr_string(&name)) {
        Some(Ok(name)) => format!(" {name}"),
        Some(Err(raised)) => return raised,
        None => String::new(),
    };
    vm.raise_attribute_error(format!("property{name} of '{class}' object has no {what}"))
}

/// A property like this one with another getter, setter or deleter, made by calling its class.
fn copy(vm: &mut Vm, this: &Value, at: usize, function: &Value) -> PyResult {
    let Some(own) = own(this).cloned() else { return Ok(Value::NONE) };
    let mut parts = [&own.getter, &own.setter, &own.deleter, &own.doc].map(Slot::get_or_none);
    if !function.is_none() {
        parts[at] = function.clone();
    }
    if own.doc_of_getter.get() && !parts[0].is_none() {
        parts[3] = Value::NONE;
    }
    let class = vm.class_of(this);
    let made = vm.call(class.value(), &parts)?;
    if let Some(copied) = self::own(&made) {
        drop(copied.name.replace(own.name.get()));
    }
    Ok(made)
}

fn set_name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args.len() != 3 {
        let given = args.len() - 1;
        return Err(vm.raise_type_error(format!(
            "__set_name__() takes 2 positional arguments but {given} were given"
        )));
    }
    if let Some(own) = own(&args[0]) {
        own.name.set(args[2].clone());
    }
    Ok(Value::NONE)
}

const METHODS: &[NativeDef] = &[
    method("getter", |vm, args| copy(vm, &args[0], 0, &args[1]), Arity::One).keep_self(),
    method("setter", |vm, args| copy(vm, &args[0], 1, &args[1]), Arity::One).keep_self(),
    method("deleter", |vm, args| copy(vm, &args[0], 2, &args[1]), Arity::One).keep_self(),
    method("__init__", |vm, args| init(vm, &args[0], &args.rest()).map(|()| Value::NONE), Arity::Any)
        .keep_self(),
    method("__set_name__", set_name, Arity::Any),
];

fn get_name(vm: &mut Vm, this: &Value) -> PyResult {
    match name_of(vm, this)? {
        Some(name) => Ok(name),
        None => {
            let name = vm.names.__name__.clone();
            Err(vm.raise_no_attribute(this, &name))
        }
    }
}

fn change_name(_: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    if let Some(own) = own(this) {
        drop(own.name.replace(value.cloned()));
    }
    Ok(())
}

fn change_doc(_: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    if let Some(own) = own(this) {
        drop(own.doc.replace(value.cloned()));
    }
    Ok(())
}

fn is_abstract(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(own) = own(this).cloned() else { return Ok(Value::FALSE) };
    let name = vm.names.__isabstractmethod__.clone();
    for part in [&own.getter, &own.setter, &own.deleter] {
        if let Some(part) = part.get()
            && let Some(found) = vm.find_attr(&part, &name)?
            && vm.truth(&found)?
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

const ATTRIBUTES: &[GetSetDef] = &[
    member("fget", |_, p| Ok(own(p).map_or(Value::NONE, |p| p.getter.get_or_none()))),
    member("fset", |_, p| Ok(own(p).map_or(Value::NONE, |p| p.setter.get_or_none()))),
    member("fdel", |_, p| Ok(own(p).map_or(Value::NONE, |p| p.deleter.get_or_none()))),
    getset("__name__", get_name, change_name),
    getset("__doc__", |_, p| Ok(own(p).map_or(Value::NONE, |p| p.doc.get_or_none())), change_doc),
    crate::native::getter("__isabstractmethod__", is_abstract),
];

/// Fills `property` in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::PROPERTY, Property::LAYOUT);
    let slots = Slots { new: Some(new), init: Some(init), get: Some(get), set: Some(set), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::PROPERTY, slots).methods(METHODS).getsets(ATTRIBUTES));
}
