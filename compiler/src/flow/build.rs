//! From an instruction list to basic blocks.

use crate::error::CompileError;
use crate::flow::{Block, BlockId, Cfg, Instr};
use crate::ir::InstrSeq;

/// Cuts the list at every instruction that ends a block and before every one that is a target.
pub(super) fn build(seq: &InstrSeq) -> Result<Cfg, CompileError> {
    let mut is_target = vec![false; seq.instrs.len()];
    for instr in &seq.instrs {
        if let Some(label) = instr.target {
            let position = seq.position(label)?;
            let slot = is_target
                .get_mut(position)
                .ok_or_else(|| CompileError::internal("a label behind the last instruction"))?;
            *slot = true;
        }
    }

    let mut cfg = Cfg { blocks: vec![Block::default()], entry: BlockId(0) };
    let mut current = cfg.entry;
    let mut block_at = vec![None; seq.instrs.len()];
    for (position, instr) in seq.instrs.iter().enumerate() {
        let ended = cfg[current].last().is_some_and(|i| i.op.is_terminator());
        if ended || (is_target[position] && !cfg[current].is_empty()) {
            let fresh = cfg.new_block();
            cfg[current].next = Some(fresh);
            current = fresh;
        }
        if is_target[position] {
            cfg[current].labelled = true;
            block_at[position] = Some(current);
        }
        cfg[current].instrs.push(Instr::new(instr.op, instr.arg, instr.loc));
    }

    let mut instrs = seq.instrs.iter();
    for b in cfg.order() {
        for i in 0..cfg[b].instrs.len() {
            let source = instrs.next().ok_or_else(|| CompileError::internal("instruction lost"))?;
            if let Some(label) = source.target {
                let target = block_at[seq.position(label)?];
                cfg[b].instrs[i].target = target;
            }
        }
    }
    Ok(cfg)
}
