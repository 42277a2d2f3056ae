//! Polls of counted loops: every 1,024 iterations only.
//!
//! A poll right before a loop's only back edge moves to the loop head. A loop whose head polls and then
//! tests `i < n` against an invariant `n` (by a branch or a guard), `i` growing on each way around, is
//! strip-mined: the test compares with a limit of at most `n`; past the limit the loop tests `n` itself,
//! polls and sets the limit 1,024 further. Loops around it in which `i` goes on growing (a consumer around
//! a generator that filters) hand the limit on and need no poll of their own.
//!
//! Requirement: a poll may move down only over instructions without effects, because its exit repeats
//! everything behind it.

use super::nest;
use super::rewrite::Defs;
use super::watches::find_poll;
use crate::ir::{Block, Cfg, Class, Cursor, Imm, Inst, Op, Region, Snap, Target, Terminator, Type, Value};

/// Steps of `i` between two polls.
const STRIP: i64 = 1024;

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let mut changed = false;
    // Strip-mining adds no loop and leaves no poll where it looked: each head is seen once.
    let heads: Vec<Block> = Cfg::new(region).loops().into_iter().map(|(head, _)| head).collect();
    for head in heads {
        changed |= strip_mine(region, head)
            || (move_to_head(region, head) && {
                strip_mine(region, head);
                true
            });
    }
    changed
}

/// The blocks of a loop that has no other loop inside.
fn innermost(cfg: &Cfg, head: Block) -> Option<Vec<Block>> {
    let loops = cfg.loops();
    let (_, body) = loops.iter().find(|(known, _)| *known == head)?;
    let is_innermost = loops.iter().all(|(other, _)| *other == head || !body.contains(other));
    is_innermost.then(|| body.clone())
}

/// No effect that an exit before it would have to undo.
pub(super) fn is_quiet(inst: &Inst) -> bool {
    matches!(inst.op.class(), Class::Pure | Class::Load | Class::Guard(_) | Class::Checked(_))
}

/// Moves the poll of the only latch to the loop head, in terms of the head's parameters.
fn move_to_head(region: &mut Region, head: Block) -> bool {
    let cfg = &Cfg::new(region);
    if innermost(cfg, head).is_none() {
        return false;
    }
    let mut latches = cfg.preds(head).iter().copied().filter(|pred| cfg.is_back_edge(*pred, head));
    let (Some(latch), None) = (latches.next(), latches.next()) else { return false };
    let data = region.block(latch);
    let (Some(index), Terminator::Jump(target)) = (find_poll(data), &data.end) else { return false };
    let Some(snap) = data.insts[index].snap else { return false };
    if !data.insts[index + 1..].iter().all(is_quiet) || !is_used_once(region, snap) {
        return false;
    }
    let Some(words) = words_at_head(region, cfg, head, target, snap) else { return false };
    let poll = region.block_mut(latch).insts.remove(index);
    region.block_mut(head).insts.insert(0, poll);
    region.snapshot_mut(snap).words = words;
    true
}

/// The words of a snapshot of the latch as they are at the head, whichever way it is entered.
///
/// At the latch, places that hold one value share a word; at the head, on the way in from outside, they
/// may differ, or a place that the latch knows to be constant may not be. So each argument must be a
/// word, each word of the loop one argument, and each word from outside none.
fn words_at_head(region: &Region, cfg: &Cfg, head: Block, back: &Target, snap: Snap) -> Option<Vec<Value>> {
    let words = &region.snapshot(snap).words;
    if !back.args.iter().all(|arg| words.contains(arg)) {
        return None;
    }
    let (outside, params) = (defined_above(region, cfg, head), &region.block(head).params);
    let at_head = |word: &Value| {
        let mut passed =
            back.args.iter().zip(params).filter(|(arg, _)| *arg == word).map(|(_, param)| *param);
        match (passed.next(), passed.next()) {
            (None, _) => outside[word.index()].then_some(*word),
            (Some(param), None) => (!outside[word.index()]).then_some(param),
            (Some(_), Some(_)) => None,
        }
    };
    words.iter().map(at_head).collect()
}

