//! Guards implied by facts: what a dominating guard or branch has established about a value's kind or
//! a condition's truth, or what the op that made the value guarantees.
//!
//! The kind of a tagged value is a set of classes; a guard narrows the set below it. A guard whose set
//! covers what is possible goes; a test that is decided becomes a constant.

use super::rewrite::{self, Change, Defs};
use crate::abi::{tag, type_id};
use crate::ir::{Block, Cfg, Imm, Inst, Op, Region, Terminator, Value};
use rustc_hash::FxHashMap;

/// A set of classes of tagged values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Kinds(u8);

impl Kinds {
    const INT: Kinds = Kinds(1);
    /// Immediate or on the heap.
    const FLOAT: Kinds = Kinds(2);
    const BOOL: Kinds = Kinds(4);
    const NULL: Kinds = Kinds(8);
    const RAISED: Kinds = Kinds(16);
    const OTHER_SPECIAL: Kinds = Kinds(32);
    /// Heap objects other than floats.
    const OBJECT: Kinds = Kinds(64);
    const ANY: Kinds = Kinds(127);

    fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    fn within(self, other: Kinds) -> bool {
        self.0 & !other.0 == 0
    }

    fn of_word(word: u64) -> Kinds {
        match word {
            tag::NULL => Kinds::NULL,
            tag::RAISED => Kinds::RAISED,
            tag::FALSE | tag::TRUE => Kinds::BOOL,
            int if int & tag::INT_MASK == 0 => Kinds::INT,
            float if tag::FLOAT_TAGS >> (float & tag::MASK) & 1 != 0 => Kinds::FLOAT,
            _ => Kinds::OTHER_SPECIAL,
        }
    }

    /// What the op that made a value guarantees.
    fn of_def(op: Op, imm: Imm) -> Kinds {
        match (op, imm) {
            (Op::tag_int, _) => Kinds::INT,
            (Op::box_int, _) => Kinds::INT.or(Kinds::OBJECT),
            (Op::box_float, _) => Kinds::OBJECT.or(Kinds::FLOAT),
            (Op::tag_bool, _) => Kinds::BOOL,
            (Op::ptr_ref, _) => Kinds::OBJECT.or(Kinds::FLOAT),
            (Op::const_val, Imm::Word(word)) => Kinds::of_word(word),
            _ => Kinds::ANY,
        }
    }
}

/// Facts found so far, each valid where its block dominates.
#[derive(Default)]
struct Facts {
    kinds: FxHashMap<Value, Vec<(Block, Kinds)>>,
    types: FxHashMap<Value, Vec<(Block, u32)>>,
    truths: FxHashMap<Value, Vec<(Block, bool)>>,
}

impl Facts {
    fn kinds(&self, cfg: &Cfg, defs: &Defs, block: Block, value: Value) -> Kinds {
        let made = defs.get(value).map_or(Kinds::ANY, |def| Kinds::of_def(def.op, def.imm));
        let known = self.kinds.get(&value).into_iter().flatten();
        known.filter(|(above, _)| cfg.dominates(*above, block)).fold(made, |all, (_, kinds)| all.and(*kinds))
    }

    fn type_id(&self, cfg: &Cfg, block: Block, value: Value) -> Option<u32> {
        let known = self.types.get(&value)?;
        known.iter().find(|(above, _)| cfg.dominates(*above, block)).map(|(_, id)| *id)
    }

    fn truth(&self, cfg: &Cfg, block: Block, value: Value) -> Option<bool> {
        let known = self.truths.get(&value)?;
        known.iter().find(|(above, _)| cfg.dominates(*above, block)).map(|(_, truth)| *truth)
    }

    fn learn_kinds(&mut self, block: Block, value: Value, kinds: Kinds) {
        self.kinds.entry(value).or_default().push((block, kinds));
    }

    /// A condition is known below this block, and with it what it tests.
    fn learn_truth(&mut self, defs: &Defs, block: Block, condition: Value, truth: bool, stable: bool) {
        self.truths.entry(condition).or_default().push((block, truth));
        let Some(def) = defs.get(condition) else { return };
        match (def.op, truth) {
            (Op::not, _) => self.learn_truth(defs, block, def.arg(0), !truth, stable),
            (Op::both, true) | (Op::either, false) => {
                self.learn_truth(defs, block, def.arg(0), truth, stable);
                self.learn_truth(defs, block, def.arg(1), truth, stable);
            }
            (Op::is_type, true) => self.learn_type(block, def.arg(0), def.imm, stable),
            (op, _) => {
                if let Some(kinds) = accepted(op) {
                    let left = if truth { kinds } else { Kinds::ANY.without(kinds) };
                    self.learn_kinds(block, def.arg(0), left);
                }
            }
        }
    }

