//! Exceptions: their objects, how they are raised and linked, and how frames unwind.

mod carets;
mod class;
mod context;
mod group;
mod hints;
mod kinds;
mod list;
pub(crate) mod object;
mod raising;
mod report;
mod split;
mod star;
mod syntax_text;
mod text;
mod unicode;
pub(crate) mod unwinding;
pub(crate) mod warnings;

pub(crate) use class::define;

pub use list::ExceptionKind;
pub use object::{Exception, FIRST_EXCEPTION, field};
pub(crate) use unwinding::unwind;
