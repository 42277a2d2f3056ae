//! Numbers and strings as text: the format specification mini-language and the forms it asks for.
//!
//! Pure functions over Rust values; errors are the messages of the `ValueError` that Python raises.

pub mod float;
pub mod number;
pub mod spec;
