//! Methods and native operations of `dict`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::Dict;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, NativeDef, class_method, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// The dict behind a value that has the layout of one.
///
/// # Panics
/// Never: methods of `dict` get dicts.
pub(super) fn dict(value: &Value) -> Ref<Dict> {
    value.as_dict().expect("a dict").clone()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    vm.guarded_repr(this, "{...}", |vm| {
        let mut parts = Vec::new();
        for (key, value) in dict(this).items() {
            parts.push(format!("{}: {}", vm.repr_string(&key)?, vm.repr_string(&value)?));
        }
        Ok(format!("{{{}}}", parts.join(", ")))
    })
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    match vm.dict_lookup(&dict(this), key)? {
        Some(value) => Ok(value),
        None => Err(vm.raise_key_error(key)),
    }
}

/// `d[key]` where `d` may be of a class with `__missing__`.
pub(super) fn get_item_or_missing(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    if let Some(value) = vm.dict_lookup(&dict(this), key)? {
        return Ok(value);
    }
    let name = vm.names.__missing__.clone();
    match vm.call_special(this, &name, std::slice::from_ref(key))? {
        Some(value) => Ok(value),
        None => Err(vm.raise_key_error(key)),
    }
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => vm.dict_store(&dict(this), key, value.clone()),
        None if vm.dict_remove(&dict(this), key)?.is_some() => Ok(()),
        None => Err(vm.raise_key_error(key)),
    }
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (a.as_dict().cloned(), b.as_dict().cloned()) else {
        return Ok(vm.not_implemented());
    };
    let equal = match op {
        CompareOp::Eq => equal(vm, &left, &right)?,
        CompareOp::Ne => !equal(vm, &left, &right)?,
        _ => return Ok(vm.not_implemented()),
    };
    Ok(Value::from_bool(equal))
}

pub(super) fn equal(vm: &mut Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, value) in a.items() {
        match vm.dict_lookup(b, &key)? {
            Some(other) if vm.equals(&value, &other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if op != BinaryOp::Or || a.as_dict().is_none() || b.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    if a.type_id() == id::DICT
        && b.type_id() != id::DICT
        && let Some(binary) = vm.slots_of(b).binary
    {
        return binary(vm, op, a, b);
    }
    let result = Dict::new(&mut vm.heap);
    merge(vm, &result, a)?;
    merge(vm, &result, b)?;
    Ok(result.into_value())
}

fn in_place(vm: &mut Vm, _op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    merge(vm, &dict(a), b)?;
    Ok(a.clone())
}

/// Native operations.
pub(crate) const SLOTS: Slots = Slots {
    repr: Some(repr),
    unhashable: true,
    iter: Some(|vm, this| Ok(super::view_iter::keys(vm, &dict(this)))),
    len: Some(|_, this| Ok(dict(this).len())),
    truth: Some(|_, this| Ok(!dict(this).is_empty())),
    compare: Some(compare),
    equality_only: true,
    contains: Some(|vm, this, key| vm.dict_contains(&dict(this), key)),
    get_item: Some(get_item),
    set_item: Some(set_item),
    binary: Some(binary),
    binary_ops: &[BinaryOp::Or],
    in_place: Some(in_place),
    in_place_ops: &[BinaryOp::Or],
    new: Some(new),
    init: Some(|vm, this, args| update_from(vm, &dict(this), args, "dict")),
    ..Slots::NONE
};

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let _ = args;
    Ok(vm.new_dict())
}

/// A dict, or that of an object whose class derives from it and iterates as it does, whatever other methods the
/// class overrides.
pub(crate) fn plain_dict(vm: &mut Vm, source: &Value) -> Option<Ref<Dict>> {
    let dict = source.as_dict()?.clone();
    let class = vm.class_of(source);
    if class.is_user() {
        let iter = vm.names.__iter__.clone();
        let base = vm.types.get(dict.value().type_id()).clone();
        let (own, plain) = (vm.class_lookup(&class, &iter)?, vm.class_lookup(&base, &iter)?);
        if !own.is(&plain) {
            return None;
        }
    }
    Some(dict)
}

/// Adds all of a mapping, or of an iterable of pairs.
pub(crate) fn merge(vm: &mut Vm, target: &Ref<Dict>, source: &Value) -> PyResult<()> {
    if merge_mapping(vm, target, source)? { Ok(()) } else { merge_pairs(vm, target, source) }
}

/// Adds all of a mapping; answers whether the source is one.
pub(super) fn merge_mapping(vm: &mut Vm, target: &Ref<Dict>, source: &Value) -> PyResult<bool> {
    if let Some(source) = plain_dict(vm, source) {
        for (hash, key, value) in source.hashed_items() {
            vm.dict_store_hashed(target, &key, hash, value)?;
        }
        return Ok(true);
    }
    let keys = vm.names.keys.clone();
    if vm.find_attr(source, &keys)?.is_some() {
        let keys = vm.call_method(source, &keys, &[])?;
        for key in vm.collect(&keys)? {
            let value = vm.get_item(source, &key)?;
            vm.dict_store(target, &key, value)?;
        }
        return Ok(true);
    }
    Ok(false)
}

fn merge_pairs(vm: &mut Vm, target: &Ref<Dict>, source: &Value) -> PyResult<()> {
    let iterator = vm.iter(source)?;
    let mut at = 0;
    while let Some(pair) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        let items = match vm.collect_list(&pair, "object is not iterable") {
            Ok(items) => items,
            Err(raised) if vm.raised_is(ExceptionKind::TypeError) => {
                let note = format!("Cannot convert dictionary update sequence element #{at} to a sequence");
                return Err(vm.annotate(raised, &note));
            }
            Err(raised) => return Err(raised),
        };
        let [key, value] = &items[..] else {
            let length = items.len();
            return Err(vm.raise_value_error(format!(
                "dictionary update sequence element #{at} has length {length}; 2 is required"
            )));
        };
        vm.dict_store(target, key, value.clone())?;
        at += 1;
    }
    Ok(())
}

