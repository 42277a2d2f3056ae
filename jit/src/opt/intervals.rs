//! Intervals: what follows from the range each `i64` can have.
//!
//! Checked arithmetic that cannot overflow loses its check; where the sign of an operand is known the
//! check is one comparison (`total += x` with `x >= 0`); comparisons, index checks and zero checks that
//! are decided go; boxes of ints that fit become tags. A test for a range's last value becomes an
//! ordering, which later passes understand as a bound.

use super::range::Range;
use super::ranges::{END, Place, Ranges};
use super::rewrite::{self, Change, Defs};
use crate::abi::tag;
use crate::ir::{Block, Cfg, Imm, Inst, Op, Region, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let before = region.clone();
    let ranges = Ranges::of(&before, &cfg);
    let mut last: Option<Place> = None;
    let insts = rewrite::run(region, &cfg, |_, _, block, inst| {
        let at = next_place(last, block);
        last = Some(at);
        decide(&ranges, inst, at).unwrap_or(Change::Keep)
    });
    let ends = rewrite::fold_ends(region, &cfg, |defs, block, condition| {
        defs.bool(condition).or_else(|| truth(&ranges, defs, condition, (block, END)))
    });
    insts | ends
}

/// The walk visits each instruction of a block in order.
fn next_place(last: Option<Place>, block: Block) -> Place {
    match last {
        Some((at, index)) if at == block => (block, index + 1),
        _ => (block, 1),
    }
}

fn truth(ranges: &Ranges<'_>, defs: &Defs, condition: Value, at: Place) -> Option<bool> {
    let def = defs.get(condition)?;
    let known = matches!(def.op, Op::lt | Op::le | Op::gt | Op::ge | Op::eq | Op::ne | Op::ult)
        && ranges.is_known(def.arg(0))
        && ranges.is_known(def.arg(1));
    if known { compare(def.op, ranges.get(def.arg(0), at), ranges.get(def.arg(1), at)) } else { None }
}

fn compare(op: Op, a: Range, b: Range) -> Option<bool> {
    let apart = a.hi < b.lo || b.hi < a.lo;
    let equal = if apart { Some(false) } else { (a.only().is_some() && a == b).then_some(true) };
    match op {
        Op::lt => a.less(b),
        Op::ge => a.less(b).map(|less| !less),
        Op::gt => b.less(a),
        Op::le => b.less(a).map(|less| !less),
        Op::eq => equal,
        Op::ne => equal.map(|equal| !equal),
        Op::ult if a.lo >= 0 && b.lo >= 0 => a.less(b),
        _ => None,
    }
}

fn decide(ranges: &Ranges<'_>, inst: &Inst, at: Place) -> Option<Change> {
    if !inst.args.iter().all(|arg| ranges.is_known(*arg)) {
        return None;
    }
    match *inst.args.as_slice() {
        [a] => decide_unary(inst, a, ranges.get(a, at)),
        [a, b] => {
            let operands = (ranges.get(a, at), ranges.get(b, at));
            decide_compare(inst, operands).or_else(|| decide_checked(inst.op, [a, b], operands))
        }
        _ => None,
    }
}

fn decide_unary(inst: &Inst, a: Value, range: Range) -> Option<Change> {
    match inst.op {
        Op::guard_within => match inst.imm {
            Imm::Int(most) => (range.lo >= 0 && range.hi <= most).then_some(Change::Drop),
            _ => None,
        },
        Op::guard_nonzero => (range.lo > 0 || range.hi < 0).then_some(Change::Drop),
        Op::guard_exact => range.within(Range { lo: -(1 << 53), hi: 1 << 53 }).then_some(Change::Drop),
        Op::box_int => {
            let fits = range.within(Range { lo: tag::INT_MIN, hi: tag::INT_MAX });
            fits.then(|| Change::Into(Op::tag_int, Imm::None, vec![a]))
        }
        _ => None,
    }
}

fn decide_compare(inst: &Inst, (a, b): (Range, Range)) -> Option<Change> {
    match inst.op {
        Op::guard_index => return (a.lo >= 0 && a.hi < b.lo).then_some(Change::Drop),
        Op::guard_eq => return (a.only().is_some() && a == b).then_some(Change::Drop),
        Op::guard_ne => return (a.hi < b.lo || b.hi < a.lo).then_some(Change::Drop),
        _ => {}
    }
    if let Some(truth) = compare(inst.op, a, b) {
        return Some(Change::Const(Op::const_bool, Imm::Int(i64::from(truth))));
    }
    let order = match inst.op {
        Op::eq if b.only() == Some(a.lo) => Op::le,
        Op::ne if b.only() == Some(a.lo) => Op::gt,
        Op::eq if b.only() == Some(a.hi) => Op::ge,
        Op::ne if b.only() == Some(a.hi) => Op::lt,
        _ => return None,
    };
    Some(Change::Into(order, Imm::None, inst.args.clone()))
}

/// The cheapest form of a checked op.
fn decide_checked(op: Op, [a, b]: [Value; 2], (left, right): (Range, Range)) -> Option<Change> {
    let into = |op, args: [Value; 2]| Some(Change::Into(op, Imm::None, args.to_vec()));
    match op {
        Op::add_checked | Op::add_up_checked | Op::add_down_checked | Op::add_natural_checked
            if Range::fits(left.plus(right)) =>
        {
            into(Op::add, [a, b])
        }
        Op::add_checked | Op::add_up_checked if left.lo >= 0 && right.lo >= 0 => {
            into(Op::add_natural_checked, [a, b])
        }
        Op::add_checked if right.lo >= 0 => into(Op::add_up_checked, [a, b]),
        Op::add_checked if left.lo >= 0 => into(Op::add_up_checked, [b, a]),
        Op::add_checked if right.hi <= 0 => into(Op::add_down_checked, [a, b]),
        Op::add_checked if left.hi <= 0 => into(Op::add_down_checked, [b, a]),
        Op::sub_checked | Op::sub_down_checked if Range::fits(left.minus(right)) => into(Op::sub, [a, b]),
        Op::sub_checked if right.lo >= 0 => into(Op::sub_down_checked, [a, b]),
        Op::mul_checked if Range::fits(left.times(right)) => into(Op::mul, [a, b]),
        Op::shl_checked if left.shifted_left(right).is_some_and(Range::fits) => into(Op::shl, [a, b]),
        Op::sar_checked if right.within(Range { lo: 0, hi: 63 }) => into(Op::sar, [a, b]),
        Op::floor_div_checked if right.lo > 0 || right.hi < -1 => into(Op::floor_div, [a, b]),
        Op::floor_mod_checked if right.lo > 0 || right.hi < -1 => into(Op::floor_mod, [a, b]),
        _ => None,
    }
}