    fn learn_type(&mut self, block: Block, value: Value, imm: Imm, stable: bool) {
        let Imm::Type(id) = imm else { return };
        self.learn_kinds(block, value, Kinds::OBJECT);
        if stable || id < type_id::FIRST_FREE {
            self.types.entry(value).or_default().push((block, id));
        }
    }
}

/// The classes a test or guard on one operand accepts, where classes decide it.
fn accepted(op: Op) -> Option<Kinds> {
    Some(match op {
        Op::is_int | Op::guard_int => Kinds::INT,
        Op::is_float | Op::guard_float => Kinds::FLOAT,
        Op::is_bool | Op::guard_bool => Kinds::BOOL,
        Op::guard_bound => Kinds::ANY.without(Kinds::NULL),
        Op::guard_ok => Kinds::ANY.without(Kinds::RAISED),
        _ => return None,
    })
}

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let stable = super::cse::types_are_stable(region, &cfg);
    let mut facts = Facts::default();
    let mut entered = None;
    let guards = rewrite::run(region, &cfg, |region, defs, block, inst| {
        if entered != Some(block) {
            entered = Some(block);
            learn_from_edge(region, &cfg, &mut facts, defs, block, stable);
        }
        let change = decide(&facts, &cfg, defs, block, inst);
        if change == Change::Keep && inst.snap.is_some() {
            learn_from_guard(&mut facts, defs, block, inst, stable);
        }
        change
    });
    // Blocks without instructions have not been visited: their facts concern ends only.
    let defs = Defs::of(region, &cfg);
    for block in cfg.order.iter().copied() {
        if region.block(block).insts.is_empty() {
            learn_from_edge(region, &cfg, &mut facts, &defs, block, stable);
        }
    }
    let ends = rewrite::fold_ends(region, &cfg, |defs, block, condition| {
        defs.bool(condition).or_else(|| facts.truth(&cfg, block, condition))
    });
    guards | ends
}

/// A block with one predecessor edge knows which way the branch went.
fn learn_from_edge(region: &Region, cfg: &Cfg, facts: &mut Facts, defs: &Defs, block: Block, stable: bool) {
    let [pred] = cfg.preds(block) else { return };
    if let Terminator::Branch(condition, then, otherwise) = &region.block(*pred).end
        && then.block != otherwise.block
    {
        facts.learn_truth(defs, block, defs.resolve(*condition), then.block == block, stable);
    }
}

fn decide(facts: &Facts, cfg: &Cfg, defs: &Defs, block: Block, inst: &Inst) -> Change {
    let Some(value) = inst.args.first().copied() else { return Change::Keep };
    let decided = match inst.op {
        Op::guard_true | Op::guard_false => {
            facts.truth(cfg, block, value).map(|truth| truth == (inst.op == Op::guard_true))
        }
        Op::guard_type | Op::is_type => match (facts.type_id(cfg, block, value), inst.imm) {
            (Some(known), Imm::Type(id)) => Some(known == id),
            _ => None,
        },
        Op::is_heap | Op::inc_any | Op::dec_any => {
            let kinds = facts.kinds(cfg, defs, block, value);
            if kinds.within(Kinds::OBJECT) {
                Some(true)
            } else {
                kinds.and(Kinds::OBJECT).eq(&Kinds(0)).then_some(false)
            }
        }
        op => accepted(op).and_then(|accepted| {
            let kinds = facts.kinds(cfg, defs, block, value);
            if kinds.within(accepted) {
                Some(true)
            } else {
                (kinds.and(accepted) == Kinds(0)).then_some(false)
            }
        }),
    };
    match (inst.op, decided) {
        (_, None) => Change::Keep,
        (Op::inc_any, Some(true)) => Change::Into(Op::inc, Imm::None, inst.args.clone()),
        (Op::dec_any, Some(true)) => Change::Into(Op::dec, Imm::None, inst.args.clone()),
        (Op::inc_any | Op::dec_any, Some(false)) => Change::Drop,
        (op, Some(truth)) if op.guard().is_none() => {
            Change::Const(Op::const_bool, Imm::Int(i64::from(truth)))
        }
        // A guard that always fails stays: what follows it never runs.
        (_, Some(holds)) => {
            if holds {
                Change::Drop
            } else {
                Change::Keep
            }
        }
    }
}

fn learn_from_guard(facts: &mut Facts, defs: &Defs, block: Block, inst: &Inst, stable: bool) {
    let Some(value) = inst.args.first().copied() else { return };
    match inst.op {
        Op::guard_true | Op::guard_false => {
            facts.learn_truth(defs, block, value, inst.op == Op::guard_true, stable);
        }
        Op::guard_type => facts.learn_type(block, value, inst.imm, stable),
        op => {
            if let Some(kinds) = accepted(op) {
                facts.learn_kinds(block, value, kinds);
            }
        }
    }
}
