//! `math`: functions of floats; those of ints are in `math_ints`.

use crate::dict::Dict;
use crate::error::{PyResult, Raised};
use crate::modules::NativeModule;
use crate::modules::{math_ints, math_special};
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        set_constants(vm, dict);
        Ok(())
    },
};

/// The constants that `cmath` has too.
pub(super) fn set_constants(vm: &mut Vm, dict: &Ref<Dict>) {
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        let value = vm.new_float(value);
        vm.set_global(dict, name, value);
    }
}

const FUNCTIONS: &[NativeDef] = &[
    function("acos", acos, Arity::One),
    function("acosh", acosh, Arity::One),
    function("asin", asin, Arity::One),
    function("asinh", asinh, Arity::One),
    function("atan", atan, Arity::One),
    function("atan2", atan2, Arity::Exactly(2)),
    function("atanh", atanh, Arity::One),
    function("cbrt", cbrt, Arity::One),
    function("ceil", ceil, Arity::One),
    function("comb", math_ints::comb, Arity::Exactly(2)),
    function("copysign", copysign, Arity::Exactly(2)),
    function("cos", cos, Arity::One),
    function("cosh", cosh, Arity::One),
    function("degrees", degrees, Arity::One),
    function("dist", dist, Arity::Exactly(2)),
    function("erf", math_special::erf, Arity::One),
    function("erfc", math_special::erfc, Arity::One),
    function("exp", exp, Arity::One),
    function("exp2", exp2, Arity::One),
    function("expm1", expm1, Arity::One),
    function("fabs", fabs, Arity::One),
    function("factorial", math_ints::factorial, Arity::One),
    function("floor", floor, Arity::One),
    function("fma", fma, Arity::Exactly(3)),
    function("fmod", fmod, Arity::Exactly(2)),
    function("frexp", frexp, Arity::One),
    function("fsum", fsum, Arity::One),
    function("gamma", math_special::gamma, Arity::One),
    function("gcd", math_ints::gcd, Arity::AtLeast(0)),
    function("hypot", hypot, Arity::AtLeast(0)),
    function("isclose", isclose, Arity::Any),
    function("isfinite", isfinite, Arity::One),
    function("isinf", isinf, Arity::One),
    function("isnan", isnan, Arity::One),
    function("isqrt", math_ints::isqrt, Arity::One),
    function("lcm", math_ints::lcm, Arity::AtLeast(0)),
    function("ldexp", ldexp, Arity::Exactly(2)),
    function("lgamma", math_special::lgamma, Arity::One),
    function("log", log, Arity::Between(1, 2)),
    function("log10", log10, Arity::One),
    function("log1p", log1p, Arity::One),
    function("log2", log2, Arity::One),
    function("modf", modf, Arity::One),
    function("nextafter", math_special::nextafter, Arity::Any),
    function("perm", math_ints::perm, Arity::Between(1, 2)),
    function("pow", pow, Arity::Exactly(2)),
    function("prod", prod, Arity::Any),
    function("radians", radians, Arity::One),
    function("remainder", remainder, Arity::Exactly(2)),
    function("sin", sin, Arity::One),
    function("sinh", sinh, Arity::One),
    function("sqrt", sqrt, Arity::One),
    function("sumprod", math_special::sumprod, Arity::Exactly(2)),
    function("tan", tan, Arity::One),
    function("tanh", tanh, Arity::One),
    function("trunc", trunc, Arity::One),
    function("ulp", math_special::ulp, Arity::One),
];

#[cold]
fn domain_error(vm: &mut Vm) -> Raised {
    vm.raise_value_error("math domain error")
}

#[cold]
fn range_error(vm: &mut Vm) -> Raised {
    vm.raise_overflow_error("math range error")
}

