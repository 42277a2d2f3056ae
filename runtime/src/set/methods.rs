//! The classes `set` and `frozenset`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::operations::{collect, combine, combine_in_place, intersection, is_subset, update};
use super::{Set, iterator};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn set(value: &Value) -> Ref<Set> {
    value.as_set().expect("methods of sets get sets").clone()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    let plain = this.type_id() == id::SET;
    let items = set(this).items();
    if items.is_empty() {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    vm.guarded_repr(this, &format!("{name}(...)"), |vm| {
        let mut texts = Vec::with_capacity(items.len());
        for item in &items {
            texts.push(vm.repr_string(item)?);
        }
        let inner = format!("{{{}}}", texts.join(", "));
        Ok(if plain { inner } else { format!("{name}({inner})") })
    })
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if b.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    let (a, b) = (set(a), set(b));
    let holds = match op {
        CompareOp::Eq => a.len() == b.len() && is_subset(vm, &a, &b)?,
        CompareOp::Ne => a.len() != b.len() || !is_subset(vm, &a, &b)?,
        CompareOp::Le => is_subset(vm, &a, &b)?,
        CompareOp::Lt => a.len() < b.len() && is_subset(vm, &a, &b)?,
        CompareOp::Ge => is_subset(vm, &b, &a)?,
        CompareOp::Gt => b.len() < a.len() && is_subset(vm, &b, &a)?,
    };
    Ok(Value::from_bool(holds))
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match (a.as_set(), b.as_set()) {
        (Some(a), Some(_)) if OPERATORS.contains(&op) => {
            let a = a.clone();
            combine(vm, op, &a, b).map(Ref::into_value)
        }
        _ => Ok(vm.not_implemented()),
    }
}

fn in_place(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if b.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    combine_in_place(vm, op, &set(a), b)?;
    Ok(a.clone())
}

/// Hash of a frozen set: of its items in any order.
fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let items = set(this).items();
    let mut mixed = 0u64;
    for item in &items {
        let hash = vm.hash(item)? as u64;
        mixed ^= (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
    }
    mixed ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    mixed ^= mixed >> 11 ^ mixed >> 25;
    let mixed = mixed.wrapping_mul(69_069).wrapping_add(907_133_923);
    Ok(if mixed == u64::MAX { 590_923_713 } else { mixed as i64 })
}

fn new_frozen(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "frozenset")?;
    args.between(vm, "frozenset", 0, 1)?;
    match args.first() {
        Some(source) if source.type_id() == id::FROZENSET => Ok(source.clone()),
        Some(source) => collect(vm, id::FROZENSET, source).map(Ref::into_value),
        None => Ok(vm.new_frozenset(Vec::new())),
    }
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    args.no_keywords(vm, "set")?;
    args.between(vm, "set", 0, 1)?;
    let this = set(this);
    this.clear_all();
    match args.first() {
        Some(source) => update(vm, &this, source),
        None => Ok(()),
    }
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    let item = findable(vm, item)?;
    vm.set_contains(&set(this), &item)
}

/// A set is looked for among frozen sets.
fn findable(vm: &mut Vm, item: &Value) -> PyResult {
    match item.as_set() {
        Some(found) if item.exact().type_id() == id::SET => {
            let found = found.value().clone();
            collect(vm, id::FROZENSET, &found).map(Ref::into_value)
        }
        _ => Ok(item.clone()),
    }
}

fn add(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.set_add(&args[0], &args[1])?;
    Ok(Value::NONE)
}

fn removed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<bool> {
    let item = findable(vm, &args[1])?;
    let hash = vm.hash_key(&item, "set element")? as u64;
    vm.set_remove_hashed(&set(&args[0]), &item, hash)
}

fn discard(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    removed(vm, args)?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if removed(vm, args)? { Ok(Value::NONE) } else { Err(vm.raise_key_error(&args[1])) }
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match set(&args[0]).change(|table| table.pop()) {
        Some(item) => Ok(item),
        None => {
            let message = vm.new_str("pop from an empty set");
            Err(vm.raise_with(ExceptionKind::KeyError, vec![message]))
        }
    }
}

fn clear(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    set(&args[0]).clear_all();
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = set(&args[0]);
    if this.value().type_id() == id::FROZENSET {
        return Ok(this.into_value());
    }
    collect(vm, id::SET, this.value()).map(Ref::into_value)
}

