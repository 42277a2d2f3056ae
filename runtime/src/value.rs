//! Values: 64-bit words with low tag bits. The one file that knows the bits.
//!
//! ```text
//! ......00   small int, value << 2 (62 bits)         .....001   heap pointer | 1
//! .....010   None, True, False, NULL, answers        .....011 101 110 111   most floats
//! ```
//!
//! A [`Raw`] is the bare word: it is copied freely and owns nothing. A [`Value`] is a `Raw` that owns
//! one count of the object it points at: cloning adds a count, dropping gives it back. Operand stacks,
//! frames and machine code deal in `Raw`; everything else in `Value`.
//!
//! Floats are self-tagged: `t = rotl(bits + (3 << 60), 4)` is inline iff its low three bits are a float
//! tag. Left out are the exponent ranges around 1e-230 and 1e230, infinities and NaN: they live on the heap.

use std::mem::ManuallyDrop;

use crate::object::{self, Header};

const TAG_MASK: u64 = 0b111;
const TAG_HEAP: u64 = 0b001;
const TAG_SPECIAL: u64 = 0b010;
const FLOAT_TAGS: u64 = 0b1110_1000;
const FLOAT_BIAS: u64 = 3 << 60;
const FLOAT_ROTATE: u32 = 4;

/// Smallest int that is immediate.
pub const SMALL_INT_MIN: i64 = -(1 << 61);
/// Largest int that is immediate.
pub const SMALL_INT_MAX: i64 = (1 << 61) - 1;

/// A value's word; owns nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Raw(pub u64);

const fn special(index: u64) -> Raw {
    Raw(index << 3 | TAG_SPECIAL)
}

impl Raw {
    /// An empty slot; never visible to Python.
    pub const NULL: Raw = special(0);
    /// `None`.
    pub const NONE: Raw = special(1);
    /// `False`.
    pub const FALSE: Raw = special(2);
    /// `True`.
    pub const TRUE: Raw = special(3);
    /// Answer of a resume: the generator returned; its value is in `vm.ret`.
    pub const FINISHED: Raw = special(4);
    /// Answer of a resume: an exception was raised.
    pub const RAISED: Raw = special(5);
    /// Answer of a resume: machine code gave up, the interpreter goes on from `vm.frame`.
    pub const UNWIND: Raw = special(6);
    /// Answer of a continuation: the interpreter goes on from the frame.
    pub const INTERPRET: Raw = special(8);
    /// What `--verify` writes into slots nobody may read.
    pub const POISON: Raw = special(7);

    /// The bool.
    #[inline(always)]
    pub const fn from_bool(value: bool) -> Raw {
        Raw(Raw::FALSE.0 + ((value as u64) << 3))
    }

    /// The small int; `value` must fit 62 bits.
    #[inline(always)]
    pub const fn from_small(value: i64) -> Raw {
        debug_assert!(value >= SMALL_INT_MIN && value <= SMALL_INT_MAX);
        Raw((value as u64) << 2)
    }

    /// The small int, if `value` fits 62 bits.
    #[inline(always)]
    pub const fn try_small(value: i64) -> Option<Raw> {
        if value >= SMALL_INT_MIN && value <= SMALL_INT_MAX { Some(Raw((value as u64) << 2)) } else { None }
    }

    /// The float, if it is in the inline range.
    #[inline(always)]
    pub const fn try_float(value: f64) -> Option<Raw> {
        let word = value.to_bits().wrapping_add(FLOAT_BIAS).rotate_left(FLOAT_ROTATE);
        if FLOAT_TAGS >> (word & TAG_MASK) & 1 == 1 { Some(Raw(word)) } else { None }
    }

    /// The object at `pointer`; takes no count.
    #[inline(always)]
    pub fn from_object(pointer: *mut Header) -> Raw {
        debug_assert!(pointer as u64 & TAG_MASK == 0 && !pointer.is_null());
        Raw(pointer as u64 | TAG_HEAP)
    }

    /// Whether this is a small int.
    #[inline(always)]
    pub const fn is_small(self) -> bool {
        self.0 & 0b11 == 0
    }

    /// Whether this is an inline float.
    #[inline(always)]
    pub const fn is_inline_float(self) -> bool {
        FLOAT_TAGS >> (self.0 & TAG_MASK) & 1 == 1
    }

