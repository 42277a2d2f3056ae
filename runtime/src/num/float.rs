//! `float`: most are immediates, the rest objects that hold the bits.

use std::cell::Cell;

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::object_type;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A float outside the inline range, as `genjit_jit::abi::float` says.
    pub struct Float(|type_id| type_id == id::FLOAT) "float" {
        /// The value; never changes.
        pub value: Cell<f64>,
    }
}

impl Value {
    /// The value of a float or of an instance of a class that derives from `float`.
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        let raw = self.raw();
        if raw.is_inline_float() {
            return Some(raw.inline_float());
        }
        if !raw.is_object() {
            return None;
        }
        let exact = self.exact();
        if exact.raw().is_inline_float() {
            return Some(exact.raw().inline_float());
        }
        exact.downcast::<Float>().map(|float| float.value.get())
    }
}

impl Vm {
    /// A float.
    #[inline(always)]
    pub fn new_float(&mut self, value: f64) -> Value {
        match Value::try_inline_float(value) {
            Some(value) => value,
            None => Float::allocate(&mut self.heap, id::FLOAT, Cell::new(value)).into_value(),
        }
    }
}

/// `a // b` for a divisor that is not zero.
pub(crate) fn floor_divide(a: f64, b: f64) -> f64 {
    let (quotient, _) = divide(a, b);
    quotient
}

/// `a % b` for a divisor that is not zero: its sign is the divisor's.
pub(crate) fn remainder(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        return 0f64.copysign(b);
    }
    if (b < 0.0) == (rest < 0.0) { rest } else { rest + b }
}

/// `divmod(a, b)` for a divisor that is not zero.
pub(crate) fn divide(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    // The division above may have fallen just below an integer.
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// `a ** b` where that is a real float; nothing where it raises or is complex.
pub(crate) fn power(a: f64, b: f64) -> Option<f64> {
    if b == 0.0 || a == 1.0 {
        return Some(1.0);
    }
    if a == 0.0 && b < 0.0 {
        return None;
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return None;
    }
    let result = if a == -1.0 && b.is_infinite() { 1.0 } else { a.powf(b) };
    if result.is_infinite() && a.is_finite() && b.is_finite() { None } else { Some(result) }
}

/// `a ** b` of two floats.
pub(crate) fn float_power(vm: &mut Vm, a: f64, b: f64) -> PyResult {
    if let Some(result) = power(a, b) {
        return Ok(vm.new_float(result));
    }
    if a == 0.0 {
        return Err(vm.raise_zero_division_error("zero to a negative power"));
    }
    if a < 0.0 && b != b.floor() {
        return super::complex::complex_power(vm, (a, 0.0), (b, 0.0));
    }
    let arguments = vec![Value::from_small(34), vm.new_str("Numerical result out of range")];
    Err(vm.raise_with(ExceptionKind::OverflowError, arguments))
}
