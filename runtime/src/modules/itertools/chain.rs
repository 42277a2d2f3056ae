//! `chain` and `islice`: one iterator after the other, and a part of one.

use std::cell::Cell;

use super::iterator;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, class_method};
use crate::object_type;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `chain(*iterables)`
    pub struct Chain(|type_id| type_id == id::CHAIN) "chain" {
        /// Iterator of the iterables; empty at the end.
        source: Slot,
        /// Iterator of the current iterable, if one was begun.
        active: Slot,
    }
}

object_type! {
    /// `islice(iterable, start, stop, step)`
    pub struct Islice(|type_id| type_id == id::ISLICE) "islice" {
        /// Empty at the end.
        iterator: Slot,
        /// Index of the next item to give.
        next: Cell<i64>,
        /// Index at which to end; -1 for none.
        stop: Cell<i64>,
        step: Cell<i64>,
        /// Items taken from the iterator.
        taken: Cell<i64>,
    }
}

fn new_chain(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "chain")?;
    let all = vm.new_tuple_from(args.positionals());
    chain_of(vm, &all)
}

fn chain_of(vm: &mut Vm, iterables: &Value) -> PyResult {
    let source = Slot::new(vm.iter(iterables)?);
    Ok(Chain::allocate(&mut vm.heap, id::CHAIN, source, Slot::empty()).into_value())
}

/// `chain.from_iterable(iterable)`
fn from_iterable(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let made = chain_of(vm, &args[1])?;
    match args[0].as_class() {
        Some(class) if class.is_user() => Ok(vm.wrap_payload(&class.clone(), made)),
        _ => Ok(made),
    }
}

fn next_chained(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Chain>() else { return Ok(None) };
    loop {
        if let Some(active) = parts.active.get() {
            if let Some(item) = vm.next_nested(&active)? {
                return Ok(Some(item));
            }
            parts.active.give_up();
            vm.check_interrupt()?;
        }
        let Some(source) = parts.source.get() else { return Ok(None) };
        let begun = match vm.next_nested(&source) {
            Ok(Some(iterable)) => vm.iter(&iterable).map(Some),
            ended => ended,
        };
        match begun {
            Ok(Some(active)) => parts.active.set(active),
            ended => {
                parts.source.give_up();
                return ended;
            }
        }
    }
}

const NO_STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const NO_INDEX: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

/// An argument of `islice`: `absent` for None, -1 for what is no index.
fn bound(vm: &mut Vm, value: &Value, absent: i64) -> i64 {
    if value.is_none() {
        return absent;
    }
    vm.index_i64(value).unwrap_or_else(|raised| {
        drop(vm.take_raised(raised));
        -1
    })
}

fn new_islice(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "islice")?;
    args.between(vm, "islice", 2, 4)?;
    let (start, stop_argument) = match args.len() {
        2 => (0, &args[1]),
        _ => (bound(vm, &args[1], 0), &args[2]),
    };
    let stop = bound(vm, stop_argument, -1);
    if stop == -1 && !stop_argument.is_none() {
        return Err(vm.raise_value_error(NO_STOP));
    }
    if start < 0 || stop < -1 {
        return Err(vm.raise_value_error(NO_INDEX));
    }
    let step = args.get(3).map_or(1, |step| bound(vm, step, 1));
    if step < 1 {
        return Err(vm.raise_value_error("Step for islice() must be a positive integer or None."));
    }
    let iterator = Slot::new(vm.iter(&args[0])?);
    let [start, stop, step, taken] = [start, stop, step, 0].map(Cell::new);
    Ok(Islice::allocate(&mut vm.heap, id::ISLICE, iterator, start, stop, step, taken).into_value())
}

fn next_sliced(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Islice>() else { return Ok(None) };
    let Some(iterator) = parts.iterator.get() else { return Ok(None) };
    let item = take_sliced(vm, parts, &iterator);
    if !matches!(item, Ok(Some(_))) {
        parts.iterator.give_up();
    }
    item
}

fn take_sliced(vm: &mut Vm, parts: &Islice, iterator: &Value) -> PyResult<Option<Value>> {
    let stop = parts.stop.get();
    while parts.taken.get() < parts.next.get() {
        vm.check_interrupt()?;
        if vm.next_passing(iterator)?.is_none() {
            return Ok(None);
        }
        parts.taken.set(parts.taken.get() + 1);
    }
    if stop != -1 && parts.taken.get() >= stop {
        return Ok(None);
    }
    let Some(item) = vm.next_passing(iterator)? else { return Ok(None) };
    parts.taken.set(parts.taken.get() + 1);
    let next = parts.next.get().checked_add(parts.step.get());
    parts.next.set(next.filter(|&next| stop == -1 || next <= stop).unwrap_or(stop));
    Ok(Some(item))
}

const CHAIN_METHODS: &[NativeDef] = &[class_method("from_iterable", from_iterable, Arity::One)];

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::CHAIN, Chain::LAYOUT, (new_chain, next_chained), CHAIN_METHODS);
    iterator(vm, id::ISLICE, Islice::LAYOUT, (new_islice, next_sliced), &[]);
}
