//! Methods and native operations of `int` and `bool`.

use genjit_bytecode::{BinaryOp, CompareOp};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::int::{Int, IntView};
use super::{divmod_ints, int_op, modular_power, parse_int};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, class_method, getter, method};
use crate::ops::holds;
use crate::slots::{Slots, UnaryOp};
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Decimal digits of an int that may become text, or the other way round.
const MOST_DIGITS: usize = 4300;

fn int(value: &Value) -> IntView<'_> {
    value.as_int().expect("a method of ints gets an int")
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    match int(this) {
        IntView::Small(value) => {
            let mut buffer = itoa::Buffer::new();
            Ok(vm.new_str(buffer.format(value)))
        }
        IntView::Big(value) => {
            // Slightly fewer bits than so many digits may have are let through unconverted.
            let text = if value.bits() as usize > MOST_DIGITS * 10 / 3 + 10 {
                String::new()
            } else {
                value.to_string()
            };
            if text.is_empty() || text.trim_start_matches('-').len() > MOST_DIGITS {
                return Err(vm.raise_value_error(format!(
                    "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
                )));
            }
            Ok(vm.new_str(&text))
        }
    }
}

/// `hash(value)`: the value modulo `2**61 - 1`, with its sign.
pub(crate) fn hash_big(value: &BigInt) -> i64 {
    let modulus = BigInt::from(crate::ops::object::HASH_MODULUS);
    let hash = (value.abs() % modulus).to_i64().unwrap_or(0);
    let hash = if value.sign() == Sign::Minus { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

fn hash(_: &mut Vm, this: &Value) -> PyResult<i64> {
    Ok(match int(this) {
        IntView::Small(value) => crate::ops::object::hash_small(value),
        IntView::Big(value) => hash_big(value),
    })
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let ordering = match (a.as_int(), b.as_int()) {
        (Some(IntView::Small(a)), Some(IntView::Small(b))) => a.cmp(&b),
        (Some(a), Some(b)) => a.to_big().cmp(&b.to_big()),
        _ => return Ok(vm.not_implemented()),
    };
    Ok(Value::from_bool(holds(op, Some(ordering))))
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match (a.as_int(), b.as_int()) {
        (Some(x), Some(y)) => int_op(vm, op, x, y),
        _ => Ok(vm.not_implemented()),
    }
}

fn bool_binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    if a.raw().is_bool() && b.raw().is_bool() {
        let (x, y) = (a.is(&Value::TRUE), b.is(&Value::TRUE));
        match op {
            BinaryOp::And => return Ok(Value::from_bool(x & y)),
            BinaryOp::Or => return Ok(Value::from_bool(x | y)),
            BinaryOp::Xor => return Ok(Value::from_bool(x ^ y)),
            _ => {}
        }
    }
    binary(vm, op, a, b)
}

fn unary(vm: &mut Vm, op: UnaryOp, this: &Value) -> PyResult {
    if let IntView::Small(value) = int(this) {
        return Ok(vm.int(match op {
            UnaryOp::Negative => -value,
            UnaryOp::Positive => value,
            UnaryOp::Invert => !value,
            UnaryOp::Absolute => value.abs(),
        }));
    }
    let value = int(this).to_big();
    Ok(vm.new_int(match op {
        UnaryOp::Negative => -value,
        UnaryOp::Positive => value,
        UnaryOp::Invert => !value,
        UnaryOp::Absolute => value.abs(),
    }))
}

const INVERTED_BOOL: &str = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";

fn bool_unary(vm: &mut Vm, op: UnaryOp, this: &Value) -> PyResult {
    if op == UnaryOp::Invert {
        vm.warn(ExceptionKind::DeprecationWarning, INVERTED_BOOL)?;
    }
    unary(vm, op, this)
}

const PARAMETERS: Parameters<2> =
    Parameters { function: "int", names: ["", "base"], required: 0, positional: 2 };

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    if args.names().is_empty() {
        args.between(vm, "int", 0, 2)?;
    }
    let [value, base] = args.bind(vm, &PARAMETERS)?;
    match (value, base) {
        (None, None) => Ok(Value::from_small(0)),
        (None, Some(_)) => Err(vm.raise_type_error("int() missing string argument")),
        (Some(value), None) => vm.to_int(&value),
        (Some(value), Some(base)) => {
            let base = vm.index_i64(&base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return Err(vm.raise_value_error("int() base must be >= 2 and <= 36, or 0"));
            }
            match number_text(&value) {
                Some(text) => int_from_text(vm, &value, &text, base as u32),
                None => Err(vm.raise_type_error("int() can't convert non-string with explicit base")),
            }
        }
    }
}

