//! `int`: small ones are immediates, larger ones objects that hold a big int.
//!
//! Requirement: an int object's value never fits an immediate, so equal ints have equal forms.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::object_type;
use crate::part::Plain;
use crate::types::id;
use crate::value::{Raw, SMALL_INT_MAX, SMALL_INT_MIN, Value};
use crate::vm::Vm;

object_type! {
    /// An int beyond the immediate range.
    pub struct Int(|type_id| type_id == id::INT) "int" {
        /// The value.
        pub value: Plain<BigInt>,
    }
}

/// The value of an int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntView<'a> {
    /// An immediate.
    Small(i64),
    /// An object.
    Big(&'a BigInt),
}

impl IntView<'_> {
    /// As a big int.
    pub fn to_big(self) -> BigInt {
        match self {
            IntView::Small(value) => BigInt::from(value),
            IntView::Big(value) => value.clone(),
        }
    }

    /// As an `i64`, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntView::Small(value) => Some(value),
            IntView::Big(value) => value.to_i64(),
        }
    }

    /// As an `i64`, cut to its range.
    pub fn clamped(self) -> i64 {
        let bound = if self.is_negative() { i64::MIN } else { i64::MAX };
        self.to_i64().unwrap_or(bound)
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntView::Small(value) => value < 0,
            IntView::Big(value) => value.sign() == num_bigint::Sign::Minus,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self == IntView::Small(0)
    }

    /// Whether it is odd.
    pub fn is_odd(self) -> bool {
        match self {
            IntView::Small(value) => value & 1 != 0,
            IntView::Big(value) => value.bit(0),
        }
    }
}

impl std::fmt::Display for IntView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            IntView::Small(value) => value.fmt(f),
            IntView::Big(value) => value.fmt(f),
        }
    }
}

impl Value {
    /// The value of an int, a bool, or an instance of a class that derives from `int`.
    #[inline(always)]
    pub fn as_int(&self) -> Option<IntView<'_>> {
        let raw = self.raw();
        if raw.is_small() {
            return Some(IntView::Small(raw.small()));
        }
        self.as_int_object()
    }

    #[inline(never)]
    fn as_int_object(&self) -> Option<IntView<'_>> {
        if self.raw().is_bool() {
            return Some(IntView::Small(i64::from(self.raw() == Raw::TRUE)));
        }
        let exact = self.exact();
        if exact.raw().is_small() {
            return Some(IntView::Small(exact.raw().small()));
        }
        exact.downcast::<Int>().map(|int| IntView::Big(&int.value.0))
    }

    /// Whether this is exactly an `int`, not a `bool`.
    #[inline(always)]
    pub fn is_exact_int(&self) -> bool {
        self.raw().is_small() || self.is_a::<Int>()
    }
}

impl Vm {
    /// An int.
    pub fn new_int(&mut self, value: BigInt) -> Value {
        match value.to_i64().and_then(Raw::try_small) {
            Some(raw) => Value::from_small(raw.small()),
            None => Int::allocate(&mut self.heap, id::INT, Plain(value)).into_value(),
        }
    }

    /// An int.
    #[inline(always)]
    pub fn int(&mut self, value: i64) -> Value {
        if (SMALL_INT_MIN..=SMALL_INT_MAX).contains(&value) {
            Value::from_small(value)
        } else {
            Int::allocate(&mut self.heap, id::INT, Plain(BigInt::from(value))).into_value()
        }
    }

    /// An int.
    pub fn int_from_u64(&mut self, value: u64) -> Value {
        self.new_int(BigInt::from(value))
    }

    /// A length or an index.
    #[inline(always)]
    pub fn int_from_usize(&mut self, value: usize) -> Value {
        self.int(value as i64)
    }
}
