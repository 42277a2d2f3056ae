//! `set` and `frozenset`: the keys of a dict.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::class::builtin::BuiltinType;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A set, frozen or not.
    pub struct Set(|type_id: TypeId| matches!(type_id, id::SET | id::FROZENSET)) "set" {
        /// The items are the keys.
        items: Kept,
    }
}

impl Set {
    /// The items, as keys of a dict.
    ///
    /// # Panics
    /// Never: sets hold dicts.
    pub fn items(&self) -> &Ref<Dict> {
        self.items.0.as_dict().expect("a set holds a dict")
    }
}

impl Value {
    /// The set, or that inside an instance of a class that derives from one.
    pub fn as_set(&self) -> Option<&Ref<Set>> {
        self.exact().downcast::<Set>()
    }
}

impl Vm {
    /// A new empty set.
    pub fn new_set(&mut self) -> Value {
        self.new_set_of(id::SET)
    }

    fn new_set_of(&mut self, type_id: TypeId) -> Value {
        let items = Kept(self.new_dict());
        Set::allocate(&mut self.heap, type_id, items).into_value()
    }

    /// A frozen set of constants, which hash and compare without running code of the program.
    pub fn new_frozenset(&mut self, items: Vec<Value>) -> Value {
        let set = self.new_set_of(id::FROZENSET);
        for item in items {
            if let Err(raised) = self.set_add(&set, &item) {
                drop(self.take_raised(raised));
            }
        }
        set
    }

    /// Adds an item.
    ///
    /// # Errors
    /// The value is no set, or hashing and comparing the item raised.
    pub fn set_add(&mut self, set: &Value, item: &Value) -> PyResult<()> {
        match set.as_set().cloned() {
            Some(set) => self.dict_store(set.items(), item, Value::NONE),
            None => Err(self.raise_type_error("a set is needed")),
        }
    }
}

fn items(value: &Value) -> Ref<Dict> {
    value.as_set().expect("methods of sets get sets").items().clone()
}

/// A set of the same type with all items of an iterable.
fn collect(vm: &mut Vm, type_id: TypeId, iterable: &Value) -> PyResult {
    let set = vm.new_set_of(type_id);
    let target = items(&set);
    if let Some(source) = iterable.as_set() {
        for (hash, key, _) in source.items().clone().hashed_items() {
            vm.dict_store_hashed(&target, &key, hash, Value::NONE)?;
        }
        return Ok(set);
    }
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.dict_store(&target, &item, Value::NONE)?;
    }
    Ok(set)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    let plain = this.type_id() == id::SET;
    let keys = items(this).keys();
    if keys.is_empty() {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    let cycle = format!("{name}(...)");
    vm.guarded_repr(this, &cycle, |vm| {
        let mut texts = Vec::new();
        for key in &keys {
            texts.push(vm.repr_string(key)?);
        }
        let inner = format!("{{{}}}", texts.join(", "));
        Ok(if plain { inner } else { format!("{name}({inner})") })
    })
}