/// The number that a text of a few decimal digits says.
fn short_decimal(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 17 {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if negative { -value } else { value })
}

fn number_text(value: &Value) -> Option<String> {
    match value.as_str() {
        Some(text) => Some(text.to_owned()),
        None => value.bytes_like().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    }
}

fn int_from_text(vm: &mut Vm, value: &Value, text: &str, base: u32) -> PyResult {
    let digits = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    if digits > MOST_DIGITS && !base.is_power_of_two() {
        return Err(vm.raise_value_error(format!(
            "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
        )));
    }
    match parse_int(text, base) {
        Some(int) => Ok(vm.new_int(int)),
        None => {
            let shown = vm.repr_string(value)?;
            Err(vm.raise_value_error(format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

impl Vm {
    /// `int(value)`
    pub fn to_int(&mut self, value: &Value) -> PyResult {
        if value.is_exact_int() {
            return Ok(value.clone());
        }
        if let Some(float) = value.as_float() {
            return self.int_from_float(float);
        }
        if let Some(short) = value.as_str().and_then(short_decimal) {
            return Ok(Value::from_small(short));
        }
        if let Some(text) = number_text(value) {
            return int_from_text(self, value, &text, 10);
        }
        let name = self.names.__int__.clone();
        if value.type_id().0 >= crate::types::FIRST_USER
            && let Some(result) = self.call_special(value, &name, &[])?
        {
            if result.as_int().is_some() {
                return self.index(&result);
            }
            let found = self.type_name(&result);
            return Err(self.raise_type_error(format!("__int__ returned non-int (type {found})")));
        }
        if self.has_index(value) {
            return self.index(value);
        }
        let name = self.type_name(value);
        Err(self.raise_type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
        )))
    }

    /// A float cut to an int.
    pub(crate) fn int_from_float(&mut self, value: f64) -> PyResult {
        if value.is_nan() {
            return Err(self.raise_value_error("cannot convert float NaN to integer"));
        }
        match num_traits::FromPrimitive::from_f64(value.trunc()) {
            Some(int) => Ok(self.new_int(int)),
            None => Err(self.raise_overflow_error("cannot convert float infinity to integer")),
        }
    }
}

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Subtract,
    BinaryOp::Multiply,
    BinaryOp::TrueDivide,
    BinaryOp::FloorDivide,
    BinaryOp::Remainder,
    BinaryOp::Power,
    BinaryOp::Lshift,
    BinaryOp::Rshift,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
];

const SLOTS: Slots = Slots {
    repr: Some(repr),
    hash: Some(hash),
    truth: Some(|_, this| Ok(!int(this).is_zero())),
    compare: Some(compare),
    binary: Some(binary),
    binary_ops: OPERATORS,
    unary: Some(unary),
    new: Some(new),
    ..Slots::NONE
};

const BOOL_SLOTS: Slots = Slots {
    repr: Some(|vm, this| Ok(vm.new_str(if this.is(&Value::TRUE) { "True" } else { "False" }))),
    hash: Some(|_, this| Ok(i64::from(this.raw() == Raw::TRUE))),
    compare: Some(compare),
    binary: Some(bool_binary),
    binary_ops: &[BinaryOp::And, BinaryOp::Or, BinaryOp::Xor],
    unary: Some(bool_unary),
    new: Some(new_bool),
    ..Slots::NONE
};

fn new_bool(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "bool")?;
    args.between(vm, "bool", 0, 1)?;
    match args.first() {
        Some(value) => Ok(Value::from_bool(vm.truth(value)?)),
        None => Ok(Value::FALSE),
    }
}

fn itself(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.index(&args[0])
}

fn bit_length(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let bits = int(&args[0]).to_big().bits();
    Ok(vm.int_from_u64(bits))
}

fn bit_count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let ones = int(&args[0]).to_big().magnitude().count_ones();
    Ok(vm.int_from_u64(ones))
}

