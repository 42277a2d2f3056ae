//! `concat`, `iconcat`, `countOf`, `indexOf`, `length_hint`.

use genjit_bytecode::BinaryOp;

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

/// Whether a value can be concatenated: `+` of what has no items is addition.
fn is_sequence(vm: &mut Vm, value: &Value) -> bool {
    if value.as_dict().is_some() {
        return false;
    }
    if value.type_id().0 < FIRST_USER {
        return matches!(
            value.type_id(),
            id::LIST | id::TUPLE | id::STR | id::BYTES | id::BYTEARRAY | id::DEQUE | id::ARRAY
        );
    }
    let getitem = vm.names.__getitem__.clone();
    vm.lookup_special(value, &getitem).is_some()
}

fn concatenate(vm: &mut Vm, op: BinaryOp, args: &Arguments<'_>) -> PyResult {
    if !is_sequence(vm, &args[0]) {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("'{name}' object can't be concatenated")));
    }
    vm.binary_op(op, &args[0], &args[1])
}

pub(super) fn concat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    concatenate(vm, BinaryOp::Add, args)
}

pub(super) fn iconcat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    concatenate(vm, BinaryOp::InplaceAdd, args)
}

/// An iterator of what is searched.
fn searched(vm: &mut Vm, container: &Value) -> PyResult {
    match vm.iter(container) {
        Ok(iterator) => Ok(iterator),
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::TypeError)?;
            let name = vm.type_name(container);
            Err(vm.raise_type_error(format!("argument of type '{name}' is not iterable")))
        }
    }
}

pub(super) fn count_of(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = searched(vm, &args[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        count += i64::from(vm.equals(&item, &args[1])?);
    }
    Ok(vm.int(count))
}

pub(super) fn index_of(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = searched(vm, &args[0])?;
    let mut index = 0;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if vm.equals(&item, &args[1])? {
            return Ok(vm.int(index));
        }
        index += 1;
    }
    Err(vm.raise_value_error("sequence.index(x): x not in sequence"))
}

/// `length_hint(obj, default=0, /)`
pub(super) fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let default = args.get(1).map_or(Ok(0), |default| vm.index_i64(default))?;
    let len = vm.names.__len__.clone();
    if vm.slots_of(&args[0]).len.is_some() || vm.lookup_special(&args[0], &len).is_some() {
        match vm.len(&args[0]) {
            Ok(length) => return Ok(vm.int_from_usize(length)),
            Err(raised) => vm.clear_if(raised, ExceptionKind::TypeError)?,
        }
    }
    let name = vm.names.__length_hint__.clone();
    let hint = match vm.call_special(&args[0], &name, &[]) {
        Ok(Some(hint)) if !vm.is_not_implemented(&hint) => hint,
        Ok(_) => return Ok(vm.int(default)),
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::TypeError)?;
            return Ok(vm.int(default));
        }
    };
    if hint.as_int().is_none() {
        let found = vm.type_name(&hint);
        return Err(vm.raise_type_error(format!("__length_hint__ must be an integer, not {found}")));
    }
    match vm.index_i64(&hint)? {
        hint if hint < 0 => Err(vm.raise_value_error("__length_hint__() should return >= 0")),
        hint => Ok(vm.int(hint)),
    }
}
