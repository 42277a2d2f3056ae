//! Comparisons that run no code of the program: what heaps, searches and sorts ask most.

use crate::error::PyResult;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use genjit_bytecode::CompareOp;

/// Ints below this are floats without loss.
const EXACT: i64 = 1 << 53;
/// How deeply nested tuples and lists are looked into.
const MOST_NESTED: u32 = 3;

/// A number as a float, if nothing is lost.
#[inline]
fn exact_float(value: &Value) -> Option<f64> {
    match value.as_small() {
        Some(small) if small.abs() < EXACT => Some(small as f64),
        Some(_) => None,
        None if value.type_id() == id::FLOAT => value.as_float(),
        None => None,
    }
}

/// `a < b`, where both are numbers, strings, or tuples or lists of such; nothing where that is to be asked of them.
#[inline]
pub(crate) fn less(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
        return Some(x < y);
    }
    less_nested(a, b, MOST_NESTED)
}

fn less_nested(a: &Value, b: &Value, nested: u32) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
        return Some(x < y);
    }
    if let (Some(x), Some(y)) = (exact_float(a), exact_float(b)) {
        return Some(x < y);
    }
    if a.type_id() != b.type_id() {
        return None;
    }
    match a.type_id() {
        id::STR => Some(a.as_str()? < b.as_str()?),
        id::TUPLE if nested > 0 => less_items(a.as_tuple()?.items(), b.as_tuple()?.items(), nested - 1),
        id::LIST if nested > 0 => less_items(a.as_list()?.items(), b.as_list()?.items(), nested - 1),
        _ => None,
    }
}

fn less_items(x: &[Value], y: &[Value], nested: u32) -> Option<bool> {
    for (left, right) in x.iter().zip(y) {
        if !equal(left, right)? {
            return less_nested(left, right, nested);
        }
    }
    Some(x.len() < y.len())
}

/// Whether two items are the same or equal numbers or strings.
fn equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
        return Some(x == y);
    }
    if let (Some(x), Some(y)) = (exact_float(a), exact_float(b)) {
        return Some(x == y);
    }
    if a.type_id() == id::STR && b.type_id() == id::STR {
        return Some(a.as_str()? == b.as_str()?);
    }
    None
}

impl Vm {
    /// Truth of `a < b`.
    #[inline]
    pub(crate) fn less(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        match less(a, b) {
            Some(less) => Ok(less),
            None => self.compare_bool(CompareOp::Lt, a, b),
        }
    }
}
