//! `complex`.

use std::cell::Cell;

use genjit_bytecode::{BinaryOp, CompareOp, repr_complex};

use super::float_methods::hash_float;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, Parameters, class_method, getter, method};
use crate::object_type;
use crate::slots::{Slots, UnaryOp};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Real and imaginary part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

object_type! {
    /// A complex number.
    pub struct Complex(|type_id| type_id == id::COMPLEX) "complex" {
        /// The value; never changes.
        pub value: Cell<Parts>,
    }
}

impl Value {
    /// The value of a complex number.
    pub fn as_complex(&self) -> Option<Parts> {
        self.exact().downcast::<Complex>().map(|complex| complex.value.get())
    }
}

impl Vm {
    /// A complex number.
    pub fn new_complex(&mut self, re: f64, im: f64) -> Value {
        Complex::allocate(&mut self.heap, id::COMPLEX, Cell::new(Parts { re, im })).into_value()
    }
}

fn complex(value: &Value) -> Parts {
    value.as_complex().unwrap_or(Parts { re: 0.0, im: 0.0 })
}

fn operand(vm: &mut Vm, value: &Value) -> PyResult<Option<Parts>> {
    if let Some(parts) = value.as_complex() {
        return Ok(Some(parts));
    }
    if value.as_float().is_some() || value.as_int().is_some() {
        return Ok(Some(Parts { re: vm.to_f64(value)?, im: 0.0 }));
    }
    Ok(None)
}

fn is_real(value: &Value) -> bool {
    value.as_complex().is_none()
}

/// A real operand stays real: it has no imaginary part, not one of zero.
fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    let (re, im) = match op {
        BinaryOp::Add if is_real(a) => (x.re + y.re, y.im),
        BinaryOp::Add if is_real(b) => (x.re + y.re, x.im),
        BinaryOp::Add => (x.re + y.re, x.im + y.im),
        BinaryOp::Subtract if is_real(a) => (x.re - y.re, -y.im),
        BinaryOp::Subtract if is_real(b) => (x.re - y.re, x.im),
        BinaryOp::Subtract => (x.re - y.re, x.im - y.im),
        BinaryOp::Multiply if is_real(a) => (x.re * y.re, x.re * y.im),
        BinaryOp::Multiply if is_real(b) => (x.re * y.re, x.im * y.re),
        BinaryOp::Multiply => {
            let result = product(x, y);
            (result.re, result.im)
        }
        BinaryOp::TrueDivide if is_real(b) && y.re != 0.0 => (x.re / y.re, x.im / y.re),
        BinaryOp::TrueDivide => match quotient(x, y, is_real(a)) {
            Some(parts) => parts,
            None => return Err(vm.raise_zero_division_error("division by zero")),
        },
        BinaryOp::Power => return complex_power(vm, (x.re, x.im), (y.re, y.im)),
        _ => return Ok(vm.not_implemented()),
    };
    Ok(vm.new_complex(re, im))
}

