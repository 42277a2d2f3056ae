//! `itemgetter`, `attrgetter`, `methodcaller`: objects that are called with what to look at.

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `itemgetter(*items)` or `attrgetter(*names)`
    pub struct Getter(|type_id| matches!(type_id, id::ITEM_GETTER | id::ATTR_GETTER)) "getter" {
        /// What was passed: a tuple.
        keys: Slot,
    }
}

object_type! {
    /// `methodcaller(name, *args, **kwargs)`
    pub struct MethodCaller(|type_id| type_id == id::METHOD_CALLER) "methodcaller" {
        name: Slot,
        /// Positional arguments, then the values of keywords: a tuple.
        values: Slot,
        /// Names of the keywords: a tuple.
        keywords: Slot,
    }
}

fn keys(this: &Value) -> Value {
    this.downcast::<Getter>().map_or(Value::NONE, |getter| getter.keys.get_or_none())
}

fn new_item_getter(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "itemgetter")?;
    if args.is_empty() {
        args.between(vm, "itemgetter", 1, 1)?;
    }
    let keys = Slot::new(vm.new_tuple_from(args.positionals()));
    Ok(Getter::allocate(&mut vm.heap, id::ITEM_GETTER, keys).into_value())
}

fn new_attr_getter(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "attrgetter")?;
    if args.is_empty() {
        args.between(vm, "attrgetter", 1, 1)?;
    }
    let mut names = Vec::with_capacity(args.len());
    for name in args.iter() {
        if name.as_str().is_none() {
            return Err(vm.raise_type_error("attribute name must be a string"));
        }
        names.push(vm.intern_value(name.exact()));
    }
    let keys = Slot::new(vm.new_tuple(names));
    Ok(Getter::allocate(&mut vm.heap, id::ATTR_GETTER, keys).into_value())
}

/// What one key gets of an object: an item, or an attribute of an attribute.
fn get(vm: &mut Vm, this: &Value, object: &Value, key: &Value) -> PyResult {
    if this.type_id() == id::ITEM_GETTER {
        return vm.get_item(object, key);
    }
    let path = key.as_str().unwrap_or_default();
    if !path.contains('.') {
        return vm.get_attr(object, key);
    }
    let mut object = object.clone();
    for name in path.split('.') {
        let name = vm.intern(name);
        object = vm.get_attr(&object, &name)?;
    }
    Ok(object)
}

fn call_getter(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let name = if this.type_id() == id::ITEM_GETTER { "itemgetter" } else { "attrgetter" };
    args.no_keywords(vm, name)?;
    args.between(vm, name, 1, 1)?;
    let keys = keys(this);
    let Some(keys) = keys.as_tuple() else { return Ok(Value::NONE) };
    if let [key] = keys.items() {
        return get(vm, this, &args[0], key);
    }
    let mut found = Vec::with_capacity(keys.len());
    for key in keys.items() {
        found.push(get(vm, this, &args[0], key)?);
    }
    Ok(vm.new_tuple(found))
}

fn getter_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    vm.guarded_repr(this, &format!("{name}(...)"), |vm| {
        let parts = vm.tuple_items(&keys(this));
        let texts = parts.iter().map(|key| vm.repr_string(key)).collect::<PyResult<Vec<_>>>()?;
        Ok(format!("{name}({})", texts.join(", ")))
    })
}

fn getter_reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (class, keys) = (vm.class_of(&args[0]).into_value(), keys(&args[0]));
    Ok(vm.new_tuple(vec![class, keys]))
}

fn new_method_caller(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let Some(name) = args.first() else {
        return Err(vm.raise_type_error("methodcaller needs at least one argument, the method name"));
    };
    if name.as_str().is_none() {
        return Err(vm.raise_type_error("method name must be a string"));
    }
    let name = Slot::new(vm.intern_value(name.exact()));
    let values = Slot::new(vm.new_tuple_from(&args.values()[1..]));
    let keywords = Slot::new(vm.new_tuple_from(args.names()));
    Ok(MethodCaller::allocate(&mut vm.heap, id::METHOD_CALLER, name, values, keywords).into_value())
}

/// Name, values and names of keywords.
fn caller_parts(vm: &mut Vm, this: &Value) -> (Value, Vec<Value>, Vec<Value>) {
    let Some(parts) = this.downcast::<MethodCaller>() else { return (Value::NONE, Vec::new(), Vec::new()) };
    let (values, keywords) = (parts.values.get_or_none(), parts.keywords.get_or_none());
    (parts.name.get_or_none(), vm.tuple_items(&values), vm.tuple_items(&keywords))
}

fn call_method_caller(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "methodcaller")?;
    args.between(vm, "methodcaller", 1, 1)?;
    let (name, values, keywords) = caller_parts(vm, this);
    let (function, needs_self) = vm.get_method(&args[0], &name)?;
    let passed = Arguments::with_names(&values, &keywords);
    if needs_self {
        vm.call_with_self(&function, &args[0], &passed)
    } else {
        vm.call_args(&function, &passed)
    }
}

fn method_caller_repr(vm: &mut Vm, this: &Value) -> PyResult {
    vm.guarded_repr(this, "operator.methodcaller(...)", |vm| {
        let (name, values, keywords) = caller_parts(vm, this);
        let mut texts = vec![vm.repr_string(&name)?];
        let positional = values.len() - keywords.len();
        for value in &values[..positional] {
            texts.push(vm.repr_string(value)?);
        }
        for (keyword, value) in keywords.iter().zip(&values[positional..]) {
            texts.push(format!("{}={}", keyword.as_str().unwrap_or_default(), vm.repr_string(value)?));
        }
        Ok(format!("operator.methodcaller({})", texts.join(", ")))
    })
}

const GETTER_METHODS: &[NativeDef] = &[method("__reduce__", getter_reduce, Arity::Zero)];

/// Declares layouts and fills the classes in.
pub(in crate::modules) fn define(vm: &mut Vm) {
    let getter = Slots { repr: Some(getter_repr), call: Some(call_getter), ..Slots::NONE };
    for (type_id, new) in [(id::ITEM_GETTER, new_item_getter as _), (id::ATTR_GETTER, new_attr_getter as _)] {
        vm.heap.set_layout(type_id, Getter::LAYOUT);
        let slots = Slots { new: Some(new), ..getter };
        vm.define_type(&BuiltinType::new(type_id, slots).methods(GETTER_METHODS));
    }
    vm.heap.set_layout(id::METHOD_CALLER, MethodCaller::LAYOUT);
    let slots = Slots {
        repr: Some(method_caller_repr),
        call: Some(call_method_caller),
        new: Some(new_method_caller),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::METHOD_CALLER, slots));
}
