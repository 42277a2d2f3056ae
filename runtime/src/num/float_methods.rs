//! Methods and native operations of `float`.

use std::cmp::Ordering;

use genjit_bytecode::{BinaryOp, CompareOp, repr_float};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use super::float::{Float, divide, float_power, floor_divide, remainder};
use super::int::IntView;
use super::parse_float;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, class_method, getter, method};
use crate::ops::holds;
use crate::slots::{Slots, UnaryOp};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn float(value: &Value) -> f64 {
    value.as_float().expect("a method of floats gets a float")
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let text = repr_float(float(this));
    Ok(vm.new_str(&text))
}

/// `hash(value)`, equal to that of the int or fraction of the same value.
pub(crate) fn hash_float(value: f64) -> i64 {
    const MODULUS: u64 = (1 << 61) - 1;
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value == 0.0 {
        return 0;
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    // Multiplying by two rotates 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let reduced = mantissa % MODULUS;
    let rotated = if turn == 0 { reduced } else { (reduced << turn & MODULUS) | reduced >> (61 - turn) };
    let hash = (rotated % MODULUS) as i64;
    match if value < 0.0 { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}

fn hash(_: &mut Vm, this: &Value) -> PyResult<i64> {
    let value = float(this);
    Ok(if value.is_nan() { crate::ops::object::identity_hash(this) } else { hash_float(value) })
}

/// Exact order of a float and an int.
fn order(a: f64, b: IntView<'_>) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if let IntView::Small(b) = b
        && b.unsigned_abs() <= 1 << 53
    {
        return a.partial_cmp(&(b as f64));
    }
    if a.is_infinite() {
        return a.partial_cmp(&0.0);
    }
    let whole = BigInt::from_f64(a.trunc()).unwrap_or_default();
    Some(whole.cmp(&b.to_big()).then_with(|| a.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal)))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let ordering = match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        (Some(a), None) => match b.as_int() {
            Some(b) => order(a, b),
            None => return Ok(vm.not_implemented()),
        },
        _ => return Ok(vm.not_implemented()),
    };
    Ok(Value::from_bool(holds(op, ordering)))
}

/// A float or an int as a float; nothing for other values.
fn operand(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(float) = value.as_float() {
        return Ok(Some(float));
    }
    match value.as_int() {
        Some(IntView::Small(int)) => Ok(Some(int as f64)),
        Some(int) => vm.big_to_f64(&int.to_big()).map(Some),
        None => Ok(None),
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    let result = match op {
        BinaryOp::Add => x + y,
        BinaryOp::Subtract => x - y,
        BinaryOp::Multiply => x * y,
        BinaryOp::TrueDivide | BinaryOp::FloorDivide | BinaryOp::Remainder if y == 0.0 => {
            return Err(vm.raise_zero_division_error("division by zero"));
        }
        BinaryOp::TrueDivide => x / y,
        BinaryOp::FloorDivide => floor_divide(x, y),
        BinaryOp::Remainder => remainder(x, y),
        BinaryOp::Power => return float_power(vm, x, y),
        _ => return Ok(vm.not_implemented()),
    };
    Ok(vm.new_float(result))
}

fn unary(vm: &mut Vm, op: UnaryOp, this: &Value) -> PyResult {
    let value = float(this);
    Ok(vm.new_float(match op {
        UnaryOp::Negative => -value,
        UnaryOp::Positive => value,
        UnaryOp::Absolute => value.abs(),
        UnaryOp::Invert => return Err(vm.raise_bad_unary(op, this)),
    }))
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "float")?;
    args.between(vm, "float", 0, 1)?;
    let Some(value) = args.first() else { return Ok(vm.new_float(0.0)) };
    if value.type_id() == id::FLOAT {
        return Ok(value.clone());
    }
    let text = match (value.as_str(), value.bytes_like()) {
        (Some(text), _) => Some(text.to_owned()),
        (None, Some(bytes)) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        _ => None,
    };
    if let Some(text) = text {
        return match parse_float(&text) {
            Some(float) => Ok(vm.new_float(float)),
            None => {
                let shown = vm.repr_string(value)?;
                Err(vm.raise_value_error(format!("could not convert string to float: {shown}")))
            }
        };
    }
    let convertible = value.as_float().is_some() || vm.has_index(value) || {
        let name = vm.names.__float__.clone();
        vm.lookup_special(value, &name).is_some()
    };
    if !convertible {
        let name = vm.type_name(value);
        return Err(
            vm.raise_type_error(format!("float() argument must be a string or a real number, not '{name}'"))
        );
    }
    let float = vm.to_f64(value)?;
    Ok(vm.new_float(float))
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    hash: Some(hash),
    truth: Some(|_, this| Ok(float(this) != 0.0)),
    compare: Some(compare),
    binary: Some(binary),
    binary_ops: &[
        BinaryOp::Add,
        BinaryOp::Subtract,
        BinaryOp::Multiply,
        BinaryOp::TrueDivide,
        BinaryOp::FloorDivide,
        BinaryOp::Remainder,
        BinaryOp::Power,
    ],
    unary: Some(unary),
    new: Some(new),
    ..Slots::NONE
};