/// The product; where it is not a number although a factor is infinite, infinite as C99's annex G has it.
fn product(x: Parts, y: Parts) -> Parts {
    let result = Parts { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
    if !(result.re.is_nan() && result.im.is_nan()) {
        return result;
    }
    let unit = |value: f64| (if value.is_infinite() { 1f64 } else { 0.0 }).copysign(value);
    let number = |value: f64| if value.is_nan() { 0f64.copysign(value) } else { value };
    let (mut a, mut b, mut again) = (x, y, false);
    if a.re.is_infinite() || a.im.is_infinite() {
        a = Parts { re: unit(a.re), im: unit(a.im) };
        b = Parts { re: number(b.re), im: number(b.im) };
        again = true;
    }
    if b.re.is_infinite() || b.im.is_infinite() {
        b = Parts { re: unit(b.re), im: unit(b.im) };
        a = Parts { re: number(a.re), im: number(a.im) };
        again = true;
    }
    let parts = [x.re * y.re, x.im * y.im, x.re * y.im, x.im * y.re];
    if !again && parts.iter().any(|part| part.is_infinite()) {
        a = Parts { re: number(a.re), im: number(a.im) };
        b = Parts { re: number(b.re), im: number(b.im) };
        again = true;
    }
    if !again {
        return result;
    }
    let infinity = f64::INFINITY;
    Parts { re: infinity * (a.re * b.re - a.im * b.im), im: infinity * (a.re * b.im + a.im * b.re) }
}

/// Divides by the larger part first, so that squares do not overflow.
///
/// A real dividend has no imaginary part that could add a zero.
fn quotient(x: Parts, y: Parts, real: bool) -> Option<(f64, f64)> {
    if y.re == 0.0 && y.im == 0.0 {
        return None;
    }
    if real {
        return Some(if y.re.abs() >= y.im.abs() {
            let ratio = y.im / y.re;
            let divisor = y.re + y.im * ratio;
            (x.re / divisor, -x.re * ratio / divisor)
        } else {
            let ratio = y.re / y.im;
            let divisor = y.re * ratio + y.im;
            (x.re * ratio / divisor, -x.re / divisor)
        });
    }
    Some(if y.re.abs() >= y.im.abs() {
        let ratio = y.im / y.re;
        let divisor = y.re + y.im * ratio;
        ((x.re + x.im * ratio) / divisor, (x.im - x.re * ratio) / divisor)
    } else {
        let ratio = y.re / y.im;
        let divisor = y.re * ratio + y.im;
        ((x.re * ratio + x.im) / divisor, (x.im * ratio - x.re) / divisor)
    })
}

/// `a ** b` of complex numbers.
pub(crate) fn complex_power(vm: &mut Vm, a: (f64, f64), b: (f64, f64)) -> PyResult {
    if b == (0.0, 0.0) {
        return Ok(vm.new_complex(1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(vm.raise_zero_division_error("zero to a negative or complex power"));
        }
        return Ok(vm.new_complex(0.0, 0.0));
    }
    let exponent = b.0 as i64;
    if b.1 == 0.0 && exponent as f64 == b.0 && exponent.abs() <= 100 {
        return integer_power(vm, a, exponent);
    }
    let (length, angle) = (a.0.hypot(a.1), a.1.atan2(a.0));
    let mut scale = length.powf(b.0);
    let mut turn = angle * b.0;
    if b.1 != 0.0 {
        scale *= (-angle * b.1).exp();
        turn += b.1 * length.ln();
    }
    power_result(vm, scale * turn.cos(), scale * turn.sin())
}

fn power_result(vm: &mut Vm, re: f64, im: f64) -> PyResult {
    if re.is_infinite() || im.is_infinite() {
        return Err(vm.raise_overflow_error("complex exponentiation"));
    }
    Ok(vm.new_complex(re, im))
}

fn integer_power(vm: &mut Vm, a: (f64, f64), exponent: i64) -> PyResult {
    let mut result = Parts { re: 1.0, im: 0.0 };
    let mut square = Parts { re: a.0, im: a.1 };
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        left >>= 1;
    }
    if exponent >= 0 {
        return power_result(vm, result.re, result.im);
    }
    match quotient(Parts { re: 1.0, im: 0.0 }, result, false) {
        Some((re, im)) => power_result(vm, re, im),
        None => Err(vm.raise_zero_division_error("division by zero")),
    }
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(vm.not_implemented());
    }
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    Ok(Value::from_bool((x == y) == (op == CompareOp::Eq)))
}

fn unary(vm: &mut Vm, op: UnaryOp, this: &Value) -> PyResult {
    let value = complex(this);
    match op {
        UnaryOp::Negative => Ok(vm.new_complex(-value.re, -value.im)),
        UnaryOp::Positive => Ok(vm.new_complex(value.re, value.im)),
        UnaryOp::Absolute => Ok(vm.new_float(value.re.hypot(value.im))),
        UnaryOp::Invert => Err(vm.raise_bad_unary(op, this)),
    }
}

const PARAMETERS: Parameters<2> =
    Parameters { function: "complex", names: ["real", "imag"], required: 0, positional: 2 };

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [real, imag] = args.bind(vm, &PARAMETERS)?;
    if imag.is_none()
        && let Some(text) = real.as_ref().and_then(|real| real.as_str())
    {
        return match parse(text) {
            Some(parts) => Ok(vm.new_complex(parts.re, parts.im)),
            None => Err(vm.raise_value_error("complex() arg is a malformed string")),
        };
    }
    let Some(imag) = imag else {
        let parts = match real {
            Some(real) => match to_complex(vm, &real)? {
                Some(parts) => parts,
                None => {
                    let name = vm.type_name(&real);
                    let message = format!("complex() argument must be a string or a number, not {name}");
                    return Err(vm.raise_type_error(message));
                }
            },
            None => Parts { re: 0.0, im: 0.0 },
        };
        return Ok(vm.new_complex(parts.re, parts.im));
    };
    let mut part = |value: Option<Value>, name: &str| {
        let Some(value) = value else { return Ok(Parts { re: 0.0, im: 0.0 }) };
        match to_complex(vm, &value)? {
            Some(parts) => Ok(parts),
            None => {
                let found = vm.type_name(&value);
                let message = format!("complex() argument '{name}' must be a real number, not {found}");
                Err(vm.raise_type_error(message))
            }
        }
    };
    let first_is_complex = real.as_ref().is_some_and(|real| real.as_complex().is_some());
    let (re, im) = (part(real, "real")?, part(Some(imag), "imag")?);
    // The sign of a zero stays as it is where nothing is added to it.
    let sum = if first_is_complex || re.im != 0.0 { re.im + im.re } else { im.re };
    Ok(vm.new_complex(re.re - im.im, sum))
}

