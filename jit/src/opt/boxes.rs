//! Boxing sunk into exits: a snapshot takes the untagged value instead of the tagged one, and the exit
//! boxes it.
//!
//! A tag (`tag_int`, `tag_bool`) has no count, so each word that is one is replaced. A box may be a heap
//! object with a count, so it is replaced only if snapshots are its only readers: then it is never made.

use super::rewrite::Defs;
use crate::ir::{Cfg, Op, Region, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let defs = Defs::of(region, &cfg);
    let used = used_outside_snapshots(region, &cfg);
    let raw = |word: Value| {
        let def = defs.get(word)?;
        match def.op {
            Op::tag_int | Op::tag_bool => Some(def.arg(0)),
            Op::box_int | Op::box_float if !used[word.index()] => Some(def.arg(0)),
            _ => None,
        }
    };
    let mut snaps: Vec<_> = region.live_exits().into_iter().map(|(snap, _)| snap).collect();
    snaps.dedup();
    let mut changed = false;
    for snap in snaps {
        for word in &mut region.snapshot_mut(snap).words {
            if let Some(value) = raw(*word) {
                *word = value;
                changed = true;
            }
        }
    }
    changed
}

fn used_outside_snapshots(region: &Region, cfg: &Cfg) -> Vec<bool> {
    let mut used = vec![false; region.value_count()];
    for block in &cfg.order {
        let data = region.block(*block);
        let args = data.insts.iter().flat_map(|inst| &inst.args);
        let passed = data.end.targets();
        let passed = passed.iter().flat_map(|target| &target.args);
        for value in args.chain(passed).copied().chain(data.end.operand()) {
            used[value.index()] = true;
        }
    }
    used
}
