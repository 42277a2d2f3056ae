//! Assumed ranges: what a loop counts from is assumed not to be negative, and where the loop multiplies,
//! what it counts to is assumed to fit 31 bits. Guards in front of the loop test both once, so that
//! [`super::intervals`] can remove checks from inside.
//!
//! Once the terms of a sum are known not to be negative, the sum itself is assumed to start so: its
//! overflow check then is a test of one sign.
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
    !(assume_counters(region).is_empty() & assume_sums(region).is_empty())
}

/// Assumes ranges of counters and bounds; the snapshots the guards leave through.
pub(super) fn assume_counters(region: &mut Region) -> Vec<Snap> {
    assume(region, &counters)
}

/// Assumes that sums of terms known not to be negative start with one; the same answer.
pub(super) fn assume_sums(region: &mut Region) -> Vec<Snap> {
    assume(region, &sums)
}

/// What is assumed of values known in front of a loop: each with the largest it may be.
type Rule = dyn Fn(&Facts<'_>, &Loop<'_>) -> Vec<(Value, i64)>;

struct Facts<'a> {
    region: &'a Region,
    cfg: &'a Cfg,
    defs: &'a Defs,
    ranges: &'a Ranges<'a>,
}

struct Loop<'a> {
    head: Block,
    body: &'a [Block],
    /// The block in front, and what it passes to the head.
    before: Block,
    entering: &'a [Value],
}

fn assume(region: &mut Region, rule: &Rule) -> Vec<Snap> {
    let cfg = Cfg::new(region);
    let mut found = vec![];
    {
        let (ranges, defs) = (Ranges::of(region, &cfg), Defs::of(region, &cfg));
        let facts = Facts { region, cfg: &cfg, defs: &defs, ranges: &ranges };
        for (head, body) in cfg.loops() {
            let Some(before) = block_before(&cfg, head) else { continue };
            let (Some(snap), Terminator::Jump(target)) =
                (last_snapshot(region, before), &region.block(before).end)
            else {
                continue;
            };
            let mut guards = rule(&facts, &Loop { head, body: &body, before, entering: &target.args });
            guards.sort_unstable();
            guards.dedup();
            found.push((before, snap, guards));
        }
    }
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

fn counters(facts: &Facts<'_>, of: &Loop<'_>) -> Vec<(Value, i64)> {
    let region = facts.region;
    let has = |wanted: &[Op]| {
        of.body.iter().flat_map(|block| &region.block(*block).insts).any(|inst| wanted.contains(&inst.op))
    };
    if !has(&[Op::add_checked, Op::add_up_checked, Op::sub_checked, Op::mul_checked, Op::shl_checked]) {
        return vec![];
    }
    let multiplies = has(&[Op::mul_checked, Op::shl_checked]);
    let at = (of.before, END);
    let mut guards = vec![];
    for (param, start) in region.block(of.head).params.iter().zip(of.entering) {
        let is_rising = region.ty(*param) == Type::Int
            && step_of(region, facts.cfg, facts.defs, of.head, *param).is_some_and(|step| step > 0);
        if !is_rising {
            continue;
        }
        if facts.ranges.get(*start, at).lo < 0 {
            guards.push((*start, i64::MAX));
        }
        if multiplies {
            let small = Range { lo: i64::MIN, hi: SMALL };
            let bounds = bounds_of(facts, of, *param).into_iter();
            let large = bounds.filter(|bound| !facts.ranges.get(*bound, at).within(small));
            guards.extend(large.map(|bound| (bound, SMALL)));
        }
    }
    guards
}

fn sums(facts: &Facts<'_>, of: &Loop<'_>) -> Vec<(Value, i64)> {
    let insts = || of.body.iter().flat_map(|block| &facts.region.block(*block).insts);
    let params = facts.region.block(of.head).params.iter().zip(of.entering);
    let summed = params.filter(|(param, start)| {
        facts.ranges.is_known(**start)
            && facts.ranges.get(**start, (of.before, END)).lo < 0
            && insts().any(|inst| inst.op == Op::add_up_checked && inst.args[0] == **param)
    });
    summed.map(|(_, start)| (*start, i64::MAX)).collect()
}

/// The last snapshot of a block, if nothing has happened behind it. Exits of raised exceptions unwind and
/// exits of branches lie on the side not taken: they are no places to go on from.
fn last_snapshot(region: &Region, block: Block) -> Option<Snap> {
    for inst in region.block(block).insts.iter().rev() {
        match (inst.snap, inst.op.guard()) {
            (Some(_), Some(GuardKind::Branch)) => continue,
            (Some(snap), Some(kind)) => return (kind != GuardKind::Raised).then_some(snap),
            _ => {}
        }
        if !is_quiet(inst) {
            return None;
        }
    }
    None
}

/// Invariant values that the loop compares the counter with.
fn bounds_of(facts: &Facts<'_>, of: &Loop<'_>, param: Value) -> Vec<Value> {
    let outside = defined_above(facts.region, facts.cfg, of.head);
    let insts = of.body.iter().flat_map(|block| &facts.region.block(*block).insts);
    let compared = insts.filter_map(|inst| match (inst.op, inst.args.as_slice()) {
        (Op::lt | Op::le, [counter, bound]) | (Op::gt | Op::ge, [bound, counter]) => Some((*counter, *bound)),
        _ => None,
    });
    compared
        .filter(|(counter, bound)| outside[bound.index()] && offset_from(facts.defs, *counter).0 == param)
        .map(|(_, bound)| bound)
        .collect()
}
