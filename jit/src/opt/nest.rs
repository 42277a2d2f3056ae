//! Loops around a counted loop in which its counter goes on: they share its limit and its poll.
//!
//! A consumer's loop around a generator that filters is two loops with one counter: the inner one skips
//! items, the outer one uses one and enters the inner one where the counter was left. Each way around the
//! outer loop passes the inner head's test with a larger counter.

use super::polls::{Counted, GoesOn, defined_above, offset_from};
use super::rewrite::Defs;
use super::watches::find_poll;
use crate::ir::{Block, Cfg, Region, Value};

type Loops = Vec<(Block, Vec<Block>)>;

/// Heads of the loops around, from the inside out.
pub(super) fn around(region: &Region, cfg: &Cfg, counted: &Counted) -> Vec<Block> {
    let (defs, loops) = (Defs::of(region, cfg), cfg.loops());
    let (counter, _) = offset_from(&defs, counted.counter);
    let mut heads = vec![];
    let mut inner = (counted.head, counter, 0);
    while let Some(&(head, ref body)) = smallest_around(&loops, inner.0) {
        let Some((param, step)) = entered_with(region, cfg, &defs, inner, head) else { break };
        let fits = stays_inside(counted, body)
            && defined_above(region, cfg, head)[counted.bound.index()]
            && goes_on(region, cfg, &defs, counted, (head, param, step));
        if !fits {
            break;
        }
        heads.push(head);
        inner = (head, param, step);
    }
    heads
}

/// Takes out the polls of the loops around; the counted loop keeps its own.
pub(super) fn remove_polls(region: &mut Region, cfg: &Cfg, head: Block, around: &[Block]) {
    let loops = cfg.loops();
    for block in cfg.order.iter().copied().filter(|block| *block != head) {
        let own = smallest_with(&loops, block);
        if own.is_some_and(|own| around.contains(&own)) {
            while let Some(index) = find_poll(region.block(block)) {
                region.block_mut(block).insts.remove(index);
            }
        }
    }
}

fn smallest_around(loops: &Loops, head: Block) -> Option<&(Block, Vec<Block>)> {
    let around = loops.iter().filter(|(other, body)| *other != head && body.contains(&head));
    around.min_by_key(|(_, body)| body.len())
}

fn smallest_with(loops: &Loops, block: Block) -> Option<Block> {
    let with = loops.iter().filter(|(_, body)| body.contains(&block));
    with.min_by_key(|(_, body)| body.len()).map(|(head, _)| *head)
}

/// Where the test fails for good, the loop around is left too.
fn stays_inside(counted: &Counted, body: &[Block]) -> bool {
    match &counted.goes_on {
        GoesOn::Guard(_) => true,
        GoesOn::Branch(_, leave) => !body.contains(&leave.block),
    }
}

/// The parameter of the outer head that the inner head's counter starts from, and the sum of the steps
/// on the way in.
fn entered_with(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    (inner, counter, step): (Block, Value, i64),
    outer: Block,
) -> Option<(Value, i64)> {
    let index = region.block(inner).params.iter().position(|param| *param == counter)?;
    let mut from = None;
    for pred in cfg.preds(inner).iter().filter(|pred| !cfg.is_back_edge(**pred, inner)) {
        for target in region.block(*pred).end.targets().into_iter().filter(|target| target.block == inner) {
            let passed = offset_from(defs, target.args[index]);
            if from.is_some_and(|from| from != passed) {
                return None;
            }
            from = Some(passed);
        }
    }
    let (param, more) = from?;
    let is_param = region.block(outer).params.contains(&param);
    is_param.then_some((param, step.checked_add(more)?))
}

/// Whether each way around the outer loop comes from the inner head and moves the counter on.
fn goes_on(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    counted: &Counted,
    (head, param, entered): (Block, Value, i64),
) -> bool {
    let (counter, _) = offset_from(defs, counted.counter);
    let index = region.block(head).params.iter().position(|known| *known == param);
    let Some(index) = index else { return false };
    let mut latches = cfg.preds(head).iter().filter(|pred| cfg.is_back_edge(**pred, head));
    latches.all(|latch| {
        let targets = region.block(*latch).end.targets();
        let mut back = targets.into_iter().filter(|target| target.block == head);
        cfg.dominates(counted.head, *latch)
            && back.all(|target| {
                let (from, step) = offset_from(defs, target.args[index]);
                let moved = step.saturating_add(entered);
                from == counter && moved != 0 && (moved > 0) == counted.rising
            })
    })
}
