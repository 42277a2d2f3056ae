//! Numbers: ints, floats, bools and complex numbers.

pub mod complex;
pub mod float;
mod float_methods;
pub mod int;
mod int_methods;
mod int_ops;
mod parse;
mod power;
mod words;

pub(crate) use complex::to_complex;
pub use complex::{Complex, Parts};
pub use float::Float;
pub use int::{Int, IntView};
pub(crate) use int_ops::{divmod_ints, int_op};
pub(crate) use parse::{decimal_digit, parse_float, parse_int};
pub(crate) use power::modular_power;
pub(crate) use words::{sign_extended, word_of};

use crate::vm::Vm;

/// Declares the layouts and fills the classes of numbers in.
pub(crate) fn define(vm: &mut Vm) {
    int_methods::define(vm);
    float_methods::define(vm);
    complex::define(vm);
}
