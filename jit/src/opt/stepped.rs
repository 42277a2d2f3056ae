//! Values from before and behind a step: where a loop leaves with both `i` and `i + 1`, the first is computed
//! back from the second outside of the loop.
//!
//! Else both live in the loop: its back edge has to copy one to the other, which costs a jump and a copy an
//! iteration.
//!
//! Requirement: the difference is the same on every way into the block, so `sub` wraps exactly where the
//! addition did.

use super::polls::offset_from;
use super::rewrite::Defs;
use crate::ir::{Block, Cfg, Imm, Op, Region, Type, Value};

/// Two parameters of a block by position.
struct Pair {
    /// The one that goes.
    before: usize,
    /// The one that stays.
    behind: usize,
    step: i64,
}

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let loops = cfg.loops();
    let mut gone = vec![];
    for block in cfg.order[1..].iter().copied() {
        let inside = |block: &Block| loops.iter().any(|(_, body)| body.contains(block));
        if region.block(block).cold || !inside(&block) {
            while let Some(pair) = find(region, &cfg, block, &gone) {
                gone.push(compute_back(region, block, &pair));
            }
        }
    }
    super::params::remove(region, &cfg, |param| gone.contains(&param))
}

/// A pair of which a loop that goes on keeps the second only.
fn find(region: &Region, cfg: &Cfg, block: Block, gone: &[Value]) -> Option<Pair> {
    let params = &region.block(block).params;
    let is_int = |index: usize| region.ty(params[index]) == Type::Int && !gone.contains(&params[index]);
    let defs = Defs::of(region, cfg);
    let ints: Vec<usize> = (0..params.len()).filter(|index| is_int(*index)).collect();
    let pairs = ints.iter().flat_map(|before| ints.iter().map(move |behind| (*before, *behind)));
    pairs.filter(|(before, behind)| before != behind).find_map(|(before, behind)| {
        let step = step(region, cfg, &defs, block, (before, behind))?;
        let goes_on = edges(region, cfg, block)
            .any(|(others, args)| others.contains(&args[behind]) && !others.contains(&args[before]));
        goes_on.then_some(Pair { before, behind, step })
    })
}

/// By how much the second exceeds the first, if that is the same on every way.
fn step(region: &Region, cfg: &Cfg, defs: &Defs, block: Block, pair: (usize, usize)) -> Option<i64> {
    let mut known = None;
    for (_, args) in edges(region, cfg, block) {
        let (before, behind) = (offset_from(defs, args[pair.0]), offset_from(defs, args[pair.1]));
        let step = behind.1.checked_sub(before.1).filter(|step| before.0 == behind.0 && *step != 0)?;
        if *known.get_or_insert(step) != step {
            return None;
        }
    }
    known
}

/// For each edge into a block what its source passes to other blocks, and what to this one.
fn edges<'a>(
    region: &'a Region,
    cfg: &'a Cfg,
    block: Block,
) -> impl Iterator<Item = (Vec<Value>, &'a [Value])> {
    let mut preds = cfg.preds(block).to_vec();
    preds.dedup();
    preds.into_iter().flat_map(move |pred| {
        let targets = region.block(pred).end.targets();
        let others = targets.iter().filter(move |target| target.block != block);
        let others: Vec<Value> = others.flat_map(|target| target.args.iter().copied()).collect();
        let here = targets.into_iter().filter(move |target| target.block == block);
        here.map(move |target| (others.clone(), target.args.as_slice()))
    })
}

/// Replaces the parameter by a difference; the caller removes it.
fn compute_back(region: &mut Region, block: Block, pair: &Pair) -> Value {
    let params = &region.block(block).params;
    let (before, behind) = (params[pair.before], params[pair.behind]);
    let step = region.make_inst(Op::const_int, Imm::Int(pair.step), &[], None);
    let args = [behind, step.result.expect("constants have a result")];
    let back = region.make_inst(Op::sub, Imm::None, &args, None);
    let value = back.result.expect("a difference");
    region.replace_uses(|used| if used == before { value } else { used });
    region.block_mut(block).insts.splice(0..0, [step, back]);
    before
}
