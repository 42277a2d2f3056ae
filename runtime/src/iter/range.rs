//! Iterators of ranges: one in machine words, one for ints of any size.

use std::cell::{Cell, RefCell};

use num_bigint::BigInt;
use num_traits::Zero;

use super::reduce::OF_RANGES;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// Iterator of a range whose items are immediate ints; laid out as `genjit_jit::abi::iterator` says.
    pub struct RangeIterator(|type_id| type_id == id::RANGE_ITERATOR) "range iterator" {
        pub(super) next: Cell<i64>,
        pub(super) step: Cell<i64>,
        pub(super) left: Cell<i64>,
    }
}

object_type! {
    /// Iterator of any other range.
    pub struct LongRangeIterator(|type_id| type_id == id::LONG_RANGE_ITERATOR) "long range iterator" {
        /// The next item.
        pub(super) next: Plain<RefCell<BigInt>>,
        pub(super) step: Plain<BigInt>,
        pub(super) left: Plain<RefCell<BigInt>>,
    }
}

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::RANGE_ITERATOR, RangeIterator::LAYOUT);
    vm.heap.set_layout(id::LONG_RANGE_ITERATOR, LongRangeIterator::LAYOUT);
    let slots = Slots { iter: Some(|_, this| Ok(this.clone())), ..Slots::NONE };
    let short = Slots { next: Some(next), ..slots };
    vm.define_type(&BuiltinType::new(id::RANGE_ITERATOR, short).methods(OF_RANGES));
    let long = Slots { next: Some(next_long), ..slots };
    vm.define_type(&BuiltinType::new(id::LONG_RANGE_ITERATOR, long).methods(OF_RANGES));
}

impl Vm {
    /// An iterator of `length` ints from `start` on.
    pub(crate) fn new_range_iterator(&mut self, start: &Value, step: &Value, length: &Value) -> Value {
        if let (Some(start), Some(step)) = (start.as_small(), step.as_small())
            && crate::range::small_end(start, step, length).is_some()
        {
            let left = length.as_small().unwrap_or(0);
            let (start, step, left) = (Cell::new(start), Cell::new(step), Cell::new(left));
            return RangeIterator::allocate(&mut self.heap, id::RANGE_ITERATOR, start, step, left)
                .into_value();
        }
        let [start, step, length] =
            [start, step, length].map(|value| value.as_int().map(|int| int.to_big()).unwrap_or_default());
        let (next, left) = (Plain(RefCell::new(start)), Plain(RefCell::new(length)));
        LongRangeIterator::allocate(&mut self.heap, id::LONG_RANGE_ITERATOR, next, Plain(step), left)
            .into_value()
    }
}

fn next(_vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<RangeIterator>() else { return Ok(None) };
    if this.left.get() <= 0 {
        return Ok(None);
    }
    let item = this.next.get();
    this.next.set(item.wrapping_add(this.step.get()));
    this.left.set(this.left.get() - 1);
    Ok(Some(Value::from_small(item)))
}

fn next_long(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<LongRangeIterator>() else { return Ok(None) };
    if this.left.0.borrow().is_zero() {
        return Ok(None);
    }
    *this.left.0.borrow_mut() -= 1;
    let following = &*this.next.0.borrow() + &this.step.0;
    let item = this.next.0.replace(following);
    Ok(Some(vm.new_int(item)))
}

pub(super) fn length_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(this) = args[0].downcast::<RangeIterator>() {
        return Ok(vm.int(this.left.get()));
    }
    let left = args[0].downcast::<LongRangeIterator>().map(|this| this.left.0.borrow().clone());
    Ok(vm.new_int(left.unwrap_or_default()))
}
