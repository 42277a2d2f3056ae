//! `type`: attributes and methods of classes.

use crate::class::Class;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// An attribute of a class, as `type.__getattribute__` finds it.
    pub(crate) fn class_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let Some(class) = object.as_class().cloned() else { return Ok(None) };
        let meta = self.class_of(object);
        let on_meta = self.class_lookup(&meta, name);
        if let Some(found) = &on_meta
            && self.is_data_descriptor(found)
        {
            return self.bind_descriptor(found, Some(object), meta.value()).map(Some);
        }
        if let Some(found) = self.class_lookup(&class, name) {
            return self.bind_descriptor(&found, None, object).map(Some);
        }
        match on_meta {
            Some(found) => self.bind_descriptor(&found, Some(object), meta.value()).map(Some),
            None => Ok(None),
        }
    }

    /// Sets or deletes an attribute of a class.
    pub(crate) fn set_class_attr(
        &mut self,
        class: &Ref<Class>,
        name: &Value,
        value: Option<&Value>,
    ) -> PyResult<()> {
        if !class.is_user() {
            let (text, class) = (name.as_str().unwrap_or_default().to_owned(), class.name_text());
            let verb = if value.is_some() { "set" } else { "delete" };
            return Err(self
                .raise_type_error(format!("cannot {verb} '{text}' attribute of immutable type '{class}'")));
        }
        let meta = self.class_of(class.value());
        if let Some(found) = self.class_lookup(&meta, name)
            && self.set_by_descriptor(&found, class.value(), value)?
        {
            return Ok(());
        }
        if self.class_set(class, name, value.cloned()) {
            return Ok(());
        }
        Err(self.raise_no_attribute(class.value(), name))
    }
}

fn class(value: &Value) -> &Ref<Class> {
    value.as_class().expect("methods of `type` get classes")
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let class = class(this).clone();
    let name = vm.class_full_name(&class);
    Ok(vm.new_str(&format!("<class '{name}'>")))
}

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    vm.call_class(this, args)
}

/// `type(name, bases, namespace)`
fn new(vm: &mut Vm, meta: &Value, args: &Arguments<'_>) -> PyResult {
    let [name, bases, namespace] = args.positionals() else {
        return Err(vm.raise_type_error("type() takes 1 or 3 arguments"));
    };
    if name.as_str().is_none() {
        let found = vm.type_name(name);
        return Err(vm.raise_type_error(format!("type.__new__() argument 1 must be str, not {found}")));
    }
    let Some(tuple) = bases.as_tuple().cloned() else {
        let found = vm.type_name(bases);
        return Err(vm.raise_type_error(format!("type.__new__() argument 2 must be tuple, not {found}")));
    };
    let Some(dict) = namespace.as_dict().cloned() else {
        let found = vm.type_name(namespace);
        return Err(vm.raise_type_error(format!("type.__new__() argument 3 must be dict, not {found}")));
    };
    let cell_name = vm.names.__classcell__.clone();
    let cell = dict.get_name(&cell_name);
    let meta = class(meta).clone();
    let made = vm.new_class(&meta, name, tuple.items(), &dict, args)?;
    if let Some(cell) = cell.as_ref().and_then(|cell| cell.downcast::<crate::cell::CellObject>()) {
        cell.value.set(made.value().clone());
    }
    Ok(made.into_value())
}

/// `type.__init__` checks nothing but that something was passed: the class is complete.
fn init(vm: &mut Vm, _this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    match args.len() {
        1 | 3 => Ok(()),
        _ => Err(vm.raise_type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

fn set_name(
    vm: &mut Vm,
    this: &Value,
    value: Option<&Value>,
    slot: fn(&Class) -> &crate::slot::Slot,
) -> PyResult<()> {
    match value {
        Some(value) if value.as_str().is_some() && class(this).is_user() => {
            slot(class(this)).set(value.clone());
            Ok(())
        }
        _ => {
            let name = class(this).name_text();
            Err(vm.raise_type_error(format!("cannot set the name of type '{name}' to that")))
        }
    }
}

fn module(vm: &mut Vm, this: &Value) -> PyResult {
    let key = vm.names.__module__.clone();
    let found = if class(this).is_user() { class(this).dict().get_name(&key) } else { None };
    Ok(found.unwrap_or_else(|| vm.intern("builtins")))
}

fn base(_vm: &mut Vm, this: &Value) -> PyResult {
    let bases = class(this).bases.get();
    Ok(bases.as_ref().and_then(|bases| bases.as_tuple()?.items().first().cloned()).unwrap_or(Value::NONE))
}

const ATTRIBUTES: &[GetSetDef] = &[
    getset(
        "__name__",
        |_, this| Ok(class(this).name.get_or_none()),
        |vm, this, value| set_name(vm, this, value, |class| &class.name),
    ),
    getset(
        "__qualname__",
        |_, this| Ok(class(this).qualname.get_or_none()),
        |vm, this, value| set_name(vm, this, value, |class| &class.qualname),
    ),
    getter("__module__", module),
    getter("__bases__", |_, this| Ok(class(this).bases.get_or_none())),
    getter("__base__", base),
    getter("__mro__", |_, this| Ok(class(this).mro.get_or_none())),
    getter("__dict__", |vm, this| {
        let dict = class(this).dict().value().clone();
        Ok(vm.new_mapping_proxy(dict))
    }),
    getter("__doc__", |vm, this| {
        let key = vm.names.__doc__.clone();
        Ok(class(this).dict().get_name(&key).unwrap_or(Value::NONE))
    }),
];

fn mro(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let classes = class(&args[0]).mro_classes();
    Ok(vm.new_list(classes))
}

fn subclasses(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let ids = class(&args[0]).subclasses.0.borrow().clone();
    let live = ids.into_iter().filter_map(|type_id| vm.live_class(type_id)).map(Ref::into_value).collect();
    Ok(vm.new_list(live))
}

fn instancecheck(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.is_instance(&args[1], &args[0])))
}

fn subclasscheck(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (sub, this) = (args[1].as_class(), class(&args[0]));
    Ok(Value::from_bool(sub.is_some_and(|sub| sub.is_subclass_of(this))))
}

const METHODS: &[NativeDef] = &[
    method("mro", mro, Arity::Zero),
    method("__subclasses__", subclasses, Arity::Zero),
    method("__instancecheck__", instancecheck, Arity::One),
    method("__subclasscheck__", subclasscheck, Arity::One),
];

/// Fills `type` in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TYPE, Class::LAYOUT);
    let slots = Slots { repr: Some(repr), call: Some(call), new: Some(new), init: Some(init), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::TYPE, slots).methods(METHODS).getsets(ATTRIBUTES));
}
