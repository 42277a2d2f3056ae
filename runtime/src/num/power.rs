//! Powers of ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive};

use super::int::IntView;
use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

/// Bits that a power may have at most.
const MOST_BITS: u64 = 1 << 36;

/// `a ** b` of two ints: an int, or a float where `b` is negative.
pub(crate) fn int_power(vm: &mut Vm, a: IntView<'_>, b: IntView<'_>) -> PyResult {
    if b.is_negative() {
        if a.is_zero() {
            return Err(vm.raise_zero_division_error("zero to a negative power"));
        }
        let base = vm.big_to_f64(&a.to_big())?;
        let exponent = vm.big_to_f64(&b.to_big())?;
        return super::float::float_power(vm, base, exponent);
    }
    let base = a.to_big();
    if base.abs() <= BigInt::one() {
        let negative = base.is_negative() && !b.is_odd();
        let result = if b.is_zero() || negative { BigInt::one() } else { base };
        return Ok(vm.new_int(result));
    }
    let exponent = b.to_i64().and_then(|exponent| u32::try_from(exponent).ok());
    match exponent {
        Some(exponent) if base.bits().saturating_mul(u64::from(exponent)) <= MOST_BITS => {
            Ok(vm.new_int(base.pow(exponent)))
        }
        _ => Err(vm.raise_memory_error("")),
    }
}

/// `pow(a, b, modulus)`.
pub(crate) fn modular_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let (Some(a), Some(b), Some(modulus)) = (a.as_int(), b.as_int(), modulus.as_int()) else {
        let message = "pow() 3rd argument not allowed unless all arguments are integers";
        return Err(vm.raise_type_error(message));
    };
    if modulus.is_zero() {
        return Err(vm.raise_value_error("pow() 3rd argument cannot be 0"));
    }
    let (mut base, mut exponent, modulus) = (a.to_big(), b.to_big(), modulus.to_big());
    if exponent.is_negative() {
        match inverse(&base, &modulus) {
            Some(inverse) => (base, exponent) = (inverse, -exponent),
            None => {
                let message = "base is not invertible for the given modulus";
                return Err(vm.raise_value_error(message));
            }
        }
    }
    let result = base.mod_floor(&modulus.abs()).modpow(&exponent, &modulus.abs()).mod_floor(&modulus);
    Ok(vm.new_int(result))
}

fn inverse(value: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let modulus = modulus.abs();
    let extended = value.mod_floor(&modulus).extended_gcd(&modulus);
    extended.gcd.to_u8().filter(|&gcd| gcd == 1).map(|_| extended.x.mod_floor(&modulus))
}
