//! Pattern matching: the tests that `match` statements are made of.

use super::stack::Regs;
use crate::class::PatternKind;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// `MATCH_SEQUENCE`.
pub(super) fn match_sequence(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let subject = r.peek_value(1);
    let matches = matches!(subject.exact().type_id(), id::LIST | id::TUPLE | id::RANGE | id::DEQUE)
        || vm.class_of(subject).flags.get().pattern == PatternKind::Sequence;
    r.push_value(Value::from_bool(matches));
    Ok(())
}

/// `MATCH_MAPPING`.
pub(super) fn match_mapping(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let subject = r.peek_value(1);
    let matches = subject.as_dict().is_some()
        || subject.type_id() == id::MAPPING_PROXY
        || vm.class_of(subject).flags.get().pattern == PatternKind::Mapping;
    r.push_value(Value::from_bool(matches));
    Ok(())
}

/// `MATCH_KEYS`: the values of all keys, or None if one is missing.
pub(super) fn match_keys(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let keys = r.peek_value(1).clone();
    let subject = r.peek_value(2).clone();
    let mut values = Vec::new();
    for key in vm.tuple_items(&keys) {
        if !vm.contains(&subject, &key)? {
            r.push(Raw::NONE);
            return Ok(());
        }
        values.push(vm.get_item(&subject, &key)?);
    }
    let values = vm.new_tuple(values);
    r.push_value(values);
    Ok(())
}

/// `MATCH_CLASS`: the attributes a class pattern names, or None if the subject does not match.
pub(super) fn match_class(vm: &mut Vm, r: &mut Regs, positional: usize) -> PyResult<()> {
    let (keywords, class, subject) = (r.pop_value(), r.pop_value(), r.pop_value());
    if class.as_class().is_none() {
        return Err(vm.raise_type_error("called match pattern must be a class"));
    }
    if !vm.isinstance(&subject, &class)? {
        r.push(Raw::NONE);
        return Ok(());
    }
    let mut values = Vec::new();
    if positional > 0 {
        let key = vm.names.__match_args__.clone();
        match vm.find_attr(&class, &key)? {
            Some(names) => {
                let names = vm.tuple_items(&names);
                if names.len() < positional {
                    let message = format!(
                        "{}() accepts {} positional sub-pattern{} ({positional} given)",
                        class.as_class().map_or_else(String::new, |class| class.name_text()),
                        names.len(),
                        if names.len() == 1 { "" } else { "s" }
                    );
                    return Err(vm.raise_type_error(message));
                }
                for name in &names[..positional] {
                    match attribute(vm, &subject, name)? {
                        Some(value) => values.push(value),
                        None => {
                            r.push(Raw::NONE);
                            return Ok(());
                        }
                    }
                }
            }
            // Built-in types match themselves as their only positional sub-pattern.
            None => values.push(subject.clone()),
        }
    }
    for name in vm.tuple_items(&keywords) {
        match attribute(vm, &subject, &name)? {
            Some(value) => values.push(value),
            None => {
                r.push(Raw::NONE);
                return Ok(());
            }
        }
    }
    let values = vm.new_tuple(values);
    r.push_value(values);
    Ok(())
}

fn attribute(vm: &mut Vm, subject: &Value, name: &Value) -> PyResult<Option<Value>> {
    match vm.get_attr(subject, name) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => vm.clear_if(raised, ExceptionKind::AttributeError).map(|()| None),
    }
}
