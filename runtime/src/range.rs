//! `range`: an arithmetic progression of ints of any size.

use genjit_bytecode::CompareOp;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A range; all parts are exact ints.
    pub struct Range(|type_id| type_id == id::RANGE) "range" {
        /// `start`
        pub start: Kept,
        /// `stop`
        pub stop: Kept,
        /// `step`, not zero
        pub step: Kept,
        /// Number of items.
        length: Kept,
    }
}

const METHODS: &[NativeDef] = &[
    method("__reduce__", reduce, Arity::Zero),
    method("__reversed__", reversed, Arity::Zero),
    method("count", count, Arity::One),
    method("index", index, Arity::One),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("start", |_, this| Ok(range(this).start.0.clone())),
    getter("stop", |_, this| Ok(range(this).stop.0.clone())),
    getter("step", |_, this| Ok(range(this).step.0.clone())),
];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::RANGE, Range::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        iter: Some(iter),
        len: Some(len),
        truth: Some(|_, this| Ok(!range(this).length.0.is(&Value::from_small(0)))),
        compare: Some(compare),
        equality_only: true,
        contains: Some(contains),
        get_item: Some(get_item),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::RANGE, slots).methods(METHODS).getsets(ATTRIBUTES).doc(
        "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.",
    ));
}

fn range(value: &Value) -> &Ref<Range> {
    value.downcast::<Range>().expect("a method of ranges gets a range")
}

fn big(value: &Value) -> BigInt {
    value.as_int().map(|int| int.to_big()).unwrap_or_default()
}

pub(crate) fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "range")?;
    args.between(vm, "range", 1, 3)?;
    let mut parts = [Value::from_small(0), Value::from_small(0), Value::from_small(1)];
    if let [stop] = args.positionals() {
        parts[1] = vm.index(stop)?;
    } else {
        for (part, value) in parts.iter_mut().zip(args.iter()) {
            *part = vm.index(value)?;
        }
    }
    if parts[2].is(&Value::from_small(0)) {
        return Err(vm.raise_value_error("range() arg 3 must not be zero"));
    }
    let [start, stop, step] = parts;
    Ok(vm.new_range(start, stop, step))
}

/// Number of items from `start` to before `stop`.
fn length_of(vm: &mut Vm, start: &Value, stop: &Value, step: &Value) -> Value {
    if let (Some(start), Some(stop), Some(step)) = (start.as_small(), stop.as_small(), step.as_small()) {
        // The difference of two 62-bit ints fits 64 bits.
        let distance = if step > 0 { stop - start } else { start - stop };
        let step = step.unsigned_abs();
        return vm.int_from_u64(if distance <= 0 { 0 } else { (distance as u64 - 1) / step + 1 });
    }
    let (start, stop, step) = (big(start), big(stop), big(step));
    let distance = if step.is_negative() { start - stop } else { stop - start };
    let length = if distance.is_positive() { (distance - 1) / step.abs() + 1 } else { BigInt::zero() };
    vm.new_int(length)
}

/// Start, stop and step of a range, if each is an immediate.
pub(crate) fn small_bounds(value: &Value) -> Option<[i64; 3]> {
    let this = value.downcast::<Range>()?;
    Some([this.start.0.as_small()?, this.stop.0.as_small()?, this.step.0.as_small()?])
}

impl Vm {
    /// A range of exact ints; the step must not be zero.
    pub(crate) fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Value {
        let length = length_of(self, &start, &stop, &step);
        let (start, stop, step, length) = (Kept(start), Kept(stop), Kept(step), Kept(length));
        Range::allocate(&mut self.heap, id::RANGE, start, stop, step, length).into_value()
    }
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = range(this);
    let [start, stop, step] = [&this.start, &this.stop, &this.step].map(|part| big(&part.0));
    let text = if step == BigInt::from(1) {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {step})")
    };
    Ok(vm.new_str(&text))
}

