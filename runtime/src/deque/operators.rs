//! Operators, subscription and comparison of deques.

use std::collections::VecDeque;

use genjit_bytecode::{BinaryOp, CompareOp};

use super::methods::copy_of;
use super::{Deque, deque};
use crate::error::PyResult;
use crate::list::{compare_items, repeat_count, resolve_index};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.class_of(this).name_text();
    let this = deque(this);
    vm.guarded_repr(this.value(), "[...]", |vm| {
        let mut texts = Vec::with_capacity(this.len());
        for item in this.snapshot() {
            texts.push(vm.repr_string(&item)?);
        }
        let inner = texts.join(", ");
        Ok(match this.maxlen.get() {
            Some(maxlen) => format!("{name}([{inner}], maxlen={maxlen})"),
            None => format!("{name}([{inner}])"),
        })
    })
}

fn place(vm: &mut Vm, this: &Ref<Deque>, key: &Value) -> PyResult<usize> {
    if !vm.has_index(key) {
        let found = vm.type_name(key);
        return Err(vm.raise_type_error(format!("sequence index must be integer, not '{found}'")));
    }
    let index = vm.sequence_index(key)?;
    resolve_index(index, this.len()).ok_or_else(|| vm.raise_index_error("deque index out of range"))
}

pub(super) fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let this = deque(this);
    let at = place(vm, &this, key)?;
    this.get(at).ok_or_else(|| vm.raise_index_error("deque index out of range"))
}

pub(super) fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let this = deque(this);
    let at = place(vm, &this, key)?;
    let old = match value {
        Some(value) => {
            this.items.0.borrow_mut().get_mut(at).map(|item| std::mem::replace(item, value.clone()))
        }
        None => this.change(|items| items.remove(at)),
    };
    drop(old);
    Ok(())
}

/// The place of an item from `start` on; an error if comparing changed the deque.
pub(super) fn find(
    vm: &mut Vm,
    this: &Ref<Deque>,
    item: &Value,
    range: std::ops::Range<usize>,
) -> PyResult<Option<usize>> {
    let changes = this.changes.get();
    for at in range {
        let Some(found) = this.get(at) else { break };
        let equal = vm.equals(&found, item)?;
        if this.changes.get() != changes {
            return Err(vm.raise_runtime_error("deque mutated during iteration"));
        }
        if equal {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

pub(super) fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    let this = deque(this);
    let len = this.len();
    Ok(find(vm, &this, item, 0..len)?.is_some())
}

pub(super) fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (a.as_deque().cloned(), b.as_deque().cloned()) else {
        return Ok(vm.not_implemented());
    };
    compare_items(vm, op, || (a.len(), b.len()), |at| Some((a.get(at)?, b.get(at)?)))
}

/// The items so many times over, the last of them as far as there is room.
fn repeated(vm: &mut Vm, this: &Ref<Deque>, count: &Value) -> PyResult<Option<VecDeque<Value>>> {
    let Some(times) = repeat_count(vm, count, this.len(), size_of::<Value>())? else { return Ok(None) };
    let items = this.snapshot();
    let total = items.len() * times;
    let kept = this.maxlen.get().map_or(total, |most| most.min(total));
    Ok(Some((total - kept..total).map(|at| items[at % items.len()].clone()).collect()))
}

pub(super) fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match op {
        BinaryOp::Add => {
            if a.as_deque().is_none() || b.as_deque().is_none() {
                return Ok(vm.not_implemented());
            }
            let result = copy_of(vm, a)?;
            vm.extend_deque(&deque(&result), b, false)?;
            Ok(result)
        }
        BinaryOp::Multiply => {
            let (this, count) = match (a.as_deque(), b.as_deque()) {
                (Some(_), None) => (a, b),
                (None, Some(_)) => (b, a),
                _ => return Ok(vm.not_implemented()),
            };
            if !vm.has_index(count) {
                return Ok(vm.not_implemented());
            }
            let copy = copy_of(vm, this)?;
            in_place(vm, op, &copy, count)
        }
        _ => Ok(vm.not_implemented()),
    }
}

pub(super) fn in_place(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let this = deque(a);
    match op {
        BinaryOp::Add => {
            vm.extend_deque(&this, b, false)?;
            Ok(a.clone())
        }
        BinaryOp::Multiply => match repeated(vm, &this, b)? {
            Some(items) => {
                let old = this.change(|all| std::mem::replace(all, items));
                drop(old);
                Ok(a.clone())
            }
            None => Ok(vm.not_implemented()),
        },
        _ => Ok(vm.not_implemented()),
    }
}
