//! Functions on numbers and code points.

use genjit_bytecode::BinaryOp;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Parameters};
use crate::slots::UnaryOp;
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

/// `abs(number)`
pub(super) fn abs(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.unary_op(UnaryOp::Absolute, &args[0])
}

/// Whether floor division and remainder together are the type's `divmod`.
fn is_real(value: &Value) -> bool {
    matches!(value.type_id(), id::INT | id::BOOL | id::FLOAT)
}

/// `divmod(a, b)`
pub(super) fn divmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (a, b) = (&args[0], &args[1]);
    if is_real(a) && is_real(b) {
        let parts =
            vec![vm.binary_op(BinaryOp::FloorDivide, a, b)?, vm.binary_op(BinaryOp::Remainder, a, b)?];
        return Ok(vm.new_tuple(parts));
    }
    let (plain, reflected) = (vm.names.__divmod__.clone(), vm.names.__rdivmod__.clone());
    let class = vm.class_of(a);
    let right_first = b.type_id() != a.type_id() && vm.class_of(b).is_subclass_of(&class);
    let mut attempts = [(a, &plain, b), (b, &reflected, a)];
    if right_first {
        attempts.reverse();
    }
    for (object, name, other) in attempts {
        if let Some(result) = vm.call_special(object, name, std::slice::from_ref(other))?
            && !vm.is_not_implemented(&result)
        {
            return Ok(result);
        }
    }
    let (left, right) = (vm.type_name(a), vm.type_name(b));
    Err(vm.raise_type_error(format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'")))
}

const POW: Parameters<3> =
    Parameters { function: "pow", names: ["base", "exp", "mod"], required: 2, positional: 3 };

/// `pow(base, exp, mod=None)`
pub(super) fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [base, exponent, modulus] = args.bind(vm, &POW)?;
    let (base, exponent) = (base.unwrap_or(Value::NONE), exponent.unwrap_or(Value::NONE));
    let Some(modulus) = modulus.filter(|modulus| !modulus.is_none()) else {
        return vm.binary_op(BinaryOp::Power, &base, &exponent);
    };
    let numbers = (base.as_int(), exponent.as_int(), modulus.as_int());
    if let (Some(base), Some(exponent @ 0..), Some(modulus @ 1..)) =
        (base.as_small(), exponent.as_small(), modulus.as_small())
    {
        let base = base.rem_euclid(modulus) as u64;
        return Ok(vm.int(small_power_modulo(base, exponent as u64, modulus as u64) as i64));
    }
    if let (Some(base), Some(exponent), Some(modulus)) = numbers {
        let (base, exponent, modulus) = (base.to_big(), exponent.to_big(), modulus.to_big());
        return power_modulo(vm, &base, exponent, &modulus);
    }
    if base.type_id().0 >= FIRST_USER {
        let name = vm.names.__pow__.clone();
        if let Some(result) = vm.call_special(&base, &name, &[exponent.clone(), modulus.clone()])?
            && !vm.is_not_implemented(&result)
        {
            return Ok(result);
        }
    }
    if [&base, &exponent, &modulus].iter().any(|value| value.as_float().is_some()) {
        return Err(vm.raise_type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let [base, exponent, modulus] = [&base, &exponent, &modulus].map(|value| vm.type_name(value));
    Err(vm.raise_type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'"
    )))
}

/// `base ** exponent % modulus` of numbers below `2 ** 63`.
fn small_power_modulo(base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let product = |a: u64, b: u64| (u128::from(a) * u128::from(b) % u128::from(modulus)) as u64;
    let (mut result, mut square) = (1 % modulus, base % modulus);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        exponent >>= 1;
    }
    result
}

fn power_modulo(vm: &mut Vm, base: &BigInt, exponent: BigInt, modulus: &BigInt) -> PyResult {
    if modulus.is_zero() {
        return Err(vm.raise_value_error("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    let (mut base, mut exponent) = (base.mod_floor(&size), exponent);
    if exponent.is_negative() {
        let found = base.extended_gcd(&size);
        if !found.gcd.is_one() {
            return Err(vm.raise_value_error("base is not invertible for the given modulus"));
        }
        (base, exponent) = (found.x.mod_floor(&size), -exponent);
    }
    let result = base.modpow(&exponent, &size).mod_floor(modulus);
    Ok(vm.new_int(result))
}

const ROUND: Parameters<2> =
    Parameters { function: "round", names: ["number", "ndigits"], required: 1, positional: 2 };

/// `round(number, ndigits=None)`
pub(super) fn round(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [number, digits] = args.bind(vm, &ROUND)?;
    let number = number.unwrap_or(Value::NONE);
    let name = vm.names.__round__.clone();
    let digits: Vec<Value> = digits.filter(|digits| !digits.is_none()).into_iter().collect();
    match vm.call_special(&number, &name, &digits)? {
        Some(rounded) => Ok(rounded),
        None => {
            let name = vm.type_name(&number);
            Err(vm.raise_type_error(format!("type {name} doesn't define __round__ method")))
        }
    }
}

fn in_base(vm: &mut Vm, value: &Value, base: u32, prefix: &str) -> PyResult {
    let index = vm.index(value)?;
    let number = index.as_int().map(|int| int.to_big()).unwrap_or_default();
    let sign = if number.is_negative() { "-" } else { "" };
    let digits = crate::text::number::magnitude(&number, base);
    Ok(vm.new_str(&format!("{sign}{prefix}{digits}")))
}

/// `bin(number)`
pub(super) fn bin(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    in_base(vm, &args[0], 2, "0b")
}

/// `oct(number)`
pub(super) fn oct(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    in_base(vm, &args[0], 8, "0o")
}

/// `hex(number)`
pub(super) fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    in_base(vm, &args[0], 16, "0x")
}

/// `chr(i)`
pub(super) fn chr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = vm.index(&args[0])?;
    let code = index.as_int().map_or(-1, |int| int.clamped());
    match u32::try_from(code) {
        Ok(code @ 0xd800..=0xdfff) => {
            Err(vm.raise_value_error(format!("chr() arg {code:#x} is a surrogate: strings hold UTF-8 only")))
        }
        Ok(code) => match char::from_u32(code) {
            Some(c) => Ok(vm.new_char(c)),
            None => Err(out_of_range(vm)),
        },
        Err(_) => Err(out_of_range(vm)),
    }
}

#[cold]
fn out_of_range(vm: &mut Vm) -> Raised {
    vm.raise_value_error("chr() arg not in range(0x110000)")
}

/// `ord(character)`
pub(super) fn ord(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let length = if let Some(text) = args[0].as_str() {
        let mut characters = text.chars();
        if let (Some(c), None) = (characters.next(), characters.next()) {
            return Ok(Value::from_small(i64::from(u32::from(c))));
        }
        text.chars().count()
    } else if matches!(args[0].exact().type_id(), id::BYTES | id::BYTEARRAY) {
        let length = vm.len(&args[0])?;
        if length == 1 {
            return vm.get_item(&args[0], &Value::from_small(0));
        }
        length
    } else {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("ord() expected string of length 1, but {name} found")));
    };
    Err(vm.raise_type_error(format!("ord() expected a character, but string of length {length} found")))
}
