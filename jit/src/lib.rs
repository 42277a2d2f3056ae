//! The tracing JIT of genjit: driver, recorder, region IR, passes and backend.
#![allow(clippy::needless_update, reason = "the helper list fills every field in some rows")]

pub mod abi;
pub mod ir;