fn is_subset(vm: &mut Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> PyResult<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    for key in a.keys() {
        if !vm.dict_contains(b, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if b.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    let (a, b) = (items(a), items(b));
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

/// The keys of `a` that are (or are not) in `b`, as a set of `a`'s type.
fn keep(vm: &mut Vm, a: &Value, b: &Ref<Dict>, present: bool) -> PyResult {
    let result = vm.new_set_of(a.type_id());
    let target = items(&result);
    for (hash, key, _) in items(a).hashed_items() {
        if vm.dict_contains(b, &key)? == present {
            vm.dict_store_hashed(&target, &key, hash, Value::NONE)?;
        }
    }
    Ok(result)
}

fn union(vm: &mut Vm, a: &Value, b: &Ref<Dict>) -> PyResult {
    let result = collect(vm, a.type_id(), a)?;
    let target = items(&result);
    for (hash, key, _) in b.hashed_items() {
        vm.dict_store_hashed(&target, &key, hash, Value::NONE)?;
    }
    Ok(result)
}

fn combine(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let other = items(b);
    match op {
        BinaryOp::And => keep(vm, a, &other, true),
        BinaryOp::Subtract => keep(vm, a, &other, false),
        BinaryOp::Or => union(vm, a, &other),
        _ => {
            let mine = keep(vm, a, &other, false)?;
            let theirs = keep(vm, b, &items(a), false)?;
            union(vm, &mine, &items(&theirs))
        }
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match (a.as_set(), b.as_set()) {
        (Some(_), Some(_)) => combine(vm, op, a.exact(), b.exact()),
        _ => Ok(vm.not_implemented()),
    }
}

fn in_place(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if b.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    let result = combine(vm, op, a, b.exact())?;
    replace(vm, a, &result)?;
    Ok(a.clone())
}

fn replace(vm: &mut Vm, set: &Value, with: &Value) -> PyResult<()> {
    let (target, source) = (items(set), items(with));
    target.clear_all();
    for (hash, key, _) in source.hashed_items() {
        vm.dict_store_hashed(&target, &key, hash, Value::NONE)?;
    }
    Ok(())
}

const OPERATORS: &[BinaryOp] = &[BinaryOp::And, BinaryOp::Or, BinaryOp::Xor, BinaryOp::Subtract];

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let mut mixed = 0x3456_789a_bcde_i64;
    for key in items(this).keys() {
        let hash = vm.hash(&key)?;
        mixed ^= (hash ^ 89_869_747).wrapping_mul(3_644_798_167) ^ hash.rotate_left(16);
    }
    Ok(if mixed == -1 { 590_923_713 } else { mixed })
}

fn new(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    let frozen = class.as_class().is_some_and(|class| class.base_type() == id::FROZENSET);
    if !frozen {
        return Ok(vm.new_set());
    }
    args.no_keywords(vm, "frozenset")?;
    args.between(vm, "frozenset", 0, 1)?;
    match args.first() {
        Some(source) if source.type_id() == id::FROZENSET => Ok(source.clone()),
        Some(source) => collect(vm, id::FROZENSET, source),
        None => Ok(vm.new_set_of(id::FROZENSET)),
    }
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    args.no_keywords(vm, "set")?;
    args.between(vm, "set", 0, 1)?;
    items(this).clear_all();
    if let Some(source) = args.first() {
        let all = collect(vm, id::SET, source)?;
        replace(vm, this, &all)?;
    }
    Ok(())
}

fn add(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.set_add(&args[0], &args[1])?;
    Ok(Value::NONE)
}

fn discard(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.dict_remove(&items(&args[0]), &args[1])?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.dict_remove(&items(&args[0]), &args[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.raise_key_error(&args[1])),
    }
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = items(&args[0]);
    let first = this.table().next_entry(0).map(|(index, _)| index);
    match first {
        Some(index) => Ok(this.remove_at(index).0),
        None => {
            let message = vm.new_str("pop from an empty set");
            Err(vm.raise_with(ExceptionKind::KeyError, vec![message]))
        }
    }
}

fn clear(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    items(&args[0]).clear_all();
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    collect(vm, args[0].type_id(), &args[0])
}

/// Combines with each iterable in turn.
fn fold(vm: &mut Vm, args: &Arguments<'_>, op: BinaryOp) -> PyResult {
    let mut result = collect(vm, args[0].type_id(), &args[0])?;
    for other in &args.positionals()[1..] {
        let other = collect(vm, id::SET, other)?;
        result = combine(vm, op, &result, &other)?;
    }
    Ok(result)
}

fn update_with(vm: &mut Vm, args: &Arguments<'_>, op: BinaryOp) -> PyResult {
    let result = fold(vm, args, op)?;
    replace(vm, &args[0], &result)?;
    Ok(Value::NONE)
}

fn test(vm: &mut Vm, args: &Arguments<'_>, op: CompareOp) -> PyResult {
    let other = collect(vm, id::SET, &args[1])?;
    compare(vm, op, &args[0], &other)
}

fn isdisjoint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let other = collect(vm, id::SET, &args[1])?;
    let common = combine(vm, BinaryOp::And, &args[0], &other)?;
    Ok(Value::from_bool(items(&common).is_empty()))
}

const METHODS: &[NativeDef] = &[
    method("copy", copy, Arity::Zero),
    method("union", |vm, args| fold(vm, args, BinaryOp::Or), Arity::AtLeast(0)),
    method("intersection", |vm, args| fold(vm, args, BinaryOp::And), Arity::AtLeast(0)),
    method("difference", |vm, args| fold(vm, args, BinaryOp::Subtract), Arity::AtLeast(0)),
    method("symmetric_difference", |vm, args| fold(vm, args, BinaryOp::Xor), Arity::One),
    method("issubset", |vm, args| test(vm, args, CompareOp::Le), Arity::One),
    method("issuperset", |vm, args| test(vm, args, CompareOp::Ge), Arity::One),
    method("isdisjoint", isdisjoint, Arity::One),
];

const MUTABLE_METHODS: &[NativeDef] = &[
    method("add", add, Arity::One),
    method("discard", discard, Arity::One),
    method("remove", remove, Arity::One),
    method("pop", pop, Arity::Zero),
    method("clear", clear, Arity::Zero),
    method("update", |vm, args| update_with(vm, args, BinaryOp::Or), Arity::AtLeast(0)),
    method("intersection_update", |vm, args| update_with(vm, args, BinaryOp::And), Arity::AtLeast(0)),
    method("difference_update", |vm, args| update_with(vm, args, BinaryOp::Subtract), Arity::AtLeast(0)),
    method("symmetric_difference_update", |vm, args| update_with(vm, args, BinaryOp::Xor), Arity::One),
];

/// Declares layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    let common = Slots {
        repr: Some(repr),
        iter: Some(|vm, this| Ok(crate::dict::iterate_set(vm, &items(this)))),
        len: Some(|_, this| Ok(items(this).len())),
        truth: Some(|_, this| Ok(!items(this).is_empty())),
        compare: Some(compare),
        contains: Some(|vm, this, key| vm.dict_contains(&items(this), key)),
        binary: Some(binary),
        binary_ops: OPERATORS,
        new: Some(new),
        ..Slots::NONE
    };
    let mutable = Slots {
        unhashable: true,
        in_place: Some(in_place),
        in_place_ops: OPERATORS,
        init: Some(init),
        ..common
    };
    for (type_id, slots) in [(id::SET, mutable), (id::FROZENSET, Slots { hash: Some(hash), ..common })] {
        vm.heap.set_layout(type_id, Set::LAYOUT);
        vm.define_type(&BuiltinType::new(type_id, slots).methods(METHODS));
    }
    vm.add_methods(id::SET, MUTABLE_METHODS);
}
