//! The walk that passes share: each reachable instruction once, operands before users.

use crate::ir::{Block, Cfg, Imm, Inst, Op, Region, Terminator, Value};
use rustc_hash::FxHashMap;

/// What becomes of an instruction.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// Stays.
    Keep,
    /// Goes; its result, if any, is unused.
    Drop,
    /// Goes; this value takes the place of its result.
    Same(Value),
    /// Goes; a constant takes the place of its result.
    Const(Op, Imm),
    /// Becomes another op with the same result; the snapshot stays iff the new op is a guard.
    Into(Op, Imm, Vec<Value>),
}

/// How a value was computed; calls and parameters are not described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Def {
    /// The op.
    pub op: Op,
    /// Its immediate.
    pub imm: Imm,
    args: [Value; 3],
}

impl Def {
    /// Operand by position; the op has it.
    pub fn arg(&self, index: usize) -> Value {
        self.args[index]
    }
}

/// What is known about values while walking.
#[derive(Debug)]
pub(super) struct Defs {
    defs: Vec<Option<Def>>,
    replaced: Vec<Value>,
}

impl Defs {
    /// Nothing known yet.
    pub fn new(region: &Region) -> Self {
        let count = region.value_count();
        Defs { defs: vec![None; count], replaced: (0..count).map(Value::from_index).collect() }
    }

    /// Every definition of the region, for passes with a walk of their own.
    pub fn of(region: &Region, cfg: &Cfg) -> Self {
        let mut defs = Defs::new(region);
        for inst in cfg.order.iter().flat_map(|block| &region.block(*block).insts) {
            defs.note(inst);
        }
        defs
    }

    /// How the value was computed, if an instruction with at most three operands did.
    pub fn get(&self, value: Value) -> Option<Def> {
        self.defs.get(value.index()).copied().flatten()
    }

    /// Definition of the value if it is by this op.
    pub fn by(&self, value: Value, op: Op) -> Option<Def> {
        self.get(value).filter(|def| def.op == op)
    }

    /// The integer this value is.
    pub fn int(&self, value: Value) -> Option<i64> {
        match self.get(value)? {
            Def { op: Op::const_int, imm: Imm::Int(number), .. } => Some(number),
            _ => None,
        }
    }

    /// The truth value this value is.
    pub fn bool(&self, value: Value) -> Option<bool> {
        match self.get(value)? {
            Def { op: Op::const_bool, imm: Imm::Int(number), .. } => Some(number != 0),
            _ => None,
        }
    }

    /// The value that stands for this one now.
    pub fn resolve(&self, mut value: Value) -> Value {
        while let Some(next) = self.replaced.get(value.index()).filter(|next| **next != value) {
            value = *next;
        }
        value
    }

    /// Notes that `by` takes the place of `value`.
    pub fn replace(&mut self, value: Value, by: Value) {
        self.replaced[value.index()] = by;
    }

    fn note(&mut self, inst: &Inst) {
        let Some(result) = inst.result else { return };
        if inst.args.len() > 3 || inst.op == Op::call {
            return;
        }
        if self.defs.len() <= result.index() {
            let known = self.replaced.len();
            self.defs.resize(result.index() + 1, None);
            self.replaced.extend((known..=result.index()).map(Value::from_index));
        }
        let mut args = [result; 3];
        args[..inst.args.len()].copy_from_slice(&inst.args);
        self.defs[result.index()] = Some(Def { op: inst.op, imm: inst.imm, args });
    }
}

/// Walks the region in reverse postorder and applies what `visit` says; true if anything changed.
pub(super) fn run(
    region: &mut Region,
    cfg: &Cfg,
    mut visit: impl FnMut(&Region, &Defs, Block, &Inst) -> Change,
) -> bool {
    let mut defs = Defs::new(region);
    let mut pool = Pool::default();
    let mut changed = false;
    for block in &cfg.order {
        let insts = std::mem::take(&mut region.block_mut(*block).insts);
        let mut kept = Vec::with_capacity(insts.len());
        for mut inst in insts {
            inst.args.iter_mut().for_each(|arg| *arg = defs.resolve(*arg));
            let change = visit(region, &defs, *block, &inst);
            changed |= change != Change::Keep;
            match change {
                Change::Keep => {}
                Change::Drop => continue,
                Change::Same(value) => {
                    replace_result(&mut defs, &inst, value);
                    continue;
                }
                Change::Const(op, imm) => {
                    let value = pool.constant(region, &mut defs, op, imm);
                    replace_result(&mut defs, &inst, value);
                    continue;
                }
                Change::Into(op, imm, args) => {
                    let snap = inst.snap.filter(|_| op.guard().is_some());
                    inst = Inst { op, imm, args, result: inst.result, snap };
                }
            }
            defs.note(&inst);
            kept.push(inst);
        }
        region.block_mut(*block).insts = kept;
    }
    region.block_mut(region.entry()).insts.splice(0..0, pool.made);
    if changed {
        region.replace_uses(|value| defs.resolve(value));
    }
    changed
}

fn replace_result(defs: &mut Defs, inst: &Inst, value: Value) {
    if let Some(result) = inst.result {
        defs.replace(result, value);
    }
}

/// Constants made during a walk; they go to the start of the entry block.
#[derive(Default)]
struct Pool {
    known: FxHashMap<(Op, Imm), Value>,
    made: Vec<Inst>,
}

impl Pool {
    fn constant(&mut self, region: &mut Region, defs: &mut Defs, op: Op, imm: Imm) -> Value {
        if let Some(value) = self.known.get(&(op, imm)) {
            return *value;
        }
        let inst = region.make_inst(op, imm, &[], None);
        defs.note(&inst);
        let value = inst.result.expect("constants have a result");
        self.known.insert((op, imm), value);
        self.made.push(inst);
        value
    }
}

/// Folds branches and switches on constants; true if anything changed.
pub(super) fn fold_ends(
    region: &mut Region,
    cfg: &Cfg,
    truth: impl Fn(&Defs, Block, Value) -> Option<bool>,
) -> bool {
    let defs = Defs::of(region, cfg);
    let mut changed = false;
    for block in &cfg.order {
        let target = match &region.block(*block).end {
            Terminator::Branch(condition, then, otherwise) => match truth(&defs, *block, *condition) {
                Some(true) => Some(then.clone()),
                Some(false) => Some(otherwise.clone()),
                None => (then == otherwise).then(|| then.clone()),
            },
            Terminator::Switch(value, cases, default) => defs.int(*value).map(|number| {
                let case = cases.iter().find(|(case, _)| *case == number);
                case.map_or_else(|| default.clone(), |(_, target)| target.clone())
            }),
            _ => None,
        };
        if let Some(target) = target {
            region.block_mut(*block).end = Terminator::Jump(target);
            changed = true;
        }
    }
    changed
}