pub(super) fn update_from(vm: &mut Vm, target: &Ref<Dict>, args: &Arguments<'_>, name: &str) -> PyResult<()> {
    args.between(vm, name, 0, 1)?;
    if let Some(source) = args.first() {
        merge(vm, target, source)?;
    }
    for (key, value) in args.keywords() {
        vm.dict_store(target, key, value.clone())?;
    }
    Ok(())
}

fn update(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    update_from(vm, &dict(&args[0]), &args.rest(), "update")?;
    Ok(Value::NONE)
}

fn get(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let found = vm.dict_lookup(&dict(&args[0]), &args[1])?;
    Ok(found.or_else(|| args.get(2).cloned()).unwrap_or(Value::NONE))
}

fn setdefault(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = dict(&args[0]);
    if let Some(found) = vm.dict_lookup(&this, &args[1])? {
        return Ok(found);
    }
    let value = args.get(2).cloned().unwrap_or(Value::NONE);
    vm.dict_store(&this, &args[1], value.clone())?;
    Ok(value)
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    // Nothing is looked up in an empty dict: the key may be unhashable.
    let this = dict(&args[0]);
    let found = if this.is_empty() { None } else { vm.dict_remove(&this, &args[1])? };
    match found.or_else(|| args.get(2).cloned()) {
        Some(value) => Ok(value),
        None => Err(vm.raise_key_error(&args[1])),
    }
}

fn popitem(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match dict(&args[0]).pop_last() {
        Some((key, value)) => Ok(vm.new_tuple(vec![key, value])),
        None => {
            let message = vm.new_str("popitem(): dictionary is empty");
            Err(vm.raise_with(ExceptionKind::KeyError, vec![message]))
        }
    }
}

fn clear(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    dict(&args[0]).clear_all();
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let result = Dict::new(&mut vm.heap);
    merge(vm, &result, &args[0])?;
    Ok(result.into_value())
}

fn fromkeys(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = args.get(2).cloned().unwrap_or(Value::NONE);
    let result = vm.call(&args[0], &[])?;
    let iterator = vm.iter(&args[1])?;
    while let Some(key) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        vm.set_item(&result, &key, &value)?;
    }
    Ok(result)
}

fn view(vm: &mut Vm, args: &Arguments<'_>, type_id: crate::object::TypeId) -> PyResult {
    Ok(super::views::new(vm, type_id, args[0].exact().clone()))
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(super::view_iter::new(vm, id::DICT_REVERSE_KEY_ITERATOR, &dict(&args[0])))
}

/// Fills `dict` in, and the types that extend it.
pub(crate) fn define(vm: &mut Vm) {
    vm.define_type(&BuiltinType::new(id::DICT, SLOTS).methods(METHODS));
    super::default_dict::define(vm);
    super::ordered_dict::define(vm);
}

const METHODS: &[NativeDef] = &[
    method("__getitem__", |vm, args| get_item_or_missing(vm, &args[0], &args[1]), Arity::One).keep_self(),
    method("get", get, Arity::Between(1, 2)),
    method("setdefault", setdefault, Arity::Between(1, 2)),
    method("pop", pop, Arity::Between(1, 2)),
    method("popitem", popitem, Arity::Zero),
    method("keys", |vm, args| view(vm, args, id::DICT_KEYS), Arity::Zero),
    method("values", |vm, args| view(vm, args, id::DICT_VALUES), Arity::Zero),
    method("items", |vm, args| view(vm, args, id::DICT_ITEMS), Arity::Zero),
    method("update", update, Arity::Any),
    method("clear", clear, Arity::Zero),
    method("copy", copy, Arity::Zero),
    method("__reversed__", reversed, Arity::Zero),
    class_method("fromkeys", fromkeys, Arity::Between(1, 2)),
];
