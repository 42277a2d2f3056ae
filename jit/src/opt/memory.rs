//! Known memory: a load from where the region has just loaded or stored gives that value.
//!
//! Forward over the blocks in reverse postorder; at a join only what all ways agree on is kept, at a
//! loop head what the loop does not overwrite. Parts of memory ([`Alias`]) never overlap; within a part
//! two accesses are told apart only by a common base with distinct offsets.

use super::rewrite::{self, Change};
use crate::ir::{Alias, Block, Cfg, Class, Imm, Inst, Op, Region, Value};
use rustc_hash::{FxHashMap, FxHashSet};

/// A place: base and offset of a 64-bit access. Narrower and indexed accesses are not tracked.
type Place = (Alias, Value, i32);
type Known = FxHashMap<Place, Value>;

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let overwritten = overwritten_in_loops(region, &cfg);
    let mut leaving: FxHashMap<Block, Known> = FxHashMap::default();
    let mut current: Option<(Block, Known)> = None;
    rewrite::run(region, &cfg, |region, defs, block, inst| {
        if current.as_ref().is_none_or(|(at, _)| *at != block) {
            leaving.extend(current.take());
            // Blocks without instructions are not visited: they hand on what they received.
            fill_empty(region, &cfg, &overwritten, &mut leaving, block);
            current = Some((block, entering(&cfg, &overwritten, &leaving, block)));
        }
        let known = &mut current.as_mut().expect("set above").1;
        step(region, known, inst, |value| defs.resolve(value))
    })
}

fn fill_empty(
    region: &Region,
    cfg: &Cfg,
    overwritten: &FxHashMap<Block, Killed>,
    leaving: &mut FxHashMap<Block, Known>,
    until: Block,
) {
    for block in cfg.order.iter().copied().take_while(|block| *block != until) {
        if !leaving.contains_key(&block) && region.block(block).insts.is_empty() {
            let state = entering(cfg, overwritten, leaving, block);
            leaving.insert(block, state);
        }
    }
}

fn entering(
    cfg: &Cfg,
    overwritten: &FxHashMap<Block, Killed>,
    leaving: &FxHashMap<Block, Known>,
    block: Block,
) -> Known {
    let mut forward = cfg.preds(block).iter().filter(|pred| !cfg.is_back_edge(**pred, block));
    let Some(mut known) = forward.next().and_then(|first| leaving.get(first)).cloned() else {
        return Known::default();
    };
    for pred in forward {
        match leaving.get(pred) {
            Some(other) => known.retain(|place, value| other.get(place) == Some(value)),
            None => known.clear(),
        }
    }
    if let Some(killed) = overwritten.get(&block) {
        known.retain(|(alias, ..), _| !killed.covers(*alias));
    }
    known
}

/// What a loop may overwrite.
#[derive(Default, Clone, Debug)]
struct Killed {
    parts: FxHashSet<Alias>,
    all: bool,
    heap: bool,
}

impl Killed {
    fn covers(&self, alias: Alias) -> bool {
        match alias {
            Alias::Const => false,
            Alias::Frame(_) | Alias::Shape => self.all || self.parts.contains(&alias),
            _ => self.all || self.heap || self.parts.contains(&alias),
        }
    }

    fn add(&mut self, inst: &Inst) {
        match (inst.op.class(), inst.imm) {
            (Class::Store, Imm::Mem(_, alias)) => {
                self.parts.insert(alias);
            }
            (Class::Count, _) => {
                self.parts.insert(Alias::Header);
            }
            _ => {}
        }
        let effects = inst.effects();
        self.all |= effects.may_run_code || effects.writes_frames;
        self.heap |= effects.may_drop || effects.writes_heap || effects.may_allocate;
    }
}

fn overwritten_in_loops(region: &Region, cfg: &Cfg) -> FxHashMap<Block, Killed> {
    let loops = cfg.loops().into_iter().map(|(head, body)| {
        let mut killed = Killed::default();
        body.iter().flat_map(|block| &region.block(*block).insts).for_each(|inst| killed.add(inst));
        (head, killed)
    });
    loops.collect()
}

fn step(region: &Region, known: &mut Known, inst: &Inst, resolve: impl Fn(Value) -> Value) -> Change {
    match (inst.op, inst.imm) {
        (Op::load_int | Op::load_val | Op::load_ptr | Op::load_float, Imm::Mem(offset, alias)) => {
            let place = (alias, inst.args[0], offset);
            let result = inst.result.expect("loads have a result");
            if let Some(value) = known.get(&place) {
                let value = resolve(*value);
                if region.ty(value) == region.ty(result) {
                    return Change::Same(value);
                }
            }
            known.insert(place, result);
        }
        (Op::store, Imm::Mem(offset, alias)) => {
            known.retain(|place, _| !may_overlap(*place, (alias, inst.args[0], offset)));
            known.insert((alias, inst.args[0], offset), inst.args[1]);
        }
        _ => {
            let mut killed = Killed::default();
            killed.add(inst);
            known.retain(|(alias, ..), _| !killed.covers(*alias));
        }
    }
    Change::Keep
}

fn may_overlap(a: Place, b: Place) -> bool {
    a.0 == b.0 && (a.1 != b.1 || (a.2 - b.2).abs() < 8)
}
