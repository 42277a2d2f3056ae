//! Moves the blocks that only exceptions reach behind all others.

use crate::flow::{BlockId, Cfg, Instr, nops};
use crate::ir::{Loc, Op};

/// Puts cold blocks at the end, keeping their order, with jumps where they fell into warm ones.
pub(super) fn push_to_end(cfg: &mut Cfg) {
    if cfg[cfg.entry].next.is_none() {
        return;
    }
    mark_warm(cfg);
    mark_cold(cfg);
    make_fallthrough_explicit(cfg);
    let (cold, warm): (Vec<_>, Vec<_>) = cfg.order().into_iter().partition(|&b| cfg[b].cold);
    let moved = !cold.is_empty();
    link(cfg, warm.into_iter().chain(cold));
    if moved {
        nops::remove_nops_and_jumps(cfg);
    }
}

fn link(cfg: &mut Cfg, order: impl Iterator<Item = BlockId>) {
    let mut previous: Option<BlockId> = None;
    for b in order {
        cfg[b].next = None;
        if let Some(p) = previous {
            cfg[p].next = Some(b);
        }
        previous = Some(b);
    }
}

/// Blocks that `b` leads to without an exception.
fn successors(cfg: &Cfg, b: BlockId) -> Vec<BlockId> {
    let jumps = cfg[b].instrs.iter().filter(|i| i.op.is_jump()).filter_map(|i| i.target);
    cfg.fallthrough(b).into_iter().chain(jumps).collect()
}

fn mark_warm(cfg: &mut Cfg) {
    cfg.clear_visited();
    let entry = cfg.entry;
    cfg[entry].visited = true;
    let mut work = vec![entry];
    while let Some(b) = work.pop() {
        cfg[b].warm = true;
        for s in successors(cfg, b) {
            if !cfg[s].visited {
                cfg[s].visited = true;
                work.push(s);
            }
        }
    }
}

fn mark_cold(cfg: &mut Cfg) {
    cfg.clear_visited();
    let mut work: Vec<BlockId> = cfg.order().into_iter().filter(|&b| cfg[b].handler).collect();
    for &b in &work {
        cfg[b].visited = true;
    }
    while let Some(b) = work.pop() {
        cfg[b].cold = true;
        for s in successors(cfg, b) {
            if !cfg[s].warm && !cfg[s].visited {
                cfg[s].visited = true;
                work.push(s);
            }
        }
    }
}

fn make_fallthrough_explicit(cfg: &mut Cfg) {
    for b in cfg.order() {
        let Some(next) = cfg.fallthrough(b).filter(|&n| cfg[b].cold && cfg[n].warm) else { continue };
        let jump = cfg.new_block();
        cfg[next].labelled = true;
        let block = &mut cfg[jump];
        block.instrs.push(Instr { target: Some(next), ..Instr::new(Op::JumpNoInterrupt, 0, Loc::NONE) });
        block.cold = true;
        block.predecessors = 1;
        block.next = Some(next);
        cfg[b].next = Some(jump);
    }
}
