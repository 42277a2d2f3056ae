//! From a graph to machine code: build, passes, backend, code space. Passes and backend take nine tenths of the
//! time and look at nothing of the runtime's, so that another thread can do them ([`crate::background`]).

use crate::aborts::{Abort, AbortReason};
use crate::backend::{self, Binary, Code, CompileError, HelperTable};
use crate::build::{self, Built};
use crate::code_space::CodeSpace;
use crate::counters::Counters;
use crate::graph::Graph;
use crate::ir;
use crate::log::Log;
use crate::observe::{CodeId, ConstId, Facts, WatchId};
use crate::opt;
use crate::options::Options;
use crate::region::{ExitCount, Region, RegionId, RegionPlace, Validity};
use crate::snapshot::ExitInfo;

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

/// What came of building it.
#[derive(Debug)]
pub enum Planned {
    /// A region without machine code, and what is left to do for it.
    Draft(Box<Draft>, Box<Job>),
    /// It would have so many operations, which is more than allowed.
    TooDear(usize),
}

/// A region that has no machine code yet.
#[derive(Debug)]
pub struct Draft {
    pub id: RegionId,
    pub place: RegionPlace,
    pub name: String,
    pub validity: Validity,
    pub graph: Graph,
    pub constants: Vec<ConstId>,
    pub watches: Vec<WatchId>,
    pub codes: Vec<CodeId>,
    builds: u32,
    /// Operations before the passes.
    operations: usize,
    adopted: u32,
    virtual_generators: u32,
}

/// The passes and the backend for one region. It reads nothing but itself: any thread may do it.
#[derive(Debug)]
pub struct Job {
    region: ir::Region,
    exits: Vec<ExitInfo>,
    assume: bool,
    helpers: HelperTable,
    settings: backend::Options,
    verify: bool,
    dump_ir: bool,
}

/// What a [`Job`] has made.
#[derive(Debug)]
pub struct Product {
    region: ir::Region,
    exits: Vec<ExitInfo>,
    assumed: Vec<ir::Snap>,
    binary: Result<Binary, CompileError>,
    dumps: Vec<String>,
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

    /// Builds a region from what was seen.
    ///
    /// # Errors
    /// The graph cannot be compiled.
    pub fn plan(&self, input: Input, facts: &mut dyn Facts, options: &Options) -> Result<Planned, Abort> {
        let Input { id, place, mut graph, builds, name, assume, most } = input;
        let validity = Validity::new();
        let request = build::Request { graph: &mut graph, place, name: &name, validity: &validity };
        let Built { region, exits, constants, watches, codes, adopted, virtual_generators } =
            build::build(request, facts, options)?;
        let operations = region.inst_count();
        if operations > most {
            return Ok(Planned::TooDear(operations));
        }
        let settings = backend::Options {
            region_id: id.0,
            forced_exits: options.forced_exits,
            optimize: false,
            quick: options.quick,
            verify: options.verify,
            keep_clif: options.dump_clif,
            keep_asm: options.dump_asm,
        };
        let helpers = self.helpers.clone();
        let (verify, dump_ir) = (options.verify, options.dump_ir);
        let job = Job { region, exits, assume, helpers, settings, verify, dump_ir };
        let draft = Draft {
            id,
            place,
            name,
            validity,
            graph,
            constants,
            watches,
            codes,
            builds: builds + 1,
            operations,
            adopted,
            virtual_generators,
        };
        Ok(Planned::Draft(Box::new(draft), Box::new(job)))
    }

    /// Puts the machine code where it can be executed: a region.
    ///
    /// # Errors
    /// There is none, or no room for it.
    pub fn link(
        &self,
        draft: Draft,
        product: Product,
        counters: &mut Counters,
        log: &mut Log,
    ) -> Result<Region, Abort> {
        product.dumps.iter().for_each(|text| log.dump(text));
        let code = product.binary.and_then(|binary| backend::publish(vec![binary], &self.space));
        let code = code.map_err(|error| Abort { reason: reason_of(&error), detail: error.to_string() })?;
        count(&draft, &product.region, &code, counters);
        let (after, guards) = (product.region.inst_count(), product.region.guard_count());
        let size = code.functions[0].size;
        log.line(|| {
            let what = if draft.adopted + draft.virtual_generators > 0 { "+gen" } else { "" };
            let Draft { id, name, operations, .. } = &draft;
            format!(
                "jit: region {id} stop   {name}{what}  ops={operations}->{after} guards={guards} code={size}B"
            )
        });
        let Draft { id, place, name, validity, graph, constants, watches, codes, builds, operations, .. } =
            draft;
        Ok(Region {
            id,
            place,
            name,
            counts: vec![ExitCount::default(); product.exits.len()],
            exits: product.exits,
            validity,
            constants,
            watches,
            codes,
            graph,
            assumed: product.assumed,
            builds,
            code_bytes: size as u64,
            operations,
            orphan: false,
            machine: MachineCode(code),
            last_entered: 0,
            loop_entries: 0,
            lost: 0,
            entries_seen: 0,
        })
    }
}

impl Job {
    /// Runs the passes, which is shown before and after them, and the backend.
    ///
    /// # Panics
    /// Where the IR is verified: a pass broke one of its requirements.
    pub fn run(self) -> Product {
        let Job { mut region, mut exits, assume, helpers, settings, verify, dump_ir } = self;
        let mut dumps = vec![];
        if dump_ir {
            dumps.push(region.to_string());
        }
        let assumed = if assume {
            opt::run_speculating(&mut region, verify)
        } else {
            opt::run(&mut region, verify).map(|()| vec![])
        };
        let assumed = assumed.unwrap_or_else(|error| panic!("{error}"));
        if dump_ir {
            dumps.push(region.to_string());
            dumps.extend(exits.iter().enumerate().map(|(snap, exit)| format!("exit {snap} {exit}")));
        }
        let binary = backend::generate(&region, &settings, &helpers);
        dumps.extend(binary.iter().flat_map(Binary::texts).map(str::to_owned));
        build::set_word_types(&mut exits, &region);
        Product { region, exits, assumed, binary, dumps }
    }
}

fn reason_of(error: &CompileError) -> AbortReason {
    match error {
        CompileError::Memory(_) => AbortReason::CodeSpace,
        // Nothing is recorded on a host without a backend.
        CompileError::Unsupported(_) | CompileError::Codegen(_) => AbortReason::Budget,
    }
}

fn count(draft: &Draft, region: &ir::Region, code: &Code, counters: &mut Counters) {
    counters.regions += 1;
    counters.operations_built += draft.operations as u64;
    counters.operations_left += region.inst_count() as u64;
    counters.code_bytes += code.functions[0].size as u64;
    counters.adopted += u64::from(draft.adopted);
    counters.virtual_generators += u64::from(draft.virtual_generators);
    for (_, kind) in region.live_exits() {
        if let Some(kind) = kind {
            counters.guard(kind);
        }
    }
}