/// Combines with each iterable in turn.
fn fold(vm: &mut Vm, args: &Arguments<'_>, op: BinaryOp) -> PyResult {
    let this = set(&args[0]);
    let mut result = match args.len() {
        1 => collect(vm, this.value().type_id(), this.value())?,
        _ => this,
    };
    for other in &args.positionals()[1..] {
        result = combine(vm, op, &result, other)?;
    }
    Ok(result.into_value())
}

fn fold_in_place(vm: &mut Vm, args: &Arguments<'_>, op: BinaryOp) -> PyResult {
    let this = set(&args[0]);
    for other in &args.positionals()[1..] {
        combine_in_place(vm, op, &this, other)?;
    }
    Ok(Value::NONE)
}

fn issubset(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = set(&args[0]);
    let is_subset = match args[1].as_set().cloned() {
        Some(other) => is_subset(vm, &this, &other)?,
        None => intersection(vm, &this, &args[1])?.len() == this.len(),
    };
    Ok(Value::from_bool(is_subset))
}

fn issuperset(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = set(&args[0]);
    if let Some(other) = args[1].as_set().cloned() {
        return Ok(Value::from_bool(is_subset(vm, &other, &this)?));
    }
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if !vm.set_contains(&this, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn isdisjoint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = set(&args[0]);
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if vm.set_contains(&this, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

const OPERATORS: &[BinaryOp] = &[BinaryOp::And, BinaryOp::Or, BinaryOp::Xor, BinaryOp::Subtract];

const METHODS: &[NativeDef] = &[
    method("copy", copy, Arity::Zero),
    method("union", |vm, args| fold(vm, args, BinaryOp::Or), Arity::AtLeast(0)),
    method("intersection", |vm, args| fold(vm, args, BinaryOp::And), Arity::AtLeast(0)),
    method("difference", |vm, args| fold(vm, args, BinaryOp::Subtract), Arity::AtLeast(0)),
    method("symmetric_difference", |vm, args| fold(vm, args, BinaryOp::Xor), Arity::One),
    method("issubset", issubset, Arity::One),
    method("issuperset", issuperset, Arity::One),
    method("isdisjoint", isdisjoint, Arity::One),
];

const MUTABLE_METHODS: &[NativeDef] = &[
    method("add", add, Arity::One),
    method("discard", discard, Arity::One),
    method("remove", remove, Arity::One),
    method("pop", pop, Arity::Zero),
    method("clear", clear, Arity::Zero),
    method("update", |vm, args| fold_in_place(vm, args, BinaryOp::Or), Arity::AtLeast(0)),
    method("intersection_update", |vm, args| fold_in_place(vm, args, BinaryOp::And), Arity::AtLeast(0)),
    method("difference_update", |vm, args| fold_in_place(vm, args, BinaryOp::Subtract), Arity::AtLeast(0)),
    method("symmetric_difference_update", |vm, args| fold_in_place(vm, args, BinaryOp::Xor), Arity::One),
];

const FROZEN: Slots = Slots {
    repr: Some(repr),
    hash: Some(hash),
    iter: Some(|vm, this| Ok(iterator::new(vm, &set(this)))),
    len: Some(|_, this| Ok(set(this).len())),
    compare: Some(compare),
    contains: Some(contains),
    binary: Some(binary),
    binary_ops: OPERATORS,
    new: Some(new_frozen),
    ..Slots::NONE
};

const MUTABLE: Slots = Slots {
    hash: None,
    unhashable: true,
    in_place: Some(in_place),
    in_place_ops: OPERATORS,
    new: Some(|vm, _, _| Ok(vm.new_set())),
    init: Some(init),
    ..FROZEN
};

/// Declares layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::SET, Set::LAYOUT);
    vm.heap.set_layout(id::FROZENSET, Set::LAYOUT);
    vm.define_type(
        &BuiltinType::new(id::FROZENSET, FROZEN)
            .methods(METHODS)
            .doc("Build an immutable unordered collection of unique elements."),
    );
    vm.define_type(
        &BuiltinType::new(id::SET, MUTABLE)
            .methods(METHODS)
            .doc("Build an unordered collection of unique elements."),
    );
    vm.add_methods(id::SET, MUTABLE_METHODS);
    iterator::define(vm);
}
