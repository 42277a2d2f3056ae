//! From the graph of a region to its IR, by abstract interpretation.
//!
//! The builder starts at the entry with everything still in memory and executes the bytecode on
//! [`state::State`]s, emitting IR as it goes: operands of unknown kind are guarded or switched by the kinds
//! that recordings saw, values move into registers, generators and iterators are adopted, calls and
//! resumes push activations. Where ways may join (jump targets) it looks for a block already made for a
//! state of the same shape and jumps there with the SSA values as arguments; else it makes one.
//!
//! So the first iteration of a loop is *peeled* without special care: it loads, guards and adopts, comes back
//! to the head with another shape, and the loop closes around that one. A body with several yields
//! unrolls until the positions of its generators repeat.
//!
//! Rule: within an instruction all guards come first, on the state as it was before the instruction; then
//! operands are popped and effects happen. Guards that come after an effect look at a state whose pc is
//! the next instruction's.

pub mod code_info;

mod arith;
mod asend;
mod attrs;
mod calls;
mod chains;
mod containers;
mod control;
mod counts;
mod effects;
mod exits;
mod generators;
mod generic;
mod globals;
mod handlers;
mod instr;
mod iterate;
mod kinds;
mod leave;
mod locals;
mod pending;
mod polls;
mod state;
mod steps;
mod unpack;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::abi;
use crate::aborts::{Abort, AbortReason};
use crate::graph::{ContextId, Graph, Point};
use crate::ir::{self, Block, Cursor, Terminator, Type, Value as Ssa};
use crate::observe::{CodeId, ConstId, Facts, WatchId};
use crate::options::Options;
use crate::region::{RegionPlace, Validity};
use crate::snapshot::{ExitInfo, ExitReason};
use genjit_bytecode::Opcode;

use code_info::{CodeInfo, Instr, LoopUnits};
use state::{Activation, Frame, Shape, Slot, State, Substitute};

pub use exits::set_word_types;

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

/// Versions one place may have before ways to it leave the region.
const MAX_VERSIONS: u32 = 16;
/// Versions of a place from which on ways to it put what they hold into memory, so that they become one.
const FEW_VERSIONS: u32 = 4;
/// The same where generators are in registers: a body with several yields is unrolled until its positions
/// repeat.
const FEW_WITH_GENERATORS: u32 = 10;
/// Activations inside each other; also what the recursion limit must leave at the entry.
const MAX_DEPTH: usize = 32;

/// Values of a region's IR. Compiling takes longer than in proportion to them.
const MAX_VALUES: usize = 10_000;

/// Words that all exits of a region may have together.
const MAX_EXIT_WORDS: usize = 1 << 14;

/// What an instruction did to the control flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    /// Goes on behind the instruction, in the frame that is innermost now.
    Next,
    /// Goes on where the innermost frame's pc says.
    Stay,
    /// The block has ended.
    End,
}

struct Builder<'a> {
    region: ir::Region,
    block: Block,
    state: State,
    exits: Vec<ExitInfo>,
    graph: &'a mut Graph,
    facts: &'a mut dyn Facts,
    options: &'a Options,
    place: RegionPlace,
    /// The loop's units in the root frame: leaving them leaves the region.
    bounds: Option<LoopUnits>,
    codes: FxHashMap<CodeId, Rc<CodeInfo>>,
    versions: FxHashMap<Vec<u32>, Block>,
    version_counts: FxHashMap<Vec<u32>, u32>,
    /// Blocks to build, with their states; whether the place was merged already.
    work: Vec<(Block, State, bool)>,
    ints: FxHashMap<Ssa, i64>,
    constants: Vec<ConstId>,
    watches: Vec<WatchId>,
    validity: u64,
    /// Address of the count of entries.
    entries: u64,
    adopted: u32,
    virtual_generators: u32,
    operations: u32,
    /// Words of all exits.
    exit_words: usize,
    /// Ways may join here though nothing jumps here: several led out of an inlined call.
    rejoins: bool,
}

/// Builds a region.
///
/// # Errors
/// Something in the graph cannot be compiled, or a budget is exceeded.
pub fn build(request: Request<'_>, facts: &mut dyn Facts, options: &Options) -> Result<Built, Abort> {
    let mut builder = Builder::new(request, facts, options)?;
    builder.run()?;
    polls::thin_out(&mut builder.region);
    let mut codes: Vec<CodeId> = builder.codes.keys().copied().collect();
    codes.sort_unstable();
    Ok(Built {
        region: builder.region,
        exits: builder.exits,
        constants: builder.constants,
        watches: builder.watches,
        codes,
        adopted: builder.adopted,
        virtual_generators: builder.virtual_generators,
    })
}