fn is_used_once(region: &Region, snap: Snap) -> bool {
    let used = |block: Block| {
        let data = region.block(block);
        let guards = data.insts.iter().filter(|inst| inst.snap == Some(snap)).count();
        guards + usize::from(data.end == Terminator::Exit(snap))
    };
    region.block_ids().map(used).sum::<usize>() == 1
}

/// Values defined in blocks that strictly dominate this one.
pub(super) fn defined_above(region: &Region, cfg: &Cfg, block: Block) -> Vec<bool> {
    let mut defined = vec![false; region.value_count()];
    for above in cfg.order.iter().filter(|above| **above != block && cfg.dominates(**above, block)) {
        let data = region.block(*above);
        for value in data.params.iter().copied().chain(data.insts.iter().filter_map(|inst| inst.result)) {
            defined[value.index()] = true;
        }
    }
    defined
}

/// A loop head that can be strip-mined.
pub(super) struct Counted {
    pub(super) head: Block,
    poll: usize,
    /// Instructions in front of the test.
    before: usize,
    /// The comparison that is true while the loop goes on.
    test: Op,
    pub(super) counter: Value,
    pub(super) bound: Value,
    pub(super) rising: bool,
    pub(super) goes_on: GoesOn,
}

/// How the head's test leads on.
#[derive(Clone)]
pub(super) enum GoesOn {
    /// The end of the block: on in the loop, and out of it.
    Branch(Target, Target),
    /// A guard in the middle: out through its snapshot.
    Guard(Snap),
}

fn strip_mine(region: &mut Region, head: Block) -> bool {
    let cfg = &Cfg::new(region);
    let Some(body) = innermost(cfg, head) else { return false };
    let Some(counted) = find_counted(region, cfg, head, &body) else { return false };
    let around = nest::around(region, cfg, &counted);
    nest::remove_polls(region, cfg, head, &around);
    let (limit, start) = add_limit(region, cfg, &counted, &around);
    let inner = enter_body(region, &counted);
    hand_back(region, cfg, &counted, &around, inner);
    let again = next_strip(region, &counted, inner);
    region.block_mut(head).insts.remove(counted.poll);
    let mut at = Cursor::new(region, head);
    let within = at.op(counted.test, &[counted.counter, limit]);
    let current = Target::new(inner, &[limit]);
    at.branch(within, current, Target::new(again, &[]));
    region.block_mut(region.entry()).insts.insert(0, start);
    true
}

fn find_counted(region: &Region, cfg: &Cfg, head: Block, body: &[Block]) -> Option<Counted> {
    let data = region.block(head);
    let poll = find_poll(data)?;
    let defs = Defs::of(region, cfg);
    let rest = &data.insts[poll + 1..];
    let quiet = rest.iter().take_while(|inst| is_quiet(inst)).count();
    let guards = rest[..quiet].iter().enumerate().filter(|(_, inst)| inst.op == Op::guard_true);
    for (index, inst) in guards {
        let Some(snap) = inst.snap else { continue };
        let test = defs.get(inst.args[0]).map(|def| (def.op, def.arg(0), def.arg(1)));
        let place = (poll, poll + 1 + index);
        let counted =
            test.and_then(|test| count(region, cfg, &defs, (head, place), test, GoesOn::Guard(snap)));
        if counted.is_some() {
            return counted;
        }
    }
    let Terminator::Branch(condition, then, otherwise) = &data.end else { return None };
    if quiet < rest.len() {
        return None;
    }
    let def = defs.get(*condition)?;
    let (op, stay, leave) = match (body.contains(&then.block), body.contains(&otherwise.block)) {
        (true, false) => (def.op, then, otherwise),
        (false, true) => (inverse(def.op)?, otherwise, then),
        _ => return None,
    };
    let goes_on = GoesOn::Branch(stay.clone(), leave.clone());
    count(region, cfg, &defs, (head, (poll, data.insts.len())), (op, def.arg(0), def.arg(1)), goes_on)
}

