//! Built-ins about numbers and characters.

use genjit_bytecode::BinaryOp;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::slots::UnaryOp;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn abs(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.unary_op(UnaryOp::Absolute, &args[0])
}

fn based(vm: &mut Vm, value: &Value, base: u32, prefix: &str) -> PyResult {
    let index = vm.index(value)?;
    let int = index.as_int().map(|int| int.to_big()).unwrap_or_default();
    let sign = if int.sign() == Sign::Minus { "-" } else { "" };
    Ok(vm.new_str(&format!("{sign}{prefix}{}", int.magnitude().to_str_radix(base))))
}

pub(super) fn bin(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    based(vm, &args[0], 2, "0b")
}

pub(super) fn oct(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    based(vm, &args[0], 8, "0o")
}

pub(super) fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    based(vm, &args[0], 16, "0x")
}

pub(super) fn chr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let code = vm.index_clamped(&args[0])?;
    let Some(code) = u32::try_from(code).ok().filter(|&code| code < 0x11_0000) else {
        return Err(vm.raise_value_error("chr() arg not in range(0x110000)"));
    };
    match char::from_u32(code) {
        Some(c) => Ok(vm.new_char(c)),
        None => Err(vm.raise_value_error("chr(): surrogates are not supported")),
    }
}

pub(super) fn ord(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = &args[0];
    if let Some(text) = value.as_str() {
        let mut characters = text.chars();
        if let (Some(c), None) = (characters.next(), characters.next()) {
            return Ok(Value::from_small(i64::from(u32::from(c))));
        }
        let length = text.chars().count();
        let message = format!("ord() expected a character, but string of length {length} found");
        return Err(vm.raise_type_error(message));
    }
    if value.type_id() == crate::types::id::BYTES {
        if vm.len(value)? == 1 {
            return vm.get_item(value, &Value::from_small(0));
        }
        let length = vm.len(value)?;
        let message = format!("ord() expected a character, but string of length {length} found");
        return Err(vm.raise_type_error(message));
    }
    let name = vm.type_name(value);
    Err(vm.raise_type_error(format!("ord() expected string of length 1, but {name} found")))
}

pub(super) fn divmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (a, b) = (&args[0], &args[1]);
    if a.type_id().user_layout().is_none() && b.type_id().user_layout().is_none() {
        return divmod_native(vm, a, b);
    }
    let (name, reflected) = (vm.names.__divmod__.clone(), vm.names.__rdivmod__.clone());
    for (this, name, other) in [(a, name, b), (b, reflected, a)] {
        if let Some(result) = vm.call_special(this, &name, std::slice::from_ref(other))?
            && !vm.is_not_implemented(&result)
        {
            return Ok(result);
        }
    }
    divmod_native(vm, a, b)
}

fn divmod_native(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let is_number = |value: &Value| value.as_int().is_some() || value.as_float().is_some();
    if !is_number(a) || !is_number(b) {
        let (left, right) = (vm.type_name(a), vm.type_name(b));
        let message = format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'");
        return Err(vm.raise_type_error(message));
    }
    let quotient = vm.binary_op(BinaryOp::FloorDivide, a, b)?;
    let remainder = vm.binary_op(BinaryOp::Remainder, a, b)?;
    Ok(vm.new_tuple(vec![quotient, remainder]))
}

const POW: Parameters<3> =
    Parameters { function: "pow", names: ["base", "exp", "mod"], required: 2, positional: 3 };

pub(super) fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [base, exponent, modulus] = args.bind(vm, &POW)?;
    let (base, exponent) = (base.unwrap_or(Value::NONE), exponent.unwrap_or(Value::NONE));
    let Some(modulus) = modulus.filter(|modulus| !modulus.is_none()) else {
        return vm.binary_op(BinaryOp::Power, &base, &exponent);
    };
    let big = |value: &Value| value.exact().as_int().map(|int| int.to_big());
    let (Some(b), Some(e), Some(m)) = (big(&base), big(&exponent), big(&modulus)) else {
        let names = [&base, &exponent, &modulus].map(|value| format!("'{}'", vm.type_name(value)));
        let message = format!("unsupported operand type(s) for ** or pow(): {}", names.join(", "));
        return Err(vm.raise_type_error(message));
    };
    if m.is_zero() {
        return Err(vm.raise_value_error("pow() 3rd argument cannot be 0"));
    }
    let (b, e) = if e.is_negative() {
        match inverse(&b, &m) {
            Some(inverse) => (inverse, -e),
            None => return Err(vm.raise_value_error("base is not invertible for the given modulus")),
        }
    } else {
        (b, e)
    };
    // `modpow` rounds as Python does: the result has the sign of the modulus.
    let result = b.modpow(&e, &m);
    Ok(vm.new_int(result))
}

/// The number whose product with `value` is 1 modulo `modulus`.
fn inverse(value: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let size = modulus.abs();
    let found = value.mod_floor(&size).extended_gcd(&size);
    (found.gcd.is_one()).then(|| found.x.mod_floor(&size))
}

const ROUND: Parameters<2> =
    Parameters { function: "round", names: ["number", "ndigits"], required: 1, positional: 2 };

pub(super) fn round(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [number, digits] = args.bind(vm, &ROUND)?;
    let number = number.unwrap_or(Value::NONE);
    let name = vm.names.__round__.clone();
    let digits: Vec<Value> = digits.into_iter().filter(|digits| !digits.is_none()).collect();
    match vm.call_special(&number, &name, &digits)? {
        Some(result) => Ok(result),
        None => {
            let found = vm.type_name(&number);
            Err(vm.raise_type_error(format!("type {found} doesn't define __round__ method")))
        }
    }
}