fn as_integer_ratio(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = vm.index(&args[0])?;
    Ok(vm.new_tuple(vec![this, Value::from_small(1)]))
}

fn to_float(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = int(&args[0]).to_big();
    let float = vm.big_to_f64(&value)?;
    Ok(vm.new_float(float))
}

fn divmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args[1].as_int() {
        Some(divisor) => divmod_ints(vm, int(&args[0]), divisor),
        None => Ok(vm.not_implemented()),
    }
}

fn rdivmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args[1].as_int() {
        Some(dividend) => divmod_ints(vm, dividend, int(&args[0])),
        None => Ok(vm.not_implemented()),
    }
}

fn rpow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let swapped = [args[1].exact().clone(), args[0].clone()];
    let modulus = args.get(2).cloned();
    let all: Vec<Value> = swapped.into_iter().chain(modulus).collect();
    if all[0].as_int().is_none() {
        return Ok(vm.not_implemented());
    }
    pow(vm, &Arguments::positional(&all))
}

fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args.get(2) {
        Some(modulus) if !modulus.is_none() => {
            if args[1].as_int().is_none() || modulus.as_int().is_none() {
                return Ok(vm.not_implemented());
            }
            modular_power(vm, &args[0], &args[1], modulus)
        }
        _ => binary(vm, BinaryOp::Power, &args[0], &args[1]),
    }
}

/// `round(int, digits)`: half to even.
fn round(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = vm.index(&args[0])?;
    let digits = match args.get(1) {
        Some(digits) if !digits.is_none() => vm.index_clamped(digits)?,
        _ => 0,
    };
    if digits >= 0 {
        return Ok(this);
    }
    let value = int(&this).to_big();
    if digits < -100_000 {
        return Ok(Value::from_small(0));
    }
    let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
    let (mut quotient, remainder) = value.div_mod_floor(&unit);
    let twice: BigInt = remainder * 2;
    if twice > unit || twice == unit && quotient.is_odd() {
        quotient += 1;
    }
    Ok(vm.new_int(quotient * unit))
}

fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let spec = vm.expect_text(&args[1], "__format__() argument")?.to_owned();
    vm.format_native(&args[0], &spec)
}

const TO_BYTES: Parameters<3> =
    Parameters { function: "to_bytes", names: ["length", "byteorder", "signed"], required: 0, positional: 2 };

