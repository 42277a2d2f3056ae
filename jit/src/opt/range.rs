//! Intervals of `i64`, computed in 128 bits so that no bound wraps.

/// The integers from `lo` to `hi`, both included. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// Smallest.
    pub lo: i64,
    /// Largest.
    pub hi: i64,
}

impl Range {
    /// Every `i64`.
    pub const ALL: Range = Range { lo: i64::MIN, hi: i64::MAX };
    /// 0 and above.
    pub const NONNEGATIVE: Range = Range { lo: 0, hi: i64::MAX };

    /// One integer.
    pub fn just(value: i64) -> Range {
        Range { lo: value, hi: value }
    }

    /// The single integer it holds.
    pub fn only(self) -> Option<i64> {
        (self.lo == self.hi).then_some(self.lo)
    }

    /// Whether every integer of it is one of `other`.
    pub fn within(self, other: Range) -> bool {
        other.lo <= self.lo && self.hi <= other.hi
    }

    /// The smallest interval that holds both.
    pub fn join(self, other: Range) -> Range {
        Range { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// What both hold; `self` if they hold nothing in common (code that never runs).
    pub fn meet(self, other: Range) -> Range {
        let (lo, hi) = (self.lo.max(other.lo), self.hi.min(other.hi));
        if lo <= hi { Range { lo, hi } } else { self }
    }

    /// Bounds that moved since `before` go all the way, so that loops are quickly stable.
    pub fn widened_from(self, before: Range) -> Range {
        Range {
            lo: if self.lo < before.lo { i64::MIN } else { self.lo },
            hi: if self.hi > before.hi { i64::MAX } else { self.hi },
        }
    }

    /// `None` if a bound leaves 64 bits.
    fn exact((lo, hi): (i128, i128)) -> Option<Range> {
        Some(Range { lo: i64::try_from(lo).ok()?, hi: i64::try_from(hi).ok()? })
    }

    /// Bounds cut to 64 bits: of an operation that exits on overflow.
    pub fn clamped((lo, hi): (i128, i128)) -> Range {
        let cut = |bound: i128| bound.clamp(i64::MIN.into(), i64::MAX.into());
        let (lo, hi) = (cut(lo), cut(hi));
        Range::exact((lo, hi)).unwrap_or(Range::ALL)
    }

    /// Whether the bounds fit 64 bits, so that the operation needs no check.
    pub fn fits(bounds: (i128, i128)) -> bool {
        Range::exact(bounds).is_some()
    }

    /// Of an operation that wraps.
    pub fn wrapping(bounds: (i128, i128)) -> Range {
        Range::exact(bounds).unwrap_or(Range::ALL)
    }

    fn wide(self) -> (i128, i128) {
        (self.lo.into(), self.hi.into())
    }

    /// Bounds of sums.
    pub fn plus(self, other: Range) -> (i128, i128) {
        let (a, b) = (self.wide(), other.wide());
        (a.0 + b.0, a.1 + b.1)
    }

    /// Bounds of differences.
    pub fn minus(self, other: Range) -> (i128, i128) {
        let (a, b) = (self.wide(), other.wide());
        (a.0 - b.1, a.1 - b.0)
    }

    /// Bounds of products.
    pub fn times(self, other: Range) -> (i128, i128) {
        let (a, b) = (self.wide(), other.wide());
        let corners = [a.0 * b.0, a.0 * b.1, a.1 * b.0, a.1 * b.1];
        let (mut lo, mut hi) = (corners[0], corners[0]);
        for corner in corners {
            lo = lo.min(corner);
            hi = hi.max(corner);
        }
        (lo, hi)
    }

    /// Bounds of `a << b` for counts of this range; `None` if a count may be out of 0..=63.
    pub fn shifted_left(self, count: Range) -> Option<(i128, i128)> {
        let counts = (u32::try_from(count.lo).ok()?, u32::try_from(count.hi).ok()?);
        if counts.1 > 63 {
            return None;
        }
        let (a, b) = (1_i128 << counts.0, 1_i128 << counts.1);
        let (lo, hi) = self.wide();
        Some(((lo * a).min(lo * b), (hi * a).max(hi * b)))
    }

    /// Of arithmetic right shifts; counts beyond 63 act as 63.
    pub fn shifted_right(self, count: Range) -> Range {
        let cut = |count: i64| count.clamp(0, 63);
        let corners = [cut(count.lo), cut(count.hi)].map(|count| (self.lo >> count, self.hi >> count));
        Range { lo: corners[0].0.min(corners[1].0), hi: corners[0].1.max(corners[1].1) }
    }

    /// Of bitwise and.
    pub fn and(self, other: Range) -> Range {
        match (self.lo >= 0, other.lo >= 0) {
            (true, true) => Range { lo: 0, hi: self.hi.min(other.hi) },
            (true, false) => Range { lo: 0, hi: self.hi },
            (false, true) => Range { lo: 0, hi: other.hi },
            (false, false) => Range::ALL,
        }
    }

    /// Of bitwise or and exclusive or.
    pub fn or(self, other: Range) -> Range {
        if self.lo < 0 || other.lo < 0 {
            return Range::ALL;
        }
        let bits = 64 - self.hi.max(other.hi).leading_zeros();
        Range { lo: 0, hi: i64::try_from((1_u64 << bits) - 1).unwrap_or(i64::MAX) }
    }

    /// Of floor remainders: between 0 and the divisor.
    pub fn modulo(self, divisor: Range) -> Range {
        let lo = if divisor.lo < 0 { divisor.lo.saturating_add(1) } else { 0 };
        let hi = if divisor.hi > 0 { divisor.hi - 1 } else { 0 };
        let result = Range { lo: lo.min(0), hi: hi.max(0) };
        if self.lo >= 0 && divisor.lo > 0 { result.meet(Range { lo: 0, hi: self.hi }) } else { result }
    }

    /// Of floor quotients by positive divisors: magnitudes do not grow.
    pub fn quotient(self, divisor: Range) -> Range {
        if divisor.lo <= 0 {
            return Range::ALL;
        }
        let corners = [divisor.lo, divisor.hi].map(|by| (self.lo.div_euclid(by), self.hi.div_euclid(by)));
        Range { lo: corners[0].0.min(corners[1].0), hi: corners[0].1.max(corners[1].1) }
    }

    /// Whether `self < other` always (`true`), never (`false`), or sometimes.
    pub fn less(self, other: Range) -> Option<bool> {
        if self.hi < other.lo {
            Some(true)
        } else if self.lo >= other.hi {
            Some(false)
        } else {
            None
        }
    }

    /// This range where `self < other` holds.
    pub fn below(self, other: Range) -> Range {
        self.meet(Range { lo: i64::MIN, hi: other.hi.saturating_sub(1) })
    }

    /// This range where `self > other` holds.
    pub fn above(self, other: Range) -> Range {
        self.meet(Range { lo: other.lo.saturating_add(1), hi: i64::MAX })
    }

    /// This range where `self <= other` holds.
    pub fn at_most(self, other: Range) -> Range {
        self.meet(Range { lo: i64::MIN, hi: other.hi })
    }

    /// This range where `self >= other` holds.
    pub fn at_least(self, other: Range) -> Range {
        self.meet(Range { lo: other.lo, hi: i64::MAX })
    }

    /// This range without one integer at its ends.
    pub fn except(self, value: i64) -> Range {
        let lo = if self.lo == value { self.lo.saturating_add(1) } else { self.lo };
        let hi = if self.hi == value { self.hi.saturating_sub(1) } else { self.hi };
        if lo <= hi { Range { lo, hi } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: [Range; 6] = [
        Range { lo: 0, hi: 0 },
        Range { lo: -3, hi: 5 },
        Range { lo: 1, hi: 7 },
        Range { lo: -8, hi: -2 },
        Range { lo: 0, hi: 9 },
        Range { lo: -1, hi: 1 },
    ];

    #[track_caller]
    fn holds(range: Range, value: i64, what: &str, a: i64, b: i64) {
        assert!(range.lo <= value && value <= range.hi, "{what} of {a} and {b}: {value} not in {range:?}");
    }

    /// Every result of small operands lies in the range computed from their ranges.
    #[test]
    fn ranges_hold_every_result() {
        for (left, right) in SMALL.iter().flat_map(|left| SMALL.iter().map(move |right| (*left, *right))) {
            for (a, b) in (left.lo..=left.hi).flat_map(|a| (right.lo..=right.hi).map(move |b| (a, b))) {
                holds(Range::wrapping(left.plus(right)), a + b, "sum", a, b);
                holds(Range::wrapping(left.minus(right)), a - b, "difference", a, b);
                holds(Range::wrapping(left.times(right)), a * b, "product", a, b);
                holds(left.and(right), a & b, "and", a, b);
                holds(left.or(right), a | b, "or", a, b);
                holds(left.or(right), a ^ b, "xor", a, b);
                holds(left.shifted_right(right), a >> b.clamp(0, 63), "right shift", a, b);
                if let Some(bounds) = left.shifted_left(right) {
                    holds(Range::wrapping(bounds), a << b, "left shift", a, b);
                }
                if b != 0 {
                    let quotient = (a as f64 / b as f64).floor() as i64;
                    holds(left.modulo(right), a - b * quotient, "modulo", a, b);
                    holds(left.quotient(right), quotient, "quotient", a, b);
                }
                if a < b {
                    holds(left.below(right), a, "below", a, b);
                    holds(right.above(left), b, "above", a, b);
                    assert_ne!(left.less(right), Some(false));
                } else {
                    assert_ne!(left.less(right), Some(true));
                }
            }
        }
    }
}