/// The result of a function of `inputs`: NaN out of numbers is a domain error, infinity out of finite
/// numbers an overflow.
fn checked(vm: &mut Vm, inputs: &[f64], result: f64) -> PyResult {
    if result.is_nan() && !inputs.iter().any(|input| input.is_nan()) {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && inputs.iter().all(|input| input.is_finite()) {
        return Err(range_error(vm));
    }
    Ok(vm.new_float(result))
}

macro_rules! functions_of_one {
    ($($name:ident = $function:expr;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            let x = vm.to_f64(&args[0])?;
            let function: fn(f64) -> f64 = $function;
            checked(vm, &[x], function(x))
        }
    )*};
}
functions_of_one! {
    asinh = f64::asinh;
    atan = f64::atan;
    cbrt = f64::cbrt;
    cosh = f64::cosh;
    degrees = |x| x * (180.0 / std::f64::consts::PI);
    exp = f64::exp;
    exp2 = f64::exp2;
    expm1 = f64::exp_m1;
    fabs = f64::abs;
    radians = |x| x * (std::f64::consts::PI / 180.0);
    sinh = f64::sinh;
    tanh = f64::tanh;
}

/// Raises the error of a function whose argument is outside of its domain, which it names.
#[cold]
fn outside(vm: &mut Vm, expected: &str, x: f64) -> Raised {
    let shown = vm.new_float(x);
    let shown = vm.repr_string(&shown).unwrap_or_default();
    vm.raise_value_error(format!("expected {expected}, got {shown}"))
}

macro_rules! functions_with_domain {
    ($($name:ident = $function:expr, $inside:expr, $expected:literal;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            let x = vm.to_f64(&args[0])?;
            let inside: fn(f64) -> bool = $inside;
            if !x.is_nan() && !inside(x) {
                return Err(outside(vm, $expected, x));
            }
            let function: fn(f64) -> f64 = $function;
            checked(vm, &[x], function(x))
        }
    )*};
}
functions_with_domain! {
    acos = f64::acos, |x| x.abs() <= 1.0, "a number in range from -1 up to 1";
    acosh = f64::acosh, |x| x >= 1.0, "argument value not less than 1";
    asin = f64::asin, |x| x.abs() <= 1.0, "a number in range from -1 up to 1";
    atanh = f64::atanh, |x| x.abs() < 1.0, "a number between -1 and 1";
    cos = f64::cos, f64::is_finite, "a finite input";
    sin = f64::sin, f64::is_finite, "a finite input";
    tan = f64::tan, f64::is_finite, "a finite input";
    sqrt = f64::sqrt, |x| x >= 0.0, "a nonnegative input";
    log1p = f64::ln_1p, |x| x > -1.0, "argument value > -1";
}

macro_rules! functions_of_two {
    ($($name:ident = $function:expr;)*) => {$(
        fn $name(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
            let (x, y) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?);
            let function: fn(f64, f64) -> f64 = $function;
            checked(vm, &[x, y], function(x, y))
        }
    )*};
}
functions_of_two! {
    atan2 = f64::atan2;
    copysign = f64::copysign;
    remainder = ieee_remainder;
}

/// `x - n * y` for the whole number `n` nearest to `x / y`, the even one of two.
fn ieee_remainder(x: f64, y: f64) -> f64 {
    if !x.is_finite() || y.is_nan() || y == 0.0 {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let (size, y) = (x.abs(), y.abs());
    let rest = size % y;
    let other = y - rest;
    let result = if rest < other {
        rest
    } else if rest > other {
        -other
    } else {
        rest - 2.0 * ((0.5 * (size - rest)) % y)
    };
    result * 1f64.copysign(x)
}

fn fmod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (x, y) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?);
    checked(vm, &[x, y], x % y)
}

fn pow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (x, y) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?);
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain_error(vm));
    }
    checked(vm, &[x, y], x.powf(y))
}

fn fma(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (x, y, z) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?, vm.to_f64(&args[2])?);
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.raise_value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.raise_overflow_error("overflow in fma"));
    }
    Ok(vm.new_float(result))
}

