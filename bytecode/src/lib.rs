//! Opcodes, code objects and everything done to them without running them.
//!
//! A [`CodeObject`] is what every front end makes and every tier runs: CPython 3.14's instructions
//! in 16-bit units, its exception table and its line table.
//!
//! - make one: [`CodeBuilder`], or [`assemble`] underneath it;
//! - read one: [`Instructions`], [`ExceptionTable`], [`LineTable`], [`ResumeTable`].
//!
//! There is no unsafe code here, and no function panics on any code object.
#![forbid(unsafe_code)]

mod asm;
mod builder;
mod code;
mod decode;
mod depth;
mod exctable;
mod location;
mod opcode;
mod ops;
mod resume;

pub use asm::*;
pub use builder::*;
pub use code::*;
pub use decode::*;
pub use depth::*;
pub use exctable::*;
pub use location::*;
pub use opcode::*;
pub use ops::*;
pub use resume::*;
