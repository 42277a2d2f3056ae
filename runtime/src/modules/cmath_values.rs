//! The values of `cmath`'s functions: by the formulas of W. Kahan where both parts are finite, and by the
//! rules of annex G of the C standard where one is not.
//!
//! `cos`, `sin`, `tan`, `asin` and `atan` are the hyperbolic functions of a number turned by a right angle.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, LN_10};

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub re: f64,
    pub im: f64,
}

/// Why a function has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Domain,
    Range,
}

pub(super) type Outcome = Result<Number, Fault>;

/// Beyond this, squares overflow.
const LARGE: f64 = f64::MAX / 4.0;
/// Exponents beyond this overflow, although the product with a cosine may not.
const LARGE_EXPONENT: f64 = 708.396_418_532_264_1;

const fn number(re: f64, im: f64) -> Number {
    Number { re, im }
}

impl Number {
    fn is_finite(self) -> bool {
        self.re.is_finite() && self.im.is_finite()
    }

    /// `iz`
    fn turned(self) -> Number {
        number(-self.im, self.re)
    }

    /// `-iz`
    fn turned_back(self) -> Number {
        number(self.im, -self.re)
    }
}

/// The result of finite parts, unless it is infinite.
fn in_range(result: Number) -> Outcome {
    if result.re.is_infinite() || result.im.is_infinite() { Err(Fault::Range) } else { Ok(result) }
}

/// Something infinite with the signs of a cosine and a sine.
fn infinite_at(angle: f64) -> Number {
    number(f64::INFINITY.copysign(angle.cos()), f64::INFINITY.copysign(angle.sin()))
}

pub(super) fn size(z: Number) -> Result<f64, Fault> {
    let size = z.re.hypot(z.im);
    if size.is_infinite() && z.is_finite() { Err(Fault::Range) } else { Ok(size) }
}

pub(super) fn rect(size: f64, angle: f64) -> Outcome {
    if size.is_finite() && angle.is_finite() {
        // A zero has no direction, but its sign counts.
        return Ok(if angle == 0.0 {
            number(size, size * angle)
        } else {
            number(size * angle.cos(), size * angle.sin())
        });
    }
    if angle.is_infinite() && size != 0.0 && !size.is_nan() {
        return Err(Fault::Domain);
    }
    Ok(match (size, angle) {
        (size, angle) if size.is_infinite() && angle.is_finite() && angle != 0.0 => {
            let direction = infinite_at(angle);
            if size > 0.0 { direction } else { number(-direction.re, -direction.im) }
        }
        (size, 0.0) if size.is_infinite() => number(size, if size > 0.0 { angle } else { -angle }),
        (size, _) if size.is_infinite() => number(f64::INFINITY, f64::NAN),
        (0.0, _) => number(0.0, 0.0),
        (_, 0.0) => number(f64::NAN, 0.0),
        _ => number(f64::NAN, f64::NAN),
    })
}

pub(super) fn exp(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if z.is_finite() {
        let (scale, factor) =
            if x > LARGE_EXPONENT { ((x - 1.0).exp(), std::f64::consts::E) } else { (x.exp(), 1.0) };
        return in_range(number(scale * y.cos() * factor, scale * y.sin() * factor));
    }
    if y.is_infinite() && (x.is_finite() || x > 0.0) {
        return Err(Fault::Domain);
    }
    Ok(if x == f64::NEG_INFINITY {
        if y.is_finite() { number(0.0 * y.cos(), 0.0 * y.sin()) } else { number(0.0, 0.0) }
    } else if y == 0.0 {
        number(x, y)
    } else if x == f64::INFINITY && y.is_finite() {
        infinite_at(y)
    } else {
        number(if x.is_infinite() { x } else { f64::NAN }, f64::NAN)
    })
}

pub(super) fn cosh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if z.is_finite() {
        let (x, factor) = reduced(x);
        return in_range(number(y.cos() * x.cosh() * factor, y.sin() * x.sinh() * factor));
    }
    if y.is_infinite() && !x.is_nan() {
        return Err(Fault::Domain);
    }
    Ok(if x.is_infinite() && y.is_finite() && y != 0.0 {
        let direction = infinite_at(y);
        number(direction.re, if x > 0.0 { direction.im } else { -direction.im })
    } else if x.is_infinite() {
        number(f64::INFINITY, if y == 0.0 { y * 1.0f64.copysign(x) } else { f64::NAN })
    } else {
        number(f64::NAN, if x == 0.0 || y == 0.0 { 0.0 } else { f64::NAN })
    })
}

