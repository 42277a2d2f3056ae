//! From the graph of a region to its IR, by abstract interpretation.

pub mod code_info;

use crate::aborts::Abort;
use crate::graph::Graph;
use crate::ir;
use crate::observe::{CodeId, ConstId, Facts, WatchId};
use crate::options::Options;
use crate::region::{RegionPlace, Validity};
use crate::snapshot::ExitInfo;

/// What to build.
#[derive(Debug)]
pub struct Request<'a> {
    /// What was seen; contexts may be added.
    pub graph: &'a mut Graph,
    /// Where the region is entered.
    pub place: RegionPlace,
    /// Its name in dumps.
    pub name: &'a str,
    /// The word it tests.
    pub validity: &'a Validity,
}

/// A region in IR form with its side table.
#[derive(Debug)]
pub struct Built {
    /// The IR.
    pub region: ir::Region,
    /// One entry a snapshot of the IR, in order.
    pub exits: Vec<ExitInfo>,
    /// Pinned values it embeds.
    pub constants: Vec<ConstId>,
    /// What it assumes.
    pub watches: Vec<WatchId>,
    /// Code it executes.
    pub codes: Vec<CodeId>,
    /// Generators adopted somewhere in it.
    pub adopted: u32,
    /// Generators made without allocation somewhere in it.
    pub virtual_generators: u32,
}

/// Builds a region.
///
/// # Errors
/// Something in the graph cannot be compiled, or a budget is exceeded.
pub fn build(_request: Request<'_>, _facts: &mut dyn Facts, _options: &Options) -> Result<Built, Abort> {
    Err(Abort::nyi("building"))
}
