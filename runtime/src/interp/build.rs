//! Building containers, and storing into them.

use super::stack::Regs;
use crate::dict::plain_dict;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::tuple::Tuple;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `BUILD_TUPLE`.
pub(super) fn tuple(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let tuple = match count {
        0 => vm.new_tuple(Vec::new()),
        // SAFETY: the stack owned the counts of its words and forgets them.
        _ => unsafe { Tuple::from_words(&mut vm.heap, r.top_words(count)) }.into_value(),
    };
    r.forget(count);
    r.push_value(tuple);
    Ok(())
}

/// `BUILD_LIST`.
pub(super) fn list(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let items = r.pop_many(count);
    let list = vm.new_list(items);
    r.push_value(list);
    Ok(())
}

/// `BUILD_SET`.
pub(super) fn set(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let set = vm.new_set();
    for item in (1..=count).rev() {
        vm.set_add(&set, r.peek_value(item))?;
    }
    r.drop_top(count);
    r.push_value(set);
    Ok(())
}

/// `BUILD_MAP`.
pub(super) fn map(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let map = vm.new_dict();
    for pair in (1..=count).rev() {
        vm.set_item(&map, r.peek_value(2 * pair), r.peek_value(2 * pair - 1))?;
    }
    r.drop_top(2 * count);
    r.push_value(map);
    Ok(())
}

/// `BUILD_SLICE`.
pub(super) fn slice(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let step = if count == 3 { r.pop_value() } else { Value::NONE };
    let stop = r.pop_value();
    let start = r.pop_value();
    let slice = vm.new_slice([start, stop, step]);
    r.push_value(slice);
    Ok(())
}

/// `LIST_APPEND`.
pub(super) fn list_append(_vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let item = r.pop_value();
    if let Some(list) = r.peek_value(depth).as_list() {
        list.push(item);
    }
    Ok(())
}

/// `LIST_EXTEND`.
pub(super) fn list_extend(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let items = r.pop_value();
    let list = r.peek_value(depth).clone();
    let iterator = match vm.hinted_iter(&items) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if vm.raised_is(ExceptionKind::TypeError) && !vm.is_iterable(&items) {
                drop(vm.take_raised(raised));
                let message = format!("Value after * must be an iterable, not {}", vm.type_name(&items));
                return Err(vm.raise_type_error(message));
            }
            return Err(raised);
        }
    };
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if let Some(list) = list.as_list() {
            list.push(item);
        }
    }
    Ok(())
}

/// `SET_ADD`.
pub(super) fn set_add(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let item = r.pop_value();
    let set = r.peek_value(depth).clone();
    vm.set_add(&set, &item)
}

/// `SET_UPDATE`.
pub(super) fn set_update(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let items = r.pop_value();
    let set = r.peek_value(depth).clone();
    let iterator = vm.iter(&items)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        vm.set_add(&set, &item)?;
    }
    Ok(())
}

/// `MAP_ADD`.
pub(super) fn map_add(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let value = r.pop_value();
    let key = r.pop_value();
    let map = r.peek_value(depth).clone();
    vm.set_item(&map, &key, &value)
}

/// `DICT_UPDATE`.
pub(super) fn dict_update(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let other = pop_mapping(vm, r);
    let map = r.peek_value(depth).clone();
    let Some(keys) = mapping_keys(vm, &other)? else {
        let message = format!("'{}' object is not a mapping", vm.type_name(&other));
        return Err(vm.raise_type_error(message));
    };
    for key in keys {
        let value = vm.get_item(&other, &key)?;
        vm.set_item(&map, &key, &value)?;
    }
    Ok(())
}

/// `DICT_MERGE`: `**` of a call; a key may come once only.
pub(super) fn dict_merge(vm: &mut Vm, r: &mut Regs, depth: usize) -> PyResult<()> {
    let other = pop_mapping(vm, r);
    let map = r.peek_value(depth).clone();
    // Below the dict: the positional arguments, NULL or self, the callable.
    let callable = r.peek_value(depth + 3).clone();
    let Some(keys) = mapping_keys(vm, &other)? else {
        let function = super::calls::describe(vm, &callable);
        let message = format!("{function} argument after ** must be a mapping, not {}", vm.type_name(&other));
        return Err(vm.raise_type_error(message));
    };
    for key in keys {
        if vm.contains(&map, &key)? {
            let function = super::calls::describe(vm, &callable);
            let text = vm.str_string(&key)?;
            let message = format!("{function} got multiple values for keyword argument '{text}'");
            return Err(vm.raise_type_error(message));
        }
        let value = vm.get_item(&other, &key)?;
        vm.set_item(&map, &key, &value)?;
    }
    Ok(())
}

/// Takes a mapping: of a dict that overrides methods, the dict itself.
fn pop_mapping(vm: &mut Vm, r: &mut Regs) -> Value {
    let mapping = r.pop_value();
    match plain_dict(vm, &mapping) {
        Some(dict) => dict.into_value(),
        None => mapping,
    }
}

/// The keys of a mapping; `None` if the object has no `keys`.
fn mapping_keys(vm: &mut Vm, mapping: &Value) -> PyResult<Option<Vec<Value>>> {
    if mapping.type_id() != id::DICT {
        let name = vm.names.keys.clone();
        let keys = match vm.call_method(mapping, &name, &[]) {
            Ok(keys) => keys,
            Err(raised) => {
                vm.clear_if(raised, ExceptionKind::AttributeError)?;
                return Ok(None);
            }
        };
        if !vm.is_iterable(&keys) {
            let (class, found) = (vm.type_name(mapping), vm.type_name(&keys));
            let message = format!("{class}.keys() returned a non-iterable (type {found})");
            return Err(vm.raise_type_error(message));
        }
        return vm.collect(&keys).map(Some);
    }
    Ok(mapping.as_dict().map(|dict| dict.keys()))
}

/// `STORE_SUBSCR`.
pub(super) fn store_subscr(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    vm.set_item(r.peek_value(2), r.peek_value(1), r.peek_value(3))?;
    r.drop_top(3);
    Ok(())
}

/// `DELETE_SUBSCR`.
pub(super) fn delete_subscr(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    vm.delete_item(r.peek_value(2), r.peek_value(1))?;
    r.drop_top(2);
    Ok(())
}

/// `BINARY_SLICE`.
pub(super) fn binary_slice(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let (stop, start, container) = (r.pop_value(), r.pop_value(), r.pop_value());
    let slice = vm.new_slice([start, stop, Value::NONE]);
    let result = vm.get_item(&container, &slice)?;
    r.push_value(result);
    Ok(())
}

/// `STORE_SLICE`.
pub(super) fn store_slice(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let (stop, start, container, value) = (r.pop_value(), r.pop_value(), r.pop_value(), r.pop_value());
    let slice = vm.new_slice([start, stop, Value::NONE]);
    let result = vm.set_item(&container, &slice, &value);
    drop(slice);
    drop(container);
    result
}