pub(super) fn sinh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if z.is_finite() {
        let (x, factor) = reduced(x);
        return in_range(number(y.cos() * x.sinh() * factor, y.sin() * x.cosh() * factor));
    }
    if y.is_infinite() && !x.is_nan() {
        return Err(Fault::Domain);
    }
    Ok(if y == 0.0 {
        number(x, y)
    } else if x.is_infinite() && y.is_finite() {
        let direction = infinite_at(y);
        number(if x > 0.0 { direction.re } else { -direction.re }, direction.im)
    } else if x == 0.0 || x.is_infinite() {
        number(x.abs(), f64::NAN)
    } else {
        number(f64::NAN, f64::NAN)
    })
}

/// An exponent that does not overflow, and the factor that is left out with it.
fn reduced(x: f64) -> (f64, f64) {
    if x.abs() > LARGE_EXPONENT { (x - 1.0f64.copysign(x), std::f64::consts::E) } else { (x, 1.0) }
}

pub(super) fn tanh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if y.is_infinite() && x.is_finite() {
        return Err(Fault::Domain);
    }
    Ok(if x.abs() > LARGE_EXPONENT {
        let im = match y {
            y if x.is_finite() => 4.0 * y.sin() * y.cos() * (-2.0 * x.abs()).exp(),
            y if y.is_finite() => 0.0 * (2.0 * y).sin(),
            _ => 0.0,
        };
        number(1.0f64.copysign(x), im)
    } else if z.is_finite() {
        let (tangent, hyperbolic, secant) = (y.tan(), x.tanh(), 1.0 / x.cosh());
        let product = hyperbolic * tangent;
        let below = 1.0 + product * product;
        number(hyperbolic * (1.0 + tangent * tangent) / below, tangent / below * secant * secant)
    } else if y == 0.0 {
        number(f64::NAN, y)
    } else {
        number(if x == 0.0 { x } else { f64::NAN }, f64::NAN)
    })
}

pub(super) fn cos(z: Number) -> Outcome {
    cosh(z.turned())
}

pub(super) fn sin(z: Number) -> Outcome {
    sinh(z.turned()).map(Number::turned_back)
}

pub(super) fn tan(z: Number) -> Outcome {
    tanh(z.turned()).map(Number::turned_back)
}

/// The logarithm of the size.
fn log_of_size(z: Number) -> f64 {
    let (x, y) = (z.re.abs(), z.im.abs());
    if x > LARGE || y > LARGE {
        return (x / 2.0).hypot(y / 2.0).ln() + LN_2;
    }
    if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        // Scaled up by 2 ** 53.
        let scale = 9_007_199_254_740_992.0;
        return (x * scale).hypot(y * scale).ln() - 53.0 * LN_2;
    }
    let size = x.hypot(y);
    if (0.71..=1.73).contains(&size) {
        let (more, less) = if x > y { (x, y) } else { (y, x) };
        return ((more - 1.0) * (more + 1.0) + less * less).ln_1p() / 2.0;
    }
    size.ln()
}

pub(super) fn log(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if x == 0.0 && y == 0.0 {
        return Err(Fault::Domain);
    }
    let re = if z.is_finite() {
        log_of_size(z)
    } else if x.is_infinite() || y.is_infinite() {
        f64::INFINITY
    } else {
        f64::NAN
    };
    Ok(number(re, y.atan2(x)))
}

pub(super) fn log10(z: Number) -> Outcome {
    log(z).map(|log| number(log.re / LN_10, log.im / LN_10))
}

/// `a / b`, scaled by the larger part of `b`.
pub(super) fn quotient(a: Number, b: Number) -> Outcome {
    if b.re == 0.0 && b.im == 0.0 {
        return Err(Fault::Domain);
    }
    Ok(if b.re.abs() >= b.im.abs() {
        let ratio = b.im / b.re;
        let below = b.re + b.im * ratio;
        number((a.re + a.im * ratio) / below, (a.im - a.re * ratio) / below)
    } else {
        let ratio = b.re / b.im;
        let below = b.re * ratio + b.im;
        number((a.re * ratio + a.im) / below, (a.im * ratio - a.re) / below)
    })
}

fn root(z: Number) -> Number {
    let Number { re: x, im: y } = z;
    if y.is_infinite() {
        return number(f64::INFINITY, y);
    }
    if x.is_infinite() {
        let im = if y.is_nan() { y } else { 0.0f64.copysign(y) };
        let infinite = if y.is_nan() { f64::INFINITY } else { f64::INFINITY.copysign(y) };
        return if x > 0.0 { number(x, im) } else { number(if y.is_nan() { y } else { 0.0 }, infinite) };
    }
    if x.is_nan() || y.is_nan() {
        return number(f64::NAN, f64::NAN);
    }
    if x == 0.0 && y == 0.0 {
        return number(0.0, y);
    }
    let (size_x, size_y) = (x.abs(), y.abs());
    let half = if size_x < f64::MIN_POSITIVE && size_y < f64::MIN_POSITIVE && (size_x > 0.0 || size_y > 0.0) {
        // Scaled up by 2 ** 54, the root back by 2 ** 27.
        let (scaled_x, scaled_y) = (size_x * 18_014_398_509_481_984.0, size_y * 18_014_398_509_481_984.0);
        ((scaled_x + scaled_x.hypot(scaled_y)).sqrt()) / 134_217_728.0 / std::f64::consts::SQRT_2
    } else {
        let eighth = size_x / 8.0;
        2.0 * (eighth + eighth.hypot(size_y / 8.0)).sqrt()
    };
    let other = size_y / (2.0 * half);
    if x >= 0.0 { number(half, other.copysign(y)) } else { number(other, half.copysign(y)) }
}

