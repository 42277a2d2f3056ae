//! The fixed point of ranges over a region, and what it knows at each place.
//!
//! A value has a base range from its definition, narrowed below guards and branches on comparisons with
//! it. Parameters join what their predecessors pass, with widening; two rounds more without widening
//! win back bounds that a loop's own test gives. Parameters start unknown ("not reached yet"), so the
//! result is the largest that a loop's first entry and its own steps allow.

use super::range::Range;
use super::rewrite::Defs;
use crate::abi::{list, tag};
use crate::ir::{Alias, Block, Cfg, Imm, Inst, Op, Region, Target, Terminator, Type, Value};
use rustc_hash::FxHashMap;

/// Rounds until every parameter is given up (its range then is all of `i64`).
const MAX_ROUNDS: usize = 12;
/// Rounds before bounds that still move are widened.
const EXACT_ROUNDS: usize = 2;

/// A place in a block: 0 is its start, `1 + i` the instruction `i`, [`END`] its end. What is
/// established at a place holds behind it.
pub(super) type Place = (Block, usize);

/// The end of a block.
pub(super) const END: usize = usize::MAX;

/// What is known of `i64` values at places.
#[derive(Debug)]
pub(super) struct Ranges<'a> {
    cfg: &'a Cfg,
    /// `None` for values that are not `i64` or not reached yet.
    base: Vec<Option<Range>>,
    facts: FxHashMap<Value, Vec<Fact>>,
    /// The round in which each block was last walked over: older facts of it are void.
    walked: Vec<u32>,
}

/// A narrower range that holds behind a place.
#[derive(Clone, Copy, Debug)]
struct Fact {
    place: Place,
    range: Range,
    round: u32,
}

impl<'a> Ranges<'a> {
    /// Finds the ranges of a region.
    pub fn of(region: &'a Region, cfg: &'a Cfg) -> Ranges<'a> {
        let base = vec![None; region.value_count()];
        let ranges = Ranges { cfg, base, facts: FxHashMap::default(), walked: vec![0; region.block_count()] };
        let mut analysis = Analysis { region, defs: Defs::of(region, cfg), ranges };
        analysis.solve();
        analysis.ranges
    }

    /// Whether the value is an `i64` this knows about.
    pub fn is_known(&self, value: Value) -> bool {
        self.base.get(value.index()).is_some_and(Option::is_some)
    }

    /// The range of a value at a place.
    pub fn get(&self, value: Value, at: Place) -> Range {
        let base = self.base.get(value.index()).copied().flatten().unwrap_or(Range::ALL);
        let facts = self.facts.get(&value).into_iter().flatten();
        facts.filter(|fact| self.holds(fact, at)).fold(base, |range, fact| range.meet(fact.range))
    }

    fn holds(&self, fact: &Fact, at: Place) -> bool {
        let (block, index) = fact.place;
        let is_above = if block == at.0 { index < at.1 } else { self.cfg.dominates(block, at.0) };
        is_above && fact.round == self.walked[block.index()]
    }

    /// What a condition says about the values it compares.
    fn narrowings(&self, defs: &Defs, condition: Value, truth: bool, at: Place) -> Vec<(Value, Range)> {
        let Some(def) = defs.get(condition) else { return vec![] };
        match (def.op, truth) {
            (Op::not, _) => self.narrowings(defs, def.arg(0), !truth, at),
            (Op::both, true) | (Op::either, false) => {
                let mut all = self.narrowings(defs, def.arg(0), truth, at);
                all.extend(self.narrowings(defs, def.arg(1), truth, at));
                all
            }
            (op, _) => {
                let op = if truth { Some(op) } else { opposite(op) };
                op.map_or_else(Vec::new, |op| self.compared(op, def.arg(0), def.arg(1), at))
            }
        }
    }

    /// What a comparison that holds says about its operands.
    fn compared(&self, op: Op, a: Value, b: Value, at: Place) -> Vec<(Value, Range)> {
        if !self.is_known(a) || !self.is_known(b) {
            return vec![];
        }
        let (left, right) = (self.get(a, at), self.get(b, at));
        let without = |range: Range, other: Range| other.only().map_or(range, |value| range.except(value));
        let (left, right) = match op {
            Op::lt => (left.below(right), right.above(left)),
            Op::gt => (left.above(right), right.below(left)),
            Op::le => (left.at_most(right), right.at_least(left)),
            Op::ge => (left.at_least(right), right.at_most(left)),
            Op::eq => (left.meet(right), right.meet(left)),
            Op::ne => (without(left, right), without(right, left)),
            Op::ult if right.lo >= 0 => (left.meet(Range::NONNEGATIVE).below(right), right),
            _ => return vec![],
        };
        vec![(a, left), (b, right)]
    }

    fn learn(&mut self, at: Place, narrowings: Vec<(Value, Range)>) {
        for (value, range) in narrowings {
            let round = self.walked[at.0.index()];
            self.facts.entry(value).or_default().push(Fact { place: at, range, round });
        }
    }
}

