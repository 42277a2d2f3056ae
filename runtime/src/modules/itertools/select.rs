//! `takewhile`, `dropwhile`, `filterfalse`, `compress`: some of the items.

use std::cell::Cell;

use super::iterator;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::object::TypeId;
use crate::object_type;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `takewhile`, `dropwhile` or `filterfalse` of `(predicate, iterable)`
    pub struct Tested(|type_id| matches!(type_id, id::TAKEWHILE | id::DROPWHILE | id::FILTERFALSE)) "tested" {
        /// `None` in `filterfalse` tests the items themselves.
        predicate: Slot,
        iterator: Slot,
        /// Whether the predicate is asked no more.
        decided: Cell<bool>,
    }
}

object_type! {
    /// `compress(data, selectors)`
    pub struct Compress(|type_id| type_id == id::COMPRESS) "compress" {
        data: Slot,
        selectors: Slot,
    }
}

fn new_tested(vm: &mut Vm, type_id: TypeId, name: &str, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, name, 2)?;
    let iterator = Slot::new(vm.iter(&args[1])?);
    let predicate = Slot::new(args[0].clone());
    Ok(Tested::allocate(&mut vm.heap, type_id, predicate, iterator, Cell::new(false)).into_value())
}

fn new_takewhile(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    new_tested(vm, id::TAKEWHILE, "takewhile", args)
}

fn new_dropwhile(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    new_tested(vm, id::DROPWHILE, "dropwhile", args)
}

fn new_filterfalse(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    new_tested(vm, id::FILTERFALSE, "filterfalse", args)
}

fn holds(vm: &mut Vm, predicate: &Value, item: &Value) -> PyResult<bool> {
    let test = vm.call(predicate, std::slice::from_ref(item))?;
    vm.truth(&test)
}

fn next_taken(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Tested>() else { return Ok(None) };
    if parts.decided.get() {
        return Ok(None);
    }
    let (predicate, iterator) = (parts.predicate.get_or_none(), parts.iterator.get_or_none());
    let Some(item) = vm.next_passing(&iterator)? else { return Ok(None) };
    if holds(vm, &predicate, &item)? {
        return Ok(Some(item));
    }
    parts.decided.set(true);
    Ok(None)
}

fn next_not_dropped(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Tested>() else { return Ok(None) };
    let (predicate, iterator) = (parts.predicate.get_or_none(), parts.iterator.get_or_none());
    while let Some(item) = vm.next_passing(&iterator)? {
        if parts.decided.get() {
            return Ok(Some(item));
        }
        vm.check_interrupt()?;
        if !holds(vm, &predicate, &item)? {
            parts.decided.set(true);
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn next_false(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Tested>() else { return Ok(None) };
    let (predicate, iterator) = (parts.predicate.get_or_none(), parts.iterator.get_or_none());
    let by_truth = predicate.is_none() || predicate.is(vm.class_of_type(id::BOOL).value());
    while let Some(item) = vm.next_passing(&iterator)? {
        vm.check_interrupt()?;
        let holds = if by_truth { vm.truth(&item)? } else { holds(vm, &predicate, &item)? };
        if !holds {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

const COMPRESS: Parameters<2> =
    Parameters { function: "compress", names: ["data", "selectors"], required: 2, positional: 2 };

fn new_compress(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [data, selectors] = args.bind(vm, &COMPRESS)?.map(|value| value.unwrap_or(Value::NONE));
    let data = vm.iter(&data)?;
    let selectors = vm.iter(&selectors)?;
    let (data, selectors) = (Slot::new(data), Slot::new(selectors));
    Ok(Compress::allocate(&mut vm.heap, id::COMPRESS, data, selectors).into_value())
}

fn next_compressed(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Compress>() else { return Ok(None) };
    let (data, selectors) = (parts.data.get_or_none(), parts.selectors.get_or_none());
    while let Some(item) = vm.next_passing(&data)? {
        let Some(selector) = vm.next_passing(&selectors)? else { return Ok(None) };
        vm.check_interrupt()?;
        if vm.truth(&selector)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::TAKEWHILE, Tested::LAYOUT, (new_takewhile, next_taken), &[]);
    iterator(vm, id::DROPWHILE, Tested::LAYOUT, (new_dropwhile, next_not_dropped), &[]);
    iterator(vm, id::FILTERFALSE, Tested::LAYOUT, (new_filterfalse, next_false), &[]);
    iterator(vm, id::COMPRESS, Compress::LAYOUT, (new_compress, next_compressed), &[]);
}
