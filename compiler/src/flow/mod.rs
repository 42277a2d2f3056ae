//! Control flow: from a flat instruction list to the final order of instructions.
//!
//! The passes and their order are those of CPython 3.14's `flowgraph`, because the result has to be
//! equal to CPython's, instruction for instruction. [`optimize`] works on pseudo-instructions and may
//! add constants; [`finish()`] turns them into real opcodes, inserts the prefix of generators and
//! closures, fixes the layout and proves which loads may borrow.
//!
//! Terms. A *block* is a run of instructions entered at its start only; it *falls through* to `next`
//! unless its last instruction never does. A *handler* is the target of a block push. A block is
//! *warm* if it is reached without an exception, *cold* if only by one.

mod borrow;
mod build;
mod cold;
mod depth;
mod exits;
mod finish;
mod fold;
mod handlers;
mod lines;
mod loads;
mod locals;
mod nops;
mod peephole;
mod reach;
mod sequences;
mod supers;
mod swaps;

use crate::consts::Consts;
use crate::error::CompileError;
use crate::ir::{InstrSeq, Loc, Op};

pub(crate) use finish::{Layout, finish};
pub(crate) use fold::{arithmetic, equal, negative};

/// Index of a block in its [`Cfg`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BlockId(u32);

/// One instruction of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instr {
    pub op: Op,
    pub arg: u32,
    pub loc: Loc,
    pub target: Option<BlockId>,
    /// Handler of an exception that the instruction raises.
    pub except: Option<BlockId>,
}

impl Instr {
    fn new(op: impl Into<Op>, arg: u32, loc: Loc) -> Instr {
        Instr { op: op.into(), arg, loc, target: None, except: None }
    }

    /// Replaces opcode and oparg, keeping place and handler.
    fn set(&mut self, op: impl Into<Op>, arg: u32) {
        self.op = op.into();
        self.arg = arg;
    }

    fn set_nop(&mut self) {
        self.set(Op::NOP, 0);
    }

    fn is_nop(&self) -> bool {
        self.op == Op::NOP
    }
}

/// A basic block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub instrs: Vec<Instr>,
    /// Handlers of removed instructions, the first place behind `instrs` last. An instruction that is
    /// appended takes the handler of the place it gets: this is how CPython's arrays behave, and it
    /// shows in the exception table.
    places: Vec<Option<BlockId>>,
    /// The block that follows in layout order.
    pub next: Option<BlockId>,
    /// Target of some jump or block push.
    labelled: bool,
    /// Entered by exceptions.
    handler: bool,
    /// As handler: wants the offset of the raising instruction on the stack.
    pub preserve_lasti: bool,
    warm: bool,
    cold: bool,
    /// Mark of the traversal under way.
    visited: bool,
    predecessors: u32,
    /// Stack depth at entry, once computed.
    pub start_depth: Option<u32>,
    /// Locals below 64 that may be unbound at entry, a bit each.
    unsafe_locals: u64,
}

impl Block {
    pub(crate) fn last(&self) -> Option<&Instr> {
        self.instrs.last()
    }

    fn is_empty(&self) -> bool {
        self.instrs.is_empty()
    }

    fn falls_through(&self) -> bool {
        !self.last().is_some_and(|i| i.op.exits_scope() || i.op.is_unconditional_jump())
    }

    /// Appends an instruction that a pass made.
    fn append(&mut self, instr: Instr) {
        let except = self.places.pop().flatten();
        self.instrs.push(Instr { except, ..instr });
    }

    /// Appends instructions of another block, with their handlers.
    fn append_copies(&mut self, copies: &[Instr]) {
        self.places.truncate(self.places.len().saturating_sub(copies.len()));
        self.instrs.extend_from_slice(copies);
    }

    fn insert(&mut self, at: usize, instr: Instr) {
        self.places.pop();
        self.instrs.insert(at, instr);
    }

    fn truncate(&mut self, length: usize) {
        self.places.extend(self.instrs.drain(length..).rev().map(|i| i.except));
    }

    fn exits_scope(&self) -> bool {
        self.last().is_some_and(|i| i.op.exits_scope())
    }

    fn has_no_line(&self) -> bool {
        self.instrs.iter().all(|i| i.loc.line < 0)
    }
}

/// The control flow graph of one code object.
pub(crate) struct Cfg {
    blocks: Vec<Block>,
    entry: BlockId,
}

impl std::ops::Index<BlockId> for Cfg {
    type Output = Block;
    fn index(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }
}

impl std::ops::IndexMut<BlockId> for Cfg {
    fn index_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }
}

impl Cfg {
    /// Builds the graph of an instruction list.
    pub(crate) fn build(seq: &InstrSeq) -> Result<Cfg, CompileError> {
        build::build(seq)
    }

    fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block::default());
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// The blocks in layout order.
    pub(crate) fn order(&self) -> Vec<BlockId> {
        std::iter::successors(Some(self.entry), |&b| self[b].next).collect()
    }

    fn clear_visited(&mut self) {
        for block in &mut self.blocks {
            block.visited = false;
        }
    }

    /// The first block at or after `from` that has instructions.
    fn next_nonempty(&self, mut from: Option<BlockId>) -> Option<BlockId> {
        while let Some(b) = from
            && self[b].is_empty()
        {
            from = self[b].next;
        }
        from
    }

    /// The block control falls into, if any.
    fn fallthrough(&self, b: BlockId) -> Option<BlockId> {
        self[b].next.filter(|_| self[b].falls_through())
    }
}

/// All passes that work on pseudo-instructions.
///
/// `nlocals` counts the local slots, of which the first `nparams` are bound at entry.
pub(crate) fn optimize(
    cfg: &mut Cfg,
    consts: &mut Consts,
    nlocals: u32,
    nparams: u32,
) -> Result<(), CompileError> {
    handlers::mark(cfg);
    handlers::label_instructions(cfg)?;
    exits::inline_small_or_no_line_blocks(cfg);
    reach::remove_unreachable(cfg);
    lines::resolve(cfg);
    loads::run(cfg, consts);
    peephole::run(cfg, consts);
    nops::remove_nops_and_pairs(cfg);
    reach::remove_unreachable(cfg);
    nops::remove_nops_and_jumps(cfg);
    loads::remove_unused_consts(cfg, consts);
    locals::check_unbound_loads(cfg, nlocals, nparams);
    supers::run(cfg);
    cold::push_to_end(cfg);
    lines::resolve(cfg);
    Ok(())
}
