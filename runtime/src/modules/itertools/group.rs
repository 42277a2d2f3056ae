//! `groupby`: runs of items with equal keys.
//!
//! A group takes its items from the `groupby` that gave it, so it ends when the next group is asked for:
//! both remember a number for that.

use std::cell::Cell;

use super::{iterator, itself};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `groupby(iterable, key)`
    pub struct Groupby(|type_id| type_id == id::GROUPBY) "groupby" {
        iterator: Slot,
        /// Empty: the items are the keys.
        key: Slot,
        /// Key of the last group given.
        target_key: Slot,
        /// Key of the last item taken, until a group has given it.
        current_key: Slot,
        /// The last item taken, until a group has given it.
        current: Slot,
        /// Number of the last group given; 0 while none may be asked.
        group: Cell<u64>,
        groups: Cell<u64>,
    }
}

object_type! {
    /// A group.
    pub struct Grouper(|type_id| type_id == id::GROUPER) "grouper" {
        parent: Slot,
        key: Slot,
        number: Cell<u64>,
    }
}

const GROUPBY: Parameters<2> =
    Parameters { function: "groupby", names: ["iterable", "key"], required: 1, positional: 2 };

fn new_groupby(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [iterable, key] = args.bind(vm, &GROUPBY)?;
    let iterator = Slot::new(vm.iter(&iterable.unwrap_or(Value::NONE))?);
    let key = Slot::from_option(key.filter(|key| !key.is_none()));
    let [target, current_key, current] = [const { Slot::empty() }; 3];
    let [group, groups] = [0, 0].map(Cell::new);
    let parts = Groupby::allocate(
        &mut vm.heap,
        id::GROUPBY,
        iterator,
        key,
        target,
        current_key,
        current,
        group,
        groups,
    );
    Ok(parts.into_value())
}

/// Takes the next item and its key; says whether there was one.
fn step(vm: &mut Vm, parts: &Groupby) -> PyResult<bool> {
    let iterator = parts.iterator.get_or_none();
    let Some(item) = vm.next_nested(&iterator)? else { return Ok(false) };
    let key = match parts.key.get() {
        Some(function) => vm.call(&function, std::slice::from_ref(&item))?,
        None => item.clone(),
    };
    parts.current.set(item);
    parts.current_key.set(key);
    Ok(true)
}

fn next_group(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Groupby>() else { return Ok(None) };
    parts.group.set(0);
    // What is left of the last group is passed over.
    loop {
        if let Some(current) = parts.current_key.get() {
            let Some(target) = parts.target_key.get() else { break };
            if !vm.equals(&target, &current)? {
                break;
            }
        }
        vm.check_interrupt()?;
        if !step(vm, parts)? {
            return Ok(None);
        }
    }
    let key = parts.current_key.get_or_none();
    parts.target_key.set(key.clone());
    let number = parts.groups.get() + 1;
    parts.groups.set(number);
    parts.group.set(number);
    let (parent, own_key) = (Slot::new(this.clone()), Slot::new(key.clone()));
    let group = Grouper::allocate(&mut vm.heap, id::GROUPER, parent, own_key, Cell::new(number)).into_value();
    Ok(Some(vm.new_tuple(vec![key, group])))
}

fn next_of_group(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(group) = this.downcast::<Grouper>() else { return Ok(None) };
    let parent = group.parent.get_or_none();
    let Some(parts) = parent.downcast::<Groupby>() else { return Ok(None) };
    if parts.group.get() != group.number.get() {
        return Ok(None);
    }
    if parts.current.is_empty() && !step(vm, parts)? {
        return Ok(None);
    }
    let (own, current) = (group.key.get_or_none(), parts.current_key.get_or_none());
    if !vm.equals(&own, &current)? {
        return Ok(None);
    }
    parts.current_key.give_up();
    Ok(parts.current.take())
}

/// `_grouper(parent, key)`: a group that ends at once unless its key is the one expected next.
fn new_grouper(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, "_grouper", 2)?;
    let parent = args[0].exact().clone();
    let Some(parts) = parent.downcast::<Groupby>() else {
        let found = vm.type_name(&args[0]);
        let message = format!("_grouper() argument 1 must be itertools.groupby, not {found}");
        return Err(vm.raise_type_error(message));
    };
    let number = parts.groups.get() + 1;
    parts.groups.set(number);
    parts.group.set(number);
    let (parent, key) = (Slot::new(parent.clone()), Slot::new(args[1].clone()));
    Ok(Grouper::allocate(&mut vm.heap, id::GROUPER, parent, key, Cell::new(number)).into_value())
}

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::GROUPBY, Groupby::LAYOUT, (new_groupby, next_group), &[]);
    vm.heap.set_layout(id::GROUPER, Grouper::LAYOUT);
    let slots =
        Slots { iter: Some(itself), next: Some(next_of_group), new: Some(new_grouper), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::GROUPER, slots));
}
