//! The verifier: what every pass may rely on and must leave behind.

use super::cfg::Cfg;
use super::ids::{Block, Snap, Value};
use super::ops::{Kind, Op};
use super::region::{Inst, Region, RegionKind, Target, Terminator};
use super::types::{Imm, Type};
use crate::abi::Machine;

/// A broken requirement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{block}: {place}: {what}")]
pub struct VerifyError {
    /// The block it is in.
    pub block: Block,
    /// The instruction or end, as printed.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// Where a value is defined: block, and position in it (0 for parameters, 1 + index for instructions).
type Place = (Block, usize);

/// Checks a region.
///
/// # Errors
/// The first broken requirement found, in block order.
pub fn verify(region: &Region) -> Result<(), VerifyError> {
    let cfg = Cfg::new(region);
    let defs = definitions(region, &cfg)?;
    let checker = Checker { region, cfg: &cfg, defs };
    checker.check_entry()?;
    for block in &cfg.order {
        checker.check_block(*block)?;
    }
    Ok(())
}

fn definitions(region: &Region, cfg: &Cfg) -> Result<Vec<Option<Place>>, VerifyError> {
    let mut defs = vec![None; region.value_count()];
    for block in &cfg.order {
        let data = region.block(*block);
        let params = data.params.iter().map(|param| (*param, 0));
        let results = data.insts.iter().enumerate();
        let results = results.filter_map(|(index, inst)| Some((inst.result?, index + 1)));
        for (value, position) in params.chain(results) {
            let known = defs.get_mut(value.index());
            if known.is_none_or(|known| known.replace((*block, position)).is_some()) {
                let what = format!("{value} is defined twice or not at all in the value table");
                return Err(VerifyError { block: *block, place: value.to_string(), what });
            }
        }
    }
    Ok(defs)
}

struct Checker<'a> {
    region: &'a Region,
    cfg: &'a Cfg,
    defs: Vec<Option<Place>>,
}

