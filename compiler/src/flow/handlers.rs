//! Which handler covers which instruction.

use crate::error::CompileError;
use crate::flow::{BlockId, Cfg};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// Marks the blocks that exceptions enter.
pub(super) fn mark(cfg: &mut Cfg) {
    for b in cfg.order() {
        for i in 0..cfg[b].instrs.len() {
            let instr = cfg[b].instrs[i];
            if let (true, Some(target)) = (instr.op.is_block_push(), instr.target) {
                cfg[target].handler = true;
            }
        }
    }
}

/// The bit of `RESUME`'s oparg that says: one exception block around the yield, so that `close()` may
/// finish the generator without running it.
const RESUME_DEPTH1: u32 = 4;

/// Follows the control flow with a stack of open exception blocks, and notes the innermost at each
/// instruction. Closing markers become no-ops.
///
/// Requirement: the stack is the same on every way to a block.
pub(super) fn label_instructions(cfg: &mut Cfg) -> Result<(), CompileError> {
    cfg.clear_visited();
    let entry = cfg.entry;
    cfg[entry].visited = true;
    let mut work: Vec<(BlockId, Vec<BlockId>)> = vec![(entry, Vec::new())];
    while let Some((b, mut open)) = work.pop() {
        label_block(cfg, b, &mut open, &mut work)?;
        if let Some(next) = cfg.fallthrough(b)
            && !cfg[next].visited
        {
            cfg[next].visited = true;
            work.push((next, open));
        }
    }
    Ok(())
}

fn label_block(
    cfg: &mut Cfg,
    b: BlockId,
    open: &mut Vec<BlockId>,
    work: &mut Vec<(BlockId, Vec<BlockId>)>,
) -> Result<(), CompileError> {
    let mut yield_depth = 0;
    for i in 0..cfg[b].instrs.len() {
        let instr = cfg[b].instrs[i];
        if let (true, Some(target)) = (instr.op.is_block_push(), instr.target) {
            visit(cfg, target, open, work);
            if matches!(instr.op, Op::SetupCleanup | Op::SetupWith) {
                cfg[target].preserve_lasti = true;
            }
            open.push(target);
            continue;
        }
        if instr.op == Op::PopBlock {
            open.pop().ok_or_else(|| CompileError::internal("exception block closed twice"))?;
            cfg[b].instrs[i].set_nop();
            continue;
        }
        cfg[b].instrs[i].except = open.last().copied();
        match instr.op {
            Op::Real(Opcode::YIELD_VALUE) => yield_depth = open.len(),
            Op::Real(Opcode::RESUME) if instr.arg != 0 && yield_depth == 1 => {
                cfg[b].instrs[i].arg |= RESUME_DEPTH1;
            }
            _ => {}
        }
        if let (true, Some(target)) = (instr.op.is_jump(), instr.target) {
            visit(cfg, target, open, work);
        }
    }
    Ok(())
}

fn visit(cfg: &mut Cfg, target: BlockId, open: &[BlockId], work: &mut Vec<(BlockId, Vec<BlockId>)>) {
    if !cfg[target].visited {
        cfg[target].visited = true;
        work.push((target, open.to_vec()));
    }
}
