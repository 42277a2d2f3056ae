//! Loop invariants: pure ops whose operands come from outside a loop move in front of it.
//!
//! Only ops that may run where their guard has not yet been tested are moved: not divisions, not reads
//! of floats on the heap. Invariant guards stay: the copy of the loop body that the builder peels has
//! already tested them, so [`super::cse`] and [`super::facts`] remove them.

use crate::ir::{Block, Cfg, Class, Imm, Inst, Op, Region};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let mut changed = false;
    // Inner loops come last: from the inside out, an op may leave several loops.
    for (head, body) in cfg.loops().into_iter().rev() {
        if let Some(before) = block_before(&cfg, head) {
            changed |= hoist(region, &cfg, &body, before);
        }
    }
    changed
}

/// The only block that enters the loop.
pub(super) fn block_before(cfg: &Cfg, head: Block) -> Option<Block> {
    let mut entering = cfg.preds(head).iter().copied().filter(|pred| !cfg.is_back_edge(*pred, head));
    let before = entering.next()?;
    entering.next().is_none().then_some(before)
}

fn hoist(region: &mut Region, cfg: &Cfg, body: &[Block], before: Block) -> bool {
    let mut inside = vec![false; region.value_count()];
    for block in body {
        let data = region.block(*block);
        for value in data.params.iter().copied().chain(data.insts.iter().filter_map(|inst| inst.result)) {
            inside[value.index()] = true;
        }
    }
    let mut moved = vec![];
    for block in cfg.order.iter().filter(|block| body.contains(block)) {
        region.block_mut(*block).insts.retain(|inst| {
            let invariant = may_move(inst) && inst.args.iter().all(|arg| !inside[arg.index()]);
            if invariant {
                inst.result.into_iter().for_each(|result| inside[result.index()] = false);
                moved.push(inst.clone());
            }
            !invariant
        });
    }
    let changed = !moved.is_empty();
    region.block_mut(before).insts.extend(moved);
    changed
}

fn may_move(inst: &Inst) -> bool {
    inst.op.class() == Class::Pure
        && !matches!(inst.op, Op::floor_div | Op::floor_mod | Op::unbox_float | Op::is_float)
        && !matches!(inst.imm, Imm::Type(_))
}
