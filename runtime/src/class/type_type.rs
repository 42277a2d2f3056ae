//! `type`: attributes and methods of classes.

use crate::class::builtin::BuiltinType;
use crate::class::{Class, annotations};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, class_method, getset, getter, method};
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
            && self.is_readable_descriptor(found)
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
            return Err(
                self.raise_type_error(format!("cannot set '{text}' attribute of immutable type '{class}'"))
            );
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
    let class = class(this).clone();
    vm.construct(&class, args)
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
    let items = tuple.items().to_vec();
    refuse_entries(vm, &items)?;
    let winner = vm.most_derived_metaclass(class(meta).clone(), &items)?;
    if !winner.value().is(meta)
        && let Some(made) = made_by_winner(vm, &winner, args)?
    {
        return Ok(made);
    }
    check_type_name(vm, name)?;
    Ok(vm.new_class(&winner, name, &items, &dict, args)?.into_value())
}

/// What is no class but stands for some is resolved by the class statement only.
fn refuse_entries(vm: &mut Vm, bases: &[Value]) -> PyResult<()> {
    let name = vm.names.__mro_entries__.clone();
    for base in bases.iter().filter(|base| base.as_class().is_none()) {
        if vm.find_attr(base, &name)?.is_some() {
            let message = "type() doesn't support MRO entry resolution; use types.new_class()";
            return Err(vm.raise_type_error(message));
        }
    }
    Ok(())
}

/// A metaclass of the bases more derived than the one called, with a `__new__` of its own, makes the class.
fn made_by_winner(vm: &mut Vm, winner: &Ref<Class>, args: &Arguments<'_>) -> PyResult<Option<Value>> {
    let name = vm.names.__new__.clone();
    let Some(found) = vm.class_lookup(winner, &name) else { return Ok(None) };
    let function = vm.bind_descriptor(&found, None, winner.value())?;
    if function.type_id() == id::BUILTIN {
        return Ok(None);
    }
    vm.call_with_self(&function, winner.value(), args).map(Some)
}

fn check_type_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    match name.as_str() {
        Some(text) if text.contains('\0') => {
            Err(vm.raise_value_error("type name must not contain null characters"))
        }
        _ => Ok(()),
    }
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
    attribute: &str,
    value: Option<&Value>,
    slot: fn(&Class) -> &crate::slot::Slot,
) -> PyResult<()> {
    let name = class(this).name_text();
    let Some(value) = value.filter(|_| class(this).is_user()) else {
        let verb = if value.is_some() { "set" } else { "delete" };
        return Err(
            vm.raise_type_error(format!("cannot {verb} '{attribute}' attribute of immutable type '{name}'"))
        );
    };
    if value.as_str().is_none() {
        let found = vm.type_name(value);
        return Err(
            vm.raise_type_error(format!("can only assign string to {name}.{attribute}, not '{found}'"))
        );
    }
    if attribute == "__name__" {
        check_type_name(vm, value)?;
    }
    slot(class(this)).set(value.clone());
    Ok(())
}

/// Sets or deletes a name in the namespace of a class that a program made.
fn set_in_namespace(vm: &mut Vm, this: &Value, name: &str, value: Option<&Value>) -> PyResult<()> {
    let class = class(this).clone();
    if !class.is_user() {
        let (verb, class) = (if value.is_some() { "set" } else { "delete" }, class.name_text());
        return Err(
            vm.raise_type_error(format!("cannot {verb} '{name}' attribute of immutable type '{class}'"))
        );
    }
    let name = vm.intern(name);
    if vm.class_set(&class, &name, value.cloned()) { Ok(()) } else { Err(vm.raise_no_attribute(this, &name)) }
}

