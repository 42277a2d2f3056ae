//! Values, objects, frames, generators and the interpreter of genjit.

mod bridge;
pub mod error;
pub mod exceptions;
pub mod frame;
pub mod gc;
pub mod heap;
pub mod object;
pub mod slot;
pub mod value;
pub mod vm;
