//! Folding: operations on constants, neutral operands, and pairs that undo each other (untagging what
//! was tagged, unboxing what was boxed).
//!
//! Requirement: a rule looks at operands only, never at how often a value is used. A box that loses its
//! readers here is removed as dead code or sunk into exits.

use super::rewrite::{self, Change, Defs};
use crate::abi::tag;
use crate::ir::{Cfg, Imm, Inst, Op, Region, Value};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let cfg = Cfg::new(region);
    let insts = rewrite::run(region, &cfg, |_, defs, _, inst| fold(defs, inst));
    let ends = rewrite::fold_ends(region, &cfg, |defs, _, condition| defs.bool(condition));
    insts | ends
}

fn fold(defs: &Defs, inst: &Inst) -> Change {
    let rule = match *inst.args.as_slice() {
        [a] => fold_unary(defs, inst.op, a),
        [a, b] => fold_ints(defs, inst.op, a, b).or_else(|| fold_neutral(defs, inst.op, a, b)),
        [condition, a, b] if inst.op == Op::select => fold_select(defs, condition, a, b),
        _ => None,
    };
    rule.unwrap_or(Change::Keep)
}

fn int(value: i64) -> Change {
    Change::Const(Op::const_int, Imm::Int(value))
}

fn truth(value: bool) -> Change {
    Change::Const(Op::const_bool, Imm::Int(i64::from(value)))
}

fn word(value: u64) -> Change {
    Change::Const(Op::const_val, Imm::Word(value))
}

/// One operand: the inverse of what made it, or a constant.
fn fold_unary(defs: &Defs, op: Op, a: Value) -> Option<Change> {
    let def = defs.get(a)?;
    let inner = || Some(Change::Same(def.arg(0)));
    match (op, def.op) {
        (Op::untag_int, Op::tag_int | Op::box_int)
        | (Op::tag_int | Op::box_int, Op::untag_int)
        | (Op::unbox_float, Op::box_float)
        | (Op::untag_bool, Op::tag_bool)
        | (Op::tag_bool, Op::untag_bool)
        | (Op::ref_ptr, Op::ptr_ref)
        | (Op::ptr_ref, Op::ref_ptr)
        | (Op::not, Op::not)
        | (Op::neg, Op::neg)
        | (Op::fneg, Op::fneg) => inner(),
        (Op::guard_int, Op::tag_int) | (Op::guard_float, Op::box_float) | (Op::guard_bool, Op::tag_bool) => {
            Some(Change::Drop)
        }
        (Op::is_int, Op::tag_int) | (Op::is_float, Op::box_float) | (Op::is_bool, Op::tag_bool) => {
            Some(truth(true))
        }
        (Op::not, compare) => Some(Change::Into(inverse(compare)?, Imm::None, vec![def.arg(0), def.arg(1)])),
        _ => fold_unary_const(op, def.imm),
    }
}

/// The comparison that is true where this one is false. Floats have none: a NaN makes both false.
fn inverse(op: Op) -> Option<Op> {
    Some(match op {
        Op::eq => Op::ne,
        Op::ne => Op::eq,
        Op::lt => Op::ge,
        Op::le => Op::gt,
        Op::gt => Op::le,
        Op::ge => Op::lt,
        Op::feq => Op::fne,
        Op::fne => Op::feq,
        _ => return None,
    })
}

fn fold_unary_const(op: Op, imm: Imm) -> Option<Change> {
    match (op, imm) {
        (Op::neg, Imm::Int(value)) => Some(int(value.wrapping_neg())),
        (Op::not, Imm::Int(value)) => Some(truth(value == 0)),
        (Op::bool_to_int, Imm::Int(value)) => Some(int(value)),
        (Op::int_to_float, Imm::Int(value)) => {
            #[expect(clippy::cast_precision_loss, reason = "the op rounds")]
            let float = value as f64;
            Some(Change::Const(Op::const_float, Imm::Float(float.to_bits())))
        }
        (Op::tag_bool, Imm::Int(value)) => Some(word(if value == 0 { tag::FALSE } else { tag::TRUE })),
        (Op::tag_int | Op::box_int, Imm::Int(value)) if (tag::INT_MIN..=tag::INT_MAX).contains(&value) => {
            Some(word((value << tag::INT_SHIFT).cast_unsigned()))
        }
        (Op::guard_true, Imm::Int(1)) | (Op::guard_false, Imm::Int(0)) => Some(Change::Drop),
        (Op::guard_nonzero, Imm::Int(value)) if value != 0 => Some(Change::Drop),
        (Op::guard_fnonzero, Imm::Float(bits)) if f64::from_bits(bits) != 0.0 => Some(Change::Drop),
        (_, Imm::Word(bits)) => fold_word(op, bits),
        _ => None,
    }
}

/// One operand that is a tagged constant.
fn fold_word(op: Op, bits: u64) -> Option<Change> {
    let is_int = bits & tag::INT_MASK == 0;
    let is_bool = bits == tag::FALSE || bits == tag::TRUE;
    let is_float = tag::FLOAT_TAGS >> (bits & tag::MASK) & 1 != 0;
    match op {
        Op::untag_int if is_int => Some(int(bits.cast_signed() >> tag::INT_SHIFT)),
        Op::untag_bool if is_bool => Some(truth(bits == tag::TRUE)),
        Op::unbox_float if is_float => {
            let float = bits.rotate_right(tag::FLOAT_ROTATE).wrapping_sub(tag::FLOAT_BIAS);
            Some(Change::Const(Op::const_float, Imm::Float(float)))
        }
        Op::is_int => Some(truth(is_int)),
        Op::is_bool => Some(truth(is_bool)),
        Op::is_float => Some(truth(is_float)),
        Op::is_heap | Op::is_type => Some(truth(false)),
        Op::guard_int if is_int => Some(Change::Drop),
        Op::guard_bool if is_bool => Some(Change::Drop),
        Op::guard_float if is_float => Some(Change::Drop),
        Op::guard_bound if bits != tag::NULL => Some(Change::Drop),
        Op::guard_ok if bits != tag::RAISED => Some(Change::Drop),
        Op::inc_any | Op::dec_any => Some(Change::Drop),
        _ => None,
    }
}