fn module(vm: &mut Vm, this: &Value) -> PyResult {
    let key = vm.names.__module__.clone();
    // `type` itself has a descriptor of that name.
    let found =
        class(this).dict().get_name(&key).filter(|found| class(this).is_user() || found.as_str().is_some());
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
        |vm, this, value| set_name(vm, this, "__name__", value, |class| &class.name),
    ),
    getset(
        "__qualname__",
        |_, this| Ok(class(this).qualname.get_or_none()),
        |vm, this, value| set_name(vm, this, "__qualname__", value, |class| &class.qualname),
    ),
    getset("__module__", module, |vm, this, value| set_in_namespace(vm, this, "__module__", value)),
    getset("__annotations__", annotations::annotations, annotations::set_annotations),
    getset("__annotate__", annotations::annotate, annotations::set_annotate),
    getset("__bases__", |_, this| Ok(class(this).bases.get_or_none()), set_bases),
    getset("__abstractmethods__", abstract_methods, set_abstract_methods),
    getset("__type_params__", type_params, |vm, this, value| {
        set_in_namespace(vm, this, "__type_params__", value)
    }),
    getter("__base__", base),
    getter("__mro__", |_, this| Ok(class(this).mro.get_or_none())),
    getter("__dict__", |vm, this| {
        let dict = class(this).dict().value().clone();
        Ok(vm.new_mapping_proxy(dict))
    }),
    getset("__doc__", doc, |vm, this, value| set_in_namespace(vm, this, "__doc__", value)),
    getter("__dictoffset__", |_, this| Ok(Value::from_small(-i64::from(class(this).flags.get().has_dict)))),
    getter("__flags__", |vm, this| {
        let flags = class(this).flags.get();
        Ok(vm.int(i64::from(flags.subclassable) << 10 | i64::from(class(this).is_user()) << 9))
    }),
];

fn doc(vm: &mut Vm, this: &Value) -> PyResult {
    let key = vm.names.__doc__.clone();
    let Some(found) = class(this).dict().get_name(&key) else { return Ok(Value::NONE) };
    vm.bind_descriptor(&found, None, this)
}

fn abstract_methods(vm: &mut Vm, this: &Value) -> PyResult {
    let key = vm.names.__abstractmethods__.clone();
    let found = class(this).dict().get_name(&key).filter(|_| class(this).is_user());
    found.ok_or_else(|| vm.raise_attribute_error("__abstractmethods__"))
}

/// A class with abstract methods has no instances.
fn set_abstract_methods(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let is_abstract = value.map_or(Ok(false), |value| vm.truth(value))?;
    let (this, key) = (class(this).clone(), vm.names.__abstractmethods__.clone());
    if !vm.class_set(&this, &key, value.cloned()) {
        return Err(vm.raise_attribute_error("__abstractmethods__"));
    }
    let mut flags = this.flags.get();
    flags.is_abstract = is_abstract;
    this.flags.set(flags);
    Ok(())
}

fn type_params(vm: &mut Vm, this: &Value) -> PyResult {
    let key = vm.names.__type_params__.clone();
    let found = class(this).dict().get_name(&key).filter(|_| class(this).is_user());
    Ok(found.unwrap_or_else(|| vm.new_tuple(Vec::new())))
}

fn set_bases(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = class(this).clone();
    vm.set_class_bases(&class, value)
}

fn mro(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let bases = class(&args[0]).bases.get_or_none();
    let bases = vm.tuple_items(&bases);
    let mut classes = vm.linearise(&bases)?;
    classes.insert(0, args[0].clone());
    Ok(vm.new_list(classes))
}

fn dir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let names = vm.class_attribute_names(&args[0]);
    Ok(vm.new_list(names))
}

/// `type.__prepare__(name, bases, **keywords)`: a new dict, whatever was passed.
fn prepare(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_dict())
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
    method("__dir__", dir, Arity::Zero),
    class_method("__prepare__", prepare, Arity::Any),
    method("__subclasses__", subclasses, Arity::Zero),
    method("__instancecheck__", instancecheck, Arity::One),
    method("__subclasscheck__", subclasscheck, Arity::One),
];

/// Fills `type` in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TYPE, Class::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        call: Some(call),
        new: Some(new),
        init: Some(init),
        binary: Some(crate::generic::union_of),
        binary_ops: &[genjit_bytecode::BinaryOp::Or],
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::TYPE, slots).methods(METHODS).getsets(ATTRIBUTES));
}
