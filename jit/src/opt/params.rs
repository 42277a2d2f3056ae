//! Trivial parameters: a parameter that always receives one value (or itself) is that value, and two
//! parameters of a block that always receive the same are one.
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
                let value = only_value(region, &cfg, &defs, *block, index, *param);
                if let Some(value) = value.or_else(|| twin(region, &cfg, &defs, *block, index)) {
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
    for args in edges(region, cfg, block) {
        let arg = defs.resolve(args[index]);
        if arg == param || only == Some(arg) {
            continue;
        }
        if only.replace(arg).is_some() {
            return None;
        }
    }
    only
}

/// An earlier parameter that receives the same on every way (or each its own).
fn twin(region: &Region, cfg: &Cfg, defs: &Defs, block: Block, index: usize) -> Option<Value> {
    let params = &region.block(block).params;
    let same = |earlier: usize| {
        let pair = (params[earlier], params[index]);
        region.ty(pair.0) == region.ty(pair.1)
            && defs.resolve(pair.0) == pair.0
            && edges(region, cfg, block).all(|args| {
                let passed = (defs.resolve(args[earlier]), defs.resolve(args[index]));
                passed.0 == passed.1 || passed == pair
            })
    };
    (0..index).find(|earlier| same(*earlier)).map(|earlier| params[earlier])
}

/// The arguments of each edge into a block.
fn edges<'a>(region: &'a Region, cfg: &'a Cfg, block: Block) -> impl Iterator<Item = &'a [Value]> {
    let mut preds = cfg.preds(block).to_vec();
    preds.dedup();
    let targets = preds.into_iter().flat_map(|pred| region.block(pred).end.targets());
    targets.filter(move |target| target.block == block).map(|target| target.args.as_slice())
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
