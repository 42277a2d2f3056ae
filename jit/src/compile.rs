//! From a graph to machine code: build, passes, backend.

use crate::aborts::{Abort, AbortReason};
use crate::build::{self, Built};
use crate::counters::Counters;
use crate::graph::Graph;
use crate::log::Log;
use crate::observe::Facts;
use crate::options::Options;
use crate::region::{Region, RegionId, RegionPlace, Validity};

/// What to compile.
#[derive(Debug)]
pub struct Input {
    /// Number the region gets.
    pub id: RegionId,
    /// Its place.
    pub place: RegionPlace,
    /// What was seen.
    pub graph: Graph,
    /// How often the place was compiled before.
    pub builds: u32,
    /// Its name in dumps.
    pub name: String,
}

/// Machine code of one region.
#[derive(Debug)]
pub struct MachineCode {
    entry: u64,
}

impl MachineCode {
    /// Address of its first instruction.
    pub fn entry(&self) -> u64 {
        self.entry
    }
}

/// Owns the code space and knows the helpers' addresses.
#[derive(Debug)]
pub struct Compiler {
    helpers: Vec<u64>,
}

impl Compiler {
    /// A compiler whose machine code calls these helpers.
    pub fn new(_options: &Options, helpers: &[u64]) -> Compiler {
        Compiler { helpers: helpers.to_vec() }
    }

    /// Whether the host can run machine code.
    pub fn supported(&self) -> Result<(), String> {
        Err(format!("no backend for {} helpers", self.helpers.len()))
    }

    /// Makes a region.
    ///
    /// # Errors
    /// The graph cannot be compiled, or there is no room for the code.
    pub fn compile(
        &mut self,
        input: Input,
        facts: &mut dyn Facts,
        options: &Options,
        counters: &mut Counters,
        log: &mut Log,
    ) -> Result<Region, Abort> {
        let validity = Validity::new();
        let mut graph = input.graph;
        let request = build::Request { graph: &mut graph, place: input.place, name: &input.name, validity: &validity };
        let built: Built = build::build(request, facts, options)?;
        counters.operations_built += built.region.inst_count() as u64;
        if options.dump_ir {
            log.dump(&built.region.to_string());
        }
        Err(Abort::new(AbortReason::Unsupported))
    }
}
