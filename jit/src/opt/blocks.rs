//! Shapes of control flow: blocks that only jump on are skipped, a block with one predecessor that
//! jumps to it is appended to it.
//!
//! The head of an outer loop that only jumps to the head of an inner one keeps values as parameters
//! that the inner loop uses. They become parameters of the inner head, and the two loops one.

use super::rewrite::Defs;
use crate::ir::{Block, BlockData, Cfg, Region, Target, Terminator, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let sunk = sink_params(region);
    let skipped = skip_empty(region);
    let merged = merge_lines(region);
    sunk | skipped | merged
}

/// Hands the parameters of blocks that only jump on to the block they jump to, if others use them.
fn sink_params(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let escaping = params_used_elsewhere(region, &cfg);
    let mut changed = false;
    for block in cfg.order[1..].iter().copied().filter(|block| escaping[block.index()]) {
        let data = region.block(block);
        let Terminator::Jump(target) = &data.end else { continue };
        let next = target.block;
        // What uses the parameters is dominated by the only way on, so by `next`.
        if data.insts.is_empty() && cfg.idom(next) == Some(block) && cfg.preds(next).len() > 1 {
            sink_into(region, &cfg, block, next);
            changed = true;
        }
    }
    changed
}

fn sink_into(region: &mut Region, cfg: &Cfg, block: Block, next: Block) {
    let mut defs = Defs::new(region);
    let mut passed = vec![];
    for param in region.block(block).params.clone() {
        let ty = region.ty(param);
        let inner = region.new_param(next, ty);
        defs.replace(param, inner);
        passed.push((param, inner));
    }
    region.replace_uses(|value| defs.resolve(value));
    let mut preds = cfg.preds(next).to_vec();
    preds.dedup();
    for pred in preds {
        for target in region.block_mut(pred).end.targets_mut() {
            if target.block == next {
                // The other ways in come from below `next`: the values are still those of this round.
                let args = passed.iter().map(|(outer, inner)| if pred == block { *outer } else { *inner });
                target.args.extend(args);
            }
            if pred == block {
                restore(&mut target.args, &passed);
            }
        }
    }
}

/// The block's own end still passes its own parameters.
fn restore(args: &mut [Value], passed: &[(Value, Value)]) {
    for arg in args {
        *arg = passed.iter().find(|(_, inner)| inner == arg).map_or(*arg, |(outer, _)| *outer);
    }
}

/// Retargets edges over blocks without instructions that end in a jump.
fn skip_empty(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let escaping = params_used_elsewhere(region, &cfg);
    let mut changed = false;
    for block in &cfg.order {
        let mut end = region.block(*block).end.clone();
        for target in end.targets_mut() {
            // A cycle of empty blocks is gone around once at most.
            for _ in 0..cfg.order.len() {
                let Some(next) = skipped(region, &escaping, target) else { break };
                *target = next;
                changed = true;
            }
        }
        region.block_mut(*block).end = end;
    }
    changed
}

/// Blocks whose parameters are used outside of their own end.
fn params_used_elsewhere(region: &Region, cfg: &Cfg) -> Vec<bool> {
    let mut owner = vec![None; region.value_count()];
    for block in &cfg.order {
        region.block(*block).params.iter().for_each(|param| owner[param.index()] = Some(*block));
    }
    let mut escaping = vec![false; region.block_count()];
    let mut mark = |value: Value, user: Option<Block>| {
        if let Some(block) = owner[value.index()].filter(|block| Some(*block) != user) {
            escaping[block.index()] = true;
        }
    };
    for block in &cfg.order {
        let data = region.block(*block);
        data.insts.iter().flat_map(|inst| &inst.args).for_each(|arg| mark(*arg, None));
        let passed = data.end.targets().into_iter().flat_map(|target| target.args.clone());
        passed.chain(data.end.operand()).for_each(|value| mark(value, Some(*block)));
    }
    for (snap, _) in region.live_exits() {
        region.snapshot(snap).words.iter().for_each(|word| mark(*word, None));
    }
    escaping
}

fn skipped(region: &Region, escaping: &[bool], target: &Target) -> Option<Target> {
    let data = region.block(target.block);
    let Terminator::Jump(next) = &data.end else { return None };
    if !data.insts.is_empty() || escaping[target.block.index()] || next.block == target.block {
        return None;
    }
    let passed = |arg: &Value| {
        let param = data.params.iter().position(|param| param == arg);
        param.map_or(*arg, |index| target.args[index])
    };
    Some(Target { block: next.block, args: next.args.iter().map(passed).collect() })
}

fn merge_lines(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let mut defs = Defs::new(region);
    let mut gone = vec![false; region.block_count()];
    let mut changed = false;
    for block in &cfg.order {
        if gone[block.index()] {
            continue;
        }
        while let Some(next) = only_successor(region, &cfg, *block) {
            append(region, &mut defs, *block, next);
            gone[next.index()] = true;
            changed = true;
        }
    }
    if changed {
        region.replace_uses(|value| defs.resolve(value));
    }
    changed
}

fn only_successor(region: &Region, cfg: &Cfg, block: Block) -> Option<Block> {
    match &region.block(block).end {
        Terminator::Jump(target) if cfg.preds(target.block).len() == 1 && target.block != block => {
            Some(target.block)
        }
        _ => None,
    }
}

fn append(region: &mut Region, defs: &mut Defs, block: Block, next: Block) {
    let data = std::mem::replace(
        region.block_mut(next),
        BlockData { params: vec![], insts: vec![], end: Terminator::Open, cold: false },
    );
    let end = std::mem::replace(&mut region.block_mut(block).end, data.end);
    if let Terminator::Jump(target) = end {
        for (param, arg) in data.params.iter().zip(target.args) {
            defs.replace(*param, defs.resolve(arg));
        }
    }
    let into = region.block_mut(block);
    into.insts.extend(data.insts);
}
