//! Exceptions: their objects, how they are raised and linked, and how frames unwind.

mod context;
mod list;
pub(crate) mod object;
mod raising;
mod unwinding;

pub use list::ExceptionKind;
pub use object::{Exception, FIRST_EXCEPTION, field};
pub(crate) use unwinding::unwind;