fn len(vm: &mut Vm, this: &Value) -> PyResult<usize> {
    match range(this).length.0.as_int().and_then(|length| length.to_i64()) {
        Some(length) => Ok(length as usize),
        None => Err(vm.raise_overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// What makes ranges equal: the length, the start if there is an item, the step if there are two.
fn identity(this: &Range) -> [Value; 3] {
    let length = &this.length.0;
    let at_least = |count: i64| length.as_small().is_none_or(|length| length >= count);
    let start = if at_least(1) { this.start.0.clone() } else { Value::NONE };
    let step = if at_least(2) { this.step.0.clone() } else { Value::NONE };
    [length.clone(), start, step]
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let parts = identity(range(this));
    let parts = vm.new_tuple(parts.into());
    vm.hash(&parts)
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let Some(other) = b.downcast::<Range>() else { return Ok(vm.not_implemented()) };
    let (a, b) = (identity(range(a)), identity(other));
    let mut equal = true;
    for (a, b) in a.iter().zip(&b) {
        equal = equal && vm.equals(a, b)?;
    }
    match op {
        CompareOp::Eq => Ok(Value::from_bool(equal)),
        CompareOp::Ne => Ok(Value::from_bool(!equal)),
        _ => Ok(vm.not_implemented()),
    }
}

fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    let this = range(this);
    let (start, step, length) = (this.start.0.clone(), this.step.0.clone(), this.length.0.clone());
    Ok(vm.new_range_iterator(&start, &step, &length))
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let this = range(&args[0]);
    let parts = [&this.start, &this.stop, &this.step].map(|part| part.0.clone());
    Ok(vm.reduced(class, parts.to_vec(), None))
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = range(&args[0]);
    let (start, step, length) = (big(&this.start.0), big(&this.step.0), this.length.0.clone());
    let last = start + (big(&length) - 1) * &step;
    let (last, step) = (vm.new_int(last), vm.new_int(-step));
    Ok(vm.new_range_iterator(&last, &step, &length))
}

/// Index of an int in the range.
fn position(this: &Range, value: &Value) -> Option<BigInt> {
    let (value, start, step) = (big(value), big(&this.start.0), big(&this.step.0));
    let (index, rest) = (value - start).div_mod_floor(&step);
    (rest.is_zero() && !index.is_negative() && index < big(&this.length.0)).then_some(index)
}

fn is_plain_int(value: &Value) -> bool {
    matches!(value.type_id(), id::INT | id::BOOL)
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    if is_plain_int(item) {
        return Ok(position(range(this), item).is_some());
    }
    vm.contains_by_iteration(this, item)
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let range = range(this).clone();
    if let Some(slice) = key.as_slice().cloned() {
        let selection = vm.select(&slice, &big(&range.length.0))?;
        let (start, step) = (big(&range.start.0), big(&range.step.0));
        let at = |index: &BigInt| &start + index * &step;
        let parts = [at(&selection.start), at(&selection.stop), &selection.step * &step];
        let parts = parts.map(|part| vm.new_int(part));
        let [start, stop, step] = parts;
        return Ok(vm.new_range(start, stop, step));
    }
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.raise_type_error(format!("range indices must be integers or slices, not {name}")));
    }
    let index = big(&vm.index(key)?);
    let length = big(&range.length.0);
    let index = if index.is_negative() { index + &length } else { index };
    if index.is_negative() || index >= length {
        return Err(vm.raise_index_error("range object index out of range"));
    }
    Ok(vm.new_int(big(&range.start.0) + index * big(&range.step.0)))
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if is_plain_int(&args[1]) {
        return Ok(Value::from_small(i64::from(position(range(&args[0]), &args[1]).is_some())));
    }
    let iterator = vm.iter(&args[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        count += i64::from(vm.equals(&item, &args[1])?);
    }
    Ok(Value::from_small(count))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if is_plain_int(&args[1]) {
        if let Some(index) = position(range(&args[0]), &args[1]) {
            return Ok(vm.new_int(index));
        }
        return Err(vm.raise_value_error("range.index(x): x not in range"));
    }
    let iterator = vm.iter(&args[0])?;
    let mut index = 0;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if vm.equals(&item, &args[1])? {
            return Ok(Value::from_small(index));
        }
        index += 1;
    }
    Err(vm.raise_value_error("sequence.index(x): x not in sequence"))
}

/// The last item of a progression, if it is an immediate and the length a machine word.
pub(crate) fn small_end(start: i64, step: i64, length: &Value) -> Option<i64> {
    let length = length.as_small()?;
    let last = i128::from(start) + i128::from(step) * i128::from((length - 1).max(0));
    last.to_i64().filter(|&last| crate::value::Raw::try_small(last).is_some())
}
