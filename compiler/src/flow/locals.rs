//! Loads of locals that may be unbound become checked loads.
//!
//! The first 64 locals are followed through the whole graph, a bit each; the others within a block
//! only, so that huge functions compile in linear time.

use crate::flow::{BlockId, Cfg};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// Locals that are followed between blocks.
const TRACKED: u32 = 64;

/// Uses `LOAD_FAST_CHECK` wherever the local may be unbound.
pub(super) fn check_unbound_loads(cfg: &mut Cfg, nlocals: u32, nparams: u32) {
    if nlocals == 0 {
        return;
    }
    if nlocals > TRACKED {
        check_untracked(cfg, nlocals);
    }
    let start = (nparams..nlocals.min(TRACKED)).fold(0u64, |mask, i| mask | 1 << i);
    cfg.clear_visited();
    let mut work = Vec::new();
    let entry = cfg.entry;
    push(cfg, entry, start, &mut work);
    // A deletion may be anywhere, so every block is scanned at least once.
    for b in cfg.order() {
        scan(cfg, b, &mut work);
    }
    while let Some(b) = work.pop() {
        cfg[b].visited = false;
        scan(cfg, b, &mut work);
    }
}

fn push(cfg: &mut Cfg, b: BlockId, mask: u64, work: &mut Vec<BlockId>) {
    let block = &mut cfg[b];
    let both = block.unsafe_locals | mask;
    if both != block.unsafe_locals {
        block.unsafe_locals = both;
        if !block.visited {
            block.visited = true;
            work.push(b);
        }
    }
}

fn scan(cfg: &mut Cfg, b: BlockId, work: &mut Vec<BlockId>) {
    use Opcode::*;
    let mut mask = cfg[b].unsafe_locals;
    for i in 0..cfg[b].instrs.len() {
        let instr = cfg[b].instrs[i];
        if let Some(handler) = instr.except {
            push(cfg, handler, mask, work);
        }
        if instr.arg >= TRACKED {
            continue;
        }
        let bit = 1u64 << instr.arg;
        match instr.op {
            Op::Real(DELETE_FAST | LOAD_FAST_AND_CLEAR) | Op::StoreFastMaybeNull => mask |= bit,
            Op::Real(STORE_FAST | LOAD_FAST_CHECK) => mask &= !bit,
            Op::Real(LOAD_FAST) => {
                if mask & bit != 0 {
                    cfg[b].instrs[i].op = LOAD_FAST_CHECK.into();
                }
                mask &= !bit;
            }
            _ => {}
        }
    }
    if let Some(next) = cfg.fallthrough(b) {
        push(cfg, next, mask, work);
    }
    if let Some(last) = cfg[b].last().copied().filter(|i| i.op.is_jump())
        && let Some(target) = last.target
    {
        push(cfg, target, mask, work);
    }
}

fn check_untracked(cfg: &mut Cfg, nlocals: u32) {
    use Opcode::*;
    // Number of the block in which the local is known to be bound.
    let mut bound_in = vec![0usize; (nlocals - TRACKED) as usize];
    for (number, b) in cfg.order().into_iter().enumerate() {
        let here = number + 1;
        for instr in &mut cfg[b].instrs {
            let Some(state) = instr.arg.checked_sub(TRACKED).and_then(|i| bound_in.get_mut(i as usize))
            else {
                continue;
            };
            match instr.op {
                Op::Real(DELETE_FAST | LOAD_FAST_AND_CLEAR) | Op::StoreFastMaybeNull => *state = 0,
                Op::Real(STORE_FAST) => *state = here,
                Op::Real(LOAD_FAST) => {
                    if *state != here {
                        instr.op = LOAD_FAST_CHECK.into();
                    }
                    *state = here;
                }
                _ => {}
            }
        }
    }
}