/// The complex number that an object stands for; nothing if it stands for none.
pub(crate) fn to_complex(vm: &mut Vm, value: &Value) -> PyResult<Option<Parts>> {
    if let Some(parts) = value.as_complex() {
        return Ok(Some(parts));
    }
    let name = vm.intern("__complex__");
    if let Some(result) = vm.call_special(value, &name, &[])? {
        return match result.as_complex() {
            Some(parts) => Ok(Some(parts)),
            None => {
                let found = vm.type_name(&result);
                Err(vm.raise_type_error(format!("__complex__ returned non-complex (type {found})")))
            }
        };
    }
    let name = vm.names.__float__.clone();
    let is_real = value.as_float().is_some()
        || value.as_int().is_some()
        || vm.lookup_special(value, &name).is_some()
        || vm.has_index(value);
    Ok(if is_real { Some(Parts { re: vm.to_f64(value)?, im: 0.0 }) } else { None })
}

fn from_number(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(parts) = to_complex(vm, &args[1])? else {
        let name = vm.type_name(&args[1]);
        return Err(vm.raise_type_error(format!("must be real number, not {name}")));
    };
    let made = vm.new_complex(parts.re, parts.im);
    if args[0].is(vm.types.get(id::COMPLEX).value()) { Ok(made) } else { vm.call(&args[0], &[made]) }
}

fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args.get(2) {
        Some(modulus) if !modulus.is_none() && operand(vm, &args[1])?.is_some() => {
            Err(vm.raise_value_error("complex modulo"))
        }
        _ => binary(vm, BinaryOp::Power, &args[0], args[1].exact()),
    }
}

fn rpow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args.get(2) {
        Some(modulus) if !modulus.is_none() && operand(vm, &args[1])?.is_some() => {
            Err(vm.raise_value_error("complex modulo"))
        }
        _ => binary(vm, BinaryOp::Power, args[1].exact(), &args[0]),
    }
}

fn parse(text: &str) -> Option<Parts> {
    let text = text.trim();
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return Some(Parts { re: super::parse_float(text)?, im: 0.0 });
    };
    let bytes = body.as_bytes();
    let split = (1..bytes.len())
        .rev()
        .find(|&at| matches!(bytes[at], b'+' | b'-') && !matches!(bytes[at - 1], b'e' | b'E'))
        .unwrap_or(0);
    let (real, imag) = body.split_at(split);
    let im = match imag {
        "" | "+" => 1.0,
        "-" => -1.0,
        imag => super::parse_float(imag)?,
    };
    let re = if real.is_empty() { 0.0 } else { super::parse_float(real)? };
    Some(Parts { re, im })
}

/// Declares the layout and fills the class in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::COMPLEX, Complex::LAYOUT);
    let slots = Slots {
        repr: Some(|vm, this| {
            let value = complex(this);
            Ok(vm.new_str(&repr_complex(value.re, value.im)))
        }),
        hash: Some(|_, this| {
            let value = complex(this);
            Ok(hash_float(value.re).wrapping_add(hash_float(value.im).wrapping_mul(1_000_003)))
        }),
        truth: Some(|_, this| Ok(complex(this) != Parts { re: 0.0, im: 0.0 })),
        compare: Some(compare),
        binary: Some(binary),
        binary_ops: &[
            BinaryOp::Add,
            BinaryOp::Subtract,
            BinaryOp::Multiply,
            BinaryOp::TrueDivide,
            BinaryOp::Power,
        ],
        unary: Some(unary),
        new: Some(new),
        ..Slots::NONE
    };
    const METHODS: &[crate::native::NativeDef] = &[
        method("__pow__", pow, Arity::Between(1, 2)),
        method("__rpow__", rpow, Arity::Between(1, 2)),
        method(
            "__complex__",
            |vm, args| {
                let value = complex(&args[0]);
                Ok(vm.new_complex(value.re, value.im))
            },
            Arity::Zero,
        ),
        class_method("from_number", from_number, Arity::One),
        method(
            "conjugate",
            |vm, args| {
                let value = complex(&args[0]);
                Ok(vm.new_complex(value.re, -value.im))
            },
            Arity::Zero,
        ),
        method(
            "__format__",
            |vm, args| {
                let spec = vm.expect_text(&args[1], "__format__() argument")?.to_owned();
                vm.format_native(&args[0], &spec)
            },
            Arity::One,
        )
        .keep_self(),
    ];
    const ATTRIBUTES: &[crate::native::GetSetDef] = &[
        getter("real", |vm, this| Ok(vm.new_float(complex(this).re))),
        getter("imag", |vm, this| Ok(vm.new_float(complex(this).im))),
    ];
    vm.define_type(&BuiltinType::new(id::COMPLEX, slots).methods(METHODS).getsets(ATTRIBUTES));
}
