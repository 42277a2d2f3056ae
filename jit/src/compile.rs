//! From a graph to machine code: build, passes, backend.

use crate::aborts::{Abort, AbortReason};
use crate::backend::{self, Code, CompileError, HelperTable};
use crate::build::{self, Built};
use crate::code_space::CodeSpace;
use crate::counters::Counters;
use crate::graph::Graph;
use crate::ir;
use crate::log::Log;
use crate::observe::Facts;
use crate::opt;
use crate::options::Options;
use crate::region::{ExitCount, Region, RegionId, RegionPlace, Validity};

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
    /// Assume ranges of loop counters ([`opt::run_speculating`]).
    pub assume: bool,
    /// Operations it may have before the passes, which are what takes time.
    pub most: usize,
}

/// What came of it.
#[derive(Debug)]
pub enum Made {
    /// A region.
    Region(Box<Region>),
    /// It would have so many operations, which is more than allowed.
    TooDear(usize),
}

/// Machine code of one region.
#[derive(Debug)]
pub struct MachineCode(Code);

impl MachineCode {
    /// Address of its first instruction.
    pub fn entry(&self) -> u64 {
        self.0.functions[0].entry as u64
    }

    /// Bytes of pages it takes.
    pub fn page_bytes(&self) -> u64 {
        self.0.block.page_bytes() as u64
    }

    /// Whether an address lies in it.
    pub fn contains(&self, address: u64) -> bool {
        usize::try_from(address).is_ok_and(|address| self.0.block.contains(address))
    }
}

/// Owns the code space and knows the helpers' addresses.
#[derive(Debug)]
pub struct Compiler {
    helpers: HelperTable,
    space: CodeSpace,
    supported: Result<(), String>,
}

impl Compiler {
    /// A compiler whose machine code calls these helpers.
    pub fn new(options: &Options, helpers: HelperTable) -> Compiler {
        let space = CodeSpace::new(usize::try_from(options.code_limit).unwrap_or(usize::MAX));
        space.fail_at(options.code_fail_at.map(u64::from));
        let supported = backend::supported().map_err(|error| error.to_string());
        Compiler { helpers, space, supported }
    }

    /// Bytes of pages that hold code, and that may.
    pub fn space(&self) -> (u64, u64) {
        (self.space.used() as u64, self.space.limit() as u64)
    }

    /// Whether the host can run machine code.
    pub fn supported(&self) -> Result<(), String> {
        self.supported.clone()
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
    ) -> Result<Made, Abort> {
        let Input { id, place, mut graph, builds, name, assume, most } = input;
        let validity = Validity::new();
        let request = build::Request { graph: &mut graph, place, name: &name, validity: &validity };
        let mut built = build::build(request, facts, options)?;
        let before = built.region.inst_count();
        if before > most {
            return Ok(Made::TooDear(before));
        }
        let assumed = improve(&mut built, assume, options, log);
        let code = self.generate(&built.region, id, options, log)?;
        build::set_word_types(&mut built.exits, &built.region);
        count(&built, before, &code, counters);
        let (after, guards) = (built.region.inst_count(), built.region.guard_count());
        let size = code.functions[0].size;
        log.line(|| {
            let what = if built.adopted + built.virtual_generators > 0 { "+gen" } else { "" };
            format!(
                "jit: region {id} stop   {name}{what}  ops={before}->{after} guards={guards} code={size}B"
            )
        });
        Ok(Made::Region(Box::new(Region {
            id,
            place,
            name,
            counts: vec![ExitCount::default(); built.exits.len()],
            exits: built.exits,
            validity,
            constants: built.constants,
            watches: built.watches,
            codes: built.codes,
            graph,
            assumed,
            builds: builds + 1,
            code_bytes: size as u64,
            operations: before,
            orphan: false,
            machine: MachineCode(code),
            last_entered: 0,
            loop_entries: 0,
            lost: 0,
            entries_seen: 0,
        })))
    }

    fn generate(
        &self,
        region: &ir::Region,
        id: RegionId,
        options: &Options,
        log: &mut Log,
    ) -> Result<Code, Abort> {
        let settings = backend::Options {
            region_id: id.0,
            forced_exits: options.forced_exits,
            optimize: false,
            verify: options.verify,
            keep_clif: options.dump_clif,
            keep_asm: options.dump_asm,
        };
        let made = backend::compile(std::slice::from_ref(region), &settings, &self.helpers, &self.space);
        let code = made.map_err(|error| Abort { reason: reason_of(&error), detail: error.to_string() })?;
        let function = &code.functions[0];
        for text in [&function.clif, &function.asm].into_iter().flatten() {
            log.dump(text);
        }
        Ok(code)
    }
}

fn reason_of(error: &CompileError) -> AbortReason {
    match error {
        CompileError::Memory(_) => AbortReason::CodeSpace,
        // Nothing is recorded on a host without a backend.
        CompileError::Unsupported(_) | CompileError::Codegen(_) => AbortReason::Budget,
    }
}

/// Runs the passes; the IR is shown before and after them. Answers the exits of assumptions.
///
/// # Panics
/// Where the IR is verified: a pass broke one of its requirements.
fn improve(built: &mut Built, assume: bool, options: &Options, log: &mut Log) -> Vec<ir::Snap> {
    if options.dump_ir {
        log.dump(&built.region.to_string());
    }
    let region = &mut built.region;
    let assumed = if assume {
        opt::run_speculating(region, options.verify)
    } else {
        opt::run(region, options.verify).map(|()| vec![])
    };
    let assumed = assumed.unwrap_or_else(|error| panic!("{error}"));
    if options.dump_ir {
        log.dump(&built.region.to_string());
        for (snap, exit) in built.exits.iter().enumerate() {
            log.dump(&format!("exit {snap} {exit}"));
        }
    }
    assumed
}

fn count(built: &Built, before: usize, code: &Code, counters: &mut Counters) {
    counters.regions += 1;
    counters.operations_built += before as u64;
    counters.operations_left += built.region.inst_count() as u64;
    counters.code_bytes += code.functions[0].size as u64;
    counters.adopted += u64::from(built.adopted);
    counters.virtual_generators += u64::from(built.virtual_generators);
    for (_, kind) in built.region.live_exits() {
        if let Some(kind) = kind {
            counters.guard(kind);
        }
    }
}
