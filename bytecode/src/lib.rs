//! Opcodes, code objects and everything done to them without running them.
//!
//! A [`CodeObject`] is what every front end makes and every tier runs: CPython 3.14's instructions
//! in 16-bit units, its exception table and its line table.
//!
//! - make one: [`CodeBuilder`], or [`assemble`] underneath it;
//! - read one: [`Instructions`], [`ExceptionTable`], [`LineTable`], [`ResumeTable`];
//! - show one: [`dis`], [`code_info`], and the text form of [`print_code`] and [`parse_code`];
//! - decide whether it may run: [`verify`].
//!
//! There is no unsafe code here, and no function panics on any code object.
#![forbid(unsafe_code)]

mod asm;
mod builder;
mod code;
mod decode;
mod depth;
mod dis;
mod exctable;
mod location;
mod opcode;
mod ops;
mod repr;
mod resume;
mod text;
mod variables;
mod verifier;

pub use asm::*;
pub use builder::*;
pub use code::*;
pub use decode::*;
pub use depth::*;
pub use dis::*;
pub use exctable::*;
pub use location::*;
pub use opcode::*;
pub use ops::*;
pub use repr::*;
pub use resume::*;
pub use text::*;
pub use verifier::*;
