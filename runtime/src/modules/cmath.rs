//! `cmath`: functions of complex numbers. Their values are in `cmath_values`.

use super::cmath_values as values;
use super::cmath_values::Number;
use crate::error::{PyResult, Raised};
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::num::{Parts, to_complex};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "cmath",
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        super::math::set_constants(vm, dict);
        for (name, value) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
            let value = vm.new_complex(0.0, value);
            vm.set_global(dict, name, value);
        }
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[
    function("acos", |vm, args| map(vm, args, values::acos), Arity::One),
    function("acosh", |vm, args| map(vm, args, values::acosh), Arity::One),
    function("asin", |vm, args| map(vm, args, values::asin), Arity::One),
    function("asinh", |vm, args| map(vm, args, values::asinh), Arity::One),
    function("atan", |vm, args| map(vm, args, values::atan), Arity::One),
    function("atanh", |vm, args| map(vm, args, values::atanh), Arity::One),
    function("cos", |vm, args| map(vm, args, values::cos), Arity::One),
    function("cosh", |vm, args| map(vm, args, values::cosh), Arity::One),
    function("exp", |vm, args| map(vm, args, values::exp), Arity::One),
    function("isclose", isclose, Arity::Any),
    function("isfinite", |vm, args| test(vm, args, |z| z.re.is_finite() && z.im.is_finite()), Arity::One),
    function("isinf", |vm, args| test(vm, args, |z| z.re.is_infinite() || z.im.is_infinite()), Arity::One),
    function("isnan", |vm, args| test(vm, args, |z| z.re.is_nan() || z.im.is_nan()), Arity::One),
    function("log", log, Arity::Between(1, 2)),
    function("log10", |vm, args| map(vm, args, values::log10), Arity::One),
    function("phase", phase, Arity::One),
    function("polar", polar, Arity::One),
    function("rect", rect, Arity::Exactly(2)),
    function("sin", |vm, args| map(vm, args, values::sin), Arity::One),
    function("sinh", |vm, args| map(vm, args, values::sinh), Arity::One),
    function("sqrt", |vm, args| map(vm, args, values::sqrt), Arity::One),
    function("tan", |vm, args| map(vm, args, values::tan), Arity::One),
    function("tanh", |vm, args| map(vm, args, values::tanh), Arity::One),
];

fn argument(vm: &mut Vm, value: &Value) -> PyResult<Number> {
    if let Some(Parts { re, im }) = to_complex(vm, value)? {
        return Ok(Number { re, im });
    }
    Ok(Number { re: vm.to_f64(value)?, im: 0.0 })
}

#[cold]
fn raise(vm: &mut Vm, fault: values::Fault) -> Raised {
    match fault {
        values::Fault::Domain => vm.raise_value_error("math domain error"),
        values::Fault::Range => vm.raise_overflow_error("math range error"),
    }
}

fn new(vm: &mut Vm, result: values::Outcome) -> PyResult {
    match result {
        Ok(Number { re, im }) => Ok(vm.new_complex(re, im)),
        Err(fault) => Err(raise(vm, fault)),
    }
}

fn map(vm: &mut Vm, args: &Arguments<'_>, function: fn(Number) -> values::Outcome) -> PyResult {
    let number = argument(vm, &args[0])?;
    new(vm, function(number))
}

fn test(vm: &mut Vm, args: &Arguments<'_>, test: fn(Number) -> bool) -> PyResult {
    Ok(Value::from_bool(test(argument(vm, &args[0])?)))
}

/// `log(z, base)`: the base counts if it is given.
fn log(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let number = argument(vm, &args[0])?;
    let Some(base) = args.get(1) else { return new(vm, values::log(number)) };
    let base = argument(vm, base)?;
    let (above, below) = match (values::log(number), values::log(base)) {
        (Ok(above), Ok(below)) => (above, below),
        (Err(fault), _) | (_, Err(fault)) => return Err(raise(vm, fault)),
    };
    new(vm, values::quotient(above, below))
}

fn phase(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let number = argument(vm, &args[0])?;
    Ok(vm.new_float(number.im.atan2(number.re)))
}

fn polar(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let number = argument(vm, &args[0])?;
    match values::size(number) {
        Ok(size) => {
            let items = vec![vm.new_float(size), vm.new_float(number.im.atan2(number.re))];
            Ok(vm.new_tuple(items))
        }
        Err(fault) => Err(raise(vm, fault)),
    }
}

fn rect(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (size, phase) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?);
    new(vm, values::rect(size, phase))
}

const ISCLOSE: Parameters<4> =
    Parameters { function: "isclose", names: ["a", "b", "rel_tol", "abs_tol"], required: 2, positional: 2 };

fn isclose(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [a, b, relative, absolute] = args.bind(vm, &ISCLOSE)?;
    let (a, b) = (argument(vm, &a.unwrap_or(Value::NONE))?, argument(vm, &b.unwrap_or(Value::NONE))?);
    let relative = relative.map_or(Ok(1e-9), |value| vm.to_f64(&value))?;
    let absolute = absolute.map_or(Ok(0.0), |value| vm.to_f64(&value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.raise_value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    let infinite = |number: Number| number.re.is_infinite() || number.im.is_infinite();
    if infinite(a) || infinite(b) {
        return Ok(Value::FALSE);
    }
    let length = |number: Number| number.re.hypot(number.im);
    let difference = length(Number { re: a.re - b.re, im: a.im - b.im });
    let close =
        difference <= relative * length(b) || difference <= relative * length(a) || difference <= absolute;
    Ok(Value::from_bool(close))
}