fn to_bytes(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [length, order, signed] = args.rest().bind(vm, &TO_BYTES)?;
    let length = match length {
        Some(length) => vm.index_i64(&length)?,
        None => 1,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.raise_value_error("length argument must be non-negative"));
    };
    let little = is_little(vm, "to_bytes", order.as_ref())?;
    let signed = matches!(signed, Some(signed) if vm.truth(&signed)?);
    let value = int(&args[0]).to_big();
    if value.is_negative() && !signed {
        return Err(vm.raise_overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { value.to_signed_bytes_le() } else { value.magnitude().to_bytes_le() };
    if value.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.raise_overflow_error("int too big to convert"));
    }
    bytes.resize(length, if value.is_negative() { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(vm.new_bytes(&bytes))
}

fn is_little(vm: &mut Vm, function: &str, order: Option<&Value>) -> PyResult<bool> {
    let Some(order) = order else { return Ok(false) };
    match vm.expect_text(order, &format!("{function}() argument 'byteorder'"))? {
        "big" => Ok(false),
        "little" => Ok(true),
        _ => Err(vm.raise_value_error("byteorder must be either 'little' or 'big'")),
    }
}

const FROM_BYTES: Parameters<3> = Parameters {
    function: "from_bytes",
    names: ["bytes", "byteorder", "signed"],
    required: 1,
    positional: 2,
};

fn from_bytes(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [bytes, order, signed] = args.rest().bind(vm, &FROM_BYTES)?;
    let source = bytes.unwrap_or(Value::NONE);
    let little = is_little(vm, "from_bytes", order.as_ref())?;
    let mut bytes = match source.bytes_like().map(|bytes| bytes.to_vec()) {
        Some(bytes) => bytes,
        None => byte_items(vm, &source)?,
    };
    if !little {
        bytes.reverse();
    }
    let signed = matches!(signed, Some(signed) if vm.truth(&signed)?);
    let value =
        if signed { BigInt::from_signed_bytes_le(&bytes) } else { BigInt::from_bytes_le(Sign::Plus, &bytes) };
    let value = vm.new_int(value);
    if args[0].is(vm.types.get(id::INT).value()) { Ok(value) } else { vm.call(&args[0], &[value]) }
}

fn byte_items(vm: &mut Vm, source: &Value) -> PyResult<Vec<u8>> {
    if source.as_str().is_some() || !vm.is_iterable(source) {
        let name = vm.type_name(source);
        return Err(vm.raise_type_error(format!("cannot convert '{name}' object to bytes")));
    }
    let iterator = vm.hinted_iter(source)?;
    crate::bytes::bytes_of_items(vm, "bytes", &iterator)
}

const METHODS: &[NativeDef] = &[
    method("__int__", itself, Arity::Zero),
    method("__index__", itself, Arity::Zero),
    method("__trunc__", itself, Arity::Zero),
    method("__floor__", itself, Arity::Zero),
    method("__ceil__", itself, Arity::Zero),
    method("conjugate", itself, Arity::Zero),
    method("__float__", to_float, Arity::Zero),
    method("__round__", round, Arity::Between(0, 1)),
    method("__divmod__", divmod, Arity::One),
    method("__rdivmod__", rdivmod, Arity::One),
    method("__pow__", pow, Arity::Between(1, 2)),
    method("__rpow__", rpow, Arity::Between(1, 2)),
    method("__format__", format, Arity::One).keep_self(),
    method(
        "__getnewargs__",
        |vm, args| {
            let this = vm.index(&args[0])?;
            Ok(vm.new_tuple(vec![this]))
        },
        Arity::Zero,
    ),
    method("bit_length", bit_length, Arity::Zero),
    method("bit_count", bit_count, Arity::Zero),
    method("as_integer_ratio", as_integer_ratio, Arity::Zero),
    method("is_integer", |_, _| Ok(Value::TRUE), Arity::Zero),
    method("to_bytes", to_bytes, Arity::Any),
    class_method("from_bytes", from_bytes, Arity::Any),
];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("real", |vm, this| vm.index(this)),
    getter("imag", |_, _| Ok(Value::from_small(0))),
    getter("numerator", |vm, this| vm.index(this)),
    getter("denominator", |_, _| Ok(Value::from_small(1))),
];

/// Declares the layout and fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::INT, Int::LAYOUT);
    vm.define_type(&BuiltinType::new(id::INT, SLOTS).methods(METHODS).getsets(ATTRIBUTES));
    vm.define_type(&BuiltinType::new(id::BOOL, BOOL_SLOTS));
    let bool_slots = vm.types.slots_mut(id::BOOL);
    bool_slots.binary_ops = OPERATORS;
}
