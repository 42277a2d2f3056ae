//! Dead code: ops whose result nobody needs, parameters nobody reads, blocks nobody reaches.
//!
//! What is needed follows from the ends of blocks, from instructions that are not removable, and from
//! the words of snapshots that needed instructions leave through. Parameters of the entry stay.

use super::params;
use crate::ir::{Block, Cfg, Inst, Region, Terminator, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let emptied = empty_unreachable(region, &cfg);
    let needed = Needed::of(region, &cfg);
    let params = params::remove(region, &cfg, |value| !needed.marks[value.index()]);
    let mut removed = false;
    for block in &cfg.order {
        let insts = &mut region.block_mut(*block).insts;
        let before = insts.len();
        insts.retain(|inst| needed.keeps(inst));
        removed |= insts.len() != before;
    }
    emptied | params | removed
}

fn empty_unreachable(region: &mut Region, cfg: &Cfg) -> bool {
    let mut changed = false;
    for block in region.block_ids() {
        let data = region.block_mut(block);
        let is_empty = data.end == Terminator::Open && data.insts.is_empty() && data.params.is_empty();
        if !cfg.is_reachable(block) && !is_empty {
            data.params.clear();
            data.insts.clear();
            data.end = Terminator::Open;
            changed = true;
        }
    }
    changed
}

struct Needed {
    marks: Vec<bool>,
    todo: Vec<Value>,
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Origin {
    Param(Block, usize),
    Inst(Block, usize),
}

impl Needed {
    fn of(region: &Region, cfg: &Cfg) -> Self {
        let mut needed = Needed { marks: vec![false; region.value_count()], todo: vec![] };
        let origins = needed.mark_roots(region, cfg);
        while let Some(value) = needed.todo.pop() {
            match origins[value.index()] {
                Some(Origin::Inst(block, index)) => {
                    needed.mark_inst(region, &region.block(block).insts[index])
                }
                Some(Origin::Param(block, index)) => {
                    for pred in cfg.preds(block) {
                        for target in region.block(*pred).end.targets() {
                            if target.block == block {
                                needed.mark(target.args[index]);
                            }
                        }
                    }
                }
                None => {}
            }
        }
        needed
    }

    fn mark_roots(&mut self, region: &Region, cfg: &Cfg) -> Vec<Option<Origin>> {
        let mut origins = vec![None; region.value_count()];
        for block in &cfg.order {
            let data = region.block(*block);
            for (index, param) in data.params.iter().enumerate() {
                origins[param.index()] = Some(Origin::Param(*block, index));
            }
            for (index, inst) in data.insts.iter().enumerate() {
                if let Some(result) = inst.result {
                    origins[result.index()] = Some(Origin::Inst(*block, index));
                }
                if !inst.is_removable() {
                    inst.result.into_iter().for_each(|result| self.mark(result));
                    self.mark_inst(region, inst);
                }
            }
            data.end.operand().into_iter().for_each(|value| self.mark(value));
            if let Terminator::Exit(snap) = data.end {
                region.snapshot(snap).words.iter().for_each(|word| self.mark(*word));
            }
        }
        origins
    }

    fn mark_inst(&mut self, region: &Region, inst: &Inst) {
        inst.args.iter().for_each(|arg| self.mark(*arg));
        if let Some(snap) = inst.snap {
            region.snapshot(snap).words.iter().for_each(|word| self.mark(*word));
        }
    }

    fn mark(&mut self, value: Value) {
        if !std::mem::replace(&mut self.marks[value.index()], true) {
            self.todo.push(value);
        }
    }

    fn keeps(&self, inst: &Inst) -> bool {
        !inst.is_removable() || inst.result.is_some_and(|result| self.marks[result.index()])
    }
}
