//! `count`, `cycle`, `repeat`: iterators that need not end.

use std::cell::Cell;

use genjit_bytecode::BinaryOp;

use super::{iterator, iterator_with_repr};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, Parameters, method};
use crate::object_type;
use crate::part::Values;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `count(start, step)`
    pub struct Count(|type_id| type_id == id::COUNT) "count" {
        /// The next item.
        next: Slot,
        step: Slot,
    }
}

object_type! {
    /// `repeat(object[, times])`
    pub struct Repeat(|type_id| type_id == id::REPEAT) "repeat" {
        object: Slot,
        /// Items left; -1 for no end.
        left: Cell<i64>,
    }
}

object_type! {
    /// `cycle(iterable)`
    pub struct Cycle(|type_id| type_id == id::CYCLE) "cycle" {
        /// Empty once it has ended: from then on `saved` is gone through.
        iterator: Slot,
        saved: Values,
        index: Cell<usize>,
    }
}

const COUNT: Parameters<2> =
    Parameters { function: "count", names: ["start", "step"], required: 0, positional: 2 };

fn is_number(vm: &mut Vm, value: &Value) -> bool {
    let names = [vm.names.__index__.clone(), vm.names.__int__.clone(), vm.names.__float__.clone()];
    value.as_int().is_some()
        || value.as_float().is_some()
        || vm.class_of(value).is_subtype_of(id::COMPLEX)
        || names.iter().any(|name| vm.lookup_special(value, name).is_some())
}

fn is_one(vm: &mut Vm, step: &Value) -> bool {
    match vm.index_i64(step) {
        Ok(step) => step == 1,
        Err(raised) => {
            drop(vm.take_raised(raised));
            false
        }
    }
}

fn new_count(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [start, step] = args.bind(vm, &COUNT)?;
    for value in [&start, &step].into_iter().flatten() {
        if !is_number(vm, value) {
            return Err(vm.raise_type_error("a number is required"));
        }
    }
    let mut start = start.unwrap_or(Value::from_small(0));
    let mut step = step.unwrap_or(Value::from_small(1));
    // Ints one after the other are plain ones, of whatever class the first is.
    if let Some(first) = start.as_int().and_then(|first| first.to_i64())
        && is_one(vm, &step)
    {
        (start, step) = (vm.int(first), Value::from_small(1));
    }
    Ok(Count::allocate(&mut vm.heap, id::COUNT, Slot::new(start), Slot::new(step)).into_value())
}

fn next_counted(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Count>() else { return Ok(None) };
    let (item, step) = (parts.next.get_or_none(), parts.step.as_value());
    let next = match (item.as_small(), step.as_small()) {
        // Both have 62 bits, so the sum fits 64.
        (Some(item), Some(step)) => vm.int(item + step),
        _ => {
            let step = step.clone();
            vm.binary_op(BinaryOp::Add, &item, &step)?
        }
    };
    parts.next.set(next);
    Ok(Some(item))
}

fn count_text(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let exact = this.exact();
    let Some(parts) = exact.downcast::<Count>() else { return Ok(Value::NONE) };
    let (next, step) = (parts.next.get_or_none(), parts.step.get_or_none());
    let next = vm.repr_string(&next)?;
    let text = if step.as_int().is_some_and(|step| step.to_i64() == Some(1)) {
        format!("{name}({next})")
    } else {
        format!("{name}({next}, {})", vm.repr_string(&step)?)
    };
    Ok(vm.new_str(&text))
}

fn repr_count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.class_of(&args[0]).name_text();
    count_text(vm, &args[0], &name)
}

const REPEAT: Parameters<2> =
    Parameters { function: "repeat", names: ["object", "times"], required: 1, positional: 2 };

fn new_repeat(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [object, times] = args.bind(vm, &REPEAT)?;
    let left = match times {
        Some(times) => vm.index_i64(&times)?.max(0),
        None => -1,
    };
    let object = Slot::from_option(object);
    Ok(Repeat::allocate(&mut vm.heap, id::REPEAT, object, Cell::new(left)).into_value())
}

fn next_repeated(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Repeat>() else { return Ok(None) };
    match parts.left.get() {
        0 => return Ok(None),
        left if left > 0 => parts.left.set(left - 1),
        _ => {}
    }
    Ok(parts.object.get())
}

fn repeat_text(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let exact = this.exact();
    let Some(parts) = exact.downcast::<Repeat>() else { return Ok(Value::NONE) };
    let (object, left) = (parts.object.get_or_none(), parts.left.get());
    let object = vm.repr_string(&object)?;
    let text = if left < 0 { format!("{name}({object})") } else { format!("{name}({object}, {left})") };
    Ok(vm.new_str(&text))
}

fn repr_repeat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.class_of(&args[0]).name_text();
    repeat_text(vm, &args[0], &name)
}

fn repeat_length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args[0].downcast::<Repeat>().map_or(0, |parts| parts.left.get()) {
        left if left < 0 => Err(vm.raise_type_error("len() of unsized object")),
        left => Ok(vm.int(left)),
    }
}

fn new_cycle(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, "cycle", 1)?;
    let iterator = Slot::new(vm.iter(&args[0])?);
    Ok(Cycle::allocate(&mut vm.heap, id::CYCLE, iterator, Values::default(), Cell::new(0)).into_value())
}

fn next_cycled(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Cycle>() else { return Ok(None) };
    if let Some(iterator) = parts.iterator.get() {
        if let Some(item) = vm.next_nested(&iterator)? {
            parts.saved.borrow_mut().push(item.clone());
            return Ok(Some(item));
        }
        parts.iterator.give_up();
    }
    let saved = parts.saved.borrow();
    let index = parts.index.get();
    let item = saved.get(index).cloned();
    parts.index.set(if index + 1 < saved.len() { index + 1 } else { 0 });
    Ok(item)
}

const COUNT_METHODS: &[NativeDef] = &[method("__repr__", repr_count, Arity::Zero).keep_self()];
const REPEAT_METHODS: &[NativeDef] = &[
    method("__repr__", repr_repeat, Arity::Zero).keep_self(),
    method("__length_hint__", repeat_length_hint, Arity::Zero),
];

pub(super) fn define(vm: &mut Vm) {
    let repr: crate::slots::Unary = |vm, this| count_text(vm, this, "count");
    iterator_with_repr(vm, id::COUNT, Count::LAYOUT, (new_count, next_counted), COUNT_METHODS, Some(repr));
    let repr: crate::slots::Unary = |vm, this| repeat_text(vm, this, "repeat");
    let functions: (super::New, super::Next) = (new_repeat, next_repeated);
    iterator_with_repr(vm, id::REPEAT, Repeat::LAYOUT, functions, REPEAT_METHODS, Some(repr));
    iterator(vm, id::CYCLE, Cycle::LAYOUT, (new_cycle, next_cycled), &[]);
}
