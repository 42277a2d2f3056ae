//! Loops turned around: the test of a small loop head is copied to the ends of the loop, so that an
//! iteration takes one branch back instead of a jump and a branch.
//!
//! A head qualifies when it is only pure ops and a branch, one way of it going on in the loop and the
//! other out of it (or to a cold part that comes back). What it defines becomes parameters of both ways,
//! passed by the head, which is entered once now, and by each copy.
//!
//! Requirement: a snapshot has one list of words, so the values that the head defines may be words only
//! of snapshots that are used on one of the two ways.

use crate::ir::{Block, Cfg, Class, Inst, Region, Target, Terminator, Value};
use rustc_hash::FxHashMap;

/// Instructions that all copies of a head may have together.
const MAX_COPIED: usize = 16;

type Renames = FxHashMap<Value, Value>;

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let heads: Vec<Block> = Cfg::new(region).loops().into_iter().map(|(head, _)| head).collect();
    let mut changed = false;
    for head in heads.into_iter().rev() {
        changed |= rotate(region, head);
    }
    changed
}

fn rotate(region: &mut Region, head: Block) -> bool {
    let cfg = Cfg::new(region);
    let Some([inner, outer]) = ways(region, &cfg, head) else { return false };
    let latches: Vec<Block> =
        cfg.preds(head).iter().copied().filter(|pred| cfg.is_back_edge(*pred, head)).collect();
    let data = region.block(head);
    let is_small = data.insts.len() * latches.len() <= MAX_COPIED && !latches.is_empty();
    let is_pure = data.insts.iter().all(|inst| inst.op.class() == Class::Pure);
    if !is_small || !is_pure || data.params.is_empty() {
        return false;
    }
    let Some(used) = uses_by_way(region, &cfg, head, [inner, outer]) else { return false };
    make_params(region, &cfg, head, [inner, outer], used);
    for latch in latches {
        let edge = split_edge(region, latch, head);
        copy_head(region, head, edge);
    }
    true
}

/// The way on in the loop and the way out. Each is entered by the head only, but the first may also be
/// entered from the second.
fn ways(region: &Region, cfg: &Cfg, head: Block) -> Option<[Block; 2]> {
    let Terminator::Branch(_, then, otherwise) = &region.block(head).end else { return None };
    let entered_by = |way: Block, also: Block| {
        let mut preds = cfg.preds(way).iter();
        way != head && preds.all(|pred| *pred == head || cfg.dominates(also, *pred))
    };
    let (then, otherwise) = (then.block, otherwise.block);
    if then == otherwise || then == head || otherwise == head {
        return None;
    }
    let alone = |way: Block| *cfg.preds(way) == [head];
    if entered_by(then, otherwise) && alone(otherwise) {
        Some([then, otherwise])
    } else if entered_by(otherwise, then) && alone(then) {
        Some([otherwise, then])
    } else {
        None
    }
}

/// Values of the head used on each way, or `None` if a use is on neither or on both.
fn uses_by_way(region: &Region, cfg: &Cfg, head: Block, ways: [Block; 2]) -> Option<[Vec<Value>; 2]> {
    let mut defined = vec![false; region.value_count()];
    let data = region.block(head);
    for value in data.params.iter().copied().chain(data.insts.iter().filter_map(|inst| inst.result)) {
        defined[value.index()] = true;
    }
    let mut used = [vec![], vec![]];
    let mut way_of_snap = FxHashMap::default();
    for block in cfg.order.iter().copied().filter(|block| *block != head) {
        let way = ways.iter().position(|way| cfg.dominates(*way, block));
        let mut values = vec![];
        let data = region.block(block);
        for inst in &data.insts {
            values.extend(&inst.args);
        }
        values.extend(data.end.operand());
        values.extend(data.end.targets().iter().flat_map(|target| &target.args));
        for snap in snaps(region, block) {
            let words = region.snapshot(snap).words.iter().copied().filter(|word| defined[word.index()]);
            let words: Vec<Value> = words.collect();
            if !words.is_empty() && *way_of_snap.entry(snap).or_insert(way) != way {
                return None;
            }
            values.extend(words);
        }
        values.retain(|value| defined[value.index()]);
        match way {
            Some(way) => used[way].extend(values),
            None if values.is_empty() => {}
            None => return None,
        }
    }
    // Who comes back from the way out hands over everything the way on needs.
    if cfg.preds(ways[0]).len() > 1 {
        let inner = used[0].clone();
        used[1].extend(inner);
    }
    for values in &mut used {
        values.sort_unstable();
        values.dedup();
    }
    Some(used)
}