impl Checker<'_> {
    fn check_entry(&self) -> Result<(), VerifyError> {
        let entry = self.region.entry();
        let types: Vec<Type> =
            self.region.block(entry).params.iter().map(|param| self.region.ty(*param)).collect();
        let fail =
            |what: &str| Err(VerifyError { block: entry, place: "entry".to_owned(), what: what.to_owned() });
        if types != self.region.kind.parameters() {
            return fail("parameters do not fit the kind of the region");
        }
        if !self.cfg.preds(entry).is_empty() {
            return fail("the entry block has a predecessor");
        }
        Ok(())
    }

    fn check_block(&self, block: Block) -> Result<(), VerifyError> {
        let data = self.region.block(block);
        for (index, inst) in data.insts.iter().enumerate() {
            let error = |what| VerifyError { block, place: inst.to_string(), what };
            self.check_uses(&inst.args, (block, index)).map_err(error)?;
            self.check_types(inst).map_err(error)?;
            self.check_snapshot(inst, (block, index)).map_err(error)?;
        }
        let error = |what| VerifyError { block, place: data.end.to_string(), what };
        self.check_end(block).map_err(error)
    }

    /// Values used at a place are defined before it on every way.
    fn check_uses(&self, values: &[Value], (block, position): Place) -> Result<(), String> {
        for value in values {
            let def = self.defs.get(value.index()).copied().flatten();
            let Some((def_block, def_position)) = def else {
                return Err(format!("{value} is not defined"));
            };
            let before = if def_block == block {
                def_position <= position
            } else {
                self.cfg.dominates(def_block, block)
            };
            if !before {
                return Err(format!("{value} of {def_block} is not defined on every way here"));
            }
        }
        Ok(())
    }

    fn check_types(&self, inst: &Inst) -> Result<(), String> {
        if inst.imm.kind() != inst.op.imm() {
            return Err("immediate of another kind".to_owned());
        }
        match inst.imm {
            Imm::Const(id) if id.index() >= self.region.consts().len() => Err(format!("no {id}")),
            _ if inst.op == Op::call => self.check_call(inst),
            _ => self.check_operands(inst),
        }
    }

    fn check_operands(&self, inst: &Inst) -> Result<(), String> {
        let kinds = inst.op.parameters();
        if kinds.len() != inst.args.len() {
            return Err(format!("{} operands, not {}", kinds.len(), inst.args.len()));
        }
        for (kind, arg) in kinds.iter().zip(&inst.args) {
            let ty = self.region.ty(*arg);
            let agrees = kinds
                .iter()
                .zip(&inst.args)
                .all(|(other, value)| kind.ty().is_some() || other != kind || self.region.ty(*value) == ty);
            if !kind.accepts(ty) || !agrees {
                return Err(format!("{arg} is of type {ty}"));
            }
        }
        if inst.op == Op::store && self.region.ty(inst.args[1]) == Type::Bool {
            return Err("a truth value is not stored as a word".to_owned());
        }
        self.check_result(inst)
    }

    fn check_call(&self, inst: &Inst) -> Result<(), String> {
        let helper = inst.helper().ok_or("a call names a helper")?;
        let wanted: Vec<Option<Type>> = helper.parameters().iter().copied().map(Machine::ty).collect();
        let given: Vec<Option<Type>> = inst.args.iter().map(|arg| Some(self.region.ty(*arg))).collect();
        if wanted != given {
            return Err(format!("operands do not fit {}", helper.name()));
        }
        self.check_result(inst)
    }

    fn check_result(&self, inst: &Inst) -> Result<(), String> {
        let wanted = self.region.result_type(inst.op, inst.imm, &inst.args);
        let given = inst.result.map(|value| self.region.ty(value));
        let may_lack = inst.op == Op::call && given.is_none();
        if wanted == given || may_lack { Ok(()) } else { Err("result of another type".to_owned()) }
    }

    fn check_snapshot(&self, inst: &Inst, place: Place) -> Result<(), String> {
        match (inst.op.guard(), inst.snap) {
            (None, None) => Ok(()),
            (Some(_), Some(snap)) => self.check_words(snap, place),
            (None, Some(_)) => Err("a snapshot without a guard".to_owned()),
            (Some(_), None) => Err("a guard without snapshot".to_owned()),
        }
    }

    fn check_words(&self, snap: Snap, place: Place) -> Result<(), String> {
        if snap.index() >= self.region.snapshot_count() {
            return Err(format!("no {snap}"));
        }
        self.check_uses(&self.region.snapshot(snap).words, place)
    }

    fn check_end(&self, block: Block) -> Result<(), String> {
        let data = self.region.block(block);
        let place = (block, data.insts.len());
        for target in data.end.targets() {
            self.check_uses(&target.args, place)?;
            self.check_target(target)?;
        }
        if let Some(operand) = data.end.operand() {
            self.check_uses(&[operand], place)?;
        }
        let wants = |value: &Value, kind: Kind| {
            let ty = self.region.ty(*value);
            if kind.accepts(ty) { Ok(()) } else { Err(format!("{value} is of type {ty}")) }
        };
        match &data.end {
            Terminator::Open => Err("the block does not end".to_owned()),
            Terminator::Jump(_) => Ok(()),
            Terminator::Branch(value, ..) => wants(value, Kind::Bool),
            Terminator::Switch(value, ..) => wants(value, Kind::Int),
            Terminator::Exit(snap) => self.check_words(*snap, place),
            Terminator::Return(value) if self.region.kind == RegionKind::Body => wants(value, Kind::Val),
            Terminator::Return(_) => Err("a loop region ends by exits only".to_owned()),
        }
    }

    fn check_target(&self, target: &Target) -> Result<(), String> {
        if target.block.index() >= self.region.block_count() {
            return Err(format!("no {}", target.block));
        }
        let params = &self.region.block(target.block).params;
        let fits = params.len() == target.args.len()
            && params
                .iter()
                .zip(&target.args)
                .all(|(param, arg)| self.region.ty(*param) == self.region.ty(*arg));
        if fits { Ok(()) } else { Err(format!("arguments do not fit {}", target.block)) }
    }
}
