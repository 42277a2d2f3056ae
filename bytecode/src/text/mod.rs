//! The text form of code objects: printed for people, parsed for tests and tools.
//!
//! ```text
//! code "count" {
//!   qualname "count"
//!   file "sample.py" 2
//!   parameters 1 0 0                 # positional, positional-only of them, keyword-only
//!   stack 2
//!   flags 0x23
//!   consts { 0 None }
//!   names { }
//!   locals { local "n" local "i" }
//!   body {
//!     @ 2                            # source position of what follows: a line, a span or `none`
//!     RETURN_GENERATOR
//!     POP_TOP
//!     @ 2:0-2:0
//!   L1:
//!     RESUME 0
//!     …
//!     JUMP_BACKWARD L2
//!   }
//!   handlers { L1 to L4 -> L4 depth 0 lasti }
//! }
//! ```
//!
//! Layout and line breaks mean nothing; `#` begins a comment. `EXTENDED_ARG` and caches are implied.
//!
//! Requirement: parsing what was printed gives an equal code object, whatever its bytes. Tables that
//! the assembler would write differently are printed raw instead: `units` (hexadecimal code units),
//! `linetable` and `exceptiontable` (byte strings).

mod assemble;
mod lex;
mod parse;
mod print;

pub use parse::{ParseError, parse_code};
pub use print::print_code;

#[cfg(test)]
mod tests;