/// The logarithm of a number, of whatever size an int is.
fn logarithm(vm: &mut Vm, value: &Value, of_float: fn(f64) -> f64) -> PyResult<f64> {
    if let Some(int) = value.as_int() {
        let big = int.to_big();
        if big.sign() != num_bigint::Sign::Plus {
            return Err(vm.raise_value_error("expected a positive input"));
        }
        let excess = big.bits().saturating_sub(1000);
        let scaled: f64 = num_traits::ToPrimitive::to_f64(&(big >> excess)).unwrap_or(f64::INFINITY);
        return Ok(of_float(scaled) + of_float(2.0) * excess as f64);
    }
    let x = vm.to_f64(value)?;
    if x <= 0.0 {
        let shown = vm.repr_string(value)?;
        return Err(vm.raise_value_error(format!("expected a positive input, got {shown}")));
    }
    Ok(of_float(x))
}

fn log(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let numerator = logarithm(vm, &args[0], f64::ln)?;
    let Some(base) = args.get(1) else { return Ok(vm.new_float(numerator)) };
    let denominator = logarithm(vm, base, f64::ln)?;
    if denominator == 0.0 {
        return Err(vm.raise_zero_division_error("division by zero"));
    }
    Ok(vm.new_float(numerator / denominator))
}

fn log2(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let result = logarithm(vm, &args[0], f64::log2)?;
    Ok(vm.new_float(result))
}

fn log10(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let result = logarithm(vm, &args[0], f64::log10)?;
    Ok(vm.new_float(result))
}

/// Rounds by a special method, else by the float's value.
fn rounded(vm: &mut Vm, value: &Value, special: &Value, round: fn(f64) -> f64) -> PyResult {
    if value.as_float().is_none()
        && let Some(result) = vm.call_special(value, special, &[])?
    {
        return Ok(result);
    }
    let x = vm.to_f64(value)?;
    math_ints::int_of_float(vm, round(x))
}

fn ceil(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let special = vm.names.__ceil__.clone();
    rounded(vm, &args[0], &special, f64::ceil)
}

fn floor(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let special = vm.names.__floor__.clone();
    rounded(vm, &args[0], &special, f64::floor)
}

fn trunc(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(x) = args[0].as_float() {
        return math_ints::int_of_float(vm, x.trunc());
    }
    let special = vm.names.__trunc__.clone();
    match vm.call_special(&args[0], &special, &[])? {
        Some(result) => Ok(result),
        None => {
            let name = vm.type_name(&args[0]);
            Err(vm.raise_type_error(format!("type {name} doesn't define __trunc__ method")))
        }
    }
}

fn isfinite(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.to_f64(&args[0])?.is_finite()))
}

fn isinf(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.to_f64(&args[0])?.is_infinite()))
}

fn isnan(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.to_f64(&args[0])?.is_nan()))
}

/// Mantissa in [0.5, 1) and exponent.
fn split_float(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormal numbers are scaled into the normal range first.
    let (scaled, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(64), -64) } else { (x, 0) };
    let exponent = ((scaled.to_bits() >> 52) & 0x7ff) as i32 - 1022;
    let mantissa = f64::from_bits(scaled.to_bits() & !(0x7ff << 52) | 1022 << 52);
    (mantissa, exponent + shift)
}

fn frexp(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (mantissa, exponent) = split_float(vm.to_f64(&args[0])?);
    let mantissa = vm.new_float(mantissa);
    Ok(vm.new_tuple(vec![mantissa, Value::from_small(i64::from(exponent))]))
}