fn opposite(op: Op) -> Option<Op> {
    Some(match op {
        Op::lt => Op::ge,
        Op::ge => Op::lt,
        Op::gt => Op::le,
        Op::le => Op::gt,
        Op::eq => Op::ne,
        Op::ne => Op::eq,
        _ => return None,
    })
}

/// The condition and its truth on the way to this target, if the other way leads elsewhere.
fn taken(end: &Terminator, target: &Target) -> Option<(Value, bool)> {
    match end {
        Terminator::Branch(condition, then, otherwise) if then.block != otherwise.block => {
            Some((*condition, then.block == target.block))
        }
        _ => None,
    }
}

struct Analysis<'a> {
    region: &'a Region,
    defs: Defs,
    ranges: Ranges<'a>,
}

impl Analysis<'_> {
    fn solve(&mut self) {
        for round in 0.. {
            let merge = |before: Option<Range>, now: Range| match before {
                _ if round >= MAX_ROUNDS => Range::ALL,
                Some(before) if round >= EXACT_ROUNDS => before.join(now).widened_from(before),
                Some(before) => before.join(now),
                None => now,
            };
            if !self.round(merge) || round >= MAX_ROUNDS {
                break;
            }
        }
        // From a fixed point downwards every round is sound, however many there are.
        self.round(|_, now| now);
        self.round(|_, now| now);
    }

    /// One walk over the region; true if the range of a parameter changed.
    ///
    /// A loop head is reached before the facts of its latches are found anew: those of the round before
    /// serve until then. They suit the parameters of that round, so once no parameter changes they suit.
    fn round(&mut self, merge: impl Fn(Option<Range>, Range) -> Range) -> bool {
        let (region, cfg) = (self.region, self.ranges.cfg);
        let mut changed = false;
        for block in cfg.order.iter().copied() {
            changed |= self.merge_params(block, &merge);
            self.ranges.walked[block.index()] += 1;
            self.learn_from_edge(block);
            for (index, inst) in region.block(block).insts.iter().enumerate() {
                let at = (block, index + 1);
                if let Some(result) = inst.result.filter(|result| region.ty(*result) == Type::Int) {
                    self.ranges.base[result.index()] = Some(self.computed(inst, at));
                }
                self.learn_from_guard(inst, at);
            }
        }
        let walked = &self.ranges.walked;
        let current = |fact: &Fact| fact.round == walked[fact.place.0.index()];
        self.ranges.facts.values_mut().for_each(|facts| facts.retain(current));
        changed
    }

    fn merge_params(&mut self, block: Block, merge: &impl Fn(Option<Range>, Range) -> Range) -> bool {
        let mut changed = false;
        for (index, param) in self.region.block(block).params.iter().enumerate() {
            if self.region.ty(*param) != Type::Int {
                continue;
            }
            let Some(now) = self.incoming(block, index) else { continue };
            let before = self.ranges.base[param.index()];
            let merged = Some(merge(before, now));
            changed |= merged != before;
            self.ranges.base[param.index()] = merged;
        }
        changed
    }

    /// Join of what the reached predecessors pass, each narrowed by the edge taken.
    fn incoming(&self, block: Block, index: usize) -> Option<Range> {
        let mut all: Option<Range> = None;
        for pred in self.ranges.cfg.preds(block) {
            let end = &self.region.block(*pred).end;
            for target in end.targets().into_iter().filter(|target| target.block == block) {
                let arg = target.args[index];
                if !self.ranges.is_known(arg) {
                    continue;
                }
                let at = (*pred, END);
                let mut range = self.ranges.get(arg, at);
                if let Some((condition, truth)) = taken(end, target) {
                    let narrowings = self.ranges.narrowings(&self.defs, condition, truth, at);
                    let own = narrowings.into_iter().filter(|(value, _)| *value == arg);
                    range = own.fold(range, |range, (_, narrowed)| range.meet(narrowed));
                }
                all = Some(all.map_or(range, |all| all.join(range)));
            }
        }
        all
    }

    /// A block with one predecessor edge knows which way the branch went.
    fn learn_from_edge(&mut self, block: Block) {
        let [pred] = *self.ranges.cfg.preds(block) else { return };
        let end = &self.region.block(pred).end;
        let target = end.targets().into_iter().find(|target| target.block == block);
        if let Some((condition, truth)) = target.and_then(|target| taken(end, target)) {
            let narrowings = self.ranges.narrowings(&self.defs, condition, truth, (pred, END));
            self.ranges.learn((block, 0), narrowings);
        }
    }

    fn learn_from_guard(&mut self, inst: &Inst, at: Place) {
        let Some(a) = inst.args.first().copied() else { return };
        let narrowings = match inst.op {
            Op::guard_true | Op::guard_false => {
                self.ranges.narrowings(&self.defs, a, inst.op == Op::guard_true, at)
            }
            Op::guard_index => {
                let len = self.ranges.get(inst.args[1], at);
                let index = self.ranges.get(a, at).meet(Range::NONNEGATIVE).below(len);
                vec![(a, index), (inst.args[1], len.above(index))]
            }
            Op::guard_nonzero => vec![(a, self.ranges.get(a, at).except(0))],
            Op::guard_within => match inst.imm {
                Imm::Int(most) => vec![(a, Range { lo: 0, hi: most.max(0) })],
                _ => return,
            },
            Op::guard_exact => vec![(a, Range { lo: -(1 << 53), hi: 1 << 53 })],
            Op::guard_eq => self.ranges.compared(Op::eq, a, inst.args[1], at),
            Op::guard_ne => self.ranges.compared(Op::ne, a, inst.args[1], at),
            _ => return,
        };
        self.ranges.learn(at, narrowings);
    }

    /// The range of an instruction's result.
    fn computed(&self, inst: &Inst, at: Place) -> Range {
        let arg = |index: usize| self.ranges.get(inst.args[index], at);
        match inst.op {
            Op::const_int => match inst.imm {
                Imm::Int(value) => Range::just(value),
                _ => Range::ALL,
            },
            Op::add => Range::wrapping(arg(0).plus(arg(1))),
            Op::sub => Range::wrapping(arg(0).minus(arg(1))),
            Op::mul => Range::wrapping(self.product(inst, at)),
            Op::neg => Range::wrapping(Range::just(0).minus(arg(0))),
            Op::add_checked | Op::add_up_checked | Op::add_down_checked => {
                Range::clamped(arg(0).plus(arg(1)))
            }
            Op::sub_checked | Op::sub_down_checked => Range::clamped(arg(0).minus(arg(1))),
            Op::mul_checked => Range::clamped(self.product(inst, at)),
            Op::and => arg(0).and(arg(1)),
            Op::or | Op::xor => arg(0).or(arg(1)),
            Op::shl => arg(0).shifted_left(arg(1)).map_or(Range::ALL, Range::wrapping),
            Op::shl_checked => arg(0).shifted_left(arg(1)).map_or(Range::ALL, Range::clamped),
            Op::sar | Op::sar_checked => arg(0).shifted_right(arg(1)),
            Op::floor_div | Op::floor_div_checked => arg(0).quotient(arg(1)),
            Op::floor_mod | Op::floor_mod_checked => arg(0).modulo(arg(1)),
            Op::select => arg(1).join(arg(2)),
            Op::bool_to_int => Range { lo: 0, hi: 1 },
            Op::untag_int => Range { lo: tag::INT_MIN, hi: tag::INT_MAX },
            Op::load_u32 => Range { lo: 0, hi: u32::MAX.into() },
            Op::load_u8 => Range { lo: 0, hi: u8::MAX.into() },
            // Lists have fewer items than there are words of memory.
            Op::load_int if inst.imm == Imm::Mem(list::LEN, Alias::List) => Range { lo: 0, hi: 1 << 60 },
            _ => Range::ALL,
        }
    }

    /// Bounds of a product; a square is not negative.
    fn product(&self, inst: &Inst, at: Place) -> (i128, i128) {
        let (lo, hi) = self.ranges.get(inst.args[0], at).times(self.ranges.get(inst.args[1], at));
        if inst.args[0] == inst.args[1] { (lo.max(0), hi) } else { (lo, hi) }
    }
}
