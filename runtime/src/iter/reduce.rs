//! How iterators are taken apart and put at a place: `__reduce__` and `__setstate__`.
//!
//! An iterator of a sequence is `iter(sequence)` with an index as its state, an exhausted one the iterator of
//! an empty sequence; the iterators of dicts and sets, whose places mean nothing to others, are iterators of
//! a list of what is left. The function is looked up among the builtins first, which may run code of the
//! program: the iterator is looked at afterwards.

use std::cell::RefCell;

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::range::{LongRangeIterator, RangeIterator};
use super::sequence::SequenceIterator;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Methods of iterators of sequences.
pub(super) const OF_SEQUENCES: &[NativeDef] = &[
    method("__length_hint__", super::sequence::length_hint, Arity::Zero),
    method("__reduce__", reduce_sequence, Arity::Zero),
    method("__setstate__", set_sequence_state, Arity::One),
];

/// Methods of iterators of ranges.
pub(super) const OF_RANGES: &[NativeDef] = &[
    method("__length_hint__", super::range::length_hint, Arity::Zero),
    method("__reduce__", reduce_range, Arity::Zero),
    method("__setstate__", set_range_state, Arity::One),
];

impl Vm {
    /// The built-in function that goes by this name now.
    pub(crate) fn builtin_named(&mut self, name: &str) -> PyResult {
        let (builtins, name) = (self.builtins.clone(), self.intern(name));
        match builtins.as_dict() {
            Some(dict) => match dict.get_name(&name) {
                Some(found) => Ok(found),
                None => Err(self.raise_attribute_error(name.as_str().unwrap_or_default())),
            },
            None => self.get_attr(&builtins, &name),
        }
    }

    /// `(function, arguments)` or `(function, arguments, state)`.
    pub(crate) fn reduced(&mut self, function: Value, arguments: Vec<Value>, state: Option<Value>) -> Value {
        let arguments = self.new_tuple(arguments);
        let mut parts = vec![function, arguments];
        parts.extend(state);
        self.new_tuple(parts)
    }

    /// `__reduce__` of an iterator without a place to name: what is left, as a list.
    pub(crate) fn reduce_to_list(&mut self, iterator: &Value) -> PyResult {
        let function = self.builtin_named("iter")?;
        let items = self.collect(iterator)?;
        let list = self.new_list(items);
        Ok(self.reduced(function, vec![list], None))
    }
}

fn reduce_sequence(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let type_id = args[0].type_id();
    let backwards = type_id == id::LIST_REVERSE_ITERATOR;
    let function = vm.builtin_named(if backwards { "reversed" } else { "iter" })?;
    let Some(this) = args[0].downcast::<SequenceIterator>().cloned() else { return Ok(Value::NONE) };
    let Some(sequence) = this.sequence.get() else {
        let empty = match type_id {
            id::LIST_ITERATOR | id::LIST_REVERSE_ITERATOR => vm.new_list(Vec::new()),
            id::STR_ITERATOR | id::WIDE_STR_ITERATOR => vm.new_str(""),
            _ => vm.new_tuple(Vec::new()),
        };
        return Ok(vm.reduced(function, vec![empty], None));
    };
    let index = this.index.get() as usize;
    let state = match (type_id, sequence.as_str()) {
        (id::WIDE_STR_ITERATOR, Some(text)) => text[..index].chars().count() as i64,
        _ if backwards => index as i64 - 1,
        _ => index as i64,
    };
    let state = vm.int(state);
    Ok(vm.reduced(function, vec![sequence], Some(state)))
}

fn set_sequence_state(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[1].as_int().is_none() {
        return Err(vm.raise_type_error("an integer is required"));
    }
    let index = vm.index_i64(&args[1])?;
    let Some(this) = args[0].downcast::<SequenceIterator>().cloned() else { return Ok(Value::NONE) };
    let Some(sequence) = this.sequence.get() else { return Ok(Value::NONE) };
    // No item of what may grow is before the first.
    if index < 0 && matches!(args[0].type_id(), id::LIST_ITERATOR | id::BYTEARRAY_ITERATOR) {
        this.sequence.give_up();
        return Ok(Value::NONE);
    }
    let index = match args[0].type_id() {
        // Nobody knows how long it is.
        id::SEQUENCE_ITERATOR => index.max(0),
        id::LIST_REVERSE_ITERATOR => index.clamp(-1, vm.len(&sequence)? as i64 - 1) + 1,
        id::WIDE_STR_ITERATOR => {
            let text = sequence.as_str().unwrap_or_default();
            let place = text.char_indices().nth(index.max(0) as usize);
            place.map_or(text.len(), |(at, _)| at) as i64
        }
        _ => index.clamp(0, vm.len(&sequence)? as i64),
    };
    this.index.set(index as u64);
    Ok(Value::NONE)
}

/// Next item, step and how many are left.
fn range_parts(this: &Value) -> [BigInt; 3] {
    if let Some(this) = this.downcast::<RangeIterator>() {
        return [this.next.get().into(), this.step.get().into(), this.left.get().max(0).into()];
    }
    match this.downcast::<LongRangeIterator>() {
        Some(this) => [this.next.0.borrow().clone(), this.step.0.clone(), this.left.0.borrow().clone()],
        None => [BigInt::zero(), BigInt::zero(), BigInt::zero()],
    }
}

/// As the iterator of a range of what is left.
fn reduce_range(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let function = vm.builtin_named("iter")?;
    let [start, step, left] = range_parts(&args[0]);
    let stop = &start + &step * left;
    let [start, stop, step] = [start, stop, step].map(|part| vm.new_int(part));
    let range = vm.new_range(start, stop, step);
    Ok(vm.reduced(function, vec![range], Some(Value::NONE)))
}

fn set_range_state(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = &args[0];
    let [next, step, left] = range_parts(this);
    let index = if this.is_a::<RangeIterator>() {
        BigInt::from(vm.index_i64(&args[1])?)
    } else {
        match args[1].as_int() {
            Some(index) => index.to_big(),
            None => {
                let message = format!("state must be an int, not {}", vm.type_name(&args[1]));
                return Err(vm.raise_type_error(message));
            }
        }
    };
    let index = if index.is_negative() { BigInt::zero() } else { index.min(left.clone()) };
    let (next, left) = (next + &index * step, left - index);
    if let Some(this) = this.downcast::<RangeIterator>() {
        // Both were immediate ints before, and the range does not end behind the last of them.
        this.next.set(i64::try_from(next).unwrap_or_default());
        this.left.set(i64::try_from(left).unwrap_or_default());
    } else if let Some(this) = this.downcast::<LongRangeIterator>() {
        set(&this.next.0, next);
        set(&this.left.0, left);
    }
    Ok(Value::NONE)
}

fn set(place: &RefCell<BigInt>, value: BigInt) {
    drop(place.replace(value));
}
