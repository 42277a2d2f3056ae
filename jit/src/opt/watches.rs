//! Watched words: a test of `vm.PENDING`, of the validity word or of `vm.POLL` is superfluous while
//! nothing can have set the word since it was last tested.
//!
//! `pending` is set only by what may drop, allocate or run code. Validity breaks only where code runs.
//! A poll goes if every way around from it to itself passes another one, and on a way without back edge
//! one is enough. At the entry `pending` has just been tested by the interpreter; the others have not.

use crate::ir::{Block, BlockData, Cfg, Inst, Op, Region, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let mut words: Vec<(Op, Vec<Value>)> = vec![(Op::pending, vec![]), (Op::poll, vec![])];
    for inst in cfg.order.iter().flat_map(|block| &region.block(*block).insts) {
        if inst.op == Op::guard_valid && !words.iter().any(|(_, args)| *args == inst.args) {
            words.push((Op::guard_valid, inst.args.clone()));
        }
    }
    let mut changed = false;
    for (op, args) in words {
        changed |= remove_clean(region, &cfg, op, &args);
    }
    changed | remove_repeated_polls(region, &cfg)
}

fn remove_repeated_polls(region: &mut Region, cfg: &Cfg) -> bool {
    let mut changed = false;
    for block in &cfg.order {
        while let Some(index) = find_poll(region.block(*block)) {
            let poll = region.block_mut(*block).insts.remove(index);
            if find_poll(region.block(*block)).is_some() || !has_cycle_without_poll(region, *block) {
                changed = true;
                continue;
            }
            region.block_mut(*block).insts.insert(index, poll);
            break;
        }
    }
    changed
}

/// The first poll of a block.
pub(super) fn find_poll(data: &BlockData) -> Option<usize> {
    data.insts.iter().position(|inst| inst.op == Op::poll)
}

fn has_cycle_without_poll(region: &Region, start: Block) -> bool {
    let mut seen = vec![false; region.block_count()];
    let mut todo = vec![start];
    while let Some(block) = todo.pop() {
        for target in region.block(block).end.targets() {
            if target.block == start {
                return true;
            }
            let is_open = find_poll(region.block(target.block)).is_none();
            if is_open && !std::mem::replace(&mut seen[target.block.index()], true) {
                todo.push(target.block);
            }
        }
    }
    false
}

/// Whether the word may have been set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Clean,
    MaybeSet,
}

fn remove_clean(region: &mut Region, cfg: &Cfg, op: Op, args: &[Value]) -> bool {
    let entering = states(region, cfg, op, args);
    let mut changed = false;
    for block in &cfg.order {
        let mut state = entering[block.index()].unwrap_or(Word::MaybeSet);
        region.block_mut(*block).insts.retain(|inst| {
            let is_test = inst.op == op && inst.args == args;
            let superfluous = is_test && state == Word::Clean;
            state = after(inst, op, args, state);
            changed |= superfluous;
            !superfluous
        });
    }
    changed
}

/// State at the start of each block: `MaybeSet` if it is so on any way.
fn states(region: &Region, cfg: &Cfg, op: Op, args: &[Value]) -> Vec<Option<Word>> {
    let mut entering: Vec<Option<Word>> = vec![None; region.block_count()];
    entering[region.entry().index()] = Some(if op == Op::pending { Word::Clean } else { Word::MaybeSet });
    let mut changed = true;
    while changed {
        changed = false;
        for block in &cfg.order {
            let Some(start) = entering[block.index()] else { continue };
            let insts = region.block(*block).insts.iter();
            let end = insts.fold(start, |state, inst| after(inst, op, args, state));
            for target in region.block(*block).end.targets() {
                let end = across(cfg, op, *block, target.block, end);
                let known = &mut entering[target.block.index()];
                if known.is_none() || (*known == Some(Word::Clean) && end == Word::MaybeSet) {
                    *known = Some(end);
                    changed = true;
                }
            }
        }
    }
    entering
}

/// A back edge makes a poll due again: a loop must not run without one.
fn across(cfg: &Cfg, op: Op, from: Block, to: Block, state: Word) -> Word {
    if op == Op::poll && cfg.is_back_edge(from, to) { Word::MaybeSet } else { state }
}

fn after(inst: &Inst, op: Op, args: &[Value], state: Word) -> Word {
    if inst.op == op && inst.args == args {
        return Word::Clean;
    }
    let effects = inst.effects();
    let sets = match op {
        Op::pending => effects.may_drop || effects.may_allocate || effects.may_run_code,
        Op::poll => false,
        _ => effects.may_run_code,
    };
    if sets { Word::MaybeSet } else { state }
}