/// Whether the test compares a counter that moves towards an invariant bound.
fn count(
    region: &Region,
    cfg: &Cfg,
    defs: &Defs,
    (head, (poll, before)): (Block, (usize, usize)),
    (op, a, b): (Op, Value, Value),
    goes_on: GoesOn,
) -> Option<Counted> {
    let outside = defined_above(region, cfg, head);
    let (test, counter, bound) = if outside[b.index()] { (op, a, b) } else { (swapped(op)?, b, a) };
    let rising = match test {
        Op::lt | Op::le => true,
        Op::gt | Op::ge => false,
        _ => return None,
    };
    let step = step_of(region, cfg, defs, head, counter)?;
    let fits = outside[bound.index()] && (step > 0) == rising;
    fits.then_some(Counted { head, poll, before, test, counter, bound, rising, goes_on })
}

fn inverse(op: Op) -> Option<Op> {
    Some(match op {
        Op::lt => Op::ge,
        Op::le => Op::gt,
        Op::gt => Op::le,
        Op::ge => Op::lt,
        _ => return None,
    })
}

fn swapped(op: Op) -> Option<Op> {
    Some(match op {
        Op::lt => Op::gt,
        Op::le => Op::ge,
        Op::gt => Op::lt,
        Op::ge => Op::le,
        _ => return None,
    })
}

/// By how much the counter moves on a way around, if that is a constant of one sign on all ways.
pub(super) fn step_of(region: &Region, cfg: &Cfg, defs: &Defs, head: Block, counter: Value) -> Option<i64> {
    let (param, _) = offset_from(defs, counter);
    let index = region.block(head).params.iter().position(|known| *known == param)?;
    let mut sign = None;
    for latch in cfg.preds(head).iter().filter(|pred| cfg.is_back_edge(**pred, head)) {
        for target in region.block(*latch).end.targets() {
            if target.block != head {
                continue;
            }
            let (from, step) = offset_from(defs, target.args[index]);
            if from != param || step == 0 || sign.is_some_and(|sign| sign != step.signum()) {
                return None;
            }
            sign = Some(step.signum());
        }
    }
    sign
}

/// Strips sums and differences with constants.
pub(super) fn offset_from(defs: &Defs, mut value: Value) -> (Value, i64) {
    let mut offset = 0_i64;
    while let Some(def) = defs.get(value) {
        let step = match def.op {
            Op::add
            | Op::add_checked
            | Op::add_up_checked
            | Op::add_down_checked
            | Op::add_natural_checked => defs.int(def.arg(1)),
            Op::sub | Op::sub_checked | Op::sub_down_checked => {
                defs.int(def.arg(1)).and_then(i64::checked_neg)
            }
            _ => None,
        };
        let Some(sum) = step.and_then(|step| offset.checked_add(step)) else { break };
        offset = sum;
        value = def.arg(0);
    }
    (value, offset)
}

/// Every head gets the limit as a parameter; whoever enters the outermost loop passes one that nothing
/// is within. Answers the innermost parameter and the constant passed.
fn add_limit(region: &mut Region, cfg: &Cfg, counted: &Counted, around: &[Block]) -> (Value, Inst) {
    let nothing = if counted.rising { i64::MIN } else { i64::MAX };
    let start = region.make_inst(Op::const_int, Imm::Int(nothing), &[], None);
    let mut passed = start.result.expect("constants have a result");
    for head in around.iter().rev().copied().chain([counted.head]) {
        let limit = region.new_param(head, Type::Int);
        let mut preds = cfg.preds(head).to_vec();
        preds.dedup();
        for pred in preds.into_iter().filter(|pred| !cfg.is_back_edge(*pred, head)) {
            pass(region, pred, head, passed);
        }
        passed = limit;
    }
    (passed, start)
}

