//! Strength: products, quotients and remainders by constants become shifts and masks.
//!
//! Floor division by a power of two is exactly an arithmetic shift, its remainder a mask. A divisor that
//! is a constant other than 0 and -1 needs no check.

use super::rewrite::{self, Change, Defs};
use crate::ir::{Block, Cfg, Imm, Inst, Op, Region, Value};
use rustc_hash::FxHashMap;

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let constants = shift_counts(region, &cfg);
    rewrite::run(region, &cfg, |_, defs, _, inst| reduce(defs, inst, &constants).unwrap_or(Change::Keep))
}

/// Makes the constants the rules need before the walk: the logarithm and the mask of each power of two.
fn shift_counts(region: &mut Region, cfg: &Cfg) -> FxHashMap<i64, Value> {
    let insts = cfg.order.iter().flat_map(|block| &region.block(*block).insts);
    let mut needed: Vec<i64> = insts
        .filter_map(|inst| match (inst.op, inst.imm) {
            (Op::const_int, Imm::Int(value)) if value > 1 && value.count_ones() == 1 => Some(value),
            _ => None,
        })
        .flat_map(|power| [i64::from(power.trailing_zeros()), power - 1])
        .collect();
    needed.sort_unstable();
    needed.dedup();
    let entry: Block = region.entry();
    let mut constants = FxHashMap::default();
    for value in needed {
        let inst = region.make_inst(Op::const_int, Imm::Int(value), &[], None);
        constants.extend(inst.result.map(|result| (value, result)));
        region.block_mut(entry).insts.insert(0, inst);
    }
    constants
}

fn reduce(defs: &Defs, inst: &Inst, constants: &FxHashMap<i64, Value>) -> Option<Change> {
    let [a, b] = *inst.args.as_slice() else { return None };
    let divisor = defs.int(b)?;
    let power = (divisor > 1 && divisor.count_ones() == 1).then_some(divisor);
    let with = |op, other: i64| Some(Change::Into(op, Imm::None, vec![a, *constants.get(&other)?]));
    match (inst.op, power) {
        (Op::mul, Some(power)) => with(Op::shl, i64::from(power.trailing_zeros())),
        (Op::floor_div | Op::floor_div_checked, Some(power)) => {
            with(Op::sar, i64::from(power.trailing_zeros()))
        }
        (Op::floor_mod | Op::floor_mod_checked, Some(power)) => with(Op::and, power - 1),
        (Op::floor_div_checked, None) if !(-1..=1).contains(&divisor) => {
            Some(Change::Into(Op::floor_div, Imm::None, inst.args.clone()))
        }
        (Op::floor_mod_checked, None) if !(-1..=0).contains(&divisor) => {
            Some(Change::Into(Op::floor_mod, Imm::None, inst.args.clone()))
        }
        _ => None,
    }
}