    /// Whether this points at an object.
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.0 & TAG_MASK == TAG_HEAP
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 | 8 == Raw::TRUE.0
    }

    /// The small int's value; meaningless for other words.
    #[inline(always)]
    pub const fn small(self) -> i64 {
        self.0 as i64 >> 2
    }

    /// The inline float's value; meaningless for other words.
    #[inline(always)]
    pub const fn inline_float(self) -> f64 {
        f64::from_bits(self.0.rotate_right(FLOAT_ROTATE).wrapping_sub(FLOAT_BIAS))
    }

    /// The object's header; meaningless for other words.
    #[inline(always)]
    pub const fn pointer(self) -> *mut Header {
        (self.0 - TAG_HEAP) as *mut Header
    }

    /// Adds a count if this is an object.
    ///
    /// # Safety
    /// The object, if any, is alive.
    #[inline(always)]
    pub unsafe fn inc(self) {
        if self.is_object() {
            // SAFETY: alive, by the caller's claim.
            unsafe { object::inc(self.pointer()) }
        }
    }

    /// Gives back a count if this is an object, and frees it with the last one.
    ///
    /// # Safety
    /// The caller owns a count of the object, if any, and gives it up.
    #[inline(always)]
    pub unsafe fn dec(self) {
        if self.is_object() {
            // SAFETY: the caller owns the count.
            unsafe { object::dec(self.pointer()) }
        }
    }

    /// Takes over a count the caller owns.
    ///
    /// # Safety
    /// The caller owns a count of the object, if any, and gives it to the result.
    #[inline(always)]
    pub unsafe fn into_value(self) -> Value {
        Value(self)
    }

    /// A new owned value for the same word.
    ///
    /// # Safety
    /// The object, if any, is alive.
    #[inline(always)]
    pub unsafe fn to_value(self) -> Value {
        // SAFETY: alive, by the caller's claim.
        unsafe { self.inc() };
        Value(self)
    }

    /// Sees the word as a value without taking a count.
    ///
    /// # Safety
    /// The object, if any, stays alive while the result is used.
    #[inline(always)]
    pub unsafe fn as_value(&self) -> &Value {
        // SAFETY: `Value` is `repr(transparent)` over `Raw`; liveness is the caller's claim.
        unsafe { &*std::ptr::from_ref(self).cast::<Value>() }
    }
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Raw::NULL => f.write_str("NULL"),
            Raw::NONE => f.write_str("None"),
            Raw::TRUE => f.write_str("True"),
            Raw::FALSE => f.write_str("False"),
            Raw::FINISHED => f.write_str("FINISHED"),
            Raw::RAISED => f.write_str("RAISED"),
            Raw::UNWIND => f.write_str("UNWIND"),
            Raw::INTERPRET => f.write_str("INTERPRET"),
            Raw::POISON => f.write_str("POISON"),
            raw if raw.is_small() => write!(f, "{}", raw.small()),
            raw if raw.is_inline_float() => write!(f, "{:?}", raw.inline_float()),
            _ => f.write_str("<object>"),
        }
    }
}

/// A value that owns one count of its object.
#[derive(PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(Raw);

impl Value {
    /// `None`.
    pub const NONE: Value = Value(Raw::NONE);
    /// `True`.
    pub const TRUE: Value = Value(Raw::TRUE);
    /// `False`.
    pub const FALSE: Value = Value(Raw::FALSE);
    /// No value: marks empty places in tables; never visible to Python.
    pub(crate) const EMPTY: Value = Value(Raw::NULL);

    /// The bare word; the count stays with `self`.
    #[inline(always)]
    pub const fn raw(&self) -> Raw {
        self.0
    }

    /// The bare word with the count.
    #[inline(always)]
    pub fn into_raw(self) -> Raw {
        ManuallyDrop::new(self).0
    }

    /// The bool.
    #[inline(always)]
    pub const fn from_bool(value: bool) -> Value {
        Value(Raw::from_bool(value))
    }

    /// The small int; `value` must fit 62 bits.
    #[inline(always)]
    pub const fn from_small(value: i64) -> Value {
        Value(Raw::from_small(value))
    }

    /// The float, if it is in the inline range.
    #[inline(always)]
    pub(crate) const fn try_inline_float(value: f64) -> Option<Value> {
        match Raw::try_float(value) {
            Some(raw) => Some(Value(raw)),
            None => None,
        }
    }

    /// The small int's value.
    #[inline(always)]
    pub fn as_small(&self) -> Option<i64> {
        self.0.is_small().then(|| self.0.small())
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.0 == Raw::NONE
    }

    /// Whether both are the same object or the same immediate (`is`).
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        // SAFETY: `self` owns a count, so the object is alive.
        unsafe { self.0.to_value() }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: `self` owns the count and ends here.
        unsafe { self.0.dec() }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exponent_round_trips_or_asks_for_the_heap() {
        let mut inline = 0;
        for exponent in 0..0x800u64 {
            for mantissa in [0, 1, (1 << 52) - 1] {
                for sign in [0, 1u64 << 63] {
                    let float = f64::from_bits(sign | exponent << 52 | mantissa);
                    if let Some(raw) = Raw::try_float(float) {
                        inline += 1;
                        assert!(raw.is_inline_float() && !raw.is_small() && !raw.is_object());
                        assert_eq!(raw.inline_float().to_bits(), float.to_bits());
                    }
                }
            }
        }
        assert_eq!(inline, 1024 * 6);
        assert!(Raw::try_float(0.0).is_some() && Raw::try_float(-0.0).is_some());
        assert!(Raw::try_float(f64::NAN).is_none() && Raw::try_float(f64::INFINITY).is_none());
    }

    #[test]
    fn small_ints_keep_62_bits() {
        for value in [0, 1, -1, SMALL_INT_MIN, SMALL_INT_MAX] {
            assert_eq!(Raw::try_small(value).map(Raw::small), Some(value));
        }
        assert!(Raw::try_small(SMALL_INT_MAX + 1).is_none() && Raw::try_small(SMALL_INT_MIN - 1).is_none());
    }
}
