//! `complex`.

use std::cell::Cell;

use genjit_bytecode::{BinaryOp, CompareOp, repr_complex};

use super::float_methods::hash_float;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, Parameters, getter, method};
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

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    let (re, im) = match op {
        BinaryOp::Add => (x.re + y.re, x.im + y.im),
        BinaryOp::Subtract => (x.re - y.re, x.im - y.im),
        BinaryOp::Multiply => (x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re),
        BinaryOp::TrueDivide => match quotient(x, y) {
            Some(parts) => parts,
            None => return Err(vm.raise_zero_division_error("division by zero")),
        },
        BinaryOp::Power => return complex_power(vm, (x.re, x.im), (y.re, y.im)),
        _ => return Ok(vm.not_implemented()),
    };
    Ok(vm.new_complex(re, im))
}

/// Divides by the larger part first, so that squares do not overflow.
fn quotient(x: Parts, y: Parts) -> Option<(f64, f64)> {
    if y.re == 0.0 && y.im == 0.0 {
        return None;
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
    Ok(vm.new_complex(scale * turn.cos(), scale * turn.sin()))
}

fn integer_power(vm: &mut Vm, a: (f64, f64), exponent: i64) -> PyResult {
    let mut result = Parts { re: 1.0, im: 0.0 };
    let mut square = Parts { re: a.0, im: a.1 };
    let mut left = exponent.unsigned_abs();
    let product = |x: Parts, y: Parts| Parts { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        left >>= 1;
    }
    if exponent >= 0 {
        return Ok(vm.new_complex(result.re, result.im));
    }
    match quotient(Parts { re: 1.0, im: 0.0 }, result) {
        Some((re, im)) => Ok(vm.new_complex(re, im)),
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
    if let Some(text) = real.as_ref().and_then(|real| real.as_str()) {
        return match parse(text) {
            Some(parts) => Ok(vm.new_complex(parts.re, parts.im)),
            None => Err(vm.raise_value_error("complex() arg is a malformed string")),
        };
    }
    let mut part = |value: Option<Value>| match value {
        None => Ok(Parts { re: 0.0, im: 0.0 }),
        Some(value) => match value.as_complex() {
            Some(parts) => Ok(parts),
            None => Ok(Parts { re: vm.to_f64(&value)?, im: 0.0 }),
        },
    };
    let (real, imag) = (part(real)?, part(imag)?);
    Ok(vm.new_complex(real.re - imag.im, real.im + imag.re))
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
        ),
    ];
    const ATTRIBUTES: &[crate::native::GetSetDef] = &[
        getter("real", |vm, this| Ok(vm.new_float(complex(this).re))),
        getter("imag", |vm, this| Ok(vm.new_float(complex(this).im))),
    ];
    vm.define_type(&BuiltinType::new(id::COMPLEX, slots).methods(METHODS).getsets(ATTRIBUTES));
}
