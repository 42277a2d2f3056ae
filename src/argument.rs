//! What Rust code passes to Python code.

use genjit_runtime::value::Value as Object;
use genjit_runtime::vm::Vm as Machine;

use crate::handle::Handles;
use crate::{Error, Value};

/// A value to pass in: made from Rust's own types, or a handle of an object.
///
/// ```
/// use genjit::Argument;
///
/// let arguments: [Argument<'_>; 4] = [7.into(), 0.5.into(), "text".into(), Argument::None];
/// assert!(matches!(arguments[0], Argument::Int(7)));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// `None`
    None,
    /// A bool.
    Bool(bool),
    /// An int.
    Int(i64),
    /// A float.
    Float(f64),
    /// A str.
    Str(&'a str),
    /// An object that the machine gave out before.
    Value(&'a Value),
}

macro_rules! from {
    ($($ty:ty: $variant:ident;)*) => {
        $(impl<'a> From<$ty> for Argument<'a> {
            fn from(value: $ty) -> Argument<'a> {
                Argument::$variant(value.into())
            }
        })*
    };
}
from! {
    bool: Bool;
    i32: Int;
    u32: Int;
    i64: Int;
    f64: Float;
    &'a str: Str;
    &'a Value: Value;
}

impl Argument<'_> {
    /// The object that is passed.
    pub(crate) fn to_object(self, machine: &mut Machine, handles: &Handles) -> Result<Object, Error> {
        Ok(match self {
            Argument::None => Object::NONE,
            Argument::Bool(value) => Object::from_bool(value),
            Argument::Int(value) => machine.int(value),
            Argument::Float(value) => machine.new_float(value),
            Argument::Str(text) => machine.new_str(text),
            Argument::Value(value) => handles.get(value)?.clone(),
        })
    }
}
