//! `object`: what every class inherits.

use genjit_bytecode::CompareOp;

use crate::class::builtin::BuiltinType;
use crate::class::{Class, layout};
use crate::error::PyResult;
use crate::instance::Instance;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, class_method, getset, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn repr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(vm.default_repr(&args[0]))
}

fn str(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.names.__repr__.clone();
    let shown = vm.call_special(&args[0], &name, &[])?;
    Ok(shown.unwrap_or_else(|| vm.default_repr(&args[0])))
}

fn hash(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let hash = crate::ops::object::identity_hash(&args[0]);
    Ok(vm.int(hash))
}

fn eq(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(if args[0].is(&args[1]) { Value::TRUE } else { vm.not_implemented() })
}

fn ne(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let equal = vm.try_compare(CompareOp::Eq, &args[0], &args[1])?;
    if vm.is_not_implemented(&equal) {
        return Ok(equal);
    }
    Ok(Value::from_bool(!vm.truth(&equal)?))
}

fn no_order(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.not_implemented())
}

fn getattribute(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.intern_value(&args[1]);
    match vm.generic_get_attr(&args[0], &name)? {
        Some(value) => Ok(value),
        None => Err(vm.raise_no_attribute(&args[0], &name)),
    }
}

fn setattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.intern_value(&args[1]);
    vm.generic_set_attr(&args[0], &name, Some(&args[2]))?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.intern_value(&args[1]);
    vm.generic_set_attr(&args[0], &name, None)?;
    Ok(Value::NONE)
}

fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.expect_text(&args[1], "__format__() argument")? {
        "" => vm.str(&args[0]),
        _ => {
            let name = vm.type_name(&args[0]);
            Err(vm.raise_type_error(format!("unsupported format string passed to {name}.__format__")))
        }
    }
}

fn init(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args.values().len() <= 1 {
        return Ok(Value::NONE);
    }
    let class = vm.class_of(&args[0]);
    let (new, init) = (vm.names.__new__.clone(), vm.names.__init__.clone());
    let object = vm.types.get(id::OBJECT).clone();
    let is_default = |vm: &mut Vm, name: &Value| {
        let default = object.dict().get_name(name);
        vm.class_lookup(&class, name).is_some_and(|found| default.is_some_and(|default| found.is(&default)))
    };
    if !is_default(vm, &init) {
        let message = "object.__init__() takes exactly one argument (the instance to initialize)";
        return Err(vm.raise_type_error(message));
    }
    if is_default(vm, &new) {
        let name = class.name_text();
        let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
        return Err(vm.raise_type_error(message));
    }
    Ok(Value::NONE)
}

fn init_subclass(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name =
        args.first().and_then(|class| class.as_class()).map(|class| class.name_text()).unwrap_or_default();
    args.no_keywords(vm, &format!("{name}.__init_subclass__"))?;
    if args.len() > 1 {
        let given = args.len() - 1;
        let message = format!("{name}.__init_subclass__() takes no arguments ({given} given)");
        return Err(vm.raise_type_error(message));
    }
    Ok(Value::NONE)
}

fn subclass_hook(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.not_implemented())
}

fn sizeof(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = match args[0].header() {
        Some(header) => vm.heap.size_of(header),
        None => size_of::<Value>(),
    };
    Ok(vm.int_from_usize(size))
}

fn new(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    if !args.values().is_empty() {
        return Err(vm.raise_type_error("object() takes no arguments"));
    }
    let _ = class;
    Ok(PlainObject::allocate(&mut vm.heap, id::OBJECT).into_value())
}

crate::object_type! {
    /// What `object()` makes.
    pub struct PlainObject(|type_id| type_id == id::OBJECT) "object" {}
}