pub(super) fn sqrt(z: Number) -> Outcome {
    Ok(root(z))
}

fn is_large(z: Number) -> bool {
    z.re.abs() > LARGE || z.im.abs() > LARGE
}

/// The logarithm of twice the size, for numbers so large that one more or less does not count.
fn log_of_double(z: Number) -> f64 {
    if z.is_finite() { (z.re / 2.0).hypot(z.im / 2.0).ln() + 2.0 * LN_2 } else { f64::INFINITY }
}

pub(super) fn acos(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if x.is_nan() || y.is_nan() {
        let re = if x == 0.0 { FRAC_PI_2 } else { f64::NAN };
        let infinite = if y.is_infinite() {
            -y
        } else if x.is_infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        };
        return Ok(number(re, infinite));
    }
    if is_large(z) {
        return Ok(number(y.abs().atan2(x), (-log_of_double(z)).copysign(-y)));
    }
    let (down, up) = (root(number(1.0 - x, -y)), root(number(1.0 + x, y)));
    Ok(number(2.0 * down.re.atan2(up.re), (up.re * down.im - up.im * down.re).asinh()))
}

pub(super) fn acosh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if x.is_nan() || y.is_nan() {
        let infinite = x.is_infinite() || y.is_infinite();
        let im = if x == 0.0 { FRAC_PI_2 } else { f64::NAN };
        return Ok(number(if infinite { f64::INFINITY } else { f64::NAN }, im));
    }
    if is_large(z) {
        return Ok(number(log_of_double(z), y.atan2(x)));
    }
    let (down, up) = (root(number(x - 1.0, y)), root(number(x + 1.0, y)));
    Ok(number((down.re * up.re + down.im * up.im).asinh(), 2.0 * down.im.atan2(up.re)))
}

pub(super) fn asinh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if x.is_nan() || y.is_nan() {
        return Ok(if y == 0.0 {
            number(x, y)
        } else {
            let re = if x.is_infinite() {
                x
            } else if y.is_infinite() {
                f64::INFINITY
            } else {
                f64::NAN
            };
            number(re, f64::NAN)
        });
    }
    if x.is_infinite() && y.is_infinite() {
        return Ok(number(x, FRAC_PI_4.copysign(y)));
    }
    if is_large(z) {
        let angle = y.atan2(x.abs());
        return Ok(number(log_of_double(z).copysign(x), angle));
    }
    let (down, up) = (root(number(1.0 + y, -x)), root(number(1.0 - y, x)));
    let re = (down.re * up.im - up.re * down.im).asinh();
    Ok(number(re, y.atan2(down.re * up.re - down.im * up.im)))
}

pub(super) fn asin(z: Number) -> Outcome {
    asinh(z.turned()).map(Number::turned_back)
}

pub(super) fn atanh(z: Number) -> Outcome {
    let Number { re: x, im: y } = z;
    if x.is_sign_negative() && !x.is_nan() {
        // An odd function.
        return atanh(number(-x, -y)).map(|result| number(-result.re, -result.im));
    }
    if !z.is_finite() {
        let nothing = x.is_nan() && !y.is_infinite();
        let re = if nothing || y.is_nan() && !x.is_infinite() && x != 0.0 { f64::NAN } else { 0.0 };
        return Ok(number(re, if nothing || y.is_nan() { f64::NAN } else { FRAC_PI_2.copysign(y) }));
    }
    let size = y.abs();
    if is_large(z) || x > LARGE.sqrt() || size > LARGE.sqrt() {
        let length = (x / 2.0).hypot(size / 2.0);
        return Ok(number(x / 4.0 / length / length, FRAC_PI_2.copysign(y)));
    }
    if x == 1.0 && size < f64::MIN_POSITIVE.sqrt() {
        if size == 0.0 {
            return Err(Fault::Domain);
        }
        let re = -(size.sqrt() / size.hypot(2.0).sqrt()).ln();
        return Ok(number(re, (2.0f64.atan2(-size) / 2.0).copysign(y)));
    }
    let down = 1.0 - x;
    let re = (4.0 * x / (down * down + size * size)).ln_1p() / 4.0;
    Ok(number(re, -(-2.0 * y).atan2(down * (1.0 + x) - size * size) / 2.0))
}

pub(super) fn atan(z: Number) -> Outcome {
    atanh(z.turned()).map(Number::turned_back)
}
