//! Trivial parameters: a parameter that always receives one value (or itself) is that value.
//!
//! Loop invariants reach a loop head as parameters, because the builder makes one for every part of
//! the abstract state; this pass is what makes them invariant in the eyes of all others.

use super::rewrite::Defs;
use crate::ir::{Block, Cfg, Region, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let mut defs = Defs::new(region);
    let mut trivial = vec![false; region.value_count()];
    let mut changed = true;
    while changed {
        changed = false;
        for block in &cfg.order[1..] {
            for (index, param) in region.block(*block).params.iter().enumerate() {
                if trivial[param.index()] {
                    continue;
                }
                if let Some(value) = only_value(region, &cfg, &defs, *block, index, *param) {
                    defs.replace(*param, value);
                    trivial[param.index()] = true;
                    changed = true;
                }
            }
        }
    }
    remove(region, &cfg, |param| trivial[param.index()]) && {
        region.replace_uses(|value| defs.resolve(value));
        true
    }
}

fn only_value(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    block: Block,
    index: usize,
    param: Value,
) -> Option<Value> {
    let mut only = None;
    for pred in cfg.preds(block) {
        let targets = region.block(*pred).end.targets();
        for target in targets.into_iter().filter(|target| target.block == block) {
            let arg = defs.resolve(target.args[index]);
            if arg == param || only == Some(arg) {
                continue;
            }
            if only.replace(arg).is_some() {
                return None;
            }
        }
    }
    only
}

/// Removes the parameters that `gone` names and the arguments for them; true if there were any.
pub(super) fn remove(region: &mut Region, cfg: &Cfg, gone: impl Fn(Value) -> bool) -> bool {
    let mut keep = vec![None; region.block_count()];
    for block in &cfg.order[1..] {
        let params = &region.block(*block).params;
        if params.iter().any(|param| gone(*param)) {
            keep[block.index()] = Some(params.iter().map(|param| !gone(*param)).collect::<Vec<bool>>());
        }
    }
    let filter = |values: &mut Vec<Value>, keep: &[bool]| {
        let mut kept = keep.iter();
        values.retain(|_| kept.next().copied().unwrap_or(true));
    };
    for block in &cfg.order {
        let data = region.block_mut(*block);
        if let Some(keep) = &keep[block.index()] {
            filter(&mut data.params, keep);
        }
        for target in data.end.targets_mut() {
            if let Some(keep) = &keep[target.block.index()] {
                filter(&mut target.args, keep);
            }
        }
    }
    keep.iter().any(Option::is_some)
}