fn divmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(divisor) = operand(vm, &args[1])? else { return Ok(vm.not_implemented()) };
    if divisor == 0.0 {
        return Err(vm.raise_zero_division_error("division by zero"));
    }
    let (quotient, rest) = divide(float(&args[0]), divisor);
    let parts = vec![vm.new_float(quotient), vm.new_float(rest)];
    Ok(vm.new_tuple(parts))
}

fn rdivmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(dividend) = operand(vm, &args[1])? else { return Ok(vm.not_implemented()) };
    let swapped = [vm.new_float(dividend), args[0].clone()];
    divmod(vm, &Arguments::positional(&swapped))
}

/// `__pow__` and `__rpow__`; a modulus is refused.
fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_no_modulus(vm, args)?;
    binary(vm, BinaryOp::Power, &args[0], args[1].exact())
}

fn rpow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_no_modulus(vm, args)?;
    binary(vm, BinaryOp::Power, args[1].exact(), &args[0])
}

fn check_no_modulus(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<()> {
    match args.get(2) {
        Some(modulus) if !modulus.is_none() => {
            let message = "pow() 3rd argument not allowed unless all arguments are integers";
            Err(vm.raise_type_error(message))
        }
        _ => Ok(()),
    }
}

fn from_number(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let number = vm.to_f64(&args[1])?;
    let made = vm.new_float(number);
    if args[0].is(vm.types.get(id::FLOAT).value()) { Ok(made) } else { vm.call(&args[0], &[made]) }
}

fn getformat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let order = if cfg!(target_endian = "little") { "little" } else { "big" };
    match vm.expect_text(&args[1], "__getformat__() argument")? {
        "double" | "float" => Ok(vm.new_str(&format!("IEEE, {order}-endian"))),
        _ => Err(vm.raise_value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

/// The nearest int, half to even.
fn round_to_int(value: f64) -> f64 {
    let rounded = value.round();
    if (value - value.trunc()).abs() == 0.5 { 2.0 * (value / 2.0).round() } else { rounded }
}

fn round(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = float(&args[0]);
    let Some(digits) = args.get(1).filter(|digits| !digits.is_none()) else {
        return vm.int_from_float(round_to_int(value));
    };
    let digits = vm.index_clamped(digits)?;
    if !value.is_finite() || digits > 330 {
        return Ok(vm.new_float(value));
    }
    if digits < -330 {
        return Ok(vm.new_float(0f64.copysign(value)));
    }
    let rounded = if digits >= 0 {
        format!("{value:.*}", digits as usize).parse().unwrap_or(value)
    } else {
        round_to_power(value, digits.unsigned_abs() as u32)
    };
    if rounded.is_infinite() {
        return Err(vm.raise_overflow_error("rounded value too large to represent"));
    }
    Ok(vm.new_float(rounded))
}

/// Rounds to a multiple of a power of ten, exactly, half to even.
fn round_to_power(value: f64, power: u32) -> f64 {
    use num_integer::Integer;
    let unit = BigInt::from(10).pow(power);
    let whole = BigInt::from_f64(value.abs().trunc()).unwrap_or_default();
    let (mut quotient, rest) = whole.div_rem(&unit);
    let twice: BigInt = rest * 2;
    let fraction = value.fract() != 0.0;
    if twice > unit || twice == unit && (fraction || quotient.is_odd()) {
        quotient += 1;
    }
    (quotient * unit).to_f64().unwrap_or(f64::INFINITY).copysign(value)
}

fn as_integer_ratio(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = float(&args[0]);
    if value.is_nan() {
        return Err(vm.raise_value_error("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(vm.raise_overflow_error("cannot convert Infinity to integer ratio"));
    }
    let mut whole = value;
    let mut shift = 0u32;
    while whole != whole.trunc() {
        whole *= 2.0;
        shift += 1;
    }
    let numerator = BigInt::from_f64(whole).unwrap_or_default();
    let parts = vec![vm.new_int(numerator), vm.new_int(BigInt::from(1) << shift)];
    Ok(vm.new_tuple(parts))
}

fn hex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = float(&args[0]);
    if !value.is_finite() {
        return repr(vm, &args[0]);
    }
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return Ok(vm.new_str(&format!("{sign}0x0.0p+0")));
    }
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    Ok(vm.new_str(&format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")))
}

/// Reads `[sign]0x[digits][.digits][p exponent]`.
fn parse_hex(text: &str) -> Option<f64> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim_start_matches(['+', '-']);
    if let Some(value) = parse_float(&lower).filter(|value| !value.is_finite()) {
        return Some(value);
    }
    let digits = bare.strip_prefix("0x").unwrap_or(bare);
    let (mantissa, exponent) = digits.split_once('p').unwrap_or((digits, "0"));
    let exponent: i64 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significand = BigInt::parse_bytes(all.as_bytes(), 16)?;
    let shift = exponent - 4 * fraction.len() as i64;
    let magnitude = if shift.abs() > 4000 {
        if shift > 0 { f64::INFINITY } else { 0.0 }
    } else if shift >= 0 {
        (significand << shift).to_f64()?
    } else {
        significand.to_f64()? * 2f64.powi((shift / 2) as i32) * 2f64.powi((shift - shift / 2) as i32)
    };
    Some(if lower.starts_with('-') { -magnitude } else { magnitude })
}

fn fromhex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(text) = args[1].as_str().map(str::to_owned) else {
        return Err(vm.raise_type_error("bad argument type for built-in operation"));
    };
    match parse_hex(&text) {
        Some(value) if value.is_infinite() && !text.to_ascii_lowercase().contains("inf") => {
            Err(vm.raise_overflow_error("hexadecimal value too large to represent as a float"))
        }
        Some(value) => Ok(vm.new_float(value)),
        None => Err(vm.raise_value_error("invalid hexadecimal floating-point string")),
    }
}

fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let spec = vm.expect_text(&args[1], "__format__() argument")?.to_owned();
    vm.format_native(&args[0], &spec)
}

const METHODS: &[NativeDef] = &[
    method("__float__", |vm, args| Ok(vm.new_float(float(&args[0]))), Arity::Zero),
    method("__int__", |vm, args| vm.int_from_float(float(&args[0])), Arity::Zero),
    method("__trunc__", |vm, args| vm.int_from_float(float(&args[0])), Arity::Zero),
    method("__floor__", |vm, args| vm.int_from_float(float(&args[0]).floor()), Arity::Zero),
    method("__ceil__", |vm, args| vm.int_from_float(float(&args[0]).ceil()), Arity::Zero),
    method("__round__", round, Arity::Between(0, 1)),
    method("__divmod__", divmod, Arity::One),
    method("__rdivmod__", rdivmod, Arity::One),
    method("__pow__", pow, Arity::Between(1, 2)),
    method("__rpow__", rpow, Arity::Between(1, 2)),
    method("__format__", format, Arity::One).keep_self(),
    method(
        "is_integer",
        |_, args| {
            let value = float(&args[0]);
            Ok(Value::from_bool(value.is_finite() && value == value.trunc()))
        },
        Arity::Zero,
    ),
    method("as_integer_ratio", as_integer_ratio, Arity::Zero),
    method("conjugate", |vm, args| Ok(vm.new_float(float(&args[0]))), Arity::Zero),
    method("hex", hex, Arity::Zero),
    class_method("fromhex", fromhex, Arity::One),
    class_method("from_number", from_number, Arity::One),
    class_method("__getformat__", getformat, Arity::One),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("real", |vm, this| Ok(vm.new_float(float(this)))),
    getter("imag", |vm, _| Ok(vm.new_float(0.0))),
];

/// Declares the layout and fills the class in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::FLOAT, Float::LAYOUT);
    vm.define_type(
        &BuiltinType::new(id::FLOAT, SLOTS)
            .methods(METHODS)
            .getsets(ATTRIBUTES)
            .doc("Convert a string or number to a floating-point number, if possible."),
    );
}
