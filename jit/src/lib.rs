//! The tracing JIT of genjit: driver, recorder, region IR, passes and backend.
#![allow(clippy::needless_update, reason = "the helper list fills every field in some rows")]

pub mod abi;
pub mod aborts;
pub mod backend;
mod background;
pub mod build;
pub mod code_space;
mod compile;
pub mod counters;
mod driver;
pub mod events;
pub mod graph;
pub mod ir;
mod log;
pub mod observe;
pub mod opt;
mod options;
pub mod recorder;
mod region;
mod regions;
pub mod snapshot;
mod snapshot_text;

pub use driver::{Heat, Jit, Stepped};
pub use options::Options;
pub use recorder::Step;
pub use region::{ExitCount, Region, RegionId, RegionPlace, Validity};
