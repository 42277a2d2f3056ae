//! Combining sets. The order in which items are added decides how the result is iterated, so each
//! operation walks the operand that CPython walks.

use genjit_bytecode::BinaryOp;

use super::Set;
use crate::error::PyResult;
use crate::object::{Ref, TypeId};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Adds all items of an iterable.
pub(super) fn update(vm: &mut Vm, target: &Ref<Set>, source: &Value) -> PyResult<()> {
    if let Some(other) = source.as_set().cloned() {
        return merge(vm, target, &other);
    }
    if let Some(dict) = source.as_dict().cloned() {
        target.change(|table| table.reserve(dict.len()));
        for (hash, key, _) in dict.hashed_items() {
            vm.set_insert_hashed(target, &key, hash)?;
        }
        return Ok(());
    }
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        vm.set_insert(target, &item)?;
    }
    Ok(())
}

fn merge(vm: &mut Vm, target: &Ref<Set>, other: &Ref<Set>) -> PyResult<()> {
    if other.is_empty() || target == other {
        return Ok(());
    }
    target.change(|table| table.reserve(other.len()));
    if target.change(|table| table.copy_into_empty(other.table())) {
        return Ok(());
    }
    for (hash, item) in other.hashed_items() {
        vm.set_insert_hashed(target, &item, hash)?;
    }
    Ok(())
}

/// A new set of this type with all items of an iterable.
pub(super) fn collect(vm: &mut Vm, type_id: TypeId, source: &Value) -> PyResult<Ref<Set>> {
    let set = vm.new_set_of(type_id);
    update(vm, &set, source)?;
    Ok(set)
}

/// Whether all items of `a` are in `b`.
pub(super) fn is_subset(vm: &mut Vm, a: &Ref<Set>, b: &Ref<Set>) -> PyResult<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    for (hash, item) in a.hashed_items() {
        if !vm.set_contains_hashed(b, &item, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn intersection(vm: &mut Vm, a: &Ref<Set>, other: &Value) -> PyResult<Ref<Set>> {
    let result = vm.new_set_of(a.value().type_id());
    if let Some(b) = other.as_set().cloned() {
        let (walked, asked) = if b.len() > a.len() { (a, &b) } else { (&b, a) };
        for (hash, item) in walked.hashed_items() {
            if vm.set_contains_hashed(asked, &item, hash)? {
                vm.set_insert_hashed(&result, &item, hash)?;
            }
        }
        return Ok(result);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        let hash = vm.hash(&item)? as u64;
        if vm.set_contains_hashed(a, &item, hash)? {
            vm.set_insert_hashed(&result, &item, hash)?;
        }
    }
    Ok(result)
}

/// Removes all items of an iterable.
fn difference_update(vm: &mut Vm, target: &Ref<Set>, other: &Value) -> PyResult<()> {
    if let Some(other) = other.as_set().cloned() {
        if other == *target {
            target.clear_all();
            return Ok(());
        }
        for (hash, item) in other.hashed_items() {
            vm.set_remove_hashed(target, &item, hash)?;
        }
    } else {
        let iterator = vm.iter(other)?;
        while let Some(item) = vm.next(&iterator)? {
            vm.check_interrupt()?;
            let hash = vm.hash_key(&item, "set element")? as u64;
            vm.set_remove_hashed(target, &item, hash)?;
        }
    }
    target.change(|table| table.sweep());
    Ok(())
}

fn difference(vm: &mut Vm, a: &Ref<Set>, other: &Value) -> PyResult<Ref<Set>> {
    let type_id = a.value().type_id();
    let keys = match (other.as_set(), other.as_dict()) {
        (Some(set), _) => Some((set.len(), None)),
        (None, Some(dict)) => Some((dict.len(), Some(dict.clone()))),
        _ => None,
    };
    let Some((size, dict)) = keys.filter(|(size, _)| a.len() >> 2 <= *size) else {
        let result = collect(vm, type_id, a.value())?;
        difference_update(vm, &result, other)?;
        return Ok(result);
    };
    let _ = size;
    let result = vm.new_set_of(type_id);
    for (hash, item) in a.hashed_items() {
        let there = match (&dict, other.as_set().cloned()) {
            (Some(dict), _) => vm.dict_contains(dict, &item)?,
            (None, Some(set)) => vm.set_contains_hashed(&set, &item, hash)?,
            _ => false,
        };
        if !there {
            vm.set_insert_hashed(&result, &item, hash)?;
        }
    }
    Ok(result)
}

/// Removes the items that are in both, adds the others.
fn symmetric_update(vm: &mut Vm, target: &Ref<Set>, other: &Ref<Set>) -> PyResult<()> {
    if target == other {
        target.clear_all();
        return Ok(());
    }
    for (hash, item) in other.hashed_items() {
        if !vm.set_remove_hashed(target, &item, hash)? {
            vm.set_insert_hashed(target, &item, hash)?;
        }
    }
    Ok(())
}

/// `a op other`, a new set of `a`'s type.
pub(super) fn combine(vm: &mut Vm, op: BinaryOp, a: &Ref<Set>, other: &Value) -> PyResult<Ref<Set>> {
    match op {
        BinaryOp::And => intersection(vm, a, other),
        BinaryOp::Subtract => difference(vm, a, other),
        BinaryOp::Or => {
            let result = collect(vm, a.value().type_id(), a.value())?;
            update(vm, &result, other)?;
            Ok(result)
        }
        _ => {
            let result = collect(vm, a.value().type_id(), other)?;
            symmetric_update(vm, &result, a)?;
            Ok(result)
        }
    }
}

/// `target op= other`
pub(super) fn combine_in_place(vm: &mut Vm, op: BinaryOp, target: &Ref<Set>, other: &Value) -> PyResult<()> {
    match op {
        BinaryOp::Or => update(vm, target, other),
        BinaryOp::Subtract => difference_update(vm, target, other),
        BinaryOp::And => {
            let result = intersection(vm, target, other)?;
            let table = result.change(std::mem::take);
            drop(target.change(|own| std::mem::replace(own, table)));
            Ok(())
        }
        _ => {
            let other = match other.as_set() {
                Some(set) => set.clone(),
                None => collect(vm, id::SET, other)?,
            };
            symmetric_update(vm, target, &other)
        }
    }
}
