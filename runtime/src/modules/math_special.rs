//! `math`: gamma and error functions, neighbours of floats, and `sumprod`.

use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Parameters};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use genjit_bytecode::BinaryOp;
use std::f64::consts::PI;

// The Lanczos approximation of the gamma function with 13 terms: its g, and the coefficients of numerator and
// denominator from the constant one upwards.
const LANCZOS_G: f64 = 6.024_680_040_776_73;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_6,
    248_874_557.862_054_17,
    31_426_415.585_400_194,
    2_876_370.628_935_372_5,
    186_056.265_395_223_48,
    8_071.672_002_365_816,
    210.824_277_751_579_36,
    2.506_628_274_631_000_2,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];
const LOG_PI: f64 = 1.144_729_885_849_400_2;
/// The largest whole number whose gamma is a float without rounding.
const MOST_EXACT: f64 = 23.0;

fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for at in (0..NUMERATOR.len()).rev() {
            numerator = numerator * x + NUMERATOR[at];
            denominator = denominator * x + DENOMINATOR[at];
        }
    } else {
        for at in 0..NUMERATOR.len() {
            numerator = numerator / x + NUMERATOR[at];
            denominator = denominator / x + DENOMINATOR[at];
        }
    }
    numerator / denominator
}

/// `sin(pi * x)`, with `pi * x` never rounded to a multiple of pi.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * sine
}

fn gamma_of(x: f64) -> f64 {
    if x == x.floor() && (1.0..=MOST_EXACT).contains(&x) {
        return (1..x as u64).fold(1.0, |product, factor| product * factor as f64);
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = size + LANCZOS_G_MINUS_HALF;
    // What rounding took from `y`.
    let lost = if size > LANCZOS_G_MINUS_HALF {
        (y - size) - LANCZOS_G_MINUS_HALF
    } else {
        (y - LANCZOS_G_MINUS_HALF) - size
    };
    let z = lost * LANCZOS_G / y;
    // A power of twice the exponent might overflow where the result does not.
    let (power, again) = if size < 140.0 {
        (y.powf(size - 0.5), 1.0)
    } else {
        let half = y.powf(size / 2.0 - 0.25);
        (half, half)
    };
    if x < 0.0 {
        let r = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        (r - z * r) / power / again
    } else {
        let r = lanczos_sum(size) / y.exp();
        (r + z * r) * power * again
    }
}

#[cold]
fn at_a_pole(vm: &mut Vm, x: f64) -> Raised {
    let shown = vm.new_float(x);
    let shown = vm.repr_string(&shown).unwrap_or_default();
    vm.raise_value_error(format!("expected a noninteger or positive integer, got {shown}"))
}

#[cold]
fn out_of_range(vm: &mut Vm) -> Raised {
    vm.raise_overflow_error("math range error")
}

pub(super) fn gamma(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    if x == f64::NEG_INFINITY || x <= 0.0 && x == x.floor() {
        return Err(at_a_pole(vm, x));
    }
    if !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let result = gamma_of(x);
    if result.is_infinite() { Err(out_of_range(vm)) } else { Ok(vm.new_float(result)) }
}

pub(super) fn lgamma(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    if !x.is_finite() {
        return Ok(vm.new_float(x.abs()));
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(at_a_pole(vm, x)) } else { Ok(vm.new_float(0.0)) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(vm.new_float(-size.ln()));
    }
    let mut result = lanczos_sum(size).ln() - LANCZOS_G;
    result += (size - 0.5) * ((size + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(out_of_range(vm)) } else { Ok(vm.new_float(result)) }
}

pub(super) fn erf(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    Ok(vm.new_float(libm::erf(x)))
}

pub(super) fn erfc(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?;
    Ok(vm.new_float(libm::erfc(x)))
}

pub(super) fn ulp(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let x = vm.to_f64(&args[0])?.abs();
    let ulp = if !x.is_finite() {
        x
    } else if x == f64::MAX {
        x - x.next_down()
    } else {
        x.next_up() - x
    };
    Ok(vm.new_float(ulp))
}

const NEXTAFTER: Parameters<3> =
    Parameters { function: "nextafter", names: ["", "", "steps"], required: 2, positional: 2 };

/// The place of a float among all floats, from the negative ones up; both zeros have 0.
fn rank(x: f64) -> i64 {
    let size = (x.to_bits() & (u64::MAX >> 1)) as i64;
    if x.is_sign_negative() { -size } else { size }
}

/// `nextafter(x, y, /, *, steps=None)`
pub(super) fn nextafter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [x, y, steps] = args.bind(vm, &NEXTAFTER)?;
    let [x, y] = [x, y].map(|value| value.unwrap_or(Value::NONE));
    let (x, y) = (vm.to_f64(&x)?, vm.to_f64(&y)?);
    let steps = match steps.filter(|steps| !steps.is_none()) {
        None => 1,
        Some(steps) => {
            let index = vm.index(&steps)?;
            match index.as_int() {
                Some(int) if int.is_negative() => {
                    return Err(vm.raise_value_error("steps must be a non-negative integer"));
                }
                Some(int) => int.clamped(),
                None => 0,
            }
        }
    };
    if steps == 0 || x.is_nan() {
        return Ok(vm.new_float(x));
    }
    if y.is_nan() || x == y {
        return Ok(vm.new_float(y));
    }
    let (from, to) = (rank(x), rank(y));
    let there =
        if to > from { to.min(from.saturating_add(steps)) } else { to.max(from.saturating_sub(steps)) };
    let size = f64::from_bits(there.unsigned_abs());
    // A zero has the sign of where it was come from.
    let negative = if there == 0 { x.is_sign_negative() } else { there < 0 };
    let result = if there == to {
        y
    } else if negative {
        -size
    } else {
        size
    };
    Ok(vm.new_float(result))
}

/// A sum of products in three floats.
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

/// A sum, and what rounding took from it.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let z = sum - a;
    (sum, (a - (sum - z)) + (b - z))
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Triple {
        let product = x * y;
        let rest = x.mul_add(y, -product);
        let (high, lost) = two_sum(self.high, product);
        let (low, first) = two_sum(self.low, rest);
        let (low, second) = two_sum(low, lost);
        Triple { high, low, tiny: self.tiny + first + second }
    }

    fn value(self) -> f64 {
        let (low, tiny) = two_sum(self.low, self.tiny);
        let (high, rest) = two_sum(self.high, low);
        high + (rest + tiny)
    }
}