/// Both operands are integer constants. A checked op that would leave the region is kept.
fn fold_ints(defs: &Defs, op: Op, a: Value, b: Value) -> Option<Change> {
    let (a, b) = (defs.int(a)?, defs.int(b)?);
    let result = match op {
        Op::add => a.wrapping_add(b),
        Op::sub => a.wrapping_sub(b),
        Op::mul => a.wrapping_mul(b),
        Op::and => a & b,
        Op::or => a | b,
        Op::xor => a ^ b,
        Op::add_checked | Op::add_up_checked | Op::add_down_checked | Op::add_natural_checked => {
            a.checked_add(b)?
        }
        Op::sub_checked | Op::sub_down_checked => a.checked_sub(b)?,
        Op::mul_checked => a.checked_mul(b)?,
        Op::floor_div | Op::floor_div_checked => floor_div(a, b)?,
        Op::floor_mod | Op::floor_mod_checked => {
            floor_div(a, b).map(|quotient| a.wrapping_sub(quotient.wrapping_mul(b)))?
        }
        Op::shl => a.wrapping_shl(u32::try_from(b).ok()?),
        Op::sar => a >> u32::try_from(b).ok().filter(|count| *count < 64)?,
        Op::eq => return Some(truth(a == b)),
        Op::ne => return Some(truth(a != b)),
        Op::lt => return Some(truth(a < b)),
        Op::le => return Some(truth(a <= b)),
        Op::gt => return Some(truth(a > b)),
        Op::ge => return Some(truth(a >= b)),
        Op::ult => return Some(truth(a.cast_unsigned() < b.cast_unsigned())),
        Op::guard_index if 0 <= a && a < b => return Some(Change::Drop),
        Op::guard_eq if a == b => return Some(Change::Drop),
        Op::guard_ne if a != b => return Some(Change::Drop),
        _ => return None,
    };
    Some(int(result))
}

fn floor_div(a: i64, b: i64) -> Option<i64> {
    let (quotient, rest) = (a.checked_div(b)?, a.checked_rem(b)?);
    Some(if rest != 0 && (rest < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// A neutral operand, or twice the same.
fn fold_neutral(defs: &Defs, op: Op, a: Value, b: Value) -> Option<Change> {
    if a == b {
        match op {
            Op::eq | Op::le | Op::ge => return Some(truth(true)),
            Op::ne | Op::lt | Op::gt | Op::ult => return Some(truth(false)),
            Op::sub | Op::sub_checked | Op::sub_down_checked | Op::xor => return Some(int(0)),
            Op::and | Op::or | Op::both | Op::either => return Some(Change::Same(a)),
            Op::guard_eq => return Some(Change::Drop),
            _ => {}
        }
    }
    if let (Some(Imm::Word(left)), Some(Imm::Word(right))) = (word_of(defs, a), word_of(defs, b)) {
        match op {
            Op::eq => return Some(truth(left == right)),
            Op::ne => return Some(truth(left != right)),
            Op::guard_eq if left == right => return Some(Change::Drop),
            Op::guard_ne if left != right => return Some(Change::Drop),
            _ => {}
        }
    }
    match (op, defs.int(a), defs.int(b)) {
        (
            Op::add
            | Op::sub
            | Op::or
            | Op::xor
            | Op::shl
            | Op::sar
            | Op::add_checked
            | Op::sub_checked
            | Op::shl_checked
            | Op::sar_checked
            | Op::add_up_checked
            | Op::add_down_checked
            | Op::add_natural_checked
            | Op::sub_down_checked,
            _,
            Some(0),
        )
        | (Op::mul | Op::mul_checked | Op::floor_div_checked, _, Some(1))
        | (Op::and, _, Some(-1)) => Some(Change::Same(a)),
        (Op::add | Op::or | Op::xor | Op::add_checked, Some(0), _)
        | (Op::mul | Op::mul_checked, Some(1), _) => Some(Change::Same(b)),
        (Op::mul | Op::mul_checked | Op::and, _, Some(0))
        | (Op::mul | Op::mul_checked | Op::and, Some(0), _) => Some(int(0)),
        _ => fold_bools(defs, op, a, b),
    }
}

fn word_of(defs: &Defs, value: Value) -> Option<Imm> {
    defs.by(value, Op::const_val).map(|def| def.imm)
}

fn fold_bools(defs: &Defs, op: Op, a: Value, b: Value) -> Option<Change> {
    match (op, defs.bool(a), defs.bool(b)) {
        (Op::both, Some(true), _) | (Op::either, Some(false), _) => Some(Change::Same(b)),
        (Op::both, _, Some(true)) | (Op::either, _, Some(false)) => Some(Change::Same(a)),
        (Op::both, Some(false), _) | (Op::both, _, Some(false)) => Some(truth(false)),
        (Op::either, Some(true), _) | (Op::either, _, Some(true)) => Some(truth(true)),
        _ => None,
    }
}

fn fold_select(defs: &Defs, condition: Value, a: Value, b: Value) -> Option<Change> {
    match defs.bool(condition) {
        Some(true) => Some(Change::Same(a)),
        Some(false) => Some(Change::Same(b)),
        None => (a == b).then_some(Change::Same(a)),
    }
}
