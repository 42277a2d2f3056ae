//! Line numbers of artificial instructions.
//!
//! A frame's line is computed from the instruction it stopped at, so every instruction that leaves the
//! frame needs one. Exits without a line are copied for each jump that reaches them; then lines flow
//! from each instruction to the artificial ones behind it.

use crate::flow::{BlockId, Cfg};
use crate::ir::Loc;

/// Gives every exit a line.
pub(super) fn resolve(cfg: &mut Cfg) {
    duplicate_exits(cfg);
    propagate(cfg);
}

/// Leaves the frame or polls for interrupts, and has no line.
fn needs_line(cfg: &Cfg, b: BlockId) -> bool {
    let block = &cfg[b];
    let polls = block.instrs.iter().any(|i| i.op.has_eval_break());
    (block.exits_scope() || polls) && block.has_no_line()
}

fn duplicate_exits(cfg: &mut Cfg) {
    let mut cursor = Some(cfg.entry);
    while let Some(b) = cursor {
        if let Some(&last) = cfg[b].last()
            && last.op.is_jump()
            && let Some(target) = cfg.next_nonempty(last.target)
            && needs_line(cfg, target)
            && cfg[target].predecessors > 1
        {
            let copy = copy_exit(cfg, target, last.loc);
            if let Some(jump) = cfg[b].instrs.last_mut() {
                jump.target = Some(copy);
            }
        }
        cursor = cfg[b].next;
    }
    // What is left is reached by falling through only, so from one block.
    for b in cfg.order() {
        if let Some(next) = cfg.fallthrough(b)
            && let Some(loc) = cfg[b].last().map(|i| i.loc)
            && needs_line(cfg, next)
        {
            cfg[next].instrs[0].loc = loc;
        }
    }
}

fn copy_exit(cfg: &mut Cfg, target: BlockId, loc: Loc) -> BlockId {
    let copy = cfg.new_block();
    let mut instrs = cfg[target].instrs.clone();
    instrs[0].loc = loc;
    cfg[target].predecessors -= 1;
    let next = cfg[target].next;
    let block = &mut cfg[copy];
    block.instrs = instrs;
    block.predecessors = 1;
    block.labelled = true;
    block.next = next;
    cfg[target].next = Some(copy);
    copy
}

fn propagate(cfg: &mut Cfg) {
    for b in cfg.order() {
        let Some(&last) = cfg[b].last() else { continue };
        let mut previous = Loc::NONE;
        for instr in &mut cfg[b].instrs {
            if instr.loc.line == Loc::NONE.line {
                instr.loc = previous;
            } else {
                previous = instr.loc;
            }
        }
        if let Some(next) = cfg.fallthrough(b) {
            inherit(cfg, next, previous);
        }
        if let (true, Some(target)) = (last.op.is_jump(), last.target) {
            inherit(cfg, target, previous);
        }
    }
}

fn inherit(cfg: &mut Cfg, b: BlockId, loc: Loc) {
    if cfg[b].predecessors == 1
        && let Some(first) = cfg[b].instrs.first_mut()
        && first.loc.line == Loc::NONE.line
    {
        first.loc = loc;
    }
}
