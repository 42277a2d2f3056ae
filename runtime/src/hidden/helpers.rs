//! Native functions that hidden functions call: tests of kinds, and the ends of their loops.

use crate::builtins::reduce::long;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Name of the test for what a sum of ints adds at once: exact ints and bools of 64 bits.
pub(crate) const IS_INT: &str = "<is int>";
/// Name of the test for exact floats.
pub(crate) const IS_FLOAT: &str = "<is float>";
/// Name of what goes on summing whatever comes.
pub(super) const SUM_REST: &str = "<sum rest>";
/// Name of what goes on summing after floats.
pub(super) const SUM_REST_OF_FLOATS: &str = "<sum rest of floats>";
/// Name of what makes a sum of floats of its two parts.
pub(super) const FLOAT_TOTAL: &str = "<float total>";
/// Name of what sorts a new list and gives it back.
pub(super) const SORT_LIST: &str = "<sort list>";
/// Name of what raises for `min()` of nothing.
pub(super) const NO_MIN: &str = "<no min>";
/// Name of what raises for `max()` of nothing.
pub(super) const NO_MAX: &str = "<no max>";

static FUNCTIONS: &[NativeDef] = &[
    function(IS_INT, |_, args| Ok(Value::from_bool(long(&args[0]).is_some())), Arity::One),
    function(IS_FLOAT, |_, args| Ok(Value::from_bool(args[0].type_id() == id::FLOAT)), Arity::One),
    function(SUM_REST, |vm, args| vm.sum_rest(&args[0], args[1].clone()), Arity::Exactly(2)),
    function(SUM_REST_OF_FLOATS, sum_rest_of_floats, Arity::Exactly(4)),
    function(FLOAT_TOTAL, float_total, Arity::Exactly(2)),
    function(SORT_LIST, sort_list, Arity::One),
    function(NO_MIN, |vm, _| Err(vm.raise_value_error("min() iterable argument is empty")), Arity::Zero),
    function(NO_MAX, |vm, _| Err(vm.raise_value_error("max() iterable argument is empty")), Arity::Zero),
];

/// The globals of hidden functions.
pub(super) fn globals(vm: &mut Vm) -> Value {
    let dict = crate::dict::Dict::new(&mut vm.heap);
    vm.add_functions(&dict, FUNCTIONS, "builtins");
    dict.into_value()
}

/// The end of `sorted(generator)`.
fn sort_list(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let sort = vm.names.sort.clone();
    vm.call_method(&args[0], &sort, &[])?;
    Ok(args[0].clone())
}

/// The parts of a sum of floats as floats.
fn parts(high: &Value, low: &Value) -> (f64, f64) {
    (high.as_float().unwrap_or(0.0), low.as_float().unwrap_or(0.0))
}

/// `(iterator, high, low, item)`: an item that is no float came after floats.
fn sum_rest_of_floats(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (high, low) = parts(&args[1], &args[2]);
    vm.sum_after_floats(&args[0], high, low, args[3].clone())
}

/// `(high, low)`: the sum with its error put in.
fn float_total(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (high, low) = parts(&args[0], &args[1]);
    Ok(vm.float_sum(high, low))
}
