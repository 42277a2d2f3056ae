//! Arithmetic on constant numbers.

use super::nb;
use genjit_bytecode::Constant;
use num_bigint::BigInt;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

/// Largest integer result, in bits.
const MAX_INT_SIZE: u64 = 128;

/// A number, bools taken as integers.
enum Number {
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

fn number(constant: &Constant) -> Option<Number> {
    match constant {
        Constant::Bool(b) => Some(Number::Int(BigInt::from(u8::from(*b)))),
        Constant::Int(i) => Some(Number::Int(i.clone())),
        Constant::Float(f) => Some(Number::Float(*f)),
        Constant::Complex { real, imag } => Some(Number::Complex(*real, *imag)),
        _ => None,
    }
}

/// Python's `==` on constants.
pub(crate) fn equal(a: &Constant, b: &Constant) -> bool {
    match (number(a), number(b)) {
        (Some(Number::Int(x)), Some(Number::Int(y))) => x == y,
        (Some(Number::Float(x)), Some(Number::Float(y))) => x == y,
        (Some(Number::Int(i)), Some(Number::Float(f))) | (Some(Number::Float(f)), Some(Number::Int(i))) => {
            f.fract() == 0.0 && num_traits::FromPrimitive::from_f64(f) == Some(i)
        }
        (Some(_), Some(_)) | (None, None) => a == b,
        _ => false,
    }
}

/// `-x`
pub(crate) fn negative(operand: &Constant) -> Option<Constant> {
    Some(match number(operand)? {
        Number::Int(i) => Constant::Int(-i),
        Number::Float(f) => Constant::Float(-f),
        Number::Complex(real, imag) => Constant::Complex { real: -real, imag: -imag },
    })
}

/// `+x`
pub(super) fn positive(operand: &Constant) -> Option<Constant> {
    Some(match number(operand)? {
        Number::Int(i) => Constant::Int(i),
        Number::Float(f) => Constant::Float(f),
        Number::Complex(real, imag) => Constant::Complex { real, imag },
    })
}

/// `~x`; not for bools, where it warns.
pub(super) fn invert(operand: &Constant) -> Option<Constant> {
    match operand {
        Constant::Int(i) => Some(Constant::Int(!i)),
        _ => None,
    }
}

/// A binary operation on numbers, `None` if it is not folded.
pub(crate) fn arithmetic(left: &Constant, op: u32, right: &Constant) -> Option<Constant> {
    if let (Constant::Bool(a), Constant::Bool(b)) = (left, right) {
        match op {
            nb::AND => return Some(Constant::Bool(a & b)),
            nb::OR => return Some(Constant::Bool(a | b)),
            nb::XOR => return Some(Constant::Bool(a ^ b)),
            _ => {}
        }
    }
    match (number(left)?, number(right)?) {
        (Number::Int(a), Number::Int(b)) => ints(&a, op, &b),
        (Number::Int(a), Number::Float(b)) => floats(exact_f64(&a)?, op, b),
        (Number::Float(a), Number::Int(b)) => floats(a, op, exact_f64(&b)?),
        (Number::Float(a), Number::Float(b)) => floats(a, op, b),
        (Number::Complex(a, b), Number::Complex(c, d)) => complexes((a, b), op, (c, d)),
        (Number::Complex(a, b), c) => complex_and_real((a, b), op, real(&c)?),
        (a, Number::Complex(c, d)) => real_and_complex(real(&a)?, op, (c, d)),
    }
}

fn real(number: &Number) -> Option<f64> {
    match number {
        Number::Int(i) => exact_f64(i),
        Number::Float(f) => Some(*f),
        Number::Complex(..) => None,
    }
}

/// The float equal to an integer; larger ones are left to the runtime's rounding.
fn exact_f64(i: &BigInt) -> Option<f64> {
    let small = i.to_i64().filter(|v| v.unsigned_abs() <= 1 << 53)?;
    Some(small as f64)
}

fn ints(a: &BigInt, op: u32, b: &BigInt) -> Option<Constant> {
    use num_integer_ops::{div_floor, mod_floor};
    let int = match op {
        nb::ADD => a + b,
        nb::SUBTRACT => a - b,
        nb::MULTIPLY if a.is_zero() || b.is_zero() || a.bits() + b.bits() <= MAX_INT_SIZE => a * b,
        nb::FLOOR_DIVIDE if !b.is_zero() => div_floor(a, b),
        nb::REMAINDER if !b.is_zero() => mod_floor(a, b),
        nb::AND => a & b,
        nb::OR => a | b,
        nb::XOR => a ^ b,
        nb::LSHIFT => shift_left(a, b)?,
        nb::RSHIFT if !b.is_negative() => match b.to_u64() {
            Some(count) => a >> count,
            None => BigInt::from(if a.is_negative() { -1 } else { 0 }),
        },
        nb::POWER if !b.is_negative() => power(a, b)?,
        nb::POWER if !a.is_zero() => return floats(exact_f64(a)?, op, exact_f64(b)?),
        nb::TRUE_DIVIDE if !b.is_zero() => return Some(Constant::Float(exact_f64(a)? / exact_f64(b)?)),
        _ => return None,
    };
    Some(Constant::Int(int))
}

fn shift_left(a: &BigInt, b: &BigInt) -> Option<BigInt> {
    if a.is_zero() && !b.is_negative() {
        return Some(BigInt::zero());
    }
    let count = b.to_u64()?;
    (count <= MAX_INT_SIZE && a.bits() <= MAX_INT_SIZE - count).then(|| a << count)
}

fn power(a: &BigInt, b: &BigInt) -> Option<BigInt> {
    if b.is_zero() {
        return Some(BigInt::from(1));
    }
    if a.is_zero() {
        return Some(BigInt::zero());
    }
    let exponent = b.to_u32()?;
    (a.bits() <= MAX_INT_SIZE / u64::from(exponent)).then(|| Pow::pow(a, exponent))
}

/// Division that rounds down, as Python's.
mod num_integer_ops {
    use num_bigint::BigInt;
    use num_traits::{Signed, Zero};

