//! The region IR: what the builder emits, passes improve and the backend lowers.
//!
//! A [`Region`] is one function in SSA form. Blocks have parameters instead of phis. An [`Inst`] has an
//! [`Op`], operands, perhaps an immediate, perhaps a result, and, iff it may leave the region, a
//! [`Snap`]. The list in [`ops`] is the reference of ops; `snap 3` leaves with exit id 3.
//!
//! ```text
//! region loop "total@34" {
//!   const c0 "func count"
//! b0(%0: ptr, %1: ptr):                  the Vm and the root frame
//!   %2 = load_val %1, +88, frame 0
//!   guard_int %2, snap 0
//!   %3 = untag_int %2
//!   %4 = const_int 0
//!   jump b1(%4)
//! b1(%5: i64):
//!   %6 = const_int 1
//!   %7 = add_checked %5, %6, snap 1
//!   %8 = lt %7, %3
//!   branch %8, b1(%7), b2
//! b2 cold:
//!   exit snap 2
//! snap 0 [] "before total@34"
//! snap 1 [%5] "before total@40"
//! snap 2 [%7] "after total@44"
//! }
//! ```
//!
//! Words: a *word* of a snapshot is a value stored into the exit buffer; an [`Alias`] is a part of
//! memory that overlaps no other; an *owned* value carries one reference count.
//!
//! Requirements, checked by [`verify`]: definitions dominate uses; types fit the rows of the op list;
//! the entry block has no predecessor; words of a snapshot dominate each instruction that leaves
//! through it.
//! Requirement of memory: accesses are aligned and in bounds; what proves it is a guard that dominates
//! the access, or the frame layout of the contract.

mod cfg;
mod cursor;
mod ids;
pub mod ops;
mod parse;
mod region;
mod text;
mod types;
mod verify;

pub use cfg::Cfg;
pub use cursor::Cursor;
pub use ids::{Block, Const, Snap, Value};
pub use ops::{Class, GuardKind, Kind, Op};
pub use parse::{ParseError, parse};
pub use region::{BlockData, ConstData, Inst, Region, RegionKind, Snapshot, Target, Terminator};
pub use types::{Alias, Imm, ImmKind, Type};
pub use verify::{VerifyError, verify};
