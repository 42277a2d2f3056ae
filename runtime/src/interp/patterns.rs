//! Pattern matching: the tests that `match` statements are made of (PEP 634).

use super::stack::Regs;
use crate::class::{Class, PatternKind};
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::object::{Ref, TypeId};
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Classes whose instances match the only positional pattern of `case int(x)` as a whole, and those of classes
/// that derive from them.
const MATCH_SELF: [TypeId; 11] = [
    id::BOOL,
    id::BYTEARRAY,
    id::BYTES,
    id::DICT,
    id::FLOAT,
    id::FROZENSET,
    id::INT,
    id::LIST,
    id::SET,
    id::STR,
    id::TUPLE,
];

/// `MATCH_SEQUENCE`.
pub(super) fn match_sequence(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    push_kind(vm, r, PatternKind::Sequence)
}

/// `MATCH_MAPPING`.
pub(super) fn match_mapping(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    push_kind(vm, r, PatternKind::Mapping)
}

fn push_kind(vm: &mut Vm, r: &mut Regs, kind: PatternKind) -> PyResult<()> {
    let matches = vm.class_of(r.peek_value(1)).flags.get().pattern == kind;
    r.push_value(Value::from_bool(matches));
    Ok(())
}

/// `MATCH_KEYS`: the values of all keys, or None if one is missing.
pub(super) fn match_keys(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let keys = vm.tuple_items(&r.peek_value(1).clone());
    let subject = r.peek_value(2).clone();
    match values_of(vm, &subject, &keys)? {
        Some(values) => {
            let values = vm.new_tuple(values);
            r.push_value(values);
        }
        None => r.push(Raw::NONE),
    }
    Ok(())
}

fn values_of(vm: &mut Vm, subject: &Value, keys: &[Value]) -> PyResult<Option<Vec<Value>>> {
    let mut values = Vec::with_capacity(keys.len());
    if keys.is_empty() {
        return Ok(Some(values));
    }
    let seen = vm.new_set();
    let get = vm.intern("get");
    let (get, needs_self) = vm.get_method(subject, &get)?;
    // What no mapping has as a value.
    let missing = vm.new_list(Vec::new());
    for key in keys {
        if vm.contains(&seen, key)? {
            let key = vm.repr_string(key)?;
            return Err(vm.raise_value_error(format!("mapping pattern checks duplicate key ({key})")));
        }
        vm.set_add(&seen, key)?;
        let value = if needs_self {
            vm.call(&get, &[subject.clone(), key.clone(), missing.clone()])?
        } else {
            vm.call(&get, &[key.clone(), missing.clone()])?
        };
        if value.is(&missing) {
            return Ok(None);
        }
        values.push(value);
    }
    Ok(Some(values))
}

/// `MATCH_CLASS`: the attributes a class pattern names, or None if the subject does not match.
pub(super) fn match_class(vm: &mut Vm, r: &mut Regs, positional: usize) -> PyResult<()> {
    let (keywords, class, subject) = (r.pop_value(), r.pop_value(), r.pop_value());
    let Some(class) = class.as_class().cloned() else {
        return Err(vm.raise_type_error("called match pattern must be a class"));
    };
    let keywords = vm.tuple_items(&keywords);
    match attributes_of(vm, &subject, &class, positional, &keywords)? {
        Some(values) => {
            let values = vm.new_tuple(values);
            r.push_value(values);
        }
        None => r.push(Raw::NONE),
    }
    Ok(())
}

fn attributes_of(
    vm: &mut Vm,
    subject: &Value,
    class: &Ref<Class>,
    positional: usize,
    keywords: &[Value],
) -> PyResult<Option<Vec<Value>>> {
    if !vm.isinstance(subject, class.value())? {
        return Ok(None);
    }
    let mut values = Vec::with_capacity(positional + keywords.len());
    let mut names = Vec::new();
    if positional > 0 {
        names = match positional_names(vm, class, positional)? {
            Some(names) => names,
            None => {
                values.push(subject.clone());
                Vec::new()
            }
        };
    }
    names.extend_from_slice(keywords);
    for (i, name) in names.iter().enumerate() {
        if name.as_str().is_none() {
            let other = vm.type_name(name);
            return Err(vm.raise_type_error(format!("__match_args__ elements must be strings (got {other})")));
        }
        if names[..i].iter().any(|earlier| earlier.as_str() == name.as_str()) {
            let name = vm.repr_string(name)?;
            let class = class.name_text();
            return Err(
                vm.raise_type_error(format!("{class}() got multiple sub-patterns for attribute {name}"))
            );
        }
        match vm.get_attr(subject, name) {
            Ok(value) => values.push(value),
            Err(raised) => {
                vm.clear_if(raised, ExceptionKind::AttributeError)?;
                return Ok(None);
            }
        }
    }
    Ok(Some(values))
}

/// The names that the first positional patterns stand for; `None` if the only one matches the subject itself.
fn positional_names(vm: &mut Vm, class: &Ref<Class>, positional: usize) -> PyResult<Option<Vec<Value>>> {
    let key = vm.names.__match_args__.clone();
    let found = vm.find_attr(class.value(), &key)?;
    let name = class.name_text();
    let (names, most) = match &found {
        Some(found) if found.as_tuple().is_some() => {
            let names = vm.tuple_items(found);
            let most = names.len();
            (Some(names), most)
        }
        Some(other) => {
            let other = vm.type_name(other);
            return Err(vm.raise_type_error(format!("{name}.__match_args__ must be a tuple (got {other})")));
        }
        None if MATCH_SELF.iter().any(|&type_id| class.is_subtype_of(type_id)) => (None, 1),
        None => (None, 0),
    };
    if positional > most {
        let plural = if most == 1 { "" } else { "s" };
        let message = format!("{name}() accepts {most} positional sub-pattern{plural} ({positional} given)");
        return Err(vm.raise_type_error(message));
    }
    Ok(names.map(|mut names| {
        names.truncate(positional);
        names
    }))
}
