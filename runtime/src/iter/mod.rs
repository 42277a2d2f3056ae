//! Iterators of the built-in types, and the types that are iterators themselves.
//!
//! Each holds what it iterates and where it is. One that has reached its end lets go of the former and
//! stays at the end, whatever becomes of the sequence.
//!
//! - `sequence`: lists, tuples, strings, bytes, and whatever has `__getitem__`
//! - `range`: ranges
//! - `reduce`: how they are copied and pickled
//! - `adaptor`: `enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(callable, sentinel)`

pub(crate) mod adaptor;
mod range;
mod reduce;
mod sequence;

use crate::vm::Vm;

/// Declares layouts and fills the classes of iterators in.
pub(crate) fn define(vm: &mut Vm) {
    sequence::define(vm);
    range::define(vm);
    adaptor::define(vm);
}
