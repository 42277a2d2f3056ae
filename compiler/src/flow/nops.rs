//! Removes what earlier passes left behind: no-ops, jumps to the next block, pushes that are popped.

use crate::flow::{BlockId, Cfg};
use crate::ir::{Loc, Op};
use genjit_bytecode::Opcode;

/// Removes the no-ops of a block that carry no line of their own; returns how many.
fn clean_block(cfg: &mut Cfg, b: BlockId) -> usize {
    let following = following_line(cfg, b);
    let block = &mut cfg[b];
    let before = block.instrs.len();
    let mut kept = 0;
    let mut previous_line = -1;
    for i in 0..before {
        let instr = block.instrs[i];
        let line = instr.loc.line;
        if instr.is_nop() {
            if line < 0 || line == previous_line {
                continue;
            }
            if let Some(next) = block.instrs.get_mut(i + 1) {
                if next.loc.line == line {
                    continue;
                }
                if next.loc.line < 0 {
                    next.loc = instr.loc;
                    continue;
                }
            } else if following == Some(line) {
                continue;
            }
        }
        block.instrs[kept] = instr;
        kept += 1;
        previous_line = line;
    }
    block.truncate(kept);
    before - kept
}

/// Line of the first instruction behind the block that will stay.
fn following_line(cfg: &Cfg, b: BlockId) -> Option<i32> {
    let next = cfg.next_nonempty(cfg[b].next)?;
    let first = cfg[next].instrs.iter().find(|i| !(i.is_nop() && i.loc.line < 0));
    Some(first.map_or(Loc::NONE.line, |i| i.loc.line))
}

/// Removes redundant no-ops everywhere; returns how many.
pub(super) fn remove_nops(cfg: &mut Cfg) -> usize {
    cfg.order().into_iter().map(|b| clean_block(cfg, b)).sum()
}

fn remove_jumps(cfg: &mut Cfg) -> usize {
    let mut changes = 0;
    for b in cfg.order() {
        let Some(&last) = cfg[b].last() else { continue };
        if last.op.is_unconditional_jump()
            && let Some(target) = cfg.next_nonempty(last.target)
            && Some(target) == cfg.next_nonempty(cfg[b].next)
            && let Some(jump) = cfg[b].instrs.last_mut()
        {
            jump.set_nop();
            jump.target = None;
            changes += 1;
        }
    }
    changes
}

/// Removes no-ops and jumps to what follows anyway, until there are none.
pub(super) fn remove_nops_and_jumps(cfg: &mut Cfg) {
    while remove_nops(cfg) + remove_jumps(cfg) > 0 {}
}

/// Removes no-ops and constants that are pushed and popped at once.
pub(super) fn remove_nops_and_pairs(cfg: &mut Cfg) {
    while remove_pairs_once(cfg) {}
}

fn remove_pairs_once(cfg: &mut Cfg) -> bool {
    let mut changed = false;
    // The instruction before the current one on the only way to it.
    let mut previous: Option<(BlockId, usize)> = None;
    for b in cfg.order() {
        clean_block(cfg, b);
        if cfg[b].labelled {
            previous = None;
        }
        for i in 0..cfg[b].instrs.len() {
            if let Some((pb, pi)) = previous
                && cfg[b].instrs[i].op == Op::Real(Opcode::POP_TOP)
                && is_pure_push(cfg[pb].instrs[pi].op, cfg[pb].instrs[pi].arg)
            {
                cfg[pb].instrs[pi].set_nop();
                cfg[b].instrs[i].set_nop();
                changed = true;
            }
            previous = Some((b, i));
        }
        let jumps = previous.is_some_and(|(pb, pi)| cfg[pb].instrs[pi].op.is_jump());
        if jumps || !cfg[b].falls_through() {
            previous = None;
        }
    }
    changed
}

fn is_pure_push(op: Op, arg: u32) -> bool {
    match op {
        Op::Real(Opcode::LOAD_CONST | Opcode::LOAD_SMALL_INT) => true,
        Op::Real(Opcode::COPY) => arg == 1,
        _ => false,
    }
}
