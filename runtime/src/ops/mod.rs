//! The operations of the language on values, as methods of the `Vm`.
//!
//! Each dispatches on the type id: immediates and exact built-in types at once or through their
//! [`crate::slots::Slots`], instances of classes that programs made through their special methods.

pub(crate) mod arithmetic;
mod call;
pub(crate) mod compare;
mod convert;
mod format;
mod item;
mod iterate;
pub(crate) mod object;
pub(crate) mod quick;

pub(crate) use compare::holds;
pub(crate) use object::address;
