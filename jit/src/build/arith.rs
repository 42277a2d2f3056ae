//! Arithmetic, comparisons and truth.
//!
//! Ints are `i64` in registers: an operation whose result leaves 64 bits exits before the instruction.
//! Bools count as ints. A mixed operation converts the int: exactly rounded, as Python does; a mixed
//! comparison wants the int exact as a float.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::code_info::Instr;
use super::effects::Answer;
use super::state::{Class, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, list, tuple, type_id};
use crate::aborts::Abort;
use crate::ir::{Alias, Op, Value as Ssa};
use crate::snapshot::ExitReason;

/// A pair of operands ready for machine arithmetic.
enum Pair {
    Ints(Ssa, Ssa),
    Bools(Ssa, Ssa),
    Floats(Ssa, Ssa),
    Other,
}

impl Builder<'_> {
    fn pair(&mut self) -> Pair {
        let (left, right) = (self.operand(1), self.operand(0));
        if let (Slot::Bool(left), Slot::Bool(right)) = (left, right) {
            return Pair::Bools(left, right);
        }
        if let (Some(left), Some(right)) = (self.as_int(left), self.as_int(right)) {
            return Pair::Ints(left, right);
        }
        match (self.as_float(left), self.as_float(right)) {
            (Some(left), Some(right)) => Pair::Floats(left, right),
            _ => Pair::Other,
        }
    }

    fn as_int(&mut self, slot: Slot) -> Option<Ssa> {
        match slot {
            Slot::Int(value) => Some(value),
            Slot::Bool(value) => Some(self.at().op(Op::bool_to_int, &[value])),
            _ => None,
        }
    }

    fn as_float(&mut self, slot: Slot) -> Option<Ssa> {
        if let Slot::Float(value) = slot {
            return Some(value);
        }
        let value = self.as_int(slot)?;
        Some(self.at().op(Op::int_to_float, &[value]))
    }

    /// Replaces the top operands, which hold no counts, by a result.
    fn replace_operands(&mut self, count: u32, result: Slot) -> Flow {
        for _ in 0..count {
            let operand = self.pop();
            self.drop_slot(operand);
        }
        self.push(result);
        Flow::Next
    }

    /// `BINARY_OP`.
    pub(super) fn binary_op(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let op = BinaryOp::from_number(instr.oparg).expect("verified code");
        if !self.narrow_operands(instr, 2)? {
            return Ok(Flow::End);
        }
        if op == BinaryOp::Subscr {
            return self.subscript(instr);
        }
        let plain = op.plain();
        let result = match self.pair() {
            Pair::Bools(left, right) if matches!(plain, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor) => {
                Some(self.bool_op(plain, left, right))
            }
            Pair::Bools(left, right) => {
                let mut at = self.at();
                let (left, right) = (at.op(Op::bool_to_int, &[left]), at.op(Op::bool_to_int, &[right]));
                self.int_op(plain, left, right)
            }
            Pair::Ints(left, right) => self.int_op(plain, left, right),
            Pair::Floats(left, right) => self.float_op(plain, left, right),
            Pair::Other => None,
        };
        match result {
            Some(result) => Ok(self.replace_operands(2, result)),
            None => Ok(self.call_helper(
                instr,
                Helper::binary_op,
                &[i64::from(instr.oparg)],
                &[1, 0],
                Answer::Push,
            )),
        }
    }

    fn bool_op(&mut self, op: BinaryOp, left: Ssa, right: Ssa) -> Slot {
        let mut at = self.at();
        let result = match op {
            BinaryOp::And => at.op(Op::both, &[left, right]),
            BinaryOp::Or => at.op(Op::either, &[left, right]),
            _ => {
                let (left, right) = (at.op(Op::bool_to_int, &[left]), at.op(Op::bool_to_int, &[right]));
                at.op(Op::ne, &[left, right])
            }
        };
        Slot::Bool(result)
    }

    fn int_op(&mut self, op: BinaryOp, left: Ssa, right: Ssa) -> Option<Slot> {
        let (op, reason) = match op {
            BinaryOp::Add => (Op::add_checked, ExitReason::Overflow),
            BinaryOp::Subtract => (Op::sub_checked, ExitReason::Overflow),
            BinaryOp::Multiply => (Op::mul_checked, ExitReason::Overflow),
            BinaryOp::Lshift => (Op::shl_checked, ExitReason::Overflow),
            BinaryOp::Rshift => (Op::sar_checked, ExitReason::Overflow),
            BinaryOp::FloorDivide => (Op::floor_div_checked, ExitReason::Arithmetic),
            BinaryOp::Remainder => (Op::floor_mod_checked, ExitReason::Arithmetic),
            BinaryOp::And => return Some(Slot::Int(self.at().op(Op::and, &[left, right]))),
            BinaryOp::Or => return Some(Slot::Int(self.at().op(Op::or, &[left, right]))),
            BinaryOp::Xor => return Some(Slot::Int(self.at().op(Op::xor, &[left, right]))),
            BinaryOp::TrueDivide => return Some(self.true_divide(left, right)),
            BinaryOp::Power if self.ints.get(&right) == Some(&2) => {
                let snap = self.snap(ExitReason::Overflow);
                return Some(Slot::Int(self.at().checked(Op::mul_checked, &[left, left], snap)));
            }
            _ => return None,
        };
        let snap = self.snap(reason);
        Some(Slot::Int(self.at().checked(op, &[left, right], snap)))
    }

    /// Exact where both ints are exact as floats.
    fn true_divide(&mut self, left: Ssa, right: Ssa) -> Slot {
        let inexact = self.snap(ExitReason::FloatRange);
        let zero = self.snap(ExitReason::Arithmetic);
        let mut at = self.at();
        at.guard(Op::guard_exact, &[left], inexact);
        at.guard(Op::guard_exact, &[right], inexact);
        at.guard(Op::guard_nonzero, &[right], zero);
        let (left, right) = (at.op(Op::int_to_float, &[left]), at.op(Op::int_to_float, &[right]));
        Slot::Float(at.op(Op::fdiv, &[left, right]))
    }

    fn float_op(&mut self, op: BinaryOp, left: Ssa, right: Ssa) -> Option<Slot> {
        let simple = match op {
            BinaryOp::Add => Some(Op::fadd),
            BinaryOp::Subtract => Some(Op::fsub),
            BinaryOp::Multiply => Some(Op::fmul),
            _ => None,
        };
        if let Some(op) = simple {
            return Some(Slot::Float(self.at().op(op, &[left, right])));
        }
        let helper = match op {
            BinaryOp::TrueDivide => None,
            BinaryOp::FloorDivide => Some(Helper::float_floor_div),
            BinaryOp::Remainder => Some(Helper::float_mod),
            BinaryOp::Power => return Some(self.float_power(left, right)),
            _ => return None,
        };
        let zero = self.snap(ExitReason::Arithmetic);
        let mut at = self.at();
        at.guard(Op::guard_fnonzero, &[right], zero);
        Some(Slot::Float(match helper {
            None => at.op(Op::fdiv, &[left, right]),
            Some(helper) => at.call(helper, &[left, right])?,
        }))
    }

    /// The helper answers NaN where Python would raise or give a complex number.
    fn float_power(&mut self, left: Ssa, right: Ssa) -> Slot {
        let snap = self.snap(ExitReason::FloatRange);
        let mut at = self.at();
        let result = at.call(Helper::float_power, &[left, right]).expect("the helper has a result");
        let ordered = at.op(Op::feq, &[result, result]);
        at.guard(Op::guard_true, &[ordered], snap);
        Slot::Float(result)
    }

    /// `COMPARE_OP`.
    pub(super) fn compare_op(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let op = CompareOp::from_oparg(instr.oparg).expect("verified code");
        if !self.narrow_operands(instr, 2)? {
            return Ok(Flow::End);
        }
        let mixed = matches!(self.class(self.operand_now(1)), Some(Class::Float))
            != matches!(self.class(self.operand_now(0)), Some(Class::Float));
        let result = match self.pair() {
            Pair::Bools(left, right) => {
                let mut at = self.at();
                let (left, right) = (at.op(Op::bool_to_int, &[left]), at.op(Op::bool_to_int, &[right]));
                at.op(int_comparison(op), &[left, right])
            }
            Pair::Ints(left, right) => self.at().op(int_comparison(op), &[left, right]),
            Pair::Floats(left, right) => {
                if mixed {
                    self.guard_exact_operand();
                }
                self.at().op(float_comparison(op), &[left, right])
            }
            Pair::Other => match self.compare_texts(instr) {
                Some(result) => result,
                None => {
                    return Ok(self.call_helper(
                        instr,
                        Helper::compare_op,
                        &[i64::from(instr.oparg)],
                        &[1, 0],
                        Answer::Push,
                    ));
                }
            },
        };
        Ok(self.replace_operands(2, Slot::Bool(result)))
    }

    /// A comparison of two strings.
    fn compare_texts(&mut self, instr: Instr) -> Option<Ssa> {
        let operands = [self.operand(1), self.operand(0)];
        if operands.iter().any(|&operand| self.class(operand) != Some(Class::Type(type_id::STR))) {
            return None;
        }
        let [left, right] = operands.map(|operand| self.word_of(operand));
        let oparg = self.int(i64::from(instr.oparg));
        let holds = self.at().call(Helper::compare_texts, &[oparg, left?, right?])?;
        let zero = self.int(0);
        Some(self.at().op(Op::ne, &[holds, zero]))
    }

    /// The int operand of a mixed comparison is exact as a float.
    fn guard_exact_operand(&mut self) {
        let snap = self.snap(ExitReason::FloatRange);
        for from_top in 0..2 {
            if let Slot::Int(value) = self.operand(from_top) {
                self.at().guard(Op::guard_exact, &[value], snap);
            }
        }
    }

    /// An operand that is loaded already.
    pub(super) fn operand_now(&self, from_top: u32) -> Slot {
        let slots = &self.state.top().slots;
        slots[slots.len() - 1 - from_top as usize]
    }

    /// The truth of the top operand, if it can be told without running code.
    fn truth(&mut self) -> Option<Ssa> {
        let slot = self.operand(0);
        match slot {
            Slot::Bool(value) => Some(value),
            Slot::Int(value) => {
                let zero = self.int(0);
                Some(self.at().op(Op::ne, &[value, zero]))
            }
            Slot::Float(value) => {
                let mut at = self.at();
                let zero = at.const_float(0.0);
                Some(at.op(Op::fne, &[value, zero]))
            }
            Slot::None => Some(self.at().const_bool(false)),
            Slot::Obj(id) => match *self.state.object(id) {
                Object::Tuple(ref items) => {
                    let filled = !items.is_empty();
                    Some(self.at().const_bool(filled))
                }
                Object::Value { .. } => {
                    let length = self.plain_len(slot)?;
                    let zero = self.int(0);
                    Some(self.at().op(Op::ne, &[length, zero]))
                }
                Object::Generator { .. } | Object::Chain { .. } => Some(self.at().const_bool(true)),
                Object::Range { .. }
                | Object::RangeIterator { .. }
                | Object::SequenceIterator { .. }
                | Object::Asend { .. }
                | Object::Cell(_) => None,
            },
            Slot::Const(..) => {
                let length = self.plain_len(slot)?;
                let zero = self.int(0);
                Some(self.at().op(Op::ne, &[length, zero]))
            }
            Slot::Mem | Slot::Null => None,
        }
    }

    /// `len` of what has a length without running code: a list, a tuple or a string.
    pub(super) fn plain_len(&mut self, slot: Slot) -> Option<Ssa> {
        if self.class(slot) != Some(Class::Type(type_id::STR)) {
            return self.length_of(slot);
        }
        let text = self.word_of(slot)?;
        self.at().call(Helper::text_length, &[text])
    }

    /// Number of items of a list or tuple.
    pub(super) fn length_of(&mut self, slot: Slot) -> Option<Ssa> {
        let (offset, alias) = match self.class(slot)? {
            Class::Type(type_id::LIST) => (list::LEN, Alias::List),
            Class::Type(type_id::TUPLE) => (tuple::LEN, Alias::Const),
            _ => return None,
        };
        let value = self.word_of(slot)?;
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[value]);
        Some(at.load(Op::load_int, base, offset, alias))
    }

    /// `TO_BOOL`.
    pub(super) fn truth_value(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        match self.truth() {
            Some(truth) => Ok(self.replace_operands(1, Slot::Bool(truth))),
            None => Ok(self.call_helper(instr, Helper::to_bool, &[], &[0], Answer::Truth)),
        }
    }

    /// `UNARY_NOT`: the operand is a bool.
    pub(super) fn unary_not(&mut self) -> Flow {
        match self.operand(0) {
            Slot::Bool(value) => {
                let result = self.at().op(Op::not, &[value]);
                self.replace_operands(1, Slot::Bool(result))
            }
            _ => {
                self.exit(ExitReason::Unsupported);
                Flow::End
            }
        }
    }

    /// `UNARY_NEGATIVE`.
    pub(super) fn unary_negative(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let operand = self.operand(0);
        if let Slot::Float(value) = operand {
            let result = self.at().op(Op::fneg, &[value]);
            return Ok(self.replace_operands(1, Slot::Float(result)));
        }
        let Some(value) = self.as_int(operand) else {
            return Ok(self.call_helper(instr, Helper::unary_negative, &[], &[0], Answer::Push));
        };
        let snap = self.snap(ExitReason::Overflow);
        let zero = self.int(0);
        let result = self.at().checked(Op::sub_checked, &[zero, value], snap);
        Ok(self.replace_operands(1, Slot::Int(result)))
    }

    /// `UNARY_INVERT` of an int; bools warn, so they are left to the interpreter.
    pub(super) fn unary_invert(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 1)? {
            return Ok(Flow::End);
        }
        let Slot::Int(value) = self.operand(0) else {
            self.exit(ExitReason::Unsupported);
            return Ok(Flow::End);
        };
        let ones = self.int(-1);
        let result = self.at().op(Op::xor, &[value, ones]);
        Ok(self.replace_operands(1, Slot::Int(result)))
    }

    /// `IS_OP`, where identity is told by kinds or by words.
    pub(super) fn is_op(&mut self, instr: Instr) -> Result<Flow, Abort> {
        if !self.narrow_operands(instr, 2)? {
            return Ok(Flow::End);
        }
        let (left, right) = (self.operand(1), self.operand(0));
        let Some(same) = self.identical(left, right) else {
            self.exit(ExitReason::Unsupported);
            return Ok(Flow::End);
        };
        let result = if instr.oparg == 1 { self.at().op(Op::not, &[same]) } else { same };
        Ok(self.replace_operands(2, Slot::Bool(result)))
    }

    fn identical(&mut self, left: Slot, right: Slot) -> Option<Ssa> {
        if left == right && matches!(left, Slot::None | Slot::Obj(_)) {
            return Some(self.at().const_bool(true));
        }
        if let (Slot::Bool(left), Slot::Bool(right)) = (left, right) {
            let mut at = self.at();
            let (left, right) = (at.op(Op::bool_to_int, &[left]), at.op(Op::bool_to_int, &[right]));
            return Some(at.op(Op::eq, &[left, right]));
        }
        let words = (self.word_of(left), self.word_of(right));
        if let (Some(left), Some(right)) = words {
            return Some(self.at().op(Op::eq, &[left, right]));
        }
        let (left, right) = (self.class(left), self.class(right));
        // Different classes are different objects; ints and floats have no identity of their own.
        let differ = left.is_some() && right.is_some() && left != right;
        differ.then(|| self.at().const_bool(false))
    }
}

fn int_comparison(op: CompareOp) -> Op {
    match op {
        CompareOp::Lt => Op::lt,
        CompareOp::Le => Op::le,
        CompareOp::Eq => Op::eq,
        CompareOp::Ne => Op::ne,
        CompareOp::Gt => Op::gt,
        CompareOp::Ge => Op::ge,
    }
}

fn float_comparison(op: CompareOp) -> Op {
    match op {
        CompareOp::Lt => Op::flt,
        CompareOp::Le => Op::fle,
        CompareOp::Eq => Op::feq,
        CompareOp::Ne => Op::fne,
        CompareOp::Gt => Op::fgt,
        CompareOp::Ge => Op::fge,
    }
}
