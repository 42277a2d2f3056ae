//! `types.GenericAlias`: a type with the arguments of its parameters, `list[int]`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::{parameters, union};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A type with arguments.
    pub(super) struct GenericAlias(|type_id| type_id == id::GENERIC_ALIAS) "generic alias" {
        origin: Slot,
        /// A tuple.
        arguments: Kept,
        /// The type variables among the arguments, once asked for: a tuple.
        parameters: Slot,
        /// Whether it stands for its items, as in `*tuple[int]`.
        starred: std::cell::Cell<bool>,
    }
}

impl Vm {
    /// `origin[item]`; a tuple is several arguments.
    pub(crate) fn new_generic_alias(&mut self, origin: Value, item: &Value) -> Value {
        self.make_alias(origin, item, false).into_value()
    }

    fn make_alias(&mut self, origin: Value, item: &Value, starred: bool) -> Ref<GenericAlias> {
        let arguments =
            if item.as_tuple().is_some() { item.clone() } else { self.new_tuple(vec![item.clone()]) };
        let (origin, starred) = (Slot::new(origin), std::cell::Cell::new(starred));
        GenericAlias::allocate(
            &mut self.heap,
            id::GENERIC_ALIAS,
            origin,
            Kept(arguments),
            Slot::empty(),
            starred,
        )
    }
}

fn alias(value: &Value) -> &Ref<GenericAlias> {
    value.exact().downcast::<GenericAlias>().expect("methods of generic aliases get them")
}

fn arguments(vm: &Vm, this: &Value) -> Vec<Value> {
    vm.tuple_items(&alias(this).arguments.0)
}

fn parameters_of(vm: &mut Vm, this: &Value) -> PyResult {
    if let Some(known) = alias(this).parameters.get() {
        return Ok(known);
    }
    let items = arguments(vm, this);
    let found = parameters::collect(vm, &items)?;
    let found = vm.new_tuple(found);
    alias(this).parameters.set(found.clone());
    Ok(found)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let origin = alias(this).origin.get_or_none();
    let mut text = if alias(this).starred.get() { "*".to_owned() } else { String::new() };
    text.push_str(&vm.show_type_argument(&origin)?);
    let mut shown = Vec::new();
    for argument in arguments(vm, this) {
        shown.push(match argument.as_list().map(|list| list.snapshot()) {
            Some(items) => {
                let mut inner = Vec::new();
                for item in items {
                    inner.push(vm.show_type_argument(&item)?);
                }
                format!("[{}]", inner.join(", "))
            }
            None => vm.show_type_argument(&argument)?,
        });
    }
    let shown = if shown.is_empty() { "()".to_owned() } else { shown.join(", ") };
    Ok(vm.new_str(&format!("{text}[{shown}]")))
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let origin = alias(this).origin.get_or_none();
    let arguments = alias(this).arguments.0.clone();
    Ok(vm.hash(&origin)? ^ vm.hash(&arguments)?)
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    let (Some(x), Some(y)) = (a.downcast::<GenericAlias>().cloned(), b.downcast::<GenericAlias>().cloned())
    else {
        return Ok(vm.not_implemented());
    };
    if !equality {
        return Ok(vm.not_implemented());
    }
    let same = x.starred.get() == y.starred.get()
        && vm.equals(&x.origin.get_or_none(), &y.origin.get_or_none())?
        && vm.equals(&x.arguments.0, &y.arguments.0)?;
    Ok(Value::from_bool(same == (op == CompareOp::Eq)))
}

/// `list[int](...)`: makes an object of the origin, which learns how it was made if it can.
fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let origin = alias(this).origin.get_or_none();
    let object = vm.call_args(&origin, args)?;
    let name = vm.intern("__orig_class__");
    if let Err(raised) = vm.set_attr(&object, &name, this) {
        if !vm.raised_is(ExceptionKind::AttributeError) && !vm.raised_is(ExceptionKind::TypeError) {
            return Err(raised);
        }
        drop(vm.take_raised(raised));
    }
    Ok(object)
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let known = parameters_of(vm, this)?;
    let (items, known) = (arguments(vm, this), vm.tuple_items(&known));
    let items = parameters::substitute(vm, this, &items, &known, key)?;
    let (items, origin) = (vm.new_tuple(items), alias(this).origin.get_or_none());
    Ok(vm.make_alias(origin, &items, alias(this).starred.get()).into_value())
}

/// Attributes that an alias has of its own; all others are those of its origin.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

fn get_attr(vm: &mut Vm, this: &Value, name: &Value) -> PyResult {
    let text = name.as_str().unwrap_or_default();
    if !OWN.contains(&text) {
        let origin = alias(this).origin.get_or_none();
        return vm.get_attr(&origin, name);
    }
    match vm.generic_get_attr(this, name)? {
        Some(found) => Ok(found),
        None => Err(vm.raise_no_attribute(this, name)),
    }
}

/// `iter(tuple[int])` gives the one item `*tuple[int]`.
fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    let (origin, arguments) = (alias(this).origin.get_or_none(), alias(this).arguments.0.clone());
    let starred = vm.make_alias(origin, &arguments, true).into_value();
    let items = vm.new_tuple(vec![starred]);
    vm.iter(&items)
}

fn mro_entries(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let origin = alias(&args[0]).origin.get_or_none();
    Ok(vm.new_tuple(vec![origin]))
}

fn instancecheck(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Err(vm.raise_type_error("isinstance() argument 2 cannot be a parameterized generic"))
}

fn subclasscheck(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Err(vm.raise_type_error("issubclass() argument 2 cannot be a parameterized generic"))
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = alias(&args[0]).clone();
    let class = vm.types.get(id::GENERIC_ALIAS).value().clone();
    let arguments = vm.new_tuple(vec![this.origin.get_or_none(), this.arguments.0.clone()]);
    Ok(vm.new_tuple(vec![class, arguments]))
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "GenericAlias")?;
    args.between(vm, "GenericAlias", 2, 2)?;
    Ok(vm.new_generic_alias(args[0].clone(), &args[1]))
}

const METHODS: &[NativeDef] = &[
    method("__mro_entries__", mro_entries, Arity::One),
    method("__instancecheck__", instancecheck, Arity::One),
    method("__subclasscheck__", subclasscheck, Arity::One),
    method("__reduce__", reduce, Arity::Zero),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("__origin__", |_, this| Ok(alias(this).origin.get_or_none())),
    getter("__args__", |_, this| Ok(alias(this).arguments.0.clone())),
    getter("__parameters__", parameters_of),
    getter("__unpacked__", |_, this| Ok(Value::from_bool(alias(this).starred.get()))),
    getter("__typing_unpacked_tuple_args__", |vm, this| {
        let tuple = vm.types.get(id::TUPLE).value().clone();
        let unpacked = alias(this).starred.get() && alias(this).origin.get_or_none().is(&tuple);
        Ok(if unpacked { alias(this).arguments.0.clone() } else { Value::NONE })
    }),
];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::GENERIC_ALIAS, GenericAlias::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        equality_only: true,
        call: Some(call),
        iter: Some(iter),
        get_item: Some(get_item),
        get_attr: Some(get_attr),
        binary: Some(union::binary),
        binary_ops: &[BinaryOp::Or],
        new: Some(new),
        ..Slots::NONE
    };
    let definition = BuiltinType::new(id::GENERIC_ALIAS, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.module("types"));
}
