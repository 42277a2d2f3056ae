//! The functions of `math` that compute with ints.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{FromPrimitive, One, Signed, ToPrimitive, Zero};

use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// The int that a whole float is.
pub(super) fn int_of_float(vm: &mut Vm, x: f64) -> PyResult {
    match BigInt::from_f64(x) {
        Some(int) => Ok(vm.new_int(int)),
        None if x.is_nan() => Err(vm.raise_value_error("cannot convert float NaN to integer")),
        None => Err(vm.raise_overflow_error("cannot convert float infinity to integer")),
    }
}

fn big(vm: &mut Vm, value: &Value) -> PyResult<BigInt> {
    let index = vm.index(value)?;
    Ok(index.as_int().map(|int| int.to_big()).unwrap_or_default())
}

pub(super) fn factorial(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let n = big(vm, &args[0])?;
    if n.is_negative() {
        return Err(vm.raise_value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_u64().filter(|&n| n <= i64::MAX as u64) else {
        return Err(vm.raise_overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    let product = falling_product(vm, 1, n)?;
    Ok(vm.new_int(product))
}

/// The product of all numbers from `low` to `high`, by halves so that factors are of equal size.
fn falling_product(vm: &mut Vm, low: u64, high: u64) -> PyResult<BigInt> {
    if low > high {
        return Ok(BigInt::one());
    }
    if high - low < 16 {
        return Ok((low..=high).fold(BigInt::one(), |product, factor| product * factor));
    }
    vm.check_interrupt()?;
    let middle = low + (high - low) / 2;
    Ok(falling_product(vm, low, middle)? * falling_product(vm, middle + 1, high)?)
}

pub(super) fn comb(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (n, k) = (big(vm, &args[0])?, big(vm, &args[1])?);
    check_not_negative(vm, &n, &k)?;
    if k > n {
        return Ok(Value::from_small(0));
    }
    let least = k.clone().min(&n - &k);
    let Some(count) = least.to_u64() else {
        return Err(vm.raise_overflow_error("min(n - k, k) must not exceed 18446744073709551615"));
    };
    let mut result = BigInt::one();
    for step in 0..count {
        vm.check_interrupt()?;
        result = result * (&n - step) / (step + 1);
    }
    Ok(vm.new_int(result))
}

pub(super) fn perm(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(k) = args.get(1).filter(|k| !k.is_none()) else { return factorial(vm, args) };
    let (n, k) = (big(vm, &args[0])?, big(vm, k)?);
    check_not_negative(vm, &n, &k)?;
    if k > n {
        return Ok(Value::from_small(0));
    }
    let Some(count) = k.to_u64() else {
        return Err(vm.raise_overflow_error("k must not exceed 18446744073709551615"));
    };
    let mut result = BigInt::one();
    for step in 0..count {
        vm.check_interrupt()?;
        result *= &n - step;
    }
    Ok(vm.new_int(result))
}

fn check_not_negative(vm: &mut Vm, n: &BigInt, k: &BigInt) -> PyResult<()> {
    for (name, value) in [("n", n), ("k", k)] {
        if value.is_negative() {
            return Err(vm.raise_value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok(())
}

pub(super) fn gcd(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut result = BigInt::zero();
    for value in args.iter() {
        result = result.gcd(&big(vm, value)?);
    }
    Ok(vm.new_int(result))
}

pub(super) fn lcm(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut result = BigInt::one();
    for value in args.iter() {
        result = result.lcm(&big(vm, value)?);
    }
    Ok(vm.new_int(result.abs()))
}

pub(super) fn isqrt(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let n = big(vm, &args[0])?;
    if n.sign() == Sign::Minus {
        return Err(vm.raise_value_error("isqrt() argument must be nonnegative"));
    }
    Ok(vm.new_int(n.sqrt()))
}
