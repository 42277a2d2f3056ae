//! Methods and native operations of `tuple`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::Tuple;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::list::{bounds, compare_items, item_index, repeat_count, span_of};
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn tuple(value: &Value) -> Ref<Tuple> {
    value.as_tuple().expect("a method of tuples gets a tuple").clone()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = tuple(this);
    if this.is_empty() {
        return Ok(vm.new_str("()"));
    }
    vm.guarded_repr(this.value(), "(...)", |vm| {
        let mut parts = Vec::with_capacity(this.len());
        for item in this.items() {
            parts.push(vm.repr_string(item)?);
        }
        let comma = if parts.len() == 1 { "," } else { "" };
        Ok(format!("({}{comma})", parts.join(", ")))
    })
}

/// Hash of a sequence of items: the xxHash lanes CPython mixes.
pub(crate) fn hash_items(vm: &mut Vm, items: &[Value]) -> PyResult<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut mixed = PRIME_5;
    for item in items {
        let lane = vm.hash(item)? as u64;
        mixed = mixed.wrapping_add(lane.wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    let mixed = mixed.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    Ok(if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 })
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (a.as_tuple().cloned(), b.as_tuple().cloned()) else {
        return Ok(vm.not_implemented());
    };
    let item = |at: usize| Some((a.items().get(at)?.clone(), b.items().get(at)?.clone()));
    compare_items(vm, op, || (a.len(), b.len()), item)
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let this = tuple(this);
    if let Some(slice) = key.as_slice() {
        let span = span_of(vm, slice, || this.len())?;
        if span.step == 1 && span.count == this.len() {
            return Ok(this.into_value());
        }
        let items = span.pick(this.items());
        return Ok(vm.new_tuple(items));
    }
    let at = item_index(vm, key, this.len(), "tuple", "tuple index out of range")?;
    Ok(this.items()[at].clone())
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_tuple(), b.as_tuple()) else { return Ok(vm.not_implemented()) };
            if x.items().is_empty() && b.type_id() == id::TUPLE {
                return Ok(b.clone());
            }
            if y.items().is_empty() && a.type_id() == id::TUPLE {
                return Ok(a.clone());
            }
            let items = [x.items(), y.items()].concat();
            Ok(vm.new_tuple(items))
        }
        BinaryOp::Multiply => {
            let (this, count) = match (a.as_tuple(), b.as_tuple()) {
                (Some(this), None) => (this.clone(), b),
                (None, Some(this)) => (this.clone(), a),
                _ => return Ok(vm.not_implemented()),
            };
            match repeat_count(vm, count, this.len(), size_of::<Value>())? {
                // An instance of a derived class is not given as what it is at heart.
                Some(1) if a.type_id() == id::TUPLE || b.type_id() == id::TUPLE => Ok(this.into_value()),
                Some(times) => {
                    let items = std::iter::repeat_n(this.items(), times).flatten().cloned().collect();
                    Ok(vm.new_tuple(items))
                }
                None => Ok(vm.not_implemented()),
            }
        }
        _ => Ok(vm.not_implemented()),
    }
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    for candidate in tuple(this).items() {
        if vm.equals(candidate, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "tuple")?;
    args.between(vm, "tuple", 0, 1)?;
    match args.first() {
        Some(tuple) if tuple.type_id() == id::TUPLE => Ok(tuple.clone()),
        Some(iterable) => {
            let items = vm.collect(iterable)?;
            Ok(vm.new_tuple(items))
        }
        None => Ok(vm.new_tuple(Vec::new())),
    }
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    hash: Some(|vm, this| hash_items(vm, tuple(this).items())),
    iter: Some(|vm, this| Ok(vm.new_iterator_of(id::TUPLE_ITERATOR, this.exact().clone(), 0))),
    len: Some(|_, this| Ok(tuple(this).len())),
    compare: Some(compare),
    contains: Some(contains),
    get_item: Some(get_item),
    binary: Some(binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Multiply],
    new: Some(new),
    ..Slots::NONE
};

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = tuple(&args[0]);
    let (start, stop) = bounds(vm, args, this.len())?;
    for at in start..stop.min(this.len()) {
        if vm.equals(&this.items()[at], &args[1])? {
            return Ok(vm.int_from_usize(at));
        }
    }
    Err(vm.raise_value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut count = 0;
    for item in tuple(&args[0]).items() {
        count += i64::from(vm.equals(item, &args[1])?);
    }
    Ok(vm.int(count))
}

const METHODS: &[NativeDef] = &[
    method("index", index, Arity::Between(1, 3)),
    method("count", count, Arity::One),
    method("__getnewargs__", |vm, args| Ok(vm.new_tuple(vec![args[0].exact().clone()])), Arity::Zero),
];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TUPLE, Tuple::LAYOUT);
    vm.define_type(&BuiltinType::new(id::TUPLE, SLOTS).methods(METHODS).doc(
        "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    ));
}
