//! Values, objects, frames, generators and the interpreter of genjit.

pub mod gc;
pub mod heap;
pub mod object;
pub mod value;
