//! What built-in types do natively: one table of functions a type.
//!
//! The operations of `ops` call these directly. A type's special methods (`list.__len__`) are made from
//! its table, so that programs, `super()` and derived classes reach the same functions by name.
//! Classes made by programs have no table: their special methods are looked up.
//!
//! A function here gets an exact object of its type; one that answers `NotImplemented` where it does
//! not know the other operand gives the singleton.

#![allow(clippy::type_complexity, reason = "a slot's signature is read best in its row")]

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::generator::Resumed;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-x`
    Negative,
    /// `+x`
    Positive,
    /// `~x`
    Invert,
    /// `abs(x)`
    Absolute,
}

/// `f(x)` with a value as its result.
pub type Unary = fn(&mut Vm, &Value) -> PyResult;

/// The native operations of a built-in type; `None` where it has none.
#[derive(Clone, Copy)]
pub struct Slots {
    /// `repr(x)`
    pub repr: Option<Unary>,
    /// `str(x)`; without it, `repr`.
    pub str: Option<Unary>,
    /// `hash(x)`; types without it hash by identity unless `unhashable`.
    pub hash: Option<fn(&mut Vm, &Value) -> PyResult<i64>>,
    /// `hash(x)` is a TypeError.
    pub unhashable: bool,
    /// `x(...)`
    pub call: Option<fn(&mut Vm, &Value, &Arguments<'_>) -> PyResult>,
    /// `iter(x)`
    pub iter: Option<Unary>,
    /// `next(x)`: the item, or `None` at the end.
    pub next: Option<fn(&mut Vm, &Value) -> PyResult<Option<Value>>>,
    /// `x.send(value)`, for iterators whose end has a value
    pub send: Option<fn(&mut Vm, &Value, Value) -> Resumed>,
    /// `len(x)`
    pub len: Option<fn(&mut Vm, &Value) -> PyResult<usize>>,
    /// `bool(x)`
    pub truth: Option<fn(&mut Vm, &Value) -> PyResult<bool>>,
    /// `x < y` and the other comparisons
    pub compare: Option<fn(&mut Vm, CompareOp, &Value, &Value) -> PyResult>,
    /// Whether `compare` knows only `==` and `!=`.
    pub equality_only: bool,
    /// `item in x` for `(x, item)`
    pub contains: Option<fn(&mut Vm, &Value, &Value) -> PyResult<bool>>,
    /// `x[key]`
    pub get_item: Option<fn(&mut Vm, &Value, &Value) -> PyResult>,
    /// `x[key] = value`, or `del x[key]` where no value is given
    pub set_item: Option<fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>>,
    /// `x + y` and the other operators of `binary_ops`; either operand is of the type
    pub binary: Option<fn(&mut Vm, BinaryOp, &Value, &Value) -> PyResult>,
    /// The operators that `binary` knows.
    pub binary_ops: &'static [BinaryOp],
    /// `x += y` and the other in-place operators of `in_place_ops`; gets the plain operator
    pub in_place: Option<fn(&mut Vm, BinaryOp, &Value, &Value) -> PyResult>,
    /// The operators that `in_place` knows.
    pub in_place_ops: &'static [BinaryOp],
    /// `-x` and the other operators with one operand
    pub unary: Option<fn(&mut Vm, UnaryOp, &Value) -> PyResult>,
    /// `x.name`, instead of the general lookup
    pub get_attr: Option<fn(&mut Vm, &Value, &Value) -> PyResult>,
    /// `x.name = value`, or `del x.name`, instead of the general way
    pub set_attr: Option<fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>>,
    /// The dict of the object's own attributes, if it has one (made when asked to).
    pub dict: Option<fn(&mut Vm, &Value, bool) -> Option<Value>>,
    /// As a descriptor found on a class: `(descriptor, instance or None, class)`.
    pub get: Option<fn(&mut Vm, &Value, Option<&Value>, &Value) -> PyResult>,
    /// As a data descriptor: `(descriptor, instance, value or nothing to delete)`.
    pub set: Option<fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>>,
    /// `cls(...)` makes the object: `(class, arguments without the class)`.
    pub new: Option<fn(&mut Vm, &Value, &Arguments<'_>) -> PyResult>,
    /// `__init__`: `(object, arguments without it)`.
    pub init: Option<fn(&mut Vm, &Value, &Arguments<'_>) -> PyResult<()>>,
}

impl Slots {
    /// No operation at all.
    pub const NONE: Slots = Slots {
        repr: None,
        str: None,
        hash: None,
        unhashable: false,
        call: None,
        iter: None,
        next: None,
        send: None,
        len: None,
        truth: None,
        compare: None,
        equality_only: false,
        contains: None,
        get_item: None,
        set_item: None,
        binary: None,
        binary_ops: &[],
        in_place: None,
        in_place_ops: &[],
        unary: None,
        get_attr: None,
        set_attr: None,
        dict: None,
        get: None,
        set: None,
        new: None,
        init: None,
    };
}