    pub(super) fn div_floor(a: &BigInt, b: &BigInt) -> BigInt {
        let quotient = a / b;
        let remainder = a % b;
        if !remainder.is_zero() && remainder.is_negative() != b.is_negative() {
            quotient - 1
        } else {
            quotient
        }
    }

    pub(super) fn mod_floor(a: &BigInt, b: &BigInt) -> BigInt {
        let remainder = a % b;
        if !remainder.is_zero() && remainder.is_negative() != b.is_negative() {
            remainder + b
        } else {
            remainder
        }
    }
}

fn floats(a: f64, op: u32, b: f64) -> Option<Constant> {
    let value = match op {
        nb::ADD => a + b,
        nb::SUBTRACT => a - b,
        nb::MULTIPLY => a * b,
        nb::TRUE_DIVIDE if b != 0.0 => a / b,
        nb::FLOOR_DIVIDE if b != 0.0 => float_divmod(a, b).0,
        nb::REMAINDER if b != 0.0 => float_divmod(a, b).1,
        nb::POWER => float_power(a, b)?,
        _ => return None,
    };
    Some(Constant::Float(value))
}

/// Quotient rounded down and remainder with the sign of the divisor.
fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), remainder);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// Ordinary powers only: errors, complex results and special values are the runtime's.
fn float_power(a: f64, b: f64) -> Option<f64> {
    if !a.is_finite() || !b.is_finite() || a == 0.0 || (a < 0.0 && b.fract() != 0.0) {
        return None;
    }
    Some(a.powf(b)).filter(|r| r.is_finite())
}

fn complexes((a, b): (f64, f64), op: u32, (c, d): (f64, f64)) -> Option<Constant> {
    let (real, imag) = match op {
        nb::ADD => (a + c, b + d),
        nb::SUBTRACT => (a - c, b - d),
        nb::MULTIPLY => (a * c - b * d, a * d + b * c),
        _ => return None,
    };
    let finite = real.is_finite() && imag.is_finite();
    finite.then_some(Constant::Complex { real, imag })
}

/// A real operand has no imaginary part at all, so that the signs of zeros survive.
fn complex_and_real((a, b): (f64, f64), op: u32, c: f64) -> Option<Constant> {
    let (real, imag) = match op {
        nb::ADD => (a + c, b),
        nb::SUBTRACT => (a - c, b),
        nb::MULTIPLY => (a * c, b * c),
        _ => return None,
    };
    Some(Constant::Complex { real, imag })
}

fn real_and_complex(a: f64, op: u32, (c, d): (f64, f64)) -> Option<Constant> {
    let (real, imag) = match op {
        nb::ADD => (a + c, d),
        nb::SUBTRACT => (a - c, -d),
        nb::MULTIPLY => (a * c, a * d),
        _ => return None,
    };
    Some(Constant::Complex { real, imag })
}
