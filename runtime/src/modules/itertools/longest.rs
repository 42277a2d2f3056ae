//! `zip_longest`: tuples of the items of several iterators, until the longest ends.

use std::cell::Cell;

use super::iterator;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object_type;
use crate::part::Values;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `zip_longest(*iterables, fillvalue=…)`
    pub struct ZipLongest(|type_id| type_id == id::ZIP_LONGEST) "zip_longest" {
        /// The iterators; `None` in place of one that has ended.
        iterators: Values,
        fill: Slot,
        /// How many have not ended.
        active: Cell<usize>,
    }
}

fn new_zip_longest(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let mut fill = Value::NONE;
    for (name, value) in args.keywords() {
        if args.names().len() != 1 || name.as_str() != Some("fillvalue") {
            return Err(vm.raise_type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let iterators = args.iter().map(|iterable| vm.iter(iterable)).collect::<PyResult<Vec<_>>>()?;
    let active = Cell::new(iterators.len());
    let (iterators, fill) = (Values::new(iterators), Slot::new(fill));
    Ok(ZipLongest::allocate(&mut vm.heap, id::ZIP_LONGEST, iterators, fill, active).into_value())
}

fn next_tuple(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<ZipLongest>() else { return Ok(None) };
    if parts.active.get() == 0 {
        return Ok(None);
    }
    let count = parts.iterators.borrow().len();
    let mut items = Vec::with_capacity(count);
    for at in 0..count {
        let iterator = parts.iterators.borrow()[at].clone();
        if iterator.is_none() {
            items.push(parts.fill.get_or_none());
            continue;
        }
        match vm.next_nested(&iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                let active = parts.active.get().saturating_sub(1);
                parts.active.set(active);
                if active == 0 {
                    return Ok(None);
                }
                let ended = std::mem::replace(&mut parts.iterators.borrow_mut()[at], Value::NONE);
                drop(ended);
                items.push(parts.fill.get_or_none());
            }
            Err(raised) => {
                parts.active.set(0);
                return Err(raised);
            }
        }
    }
    Ok(Some(vm.new_tuple(items)))
}

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::ZIP_LONGEST, ZipLongest::LAYOUT, (new_zip_longest, next_tuple), &[]);
}
