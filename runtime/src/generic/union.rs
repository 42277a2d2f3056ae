//! `types.UnionType`: one of several types, `int | str`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::parameters;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, class_method, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A union.
    pub(super) struct Union(|type_id| type_id == id::UNION) "union" {
        /// A tuple.
        members: Kept,
    }
}

fn union(value: &Value) -> &Ref<Union> {
    value.downcast::<Union>().expect("methods of unions get unions")
}

fn members(vm: &Vm, this: &Value) -> Vec<Value> {
    vm.tuple_items(&union(this).members.0)
}

/// Adds a type to the members of a union to be, unless it is there.
fn add(vm: &mut Vm, all: &mut Vec<Value>, member: &Value) -> PyResult<()> {
    if member.type_id() == id::UNION {
        for member in members(vm, member) {
            add(vm, all, &member)?;
        }
        return Ok(());
    }
    let member = if member.is_none() { vm.types.get(id::NONE).value().clone() } else { member.clone() };
    for known in all.iter() {
        if vm.equals(known, &member)? {
            return Ok(());
        }
    }
    all.push(member);
    Ok(())
}

impl Vm {
    /// The union of types; of one type that type.
    pub(crate) fn new_union(&mut self, types: &[Value]) -> PyResult {
        let mut all = Vec::new();
        for member in types {
            add(self, &mut all, member)?;
        }
        if let [only] = &all[..] {
            return Ok(only.clone());
        }
        let members = self.new_tuple(all);
        Ok(Union::allocate(&mut self.heap, id::UNION, Kept(members)).into_value())
    }
}

fn is_unionable(value: &Value) -> bool {
    value.is_none()
        || value.as_class().is_some()
        || matches!(value.exact().type_id(), id::GENERIC_ALIAS | id::UNION)
}

/// `a | b` of types, aliases and unions.
pub(crate) fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let strings = a.as_str().is_some() || b.as_str().is_some();
    let unions = a.type_id() == id::UNION || b.type_id() == id::UNION;
    if op != BinaryOp::Or
        || strings
        || !(is_unionable(a) && is_unionable(b) || unions && is_typing(vm, a, b)?)
    {
        return Ok(vm.not_implemented());
    }
    vm.new_union(&[a.clone(), b.clone()])
}

/// Whether what is no type of ours comes from `typing`.
fn is_typing(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    for value in [a, b] {
        if is_unionable(value) {
            continue;
        }
        let key = vm.names.__module__.clone();
        let class = vm.class_of(value);
        let module = vm.class_lookup(&class, &key);
        if module.is_none_or(|module| module.as_str() != Some("typing")) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let mut shown = Vec::new();
    for member in members(vm, this) {
        shown.push(vm.show_type_argument(&member)?);
    }
    Ok(vm.new_str(&shown.join(" | ")))
}

/// Unions are equal whatever the order of their members.
fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let both = a.type_id() == id::UNION && b.type_id() == id::UNION;
    if !both || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(vm.not_implemented());
    }
    let (x, y) = (members(vm, a), members(vm, b));
    let mut same = x.len() == y.len();
    for member in &x {
        let mut found = false;
        for other in &y {
            found = found || vm.equals(member, other)?;
        }
        same = same && found;
    }
    Ok(Value::from_bool(same == (op == CompareOp::Eq)))
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let mut mixed = 0i64;
    for member in members(vm, this) {
        mixed ^= vm.hash(&member)?.wrapping_mul(3_644_798_167);
    }
    Ok(mixed)
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let items = members(vm, this);
    let known = parameters::collect(vm, &items)?;
    let items = parameters::substitute(vm, this, &items, &known, key)?;
    vm.new_union(&items)
}

fn instancecheck(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let matches = vm.isinstance(&args[1], &args[0])?;
    Ok(Value::from_bool(matches))
}

fn subclasscheck(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let matches = vm.issubclass(&args[1], &args[0])?;
    Ok(Value::from_bool(matches))
}

/// `typing.Union[int, str]`
fn class_getitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let items = match args[1].as_tuple() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![args[1].clone()],
    };
    if items.is_empty() {
        return Err(vm.raise_type_error("Cannot take a Union of no types."));
    }
    let mut types = Vec::with_capacity(items.len());
    for item in items {
        types.push(if item.as_str().is_some() { forward_reference(vm, &item)? } else { item });
    }
    vm.new_union(&types)
}

/// A name in a union is a type to be found later.
fn forward_reference(vm: &mut Vm, name: &Value) -> PyResult {
    let module = vm.import_module("annotationlib")?;
    let class = vm.intern("ForwardRef");
    let class = vm.get_attr(&module, &class)?;
    vm.call(&class, std::slice::from_ref(name))
}

fn mro_entries(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let shown = vm.repr_string(&args[0])?;
    Err(vm.raise(ExceptionKind::TypeError, format!("Cannot subclass {shown}")))
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let members = union(&args[0]).members.0.clone();
    let name = vm.intern("or_");
    let module = vm.import_module("operator")?;
    let or = vm.get_attr(&module, &name)?;
    let functools = vm.import_module("functools")?;
    let reduce = vm.intern("reduce");
    let reduce = vm.get_attr(&functools, &reduce)?;
    let arguments = vm.new_tuple(vec![or, members]);
    Ok(vm.new_tuple(vec![reduce, arguments]))
}

const METHODS: &[NativeDef] = &[
    method("__instancecheck__", instancecheck, Arity::One),
    method("__subclasscheck__", subclasscheck, Arity::One),
    method("__mro_entries__", mro_entries, Arity::One),
    method("__reduce__", reduce, Arity::Zero),
    class_method("__class_getitem__", class_getitem, Arity::One),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("__args__", |_, this| Ok(union(this).members.0.clone())),
    getter("__origin__", |vm, _| Ok(vm.types.get(id::UNION).value().clone())),
    getter("__name__", |vm, _| Ok(vm.intern("Union"))),
    getter("__qualname__", |vm, _| Ok(vm.intern("Union"))),
    getter("__parameters__", |vm, this| {
        let items = members(vm, this);
        let found = parameters::collect(vm, &items)?;
        Ok(vm.new_tuple(found))
    }),
];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::UNION, Union::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        equality_only: true,
        get_item: Some(get_item),
        binary: Some(binary),
        binary_ops: &[BinaryOp::Or],
        ..Slots::NONE
    };
    let definition = BuiltinType::new(id::UNION, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.module("typing"));
}
