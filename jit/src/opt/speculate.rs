//! Assumed ranges: what a loop counts from is assumed not to be negative, and where the loop multiplies,
//! what it counts to is assumed to fit 31 bits. Guards in front of the loop test both once, so that
//! [`super::intervals`] can remove checks from inside.
//!
//! A guard leaves through the last snapshot in front of the loop: nothing has happened since. Whoever
//! compiles is told which snapshots these are; when one of them is left often, the assumption is wrong
//! and the region is better compiled without this pass.

use super::invariants::block_before;
use super::polls::{defined_above, is_quiet, offset_from, step_of};
use super::range::Range;
use super::ranges::{END, Ranges};
use super::rewrite::Defs;
use crate::ir::{Block, Cfg, GuardKind, Imm, Op, Region, Snap, Terminator, Type, Value};

/// Largest bound assumed of loops that multiply: squares and one more operation then fit 64 bits.
const SMALL: i64 = 1 << 31;

/// Runs the pass, for tests of it.
pub(super) fn run(region: &mut Region) -> bool {
    !assume(region).is_empty()
}

/// Runs the pass; the snapshots its guards leave through.
pub(super) fn assume(region: &mut Region) -> Vec<Snap> {
    let cfg = Cfg::new(region);
    let found: Vec<_> = {
        let ranges = Ranges::of(region, &cfg);
        let defs = Defs::of(region, &cfg);
        let loops = cfg.loops().into_iter();
        loops.filter_map(|(head, body)| assumptions(region, &cfg, &defs, &ranges, head, &body)).collect()
    };
    let mut snaps = vec![];
    for (before, snap, guards) in found {
        for (value, most) in guards {
            let guard = region.make_inst(Op::guard_within, Imm::Int(most), &[value], Some(snap));
            region.block_mut(before).insts.push(guard);
            snaps.push(snap);
        }
    }
    snaps.sort_unstable();
    snaps.dedup();
    snaps
}

/// The block in front of the loop, the snapshot there, and what to assume: value and largest value.
type Assumptions = (Block, Snap, Vec<(Value, i64)>);

fn assumptions(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    ranges: &Ranges<'_>,
    head: Block,
    body: &[Block],
) -> Option<Assumptions> {
    let has = |wanted: &[Op]| {
        body.iter().flat_map(|block| &region.block(*block).insts).any(|inst| wanted.contains(&inst.op))
    };
    if !has(&[Op::add_checked, Op::add_up_checked, Op::sub_checked, Op::mul_checked, Op::shl_checked]) {
        return None;
    }
    let before = block_before(cfg, head)?;
    let snap = last_snapshot(region, before)?;
    let Terminator::Jump(entering) = &region.block(before).end else { return None };
    let multiplies = has(&[Op::mul_checked, Op::shl_checked]);
    let mut guards = vec![];
    for (param, start) in region.block(head).params.iter().zip(&entering.args) {
        let is_rising = region.ty(*param) == Type::Int
            && step_of(region, cfg, defs, head, *param).is_some_and(|step| step > 0);
        if !is_rising {
            continue;
        }
        let at = (before, END);
        if ranges.get(*start, at).lo < 0 {
            guards.push((*start, i64::MAX));
        }
        if multiplies {
            let bounds = bounds_of(region, cfg, defs, (head, body), *param).into_iter();
            let large =
                bounds.filter(|bound| !ranges.get(*bound, at).within(Range { lo: i64::MIN, hi: SMALL }));
            guards.extend(large.map(|bound| (bound, SMALL)));
        }
    }
    guards.sort_unstable();
    guards.dedup();
    (!guards.is_empty()).then_some((before, snap, guards))
}

/// The last snapshot of a block, if nothing has happened behind it. Exits of raised exceptions unwind:
/// they are no place to go on from.
fn last_snapshot(region: &Region, block: Block) -> Option<Snap> {
    for inst in region.block(block).insts.iter().rev() {
        if let (Some(snap), Some(kind)) = (inst.snap, inst.op.guard()) {
            return (kind != GuardKind::Raised).then_some(snap);
        }
        if !is_quiet(inst) {
            return None;
        }
    }
    None
}

/// Invariant values that the loop compares the counter with.
fn bounds_of(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    (head, body): (Block, &[Block]),
    param: Value,
) -> Vec<Value> {
    let outside = defined_above(region, cfg, head);
    let insts = body.iter().flat_map(|block| &region.block(*block).insts);
    let bounds = insts.filter_map(|inst| match (inst.op, inst.args.as_slice()) {
        (Op::lt | Op::le, [counter, bound]) => Some((*counter, *bound)),
        (Op::gt | Op::ge, [bound, counter]) => Some((*counter, *bound)),
        _ => None,
    });
    bounds
        .filter(|(counter, bound)| outside[bound.index()] && offset_from(defs, *counter).0 == param)
        .map(|(_, bound)| bound)
        .collect()
}
