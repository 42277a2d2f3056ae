//! Arithmetic, comparisons and checked arithmetic.
//!
//! Forms of overflow checks: `sadd_overflow` followed by a branch materialises the flag and tests it
//! again, so sums and differences are checked by signs instead, and by one comparison where a pass has
//! proved the sign of an operand.

use super::lower::{Lowering, Undo};
use crate::ir::{Op, Snap};
use cranelift_codegen::ir::{
    InstBuilder, Value,
    condcodes::{FloatCC, IntCC},
    types,
};

impl Lowering<'_> {
    /// Pure ops on numbers and truth values.
    pub(super) fn lower_arith(&mut self, op: Op, args: &[Value]) -> Option<Value> {
        if let Some(condition) = int_condition(op) {
            return Some(self.b.ins().icmp(condition, args[0], args[1]));
        }
        if let Some(condition) = float_condition(op) {
            return Some(self.b.ins().fcmp(condition, args[0], args[1]));
        }
        match *args {
            [a] => self.lower_unary(op, a),
            [a, b] => self.lower_binary(op, a, b),
            [condition, a, b] if op == Op::select => Some(self.b.ins().select(condition, a, b)),
            _ => None,
        }
    }

    fn lower_unary(&mut self, op: Op, a: Value) -> Option<Value> {
        let ins = self.b.ins();
        Some(match op {
            Op::neg => ins.ineg(a),
            Op::not => ins.bxor_imm_u(a, 1),
            Op::bool_to_int => ins.uextend(types::I64, a),
            Op::fneg => ins.fneg(a),
            Op::fabs => ins.fabs(a),
            Op::int_to_float => ins.fcvt_from_sint(types::F64, a),
            _ => return None,
        })
    }

    fn lower_binary(&mut self, op: Op, a: Value, b: Value) -> Option<Value> {
        let ins = self.b.ins();
        Some(match op {
            Op::add => ins.iadd(a, b),
            Op::sub => ins.isub(a, b),
            Op::mul => ins.imul(a, b),
            Op::and | Op::both => ins.band(a, b),
            Op::or | Op::either => ins.bor(a, b),
            Op::xor => ins.bxor(a, b),
            Op::shl => ins.ishl(a, b),
            Op::sar => ins.sshr(a, b),
            Op::fadd => ins.fadd(a, b),
            Op::fsub => ins.fsub(a, b),
            Op::fmul => ins.fmul(a, b),
            Op::fdiv => ins.fdiv(a, b),
            Op::floor_div => self.floor_div(a, b).0,
            Op::floor_mod => self.floor_div(a, b).1,
            _ => return None,
        })
    }

    /// Floor quotient and remainder from the truncated ones. Cranelift's division traps on 0 and on
    /// `i64::MIN / -1`, which callers have excluded.
    fn floor_div(&mut self, a: Value, b: Value) -> (Value, Value) {
        if let Some(both) = self.floor_by_constant(a, b) {
            return both;
        }
        let quotient = self.b.ins().sdiv(a, b);
        let product = self.b.ins().imul(quotient, b);
        let rest = self.b.ins().isub(a, product);
        let signs = self.b.ins().bxor(rest, b);
        let differs = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let inexact = self.b.ins().icmp_imm_s(IntCC::NotEqual, rest, 0);
        let adjust = self.b.ins().band(differs, inexact);
        let one = self.b.ins().uextend(types::I64, adjust);
        let floor = self.b.ins().isub(quotient, one);
        let moved = self.b.ins().iadd(rest, b);
        let modulo = self.b.ins().select(adjust, moved, rest);
        (floor, modulo)
    }

    /// Checked ops on `i64`: the result, or out through the snapshot.
    pub(super) fn lower_checked(&mut self, op: Op, a: Value, b: Value, snap: Snap) -> Option<Value> {
        Some(match op {
            Op::add_checked => self.add_checked(a, b, snap),
            Op::sub_checked => self.sub_checked(a, b, snap),
            Op::add_up_checked => {
                let sum = self.b.ins().iadd(a, b);
                self.exit_on(IntCC::SignedLessThan, sum, a, snap)
            }
            Op::add_down_checked => {
                let sum = self.b.ins().iadd(a, b);
                self.exit_on(IntCC::SignedGreaterThan, sum, a, snap)
            }
            Op::add_natural_checked => {
                let sum = self.b.ins().iadd(a, b);
                let overflow = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, sum, 0);
                self.undo = Some(Undo { operand: a, result: sum, other: b });
                self.exit_if(overflow, snap);
                self.undo = None;
                sum
            }
            Op::sub_down_checked => {
                let difference = self.b.ins().isub(a, b);
                self.exit_on(IntCC::SignedGreaterThan, difference, a, snap)
            }
            Op::mul_checked => {
                let (product, overflow) = self.b.ins().smul_overflow(a, b);
                self.exit_if(overflow, snap);
                product
            }
            Op::shl_checked => self.shl_checked(a, b, snap),
            Op::sar_checked => {
                let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, b, 0);
                self.exit_if(negative, snap);
                let most = self.b.ins().iconst(types::I64, 63);
                let count = self.b.ins().umin(b, most);
                self.b.ins().sshr(a, count)
            }
            Op::floor_div_checked => self.floor_checked(a, b, true, snap),
            Op::floor_mod_checked => self.floor_checked(a, b, false, snap),
            _ => return None,
        })
    }

    fn exit_on(&mut self, condition: IntCC, result: Value, operand: Value, snap: Snap) -> Value {
        let overflow = self.b.ins().icmp(condition, result, operand);
        self.exit_if(overflow, snap);
        result
    }

    /// A sum overflows iff its sign differs from that of both operands.
    fn add_checked(&mut self, a: Value, b: Value, snap: Snap) -> Value {
        let sum = self.b.ins().iadd(a, b);
        let left = self.b.ins().bxor(a, sum);
        let right = self.b.ins().bxor(b, sum);
        let both = self.b.ins().band(left, right);
        let overflow = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, both, 0);
        self.exit_if(overflow, snap);
        sum
    }

    /// A difference overflows iff the signs of the operands differ and its own differs from the first's.
    fn sub_checked(&mut self, a: Value, b: Value, snap: Snap) -> Value {
        let difference = self.b.ins().isub(a, b);
        let operands = self.b.ins().bxor(a, b);
        let result = self.b.ins().bxor(a, difference);
        let both = self.b.ins().band(operands, result);
        let overflow = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, both, 0);
        self.exit_if(overflow, snap);
        difference
    }

    fn shl_checked(&mut self, a: Value, b: Value, snap: Snap) -> Value {
        let in_range = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, b, 64);
        self.exit_unless(in_range, snap);
        let shifted = self.b.ins().ishl(a, b);
        let back = self.b.ins().sshr(shifted, b);
        self.exit_on(IntCC::NotEqual, back, a, snap);
        shifted
    }

    /// By 0 is an exit. By -1 is kept from the division, which would trap on `i64::MIN`: the quotient
    /// is the negation (an exit for `i64::MIN`), the remainder 0.
    fn floor_checked(&mut self, a: Value, b: Value, quotient: bool, snap: Snap) -> Value {
        let nonzero = self.b.ins().icmp_imm_s(IntCC::NotEqual, b, 0);
        self.exit_unless(nonzero, snap);
        let (divide, negate, join) = (self.next_block(), self.cold_block(), self.next_block());
        let result = self.b.append_block_param(join, types::I64);
        let minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, b, -1);
        self.b.ins().brif(minus_one, negate, &[], divide, &[]);

        self.b.switch_to_block(negate);
        let negated = if quotient {
            let smallest = self.b.ins().icmp_imm_s(IntCC::Equal, a, i64::MIN);
            self.exit_if(smallest, snap);
            self.b.ins().ineg(a)
        } else {
            self.b.ins().iconst(types::I64, 0)
        };
        self.b.ins().jump(join, &[negated.into()]);

        self.b.switch_to_block(divide);
        let (floor, modulo) = self.floor_div(a, b);
        let chosen = if quotient { floor } else { modulo };
        self.b.ins().jump(join, &[chosen.into()]);
        self.b.switch_to_block(join);
        result
    }
}

fn int_condition(op: Op) -> Option<IntCC> {
    Some(match op {
        Op::eq => IntCC::Equal,
        Op::ne => IntCC::NotEqual,
        Op::lt => IntCC::SignedLessThan,
        Op::le => IntCC::SignedLessThanOrEqual,
        Op::gt => IntCC::SignedGreaterThan,
        Op::ge => IntCC::SignedGreaterThanOrEqual,
        Op::ult => IntCC::UnsignedLessThan,
        _ => return None,
    })
}

fn float_condition(op: Op) -> Option<FloatCC> {
    Some(match op {
        Op::feq => FloatCC::Equal,
        Op::fne => FloatCC::NotEqual,
        Op::flt => FloatCC::LessThan,
        Op::fle => FloatCC::LessThanOrEqual,
        Op::fgt => FloatCC::GreaterThan,
        Op::fge => FloatCC::GreaterThanOrEqual,
        _ => return None,
    })
}