const METHODS: &[NativeDef] = &[
    method("__repr__", repr, Arity::Zero).keep_self(),
    method("__str__", str, Arity::Zero).keep_self(),
    method("__hash__", hash, Arity::Zero).keep_self(),
    method("__eq__", eq, Arity::One).keep_self(),
    method("__ne__", ne, Arity::One).keep_self(),
    method("__lt__", no_order, Arity::One).keep_self(),
    method("__le__", no_order, Arity::One).keep_self(),
    method("__gt__", no_order, Arity::One).keep_self(),
    method("__ge__", no_order, Arity::One).keep_self(),
    method("__getattribute__", getattribute, Arity::One).keep_self(),
    method("__setattr__", setattr, Arity::Exactly(2)).keep_self(),
    method("__delattr__", delattr, Arity::One).keep_self(),
    method("__format__", format, Arity::One).keep_self(),
    method("__init__", init, Arity::Any).keep_self(),
    method("__dir__", dir, Arity::Zero).keep_self(),
    method("__sizeof__", sizeof, Arity::Zero).keep_self(),
    class_method("__init_subclass__", init_subclass, Arity::Any),
    class_method("__subclasshook__", subclass_hook, Arity::Any),
];

fn dir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let names = vm.attribute_names(&args[0]);
    Ok(vm.new_list(names))
}

impl Vm {
    /// Names of the attributes of an object: its own and those of its class, sorted.
    pub(crate) fn attribute_names(&mut self, object: &Value) -> Vec<Value> {
        let mut names: Vec<Value> = Vec::new();
        if let Some(dict) = self.dict_of(object, true).as_ref().and_then(|dict| dict.as_dict()) {
            names.extend(dict.keys());
        }
        for class in self.class_of(object).mro_classes().iter().filter_map(|class| class.as_class()) {
            names.extend(class.dict().keys());
        }
        sorted_names(names)
    }

    /// Names of the attributes of a class, without those of its metaclass.
    pub(crate) fn class_attribute_names(&mut self, class: &Value) -> Vec<Value> {
        let mut names = Vec::new();
        let order = class.as_class().map(|class| class.mro_classes()).unwrap_or_default();
        for class in order.iter().filter_map(|class| class.as_class()) {
            names.extend(class.dict().keys());
        }
        sorted_names(names)
    }
}

fn sorted_names(mut names: Vec<Value>) -> Vec<Value> {
    names.retain(|name| name.as_str().is_some());
    names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    names.dedup_by(|a, b| a.as_str() == b.as_str());
    names
}

fn get_class(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.class_of(this).into_value())
}

fn set_class(vm: &mut Vm, this: &Value, class: Option<&Value>) -> PyResult<()> {
    let Some(class) = class else {
        return Err(vm.raise_type_error("can't delete __class__ attribute"));
    };
    let Some(new) = class.as_class().cloned() else {
        let found = vm.type_name(class);
        return Err(vm.raise_type_error(format!("__class__ must be set to a class, not '{found}' object")));
    };
    let old: Ref<Class> = vm.class_of(this);
    if !new.is_user() || !old.is_user() {
        let message = "__class__ assignment only supported for mutable types or ModuleType subclasses";
        return Err(vm.raise_type_error(message));
    }
    match this.downcast::<Instance>() {
        Some(instance) if layout::are_compatible(&old, &new) => {
            let instance = instance.clone();
            vm.materialise_dict(&instance);
            drop(Instance::set_class(&instance, new));
            Ok(())
        }
        _ => {
            let (old, new) = (old.name_text(), new.name_text());
            Err(vm.raise_type_error(format!(
                "__class__ assignment: '{new}' object layout differs from '{old}'"
            )))
        }
    }
}

const ATTRIBUTES: &[GetSetDef] = &[getset("__class__", get_class, set_class)];

/// Fills `object` in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::OBJECT, PlainObject::LAYOUT);
    let slots = Slots { new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::OBJECT, slots).methods(METHODS).getsets(ATTRIBUTES));
    vm.add_methods(id::OBJECT, super::reduce::METHODS);
}
