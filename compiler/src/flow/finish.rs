//! The last passes: real opcodes, the prefix of generators and closures, final layout.

use crate::error::CompileError;
use crate::flow::{BlockId, Cfg, Instr, borrow, depth, nops};
use crate::ir::{Loc, Op};
use genjit_bytecode::{CodeFlags, Opcode};

/// The variables of a code object, as far as the layout of its slots needs them.
///
/// Before this pass, instructions on cells count the cell variables and then the free ones; after it
/// they index the slots: locals, cells that are not locals, free variables.
pub(crate) struct Layout {
    /// Number of local variables.
    pub nlocals: u32,
    /// For each cell variable, in order: the local that it is, if any.
    pub cells: Vec<Option<u32>>,
    /// Number of free variables.
    pub nfree: u32,
    pub firstlineno: u32,
    pub flags: CodeFlags,
}

/// Runs the last passes; returns the greatest stack depth. The graph is in final order afterwards, with
/// real opcodes but for `Op::Jump` and `Op::JumpNoInterrupt`, whose direction assembly decides.
pub(crate) fn finish(cfg: &mut Cfg, layout: &Layout) -> Result<u32, CompileError> {
    expand_conditional_jumps(cfg);
    let stacksize = depth::run(cfg)?;
    let slots = cell_slots(layout);
    insert_prefix(cfg, layout, &slots);
    fix_cells(cfg, &slots);
    replace_pseudo_ops(cfg);
    normalize_jumps(cfg);
    borrow::run(cfg)?;
    Ok(stacksize)
}

/// A jump that keeps its operand tests a copy of it.
fn expand_conditional_jumps(cfg: &mut Cfg) {
    for b in cfg.order() {
        let Some(&last) = cfg[b].last() else { continue };
        let popping = match last.op {
            Op::JumpIfFalse => Opcode::POP_JUMP_IF_FALSE,
            Op::JumpIfTrue => Opcode::POP_JUMP_IF_TRUE,
            _ => continue,
        };
        let block = &mut cfg[b];
        let at = block.instrs.len() - 1;
        block.instrs[at].op = popping.into();
        block.insert(at, Instr { except: last.except, ..Instr::new(Opcode::TO_BOOL, 0, last.loc) });
        block.insert(at, Instr { except: last.except, ..Instr::new(Opcode::COPY, 1, last.loc) });
    }
}

/// Slot of each cell and free variable.
fn cell_slots(layout: &Layout) -> Vec<u32> {
    let mut next = layout.nlocals;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let mut slots: Vec<u32> = layout.cells.iter().map(|local| local.unwrap_or_else(&mut fresh)).collect();
    slots.extend((0..layout.nfree).map(|_| fresh()));
    slots
}

fn insert_prefix(cfg: &mut Cfg, layout: &Layout, slots: &[u32]) {
    let mut prefix = Vec::new();
    if layout.nfree > 0 {
        prefix.push(Instr::new(Opcode::COPY_FREE_VARS, layout.nfree, Loc::NONE));
    }
    let mut cells: Vec<u32> = (0..layout.cells.len() as u32).collect();
    cells.sort_by_key(|&cell| slots[cell as usize]);
    prefix.extend(cells.into_iter().map(|cell| Instr::new(Opcode::MAKE_CELL, cell, Loc::NONE)));
    if layout.flags.makes_generator() {
        let loc = Loc::line_only(layout.firstlineno as i32);
        prefix.push(Instr::new(Opcode::RETURN_GENERATOR, 0, loc));
        prefix.push(Instr::new(Opcode::POP_TOP, 0, loc));
    }
    let entry = cfg.entry;
    for (at, instr) in prefix.into_iter().enumerate() {
        cfg[entry].insert(at, instr);
    }
}

fn fix_cells(cfg: &mut Cfg, slots: &[u32]) {
    use Opcode::*;
    for b in cfg.order() {
        for instr in &mut cfg[b].instrs {
            if matches!(
                instr.op,
                Op::LoadClosure
                    | Op::Real(MAKE_CELL | LOAD_DEREF | STORE_DEREF | DELETE_DEREF | LOAD_FROM_DICT_OR_DEREF)
            ) {
                instr.arg = slots[instr.arg as usize];
            }
        }
    }
}

fn replace_pseudo_ops(cfg: &mut Cfg) {
    for b in cfg.order() {
        for instr in &mut cfg[b].instrs {
            match instr.op {
                op if op.is_block_push() => {
                    instr.set_nop();
                    instr.target = None;
                }
                Op::LoadClosure => instr.op = Opcode::LOAD_FAST.into(),
                Op::StoreFastMaybeNull => instr.op = Opcode::STORE_FAST.into(),
                _ => {}
            }
        }
    }
    nops::remove_nops_and_jumps(cfg);
}

/// Conditional jumps go forward only: one that goes back is inverted around an unconditional jump.
fn normalize_jumps(cfg: &mut Cfg) {
    cfg.clear_visited();
    let mut cursor = Some(cfg.entry);
    while let Some(b) = cursor {
        cfg[b].visited = true;
        if let Some(&last) = cfg[b].last()
            && last.op.is_conditional_jump()
            && let Some(target) = last.target
        {
            if cfg[target].visited {
                invert_jump(cfg, b, last, target);
            } else {
                cfg[b].append(Instr::new(Opcode::NOT_TAKEN, 0, last.loc));
            }
        }
        cursor = cfg[b].next;
    }
}

fn invert_jump(cfg: &mut Cfg, b: BlockId, last: Instr, target: BlockId) {
    use Opcode::*;
    let inverted = match last.op {
        Op::Real(POP_JUMP_IF_FALSE) => POP_JUMP_IF_TRUE,
        Op::Real(POP_JUMP_IF_TRUE) => POP_JUMP_IF_FALSE,
        Op::Real(POP_JUMP_IF_NONE) => POP_JUMP_IF_NOT_NONE,
        _ => POP_JUMP_IF_NONE,
    };
    let back = cfg.new_block();
    let (next, cold, depth) = (cfg[b].next, cfg[b].cold, cfg[target].start_depth);
    let block = &mut cfg[back];
    block.instrs.push(Instr::new(NOT_TAKEN, 0, last.loc));
    block.instrs.push(Instr { target: Some(target), ..Instr::new(Op::Jump, 0, last.loc) });
    block.cold = cold;
    block.start_depth = depth;
    block.next = next;
    cfg[b].next = Some(back);
    if let Some(jump) = cfg[b].instrs.last_mut() {
        jump.op = inverted.into();
        jump.target = next;
    }
}
