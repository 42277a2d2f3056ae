//! Division by a constant as a multiplication: 3 cycles instead of 10 to 18.
//!
//! For a divisor `d >= 2` there are `M` and `s` such that `trunc(a / d)` is the high half of `M * a`, shifted
//! right by `s`, plus 1 for negative `a` — for every 64-bit `a`. `M` is the least multiplier of at most 64
//! bits that is close enough to `2^(64 + s) / d`; where it has 64 bits it stands for `M - 2^64`, and `a` is
//! added to the product. (Granlund and Montgomery, 1994.)

use super::lower::Lowering;
use cranelift_codegen::ir::{InstBuilder, InstructionData, Opcode, Value, ValueDef};

/// Multiplier and shift for a divisor of 2 or more.
fn magic(divisor: u64) -> (i64, i64) {
    const HALF: u64 = 1 << 63;
    // The largest dividend whose remainder is the largest there is.
    let limit = HALF - 1 - HALF % divisor;
    let (mut limit_quotient, mut limit_rest) = (HALF / limit, HALF % limit);
    let (mut quotient, mut rest) = (HALF / divisor, HALF % divisor);
    let mut power = 63;
    loop {
        power += 1;
        (limit_quotient, limit_rest) = double(limit_quotient, limit_rest, limit);
        (quotient, rest) = double(quotient, rest, divisor);
        let error = divisor - rest;
        if limit_quotient > error || limit_quotient == error && limit_rest > 0 {
            return ((quotient + 1).cast_signed(), power - 64);
        }
    }
}

/// Quotient and remainder of twice the dividend.
fn double(quotient: u64, rest: u64, divisor: u64) -> (u64, u64) {
    let carry = u64::from(rest >= divisor - rest);
    (2 * quotient + carry, (2 * rest).wrapping_sub(carry * divisor))
}

impl Lowering<'_> {
    /// The number that a machine value is, if it was made as a constant.
    fn constant(&self, value: Value) -> Option<i64> {
        let ValueDef::Result(inst, _) = self.b.func.dfg.value_def(value) else { return None };
        match self.b.func.dfg.insts[inst] {
            InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some(imm.bits()),
            _ => None,
        }
    }

    /// Floor quotient and remainder for a constant divisor of 2 or more.
    pub(super) fn floor_by_constant(&mut self, a: Value, b: Value) -> Option<(Value, Value)> {
        let divisor = u64::try_from(self.constant(b)?).ok().filter(|divisor| *divisor >= 2)?;
        let (multiplier, shift) = magic(divisor);
        let factor = self.word(multiplier.cast_unsigned());
        let mut high = self.b.ins().smulhi(a, factor);
        if multiplier < 0 {
            high = self.b.ins().iadd(high, a);
        }
        let shifted = self.b.ins().sshr_imm_u(high, shift);
        let sign = self.b.ins().ushr_imm_u(a, 63);
        let truncated = self.b.ins().iadd(shifted, sign);
        let product = self.b.ins().imul(truncated, b);
        let rest = self.b.ins().isub(a, product);
        // All ones where the remainder is negative: the floor lies one below.
        let below = self.b.ins().sshr_imm_u(rest, 63);
        let quotient = self.b.ins().iadd(truncated, below);
        let added = self.b.ins().band(below, b);
        Some((quotient, self.b.ins().iadd(rest, added)))
    }
}

#[cfg(test)]
mod tests {
    use super::magic;

    fn divide(a: i64, divisor: i64) -> i64 {
        let (multiplier, shift) = magic(divisor.cast_unsigned());
        let high = ((i128::from(multiplier) * i128::from(a)) >> 64) as i64;
        let high = if multiplier < 0 { high.wrapping_add(a) } else { high };
        (high >> shift) + i64::from(a < 0)
    }

    #[test]
    fn quotients_are_exact() {
        let edges = [0, 1, 2, 3, 6, 7, 9, 10, 99, 1 << 31, (1 << 61) - 1, i64::MAX - 1, i64::MAX];
        let divisors =
            [2, 3, 5, 6, 7, 9, 10, 641, 1_000_000_007, 1 << 40, (1 << 62) + 1, i64::MAX - 1, i64::MAX];
        for divisor in divisors {
            let multiples = edges.map(|edge| edge.wrapping_mul(divisor));
            let near = edges
                .into_iter()
                .chain(multiples)
                .flat_map(|edge| (-2..=2).map(move |d| edge.wrapping_add(d)));
            for a in near.flat_map(|a| [a, a.wrapping_neg()]) {
                assert_eq!(divide(a, divisor), a / divisor, "{a} / {divisor}");
            }
        }
    }
}
