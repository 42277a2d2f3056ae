//! Common subexpressions: an op with the same operands as one that dominates it is that one. A guard
//! that dominates an equal one has already done its work, a checked op likewise.
//!
//! Constants are moved to the entry block first, so equal constants are one value everywhere.
//!
//! Requirement: the type of an object of a user's class may change while Python code runs, so tests of
//! such types are shared only in regions that never call out.

use super::rewrite::{self, Change};
use crate::abi::type_id;
use crate::ir::{Alias, Block, Cfg, Class, Imm, Inst, Op, Region, Value};
use rustc_hash::FxHashMap;

/// Op, immediate and operands.
type Expression = (Op, Imm, Vec<Value>);

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let hoisted = hoist_constants(region, &cfg);
    let stable = types_are_stable(region, &cfg);
    let mut known: FxHashMap<Expression, Vec<(Block, Option<Value>)>> = FxHashMap::default();
    let merged = rewrite::run(region, &cfg, |_, _, block, inst| {
        if !is_shareable(inst, stable) {
            return Change::Keep;
        }
        let places = known.entry((inst.op, inst.imm, ordered(inst))).or_default();
        let place = places.iter().find(|(above, _)| cfg.dominates(*above, block)).copied();
        match place {
            Some((_, Some(value))) => Change::Same(value),
            Some((_, None)) => Change::Drop,
            None => {
                places.push((block, inst.result));
                Change::Keep
            }
        }
    });
    hoisted | merged
}

/// Whether no type of an object can change while the region runs.
pub(super) fn types_are_stable(region: &Region, cfg: &Cfg) -> bool {
    let mut insts = cfg.order.iter().flat_map(|block| &region.block(*block).insts);
    insts.all(|inst| !inst.effects().may_run_code)
}

fn is_shareable(inst: &Inst, stable: bool) -> bool {
    match (inst.op.class(), inst.imm) {
        (Class::Pure | Class::Guard(_), Imm::Type(id)) => stable || id < type_id::FIRST_FREE,
        (Class::Pure | Class::Guard(_) | Class::Checked(_), _) => true,
        (Class::Load, Imm::Mem(_, Alias::Const)) => true,
        _ => false,
    }
}

/// Operands in one order for ops that do not mind.
fn ordered(inst: &Inst) -> Vec<Value> {
    let mut args = inst.args.clone();
    let commutes = matches!(
        inst.op,
        Op::add
            | Op::mul
            | Op::and
            | Op::or
            | Op::xor
            | Op::add_checked
            | Op::mul_checked
            | Op::eq
            | Op::ne
            | Op::both
            | Op::either
            | Op::fadd
            | Op::fmul
            | Op::feq
            | Op::fne
            | Op::guard_eq
            | Op::guard_ne
    );
    if commutes {
        args.sort_unstable();
    }
    args
}

fn hoist_constants(region: &mut Region, cfg: &Cfg) -> bool {
    let mut constants = vec![];
    for block in &cfg.order[1..] {
        let insts = &mut region.block_mut(*block).insts;
        constants.extend(insts.extract_if(.., |inst| inst.op.is_const()));
    }
    let changed = !constants.is_empty();
    region.block_mut(region.entry()).insts.splice(0..0, constants);
    changed
}
