//! Copies short exits into the blocks that jump to them.

use crate::flow::{BlockId, Cfg};
use crate::ir::Op;

/// Longest exit block that is copied.
const MAX_COPY_SIZE: usize = 4;

/// Replaces a jump to a small block that leaves the scope, or to a block without line numbers that does
/// not fall through, by a copy of that block. Every change removes a jump, so this ends.
pub(super) fn inline_small_or_no_line_blocks(cfg: &mut Cfg) {
    loop {
        let mut changed = false;
        for b in cfg.order() {
            changed |= inline_target(cfg, b);
        }
        if !changed {
            return;
        }
    }
}

fn inline_target(cfg: &mut Cfg, b: BlockId) -> bool {
    let Some(&last) = cfg[b].last() else { return false };
    let (true, Some(target)) = (last.op.is_unconditional_jump(), last.target) else { return false };
    let small_exit = cfg[target].exits_scope() && cfg[target].instrs.len() <= MAX_COPY_SIZE;
    let no_line = cfg[target].has_no_line() && !cfg[target].falls_through();
    if !small_exit && !no_line {
        return false;
    }
    let copied = cfg[target].instrs.clone();
    let block = &mut cfg[b];
    if let Some(jump) = block.instrs.last_mut() {
        jump.set_nop();
        jump.target = None;
    }
    block.append_copies(&copied);
    if no_line
        && last.op == Op::Jump
        && let Some(end) = block.instrs.last_mut()
        && end.op.is_unconditional_jump()
    {
        // The removed jump polled for interrupts: the copy must poll too.
        end.op = Op::Jump;
    }
    cfg[target].predecessors = cfg[target].predecessors.saturating_sub(1);
    true
}