fn snaps(region: &Region, block: Block) -> Vec<crate::ir::Snap> {
    let data = region.block(block);
    let mut snaps: Vec<_> = data.insts.iter().filter_map(|inst| inst.snap).collect();
    if let Terminator::Exit(snap) = data.end {
        snaps.push(snap);
    }
    snaps
}

/// Gives each way parameters for the values it uses, and renames the uses.
fn make_params(region: &mut Region, cfg: &Cfg, head: Block, ways: [Block; 2], used: [Vec<Value>; 2]) {
    let renames: [Renames; 2] = [0, 1].map(|way: usize| {
        let params = used[way].iter().map(|value| (*value, region.new_param(ways[way], region.ty(*value))));
        params.collect()
    });
    for block in cfg.order.iter().copied().filter(|block| *block != head) {
        if let Some(way) = ways.iter().position(|way| cfg.dominates(*way, block)) {
            rename_block(region, block, &renames[way]);
        }
    }
    for block in cfg.order.iter().copied() {
        let way = ways.iter().position(|way| cfg.dominates(*way, block)).filter(|_| block != head);
        let renamed =
            |value: &Value| way.map_or(*value, |way| renames[way].get(value).copied().unwrap_or(*value));
        for target in region.block_mut(block).end.targets_mut() {
            if let Some(to) = ways.iter().position(|way| *way == target.block) {
                target.args.extend(used[to].iter().map(renamed));
            }
        }
    }
}

fn rename_block(region: &mut Region, block: Block, renames: &Renames) {
    let rename = |value: &mut Value| *value = renames.get(value).copied().unwrap_or(*value);
    let snaps = snaps(region, block);
    let data = region.block_mut(block);
    data.insts.iter_mut().flat_map(|inst| &mut inst.args).for_each(rename);
    data.end.for_each_value_mut(rename);
    // A snapshot is used on one way only: renaming it again changes nothing.
    for snap in snaps {
        region.snapshot_mut(snap).words.iter_mut().for_each(rename);
    }
}

/// A block that only jumps to the head: the latch itself if it does, else a new one on the edge.
fn split_edge(region: &mut Region, latch: Block, head: Block) -> Block {
    if matches!(&region.block(latch).end, Terminator::Jump(target) if target.block == head) {
        return latch;
    }
    let edge = region.new_block();
    region.block_mut(edge).cold = region.block(latch).cold;
    let mut end = region.block(latch).end.clone();
    for target in end.targets_mut() {
        if target.block == head && region.block(edge).end == Terminator::Open {
            let old = std::mem::replace(target, Target::new(edge, &[]));
            region.block_mut(edge).end = Terminator::Jump(old);
        }
    }
    region.block_mut(latch).end = end;
    edge
}

/// Replaces the jump to the head by a copy of the head.
fn copy_head(region: &mut Region, head: Block, edge: Block) {
    let Terminator::Jump(target) = region.block(edge).end.clone() else { return };
    let data = region.block(head).clone();
    let mut renames: Renames = data.params.iter().copied().zip(target.args).collect();
    let mut copies: Vec<Inst> = vec![];
    for inst in &data.insts {
        let args: Vec<Value> =
            inst.args.iter().map(|arg| renames.get(arg).copied().unwrap_or(*arg)).collect();
        let copy = region.make_inst(inst.op, inst.imm, &args, None);
        renames.extend(inst.result.zip(copy.result));
        copies.push(copy);
    }
    let mut end = data.end;
    end.for_each_value_mut(|value| *value = renames.get(value).copied().unwrap_or(*value));
    let block = region.block_mut(edge);
    block.insts.extend(copies);
    block.end = end;
}
