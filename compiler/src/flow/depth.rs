//! Stack depth at every block and in total.

use crate::error::CompileError;
use crate::flow::{BlockId, Cfg};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// Computes each block's depth at entry; returns the greatest depth.
pub(super) fn run(cfg: &mut Cfg) -> Result<u32, CompileError> {
    for block in &mut cfg.blocks {
        block.start_depth = None;
    }
    let mut deepest = 0;
    let mut work = Vec::new();
    let entry = cfg.entry;
    push(cfg, entry, 0, &mut work)?;
    while let Some(b) = work.pop() {
        let mut depth = cfg[b].start_depth.unwrap_or(0);
        let mut next = cfg[b].next;
        for i in 0..cfg[b].instrs.len() {
            let instr = cfg[b].instrs[i];
            deepest = deepest.max(depth);
            if let Some(target) = instr.target
                && instr.op != Op::Real(Opcode::END_ASYNC_FOR)
            {
                let at_target = apply(depth, instr.op.stack_io(instr.arg, true))?;
                push(cfg, target, at_target, &mut work)?;
            }
            depth = apply(depth, instr.op.stack_io(instr.arg, false))?;
            if instr.op.is_unconditional_jump() || instr.op.exits_scope() {
                next = None;
                break;
            }
        }
        if let Some(next) = next {
            push(cfg, next, depth, &mut work)?;
        }
    }
    Ok(deepest)
}

fn apply(depth: u32, (pops, pushes): (u32, u32)) -> Result<u32, CompileError> {
    // An operand may be below what the instruction counts as popped only if the stack is too short.
    (depth + pushes).checked_sub(pops).ok_or_else(|| CompileError::internal("stack underflow"))
}

fn push(cfg: &mut Cfg, b: BlockId, depth: u32, work: &mut Vec<BlockId>) -> Result<(), CompileError> {
    match cfg[b].start_depth {
        Some(known) if known != depth => Err(CompileError::internal("inconsistent stack depth")),
        Some(_) => Ok(()),
        None => {
            cfg[b].start_depth = Some(depth);
            work.push(b);
            Ok(())
        }
    }
}
