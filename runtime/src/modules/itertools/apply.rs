//! `accumulate`, `starmap`, `pairwise`, `batched`: items made from items.

use std::cell::Cell;

use genjit_bytecode::BinaryOp;

use super::iterator;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::object_type;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `accumulate(iterable, func, initial=…)`
    pub struct Accumulate(|type_id| type_id == id::ACCUMULATE) "accumulate" {
        iterator: Slot,
        /// Empty adds.
        function: Slot,
        /// The last item given, if any.
        total: Slot,
        /// The first item, until it is given.
        initial: Slot,
    }
}

object_type! {
    /// `starmap(function, iterable)`
    pub struct Starmap(|type_id| type_id == id::STARMAP) "starmap" {
        function: Slot,
        iterator: Slot,
    }
}

object_type! {
    /// `pairwise(iterable)`
    pub struct Pairwise(|type_id| type_id == id::PAIRWISE) "pairwise" {
        /// Empty at the end.
        iterator: Slot,
        /// The second item of the last pair.
        old: Slot,
    }
}

object_type! {
    /// `batched(iterable, n, strict=…)`
    pub struct Batched(|type_id| type_id == id::BATCHED) "batched" {
        /// Empty at the end.
        iterator: Slot,
        size: Cell<i64>,
        strict: Cell<bool>,
    }
}

const ACCUMULATE: Parameters<3> =
    Parameters { function: "accumulate", names: ["iterable", "func", "initial"], required: 1, positional: 2 };

fn new_accumulate(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [iterable, function, initial] = args.bind(vm, &ACCUMULATE)?;
    let iterator = Slot::new(vm.iter(&iterable.unwrap_or(Value::NONE))?);
    let [function, initial] =
        [function, initial].map(|value| Slot::from_option(value.filter(|value| !value.is_none())));
    let total = Slot::empty();
    Ok(Accumulate::allocate(&mut vm.heap, id::ACCUMULATE, iterator, function, total, initial).into_value())
}

fn next_accumulated(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Accumulate>() else { return Ok(None) };
    if let Some(initial) = parts.initial.take() {
        parts.total.set(initial.clone());
        return Ok(Some(initial));
    }
    let iterator = parts.iterator.get_or_none();
    let Some(item) = vm.next_passing(&iterator)? else { return Ok(None) };
    let Some(total) = parts.total.get() else {
        parts.total.set(item.clone());
        return Ok(Some(item));
    };
    let total = match parts.function.get() {
        None => match (total.as_small(), item.as_small()) {
            // Both have 62 bits, so the sum fits 64.
            (Some(a), Some(b)) => vm.int(a + b),
            _ => vm.binary_op(BinaryOp::Add, &total, &item)?,
        },
        Some(function) => vm.call(&function, &[total, item])?,
    };
    parts.total.set(total.clone());
    Ok(Some(total))
}

fn new_starmap(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, "starmap", 2)?;
    let iterator = Slot::new(vm.iter(&args[1])?);
    let function = Slot::new(args[0].clone());
    Ok(Starmap::allocate(&mut vm.heap, id::STARMAP, function, iterator).into_value())
}

fn next_starred(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Starmap>() else { return Ok(None) };
    let (function, iterator) = (parts.function.get_or_none(), parts.iterator.get_or_none());
    let Some(item) = vm.next_passing(&iterator)? else { return Ok(None) };
    if item.type_id() == id::TUPLE
        && let Some(tuple) = item.as_tuple()
    {
        return vm.call(&function, tuple.items()).map(Some);
    }
    let arguments = vm.collect(&item)?;
    vm.call(&function, &arguments).map(Some)
}

fn new_pairwise(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, "pairwise", 1)?;
    let iterator = Slot::new(vm.iter(&args[0])?);
    Ok(Pairwise::allocate(&mut vm.heap, id::PAIRWISE, iterator, Slot::empty()).into_value())
}

fn next_pair(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Pairwise>() else { return Ok(None) };
    let pair = take_pair(vm, parts);
    if !matches!(pair, Ok(Some(_))) {
        parts.iterator.give_up();
        parts.old.give_up();
    }
    pair
}

fn take_pair(vm: &mut Vm, parts: &Pairwise) -> PyResult<Option<Value>> {
    if parts.old.is_empty() {
        let Some(iterator) = parts.iterator.get() else { return Ok(None) };
        let Some(first) = vm.next_passing(&iterator)? else { return Ok(None) };
        parts.old.set(first);
    }
    // The first item may have been asked for from inside: the iterator may be gone by now.
    let (Some(iterator), Some(old)) = (parts.iterator.get(), parts.old.get()) else { return Ok(None) };
    let Some(new) = vm.next_passing(&iterator)? else { return Ok(None) };
    parts.old.set(new.clone());
    Ok(Some(vm.new_tuple(vec![old, new])))
}

const BATCHED: Parameters<3> =
    Parameters { function: "batched", names: ["iterable", "n", "strict"], required: 2, positional: 2 };

fn new_batched(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [iterable, size, strict] = args.bind(vm, &BATCHED)?;
    let size = vm.index_i64(&size.unwrap_or(Value::NONE))?;
    let strict = strict.map_or(Ok(false), |strict| vm.truth(&strict))?;
    if size < 1 {
        return Err(vm.raise_value_error("n must be at least one"));
    }
    let iterator = Slot::new(vm.iter(&iterable.unwrap_or(Value::NONE))?);
    let (size, strict) = (Cell::new(size), Cell::new(strict));
    Ok(Batched::allocate(&mut vm.heap, id::BATCHED, iterator, size, strict).into_value())
}

fn next_batch(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    /// Items reserved at once: a batch may be asked for that nobody can hold.
    const MOST_RESERVED: i64 = 1 << 12;
    let Some(parts) = this.downcast::<Batched>() else { return Ok(None) };
    let Some(iterator) = parts.iterator.get() else { return Ok(None) };
    let size = parts.size.get();
    let mut items = Vec::with_capacity(size.min(MOST_RESERVED) as usize);
    while (items.len() as i64) < size {
        vm.check_interrupt()?;
        match vm.next_nested(&iterator) {
            Ok(Some(item)) => items.push(item),
            ended => {
                if ended.is_err() || items.is_empty() || parts.strict.get() {
                    parts.iterator.give_up();
                }
                ended?;
                if items.is_empty() {
                    return Ok(None);
                }
                if parts.strict.get() {
                    return Err(vm.raise_value_error("batched(): incomplete batch"));
                }
                break;
            }
        }
    }
    Ok(Some(vm.new_tuple(items)))
}

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::ACCUMULATE, Accumulate::LAYOUT, (new_accumulate, next_accumulated), &[]);
    iterator(vm, id::STARMAP, Starmap::LAYOUT, (new_starmap, next_starred), &[]);
    iterator(vm, id::PAIRWISE, Pairwise::LAYOUT, (new_pairwise, next_pair), &[]);
    iterator(vm, id::BATCHED, Batched::LAYOUT, (new_batched, next_batch), &[]);
}