/// The latches of every loop hand back the limit that the body knows.
fn hand_back(region: &mut Region, cfg: &Cfg, counted: &Counted, around: &[Block], inner: Block) {
    let current = region.block(inner).params[0];
    for head in around.iter().copied().chain([counted.head]) {
        let latches = cfg.preds(head).iter().copied().filter(|pred| cfg.is_back_edge(*pred, head));
        // The end of the head, where it is a latch itself, is that of the new block now.
        let mut latches: Vec<Block> =
            latches.map(|latch| if latch == counted.head { inner } else { latch }).collect();
        latches.dedup();
        for latch in latches {
            pass(region, latch, head, current);
        }
    }
}

fn pass(region: &mut Region, from: Block, to: Block, value: Value) {
    for target in region.block_mut(from).end.targets_mut() {
        if target.block == to {
            target.args.push(value);
        }
    }
}

/// A block behind the test that knows the limit, which the latches hand back to the head.
fn enter_body(region: &mut Region, counted: &Counted) -> Block {
    let inner = region.new_block();
    region.new_param(inner, Type::Int);
    let head = region.block_mut(counted.head);
    let rest = head.insts.split_off(counted.before);
    let end = std::mem::replace(&mut head.end, Terminator::Open);
    let body = region.block_mut(inner);
    match &counted.goes_on {
        GoesOn::Guard(_) => {
            body.insts.extend(rest.into_iter().skip(1));
            body.end = end;
        }
        GoesOn::Branch(stay, _) => body.end = Terminator::Jump(stay.clone()),
    }
    inner
}

/// Past the limit: leaves at the bound, else polls and sets the next limit.
fn next_strip(region: &mut Region, counted: &Counted, inner: Block) -> Block {
    let Counted { counter, bound, test, rising, .. } = *counted;
    let snap = region.block(counted.head).insts[counted.poll].snap.expect("a poll has a snapshot");
    let check = region.new_block();
    region.block_mut(check).cold = true;
    let mut at = Cursor::new(region, check);
    let on = at.op(test, &[counter, bound]);
    match &counted.goes_on {
        GoesOn::Guard(leave) => at.guard(Op::guard_true, &[on], *leave),
        GoesOn::Branch(_, leave) => {
            let again = at.region.new_block();
            at.region.block_mut(again).cold = true;
            at.branch(on, Target::new(again, &[]), leave.clone());
            at.goto(again);
        }
    }
    keep_stepped_values(&mut at, counted.head, snap);
    at.guard(Op::poll, &[], snap);
    let strip = at.const_int(if rising { STRIP } else { -STRIP });
    let further = at.op(Op::add, &[counter, strip]);
    // Where the sum wraps, or passes the bound, the bound is the limit.
    let order = if rising { Op::lt } else { Op::gt };
    let moved = at.op(order, &[counter, further]);
    let before = at.op(order, &[further, bound]);
    let both = at.op(Op::both, &[moved, before]);
    let limit = at.op(Op::select, &[both, further, bound]);
    at.jump(inner, &[limit]);
    check
}

/// The poll's exit wants values from before the head's own steps (`i` of `i + 1`). They are computed
/// back from the stepped ones, so that only these live on in the loop.
fn keep_stepped_values(at: &mut Cursor<'_>, head: Block, snap: Snap) {
    // The only use is the poll that is about to move here.
    if !is_used_once(at.region, snap) {
        return;
    }
    let insts = at.region.block(head).insts.clone();
    for index in 0..at.region.snapshot(snap).words.len() {
        let word = at.region.snapshot(snap).words[index];
        let stepped = insts.iter().find(|inst| inst.op == Op::add && inst.args[0] == word);
        if let Some((result, step)) = stepped.and_then(|inst| Some((inst.result?, inst.args[1]))) {
            let back = at.op(Op::sub, &[result, step]);
            at.region.snapshot_mut(snap).words[index] = back;
        }
    }
}