/// How far a sum of products has come.
struct SumOfProducts {
    total: Value,
    /// Products of ints not yet in `total`; `None` once something else came.
    ints: Option<i64>,
    /// Products of floats not yet in `total`.
    floats: Option<Triple>,
}

/// A float, or an int beside a float.
fn as_factor(value: &Value) -> Option<f64> {
    match value.as_small() {
        Some(small) => Some(small as f64),
        None if value.type_id() == id::FLOAT => value.as_float(),
        None => None,
    }
}

impl SumOfProducts {
    fn add(&mut self, vm: &mut Vm, p: &Value, q: &Value) -> PyResult<()> {
        if let Some(sum) = self.ints {
            if let (Some(x), Some(y)) = (p.as_small(), q.as_small())
                && let Some(sum) = x.checked_mul(y).and_then(|product| product.checked_add(sum))
            {
                self.ints = Some(sum);
                return Ok(());
            }
            self.ints = (p.is_exact_int() && q.is_exact_int()).then_some(0);
            let sum = vm.int(sum);
            self.total = vm.binary_op(BinaryOp::Add, &self.total, &sum)?;
        }
        let is_float = p.type_id() == id::FLOAT || q.type_id() == id::FLOAT;
        if is_float && let (Some(x), Some(y)) = (as_factor(p), as_factor(q)) {
            let sum = self.floats.unwrap_or_default().add_product(x, y);
            if sum.high.is_finite() {
                self.floats = Some(sum);
                return Ok(());
            }
        }
        self.put_floats_in(vm)?;
        let product = vm.binary_op(BinaryOp::Multiply, p, q)?;
        self.total = vm.binary_op(BinaryOp::Add, &self.total, &product)?;
        Ok(())
    }

    fn put_floats_in(&mut self, vm: &mut Vm) -> PyResult<()> {
        if let Some(sum) = self.floats.take() {
            let sum = vm.new_float(sum.value());
            self.total = vm.binary_op(BinaryOp::Add, &self.total, &sum)?;
        }
        Ok(())
    }
}

/// `sumprod(p, q, /)`
pub(super) fn sumprod(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (p, q) = (vm.iter(&args[0])?, vm.iter(&args[1])?);
    let mut sum = SumOfProducts { total: Value::from_small(0), ints: Some(0), floats: None };
    loop {
        vm.check_interrupt()?;
        match (vm.next(&p)?, vm.next(&q)?) {
            (Some(x), Some(y)) => sum.add(vm, &x, &y)?,
            (None, None) => break,
            _ => return Err(vm.raise_value_error("Inputs are not the same length")),
        }
    }
    if let Some(ints) = sum.ints.take() {
        let ints = vm.int(ints);
        sum.total = vm.binary_op(BinaryOp::Add, &sum.total, &ints)?;
    }
    sum.put_floats_in(vm)?;
    Ok(sum.total)
}
