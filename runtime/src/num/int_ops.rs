//! Arithmetic of ints.

use genjit_bytecode::BinaryOp;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::int::IntView;
use super::power;
use crate::error::{PyResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

/// Bits that a shift may make at most.
const MOST_BITS: i64 = 1 << 36;

/// `a op b` of two ints; `NotImplemented` for operators ints do not have.
pub(crate) fn int_op(vm: &mut Vm, op: BinaryOp, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    if let (IntView::Small(a), IntView::Small(b)) = (a, b)
        && let Some(result) = small_op(vm, op, a, b)
    {
        return result;
    }
    big_op(vm, op, a, b)
}

/// Operators whose result of two `i64` is an `i64`; nothing where it overflows or needs more thought.
fn small_op(vm: &mut Vm, op: BinaryOp, a: i64, b: i64) -> Option<PyResult> {
    let result = match op {
        BinaryOp::Add => a.checked_add(b)?,
        BinaryOp::Subtract => a.checked_sub(b)?,
        BinaryOp::Multiply => a.checked_mul(b)?,
        BinaryOp::FloorDivide if b != 0 => Integer::div_floor(&a, &b),
        BinaryOp::Remainder if b != 0 => a.mod_floor(&b),
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::Rshift if b >= 0 => a >> b.min(63),
        BinaryOp::Lshift if (0..62).contains(&b) && a.unsigned_abs().leading_zeros() as i64 > b + 1 => a << b,
        BinaryOp::TrueDivide if b != 0 && a.unsigned_abs() <= 1 << 53 && b.unsigned_abs() <= 1 << 53 => {
            return Some(Ok(vm.new_float(a as f64 / b as f64)));
        }
        _ => return None,
    };
    Some(Ok(vm.int(result)))
}

fn big_op(vm: &mut Vm, op: BinaryOp, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    let result = match op {
        BinaryOp::Lshift | BinaryOp::Rshift => return shift(vm, op, a, b),
        BinaryOp::Power => return power::int_power(vm, a, b),
        BinaryOp::TrueDivide => return true_divide(vm, a, b),
        BinaryOp::FloorDivide | BinaryOp::Remainder if b.is_zero() => {
            return Err(zero_division(vm));
        }
        BinaryOp::Add => a.to_big() + b.to_big(),
        BinaryOp::Subtract => a.to_big() - b.to_big(),
        BinaryOp::Multiply => a.to_big() * b.to_big(),
        BinaryOp::FloorDivide => a.to_big().div_floor(&b.to_big()),
        BinaryOp::Remainder => a.to_big().mod_floor(&b.to_big()),
        BinaryOp::And => a.to_big() & b.to_big(),
        BinaryOp::Or => a.to_big() | b.to_big(),
        BinaryOp::Xor => a.to_big() ^ b.to_big(),
        _ => return Ok(vm.not_implemented()),
    };
    Ok(vm.new_int(result))
}

#[cold]
fn zero_division(vm: &mut Vm) -> Raised {
    vm.raise_zero_division_error("division by zero")
}

fn shift(vm: &mut Vm, op: BinaryOp, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    if b.is_negative() {
        return Err(vm.raise_value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Value::from_small(0));
    }
    let count = b.to_i64();
    let result = match (op, count) {
        (BinaryOp::Rshift, Some(count)) => a.to_big() >> count,
        (BinaryOp::Rshift, None) => BigInt::from(if a.is_negative() { -1 } else { 0 }),
        (_, Some(count)) if count <= MOST_BITS => a.to_big() << count,
        (_, Some(_)) => return Err(vm.raise_memory_error("")),
        _ => return Err(vm.raise_overflow_error("too many digits in integer")),
    };
    Ok(vm.new_int(result))
}

/// The nearest float to `a / b`, ties to even.
fn true_divide(vm: &mut Vm, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    let (a, b) = (a.to_big(), b.to_big());
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.abs(), b.abs());
    // A quotient of 66 bits or more with the last one sticky rounds as the exact one does; where the
    // result is subnormal it is rounded by the conversion of a shorter one.
    let exponent = a.bits() as i64 - b.bits() as i64;
    let wanted = if exponent < -1020 { 1074 } else { 66 - exponent };
    let shift = wanted.min(1076 + 64);
    let (shifted, divisor) = if shift >= 0 { (a << shift, b) } else { (a, b << -shift) };
    let (mut quotient, remainder) = shifted.div_rem(&divisor);
    if exponent < -1020 {
        // Units of the least subnormal: round half to even here.
        let twice: BigInt = remainder << 1u32;
        if twice > divisor || twice == divisor && quotient.is_odd() {
            quotient += 1;
        }
    } else if !remainder.is_zero() {
        quotient |= BigInt::from(1);
    }
    let magnitude = quotient.to_f64().unwrap_or(f64::INFINITY);
    let result = scale(magnitude, -shift);
    if result.is_infinite() {
        return Err(vm.raise_overflow_error("integer division result too large for a float"));
    }
    Ok(vm.new_float(if negative { -result } else { result }))
}

/// `value * 2**exponent`, exact as long as the result is not subnormal.
fn scale(value: f64, exponent: i64) -> f64 {
    let mut result = value;
    let mut left = exponent.clamp(-4000, 4000);
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        result *= 2f64.powi(step as i32);
        left -= step;
    }
    result
}

/// `divmod(a, b)` of two ints.
pub(crate) fn divmod_ints(vm: &mut Vm, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    let (quotient, remainder) = a.to_big().div_mod_floor(&b.to_big());
    let parts = vec![vm.new_int(quotient), vm.new_int(remainder)];
    Ok(vm.new_tuple(parts))
}
