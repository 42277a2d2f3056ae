//! Opcodes, code objects and everything done to them without running them.
//!
//! A [`CodeObject`] is what every front end makes and every tier runs: CPython 3.14's instructions
//! in 16-bit units, its exception table and its line table. Nothing here is unsafe code.

mod code;
mod opcode;
mod ops;

pub use code::*;
pub use opcode::*;
pub use ops::*;