fn ldexp(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    if args[1].as_int().is_none() {
        return Err(vm.raise_type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = vm.index_clamped(&args[1])?.clamp(-5000, 5000) as i32;
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let (mantissa, own) = split_float(x);
    // In two steps, so that only the last one rounds.
    let total = own + exponent;
    let result = if total > 1024 {
        f64::INFINITY.copysign(x)
    } else if total < -1080 {
        0f64.copysign(x)
    } else if total < -1000 {
        mantissa * 2f64.powi(total + 1000) * 2f64.powi(-1000)
    } else {
        mantissa * 2f64.powi(total - 1) * 2.0
    };
    checked(vm, &[x], result)
}

fn modf(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { (x.fract().copysign(x), x.trunc()) };
    let (fraction, whole) = (vm.new_float(fraction), vm.new_float(whole));
    Ok(vm.new_tuple(vec![fraction, whole]))
}

/// The length of a vector, scaled so that squares neither overflow nor vanish.
fn norm(coordinates: &[f64]) -> f64 {
    let largest = coordinates.iter().fold(0.0f64, |largest, x| largest.max(x.abs()));
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    if let [x, y] = coordinates {
        return x.hypot(*y);
    }
    let (mut sum, mut rest) = (0.0f64, 0.0f64);
    for x in coordinates {
        let square = (x / largest) * (x / largest);
        let next = sum + square;
        rest += if sum >= square { (sum - next) + square } else { (square - next) + sum };
        sum = next;
    }
    largest * (sum + rest).sqrt()
}

fn hypot(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut coordinates = Vec::with_capacity(args.len());
    for value in args.iter() {
        coordinates.push(vm.to_f64(value)?);
    }
    Ok(vm.new_float(norm(&coordinates)))
}

fn dist(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (p, q) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
    if p.len() != q.len() {
        return Err(vm.raise_value_error("both points must have the same number of dimensions"));
    }
    let mut differences = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        differences.push((vm.to_f64(x)? - vm.to_f64(y)?).abs());
    }
    Ok(vm.new_float(norm(&differences)))
}

/// The exactly rounded sum: partial sums that do not overlap.
fn fsum(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0f64;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        let mut x = vm.to_f64(&item)?;
        if !x.is_finite() {
            special += x;
            continue;
        }
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x.is_infinite() {
            return Err(vm.raise_overflow_error("intermediate overflow in fsum"));
        }
        partials.push(x);
    }
    if special.is_nan() {
        return Err(vm.raise_value_error("-inf + inf in fsum"));
    }
    if special != 0.0 {
        return Ok(vm.new_float(special));
    }
    Ok(vm.new_float(round_partials(&partials)))
}

/// The sum of partial sums of growing size, rounded half to even across all of them.
fn round_partials(partials: &[f64]) -> f64 {
    let Some((&last, rest)) = partials.split_last() else { return 0.0 };
    let mut high = last;
    let mut left = rest.len();
    let mut low = 0.0;
    while left > 0 {
        left -= 1;
        let x = high;
        let y = rest[left];
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if left > 0 && (low < 0.0) == (rest[left - 1] < 0.0) {
        let doubled = low * 2.0;
        let x = high + doubled;
        if doubled == x - high {
            high = x;
        }
    }
    high
}

const ISCLOSE: Parameters<4> =
    Parameters { function: "isclose", names: ["a", "b", "rel_tol", "abs_tol"], required: 2, positional: 2 };

fn isclose(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [a, b, relative, absolute] = args.bind(vm, &ISCLOSE)?;
    let (a, b) = (vm.to_f64(&a.unwrap_or(Value::NONE))?, vm.to_f64(&b.unwrap_or(Value::NONE))?);
    let relative = relative.map_or(Ok(1e-9), |value| vm.to_f64(&value))?;
    let absolute = absolute.map_or(Ok(0.0), |value| vm.to_f64(&value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.raise_value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close =
        difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::from_bool(close))
}

const PROD: Parameters<2> = Parameters { function: "prod", names: ["", "start"], required: 1, positional: 1 };

fn prod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [iterable, start] = args.bind(vm, &PROD)?;
    let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
    let mut product = start.unwrap_or(Value::from_small(1));
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        product = vm.binary_op(genjit_bytecode::BinaryOp::Multiply, &product, &item)?;
    }
    Ok(product)
}