impl<'a> Builder<'a> {
    fn new(
        request: Request<'a>,
        facts: &'a mut dyn Facts,
        options: &'a Options,
    ) -> Result<Builder<'a>, Abort> {
        let kind = match request.place {
            RegionPlace::Loop(..) => ir::RegionKind::Loop,
            RegionPlace::Body(..) | RegionPlace::Function(..) => ir::RegionKind::Body,
        };
        let region = ir::Region::new(kind, request.name);
        let root = facts.code(request.place.code());
        let bounds = match request.place {
            RegionPlace::Loop(_, head) => Some(LoopUnits::new(&root, head)),
            RegionPlace::Body(..) | RegionPlace::Function(..) => None,
        };
        let mut builder = Builder {
            block: region.entry(),
            region,
            state: State::default(),
            exits: Vec::new(),
            graph: request.graph,
            facts,
            options,
            place: request.place,
            bounds,
            codes: FxHashMap::default(),
            versions: FxHashMap::default(),
            version_counts: FxHashMap::default(),
            work: Vec::new(),
            ints: FxHashMap::default(),
            constants: Vec::new(),
            watches: Vec::new(),
            validity: request.validity.address(),
            entries: request.validity.entries_address(),
            adopted: 0,
            virtual_generators: 0,
            operations: 0,
            exit_words: 0,
            rejoins: false,
        };
        builder.enter_root()?;
        Ok(builder)
    }

    /// The state at the entry: everything in memory.
    fn enter_root(&mut self) -> Result<(), Abort> {
        let code = self.place.code();
        let info = self.info(code);
        // A function was entered by its RESUME: an exit at once must not execute that again.
        let pc = self.place.pc() + u32::from(self.place.is_function());
        let depth = info.depth(pc).ok_or_else(|| Abort::nyi("an entry inside an exception handler"))?;
        // The sent value is not in memory yet.
        let depth = depth - u32::from(self.place.suspends());
        let slots = vec![Slot::Mem; (info.locals() + depth) as usize];
        let context = ContextId::ROOT;
        self.state.frames.push(Frame {
            context,
            code,
            pc,
            slots,
            locals: info.locals(),
            activation: Activation::Root,
        });
        if self.place.is_body() {
            self.count_entry();
            if self.place.suspends() {
                let sent = self.region.sent();
                self.push_sent(sent);
            }
            let snap = self.snap(ExitReason::Invalid);
            self.guard_valid(snap);
        }
        self.guard_recursion();
        Ok(())
    }

    /// Python's recursion limit must leave room for every inlined activation.
    fn guard_recursion(&mut self) {
        let snap = self.snap(ExitReason::Recursion);
        let vm = self.region.vm();
        let mut at = self.at();
        let left = at.load(ir::Op::load_int, vm, abi::vm::RECURSION_LEFT, ir::Alias::Vm);
        let needed = at.const_int(MAX_DEPTH as i64);
        let enough = at.op(ir::Op::gt, &[left, needed]);
        at.guard(ir::Op::guard_true, &[enough], snap);
    }

    fn run(&mut self) -> Result<(), Abort> {
        let mut fresh = false;
        loop {
            self.run_block(fresh)?;
            let Some((block, state, merged)) = self.work.pop() else { return Ok(()) };
            self.block = block;
            self.state = state;
            fresh = merged;
        }
    }

    /// Builds from the current state to the end of the block.
    fn run_block(&mut self, mut fresh: bool) -> Result<(), Abort> {
        loop {
            self.test_pending();
            let (code, pc) = (self.state.top().code, self.state.top().pc);
            let info = self.info(code);
            let joins = std::mem::take(&mut self.rejoins) || info.is_join(pc);
            if joins && !std::mem::take(&mut fresh) {
                self.merge();
                return Ok(());
            }
            fresh = false;
            let instr = code_info::decode(&info.code, pc).expect("verified code");
            self.charge()?;
            match self.instruction(&info, instr)? {
                Flow::Next => self.state.top_mut().pc = instr.next,
                Flow::Stay => {}
                Flow::End => return Ok(()),
            }
        }
    }

    fn charge(&mut self) -> Result<(), Abort> {
        self.operations += 1;
        let spent = self.operations > self.options.max_operations
            || self.region.value_count() > MAX_VALUES
            || self.exit_words > MAX_EXIT_WORDS;
        if spent { Err(Abort::new(AbortReason::Budget)) } else { Ok(()) }
    }

    /// Ends the block with a jump to the block of the current state's shape.
    fn merge(&mut self) {
        self.settle_loans();
        let mut shape = Shape::default();
        self.state.walk(&mut shape);
        if let Some(&block) = self.versions.get(&shape.tokens) {
            self.end(Terminator::Jump(ir::Target { block, args: shape.values }));
            return;
        }
        let place: Vec<u32> =
            self.state.frames.iter().flat_map(|frame| [frame.context.0, frame.pc]).collect();
        let few = if self.state.has_generators() { FEW_WITH_GENERATORS } else { FEW_VERSIONS };
        if self.version_counts.get(&place).is_some_and(|&count| count >= few) {
            self.generalise();
            self.test_pending();
            shape = Shape::default();
            self.state.walk(&mut shape);
        }
        let Shape { tokens, values } = shape;
        if let Some(&block) = self.versions.get(&tokens) {
            self.end(Terminator::Jump(ir::Target { block, args: values }));
            return;
        }
        let count = self.version_counts.entry(place).or_default();
        *count += 1;
        if *count > MAX_VERSIONS {
            self.exit(ExitReason::Budget);
            return;
        }
        let block = self.region.new_block();
        let params: Vec<Ssa> = values.iter().map(|&value| self.param_for(block, value)).collect();
        self.end(Terminator::Jump(ir::Target { block, args: values }));
        let mut state = std::mem::take(&mut self.state);
        state.walk(&mut Substitute(params.iter()));
        self.versions.insert(tokens, block);
        self.work.push((block, state, true));
    }

    fn param_for(&mut self, block: Block, value: Ssa) -> Ssa {
        let ty: Type = self.region.ty(value);
        self.region.new_param(block, ty)
    }

    /// Goes on with the current state in a new block, later; `again` with the instruction under way.
    fn fork(&mut self, again: bool) -> Block {
        let block = self.region.new_block();
        self.work.push((block, self.state.clone(), again));
        block
    }

    /// Appends to the current block.
    fn at(&mut self) -> Cursor<'_> {
        Cursor::new(&mut self.region, self.block)
    }

    fn end(&mut self, end: Terminator) {
        self.at().end(end);
    }

    fn info(&mut self, code: CodeId) -> Rc<CodeInfo> {
        if let Some(info) = self.codes.get(&code) {
            return Rc::clone(info);
        }
        let info = Rc::new(CodeInfo::new(self.facts.code(code)));
        self.codes.insert(code, Rc::clone(&info));
        info
    }

    /// What was seen at an instruction of the innermost frame.
    fn point(&self, instr: Instr) -> Option<&Point> {
        self.graph.point(self.state.top().context, instr.pc)
    }

    /// Whether recordings reached the instruction that starts at `pc` of the innermost frame. Outside the
    /// loop of the root frame nothing counts as reached.
    fn reached(&mut self, pc: u32) -> bool {
        let frame = self.state.top();
        let (context, code) = (frame.context, frame.code);
        let info = self.info(code);
        let mut pc = pc;
        // The interpreter may execute some instructions together with others: such a one was reached if
        // what follows was.
        for _ in 0..4 {
            let outside = self.is_outside(pc);
            let Some(instr) = code_info::decode(&info.code, pc).filter(|_| !outside) else { return false };
            if self.graph.point(context, instr.pc).is_some() {
                return true;
            }
            pc = match instr.opcode {
                Opcode::RESUME | Opcode::NOP | Opcode::NOT_TAKEN | Opcode::POP_TOP | Opcode::END_FOR => {
                    instr.next
                }
                Opcode::JUMP_FORWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT => match instr.target() {
                    Some(target) => target,
                    None => return false,
                },
                _ => return false,
            };
        }
        false
    }

    /// Whether a code unit of the innermost frame lies outside the loop.
    fn is_outside(&self, pc: u32) -> bool {
        self.state.frames.len() == 1 && self.bounds.as_ref().is_some_and(|units| !units.contains(pc))
    }

    /// Why an instruction that was not reached is left to the interpreter.
    fn unreached_reason(&self, pc: u32) -> ExitReason {
        if self.is_outside(pc) { ExitReason::Left } else { ExitReason::Unreached }
    }

    /// A pinned value in the constant table of the IR.
    fn constant(&mut self, id: ConstId) -> ir::Const {
        self.claim(id);
        let word = self.facts.constant_word(id);
        self.region.new_const(&id.to_string(), word)
    }

    /// The region keeps the pinned value.
    fn claim(&mut self, id: ConstId) {
        if !self.constants.contains(&id) {
            self.constants.push(id);
        }
    }

    /// The region relies on the assumption.
    fn assume(&mut self, watch: WatchId) {
        if !self.watches.contains(&watch) {
            self.watches.push(watch);
        }
    }

    fn int(&mut self, value: i64) -> Ssa {
        let ssa = self.at().const_int(value);
        self.ints.insert(ssa, value);
        ssa
    }
}
