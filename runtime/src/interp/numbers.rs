//! Arithmetic and comparison of immediates: what most instructions of hot loops come down to.
//!
//! Every function answers `None` when the operands are not immediates of the right kinds, when the
//! result is not immediate, or when Python would raise: the slow path decides then. Immediates own
//! nothing, so no counts change hands here.

use crate::value::Raw;

/// Beyond this a float no longer holds every int: comparisons of the two are left to the slow path.
const EXACT: i64 = 1 << 53;

#[inline(always)]
fn both_small(a: Raw, b: Raw) -> bool {
    (a.0 | b.0) & 0b11 == 0
}

/// The operands as floats, if at least one is one.
#[inline(always)]
fn floats(a: Raw, b: Raw) -> Option<(f64, f64)> {
    if a.is_inline_float() {
        if b.is_inline_float() {
            return Some((a.inline_float(), b.inline_float()));
        }
        return b.is_small().then(|| (a.inline_float(), b.small() as f64));
    }
    (b.is_inline_float() && a.is_small()).then(|| (a.small() as f64, b.inline_float()))
}

/// `a + b`.
#[inline(always)]
pub(super) fn add(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) {
        // Shifted by the tag, so that an overflow of 64 bits is one of 62.
        return (a.0 as i64).checked_add(b.0 as i64).map(|sum| Raw(sum as u64));
    }
    floats(a, b).and_then(|(a, b)| Raw::try_float(a + b))
}

/// `a - b`.
#[inline(always)]
pub(super) fn subtract(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) {
        return (a.0 as i64).checked_sub(b.0 as i64).map(|difference| Raw(difference as u64));
    }
    floats(a, b).and_then(|(a, b)| Raw::try_float(a - b))
}

/// `a * b`.
#[inline(always)]
pub(super) fn multiply(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) {
        return a.small().checked_mul(b.0 as i64).map(|product| Raw(product as u64));
    }
    floats(a, b).and_then(|(a, b)| Raw::try_float(a * b))
}

/// `a % b`.
#[inline(always)]
pub(super) fn remainder(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) && b.0 != 0 {
        let (a, b) = (a.small(), b.small());
        if (a | b) as u64 >> 32 == 0 {
            return Some(Raw::from_small((a as u32 % b as u32).into()));
        }
        let rest = a % b;
        return Some(Raw::from_small(if rest != 0 && (rest ^ b) < 0 { rest + b } else { rest }));
    }
    None
}

/// `a // b`.
#[inline(always)]
pub(super) fn floor_divide(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) && b.0 != 0 {
        let (a, b) = (a.small(), b.small());
        let quotient = a / b;
        let floor = if a % b != 0 && (a ^ b) < 0 { quotient - 1 } else { quotient };
        return Raw::try_small(floor);
    }
    None
}

/// `a / b`.
#[inline(always)]
pub(super) fn true_divide(a: Raw, b: Raw) -> Option<Raw> {
    if both_small(a, b) {
        let (a, b) = (a.small(), b.small());
        // Both exact, so that the quotient is rounded once.
        if b == 0 || a.unsigned_abs() > EXACT as u64 || b.unsigned_abs() > EXACT as u64 {
            return None;
        }
        return Raw::try_float(a as f64 / b as f64);
    }
    let (a, b) = floats(a, b)?;
    if b == 0.0 { None } else { Raw::try_float(a / b) }
}

/// `a & b`.
#[inline(always)]
pub(super) fn and(a: Raw, b: Raw) -> Option<Raw> {
    both_small(a, b).then_some(Raw(a.0 & b.0))
}

/// `a | b`.
#[inline(always)]
pub(super) fn or(a: Raw, b: Raw) -> Option<Raw> {
    both_small(a, b).then_some(Raw(a.0 | b.0))
}

/// `a ^ b`.
#[inline(always)]
pub(super) fn xor(a: Raw, b: Raw) -> Option<Raw> {
    both_small(a, b).then_some(Raw(a.0 ^ b.0))
}

/// `a >> b`.
#[inline(always)]
pub(super) fn shift_right(a: Raw, b: Raw) -> Option<Raw> {
    (both_small(a, b) && b.0 as i64 >= 0).then(|| Raw::from_small(a.small() >> b.small().min(63)))
}

/// Whether the comparison with this mask holds: 1 unordered, 2 less, 4 greater, 8 equal.
#[inline(always)]
pub(super) fn compare(mask: usize, a: Raw, b: Raw) -> Option<bool> {
    if both_small(a, b) {
        let (a, b) = (a.0 as i64, b.0 as i64);
        let outcome = 8usize >> (2 * usize::from(a < b) + usize::from(a > b));
        return Some(mask & outcome != 0);
    }
    let exact = |word: Raw| word.is_inline_float() || word.small().unsigned_abs() <= EXACT as u64;
    let (a, b) = floats(a, b).filter(|_| exact(a) && exact(b))?;
    // Inline floats are never NaN.
    let outcome = 8usize >> (2 * usize::from(a < b) + usize::from(a > b));
    Some(mask & outcome != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDGES: [i64; 13] = [
        0,
        1,
        -1,
        2,
        -2,
        7,
        -7,
        1 << 31,
        -(1 << 31),
        (1 << 61) - 1,
        -(1 << 61),
        (1 << 60) + 5,
        -(1 << 60) - 3,
    ];

    #[test]
    fn small_ints_agree_with_wide_arithmetic() {
        for &a in &EDGES {
            for &b in &EDGES {
                let (x, y) = (Raw::from_small(a), Raw::from_small(b));
                let wide = |value: i128| i64::try_from(value).ok().and_then(Raw::try_small);
                let (w, v) = (i128::from(a), i128::from(b));
                assert_eq!(add(x, y), wide(w + v));
                assert_eq!(subtract(x, y), wide(w - v));
                assert_eq!(multiply(x, y), wide(w * v));
                if b != 0 {
                    let floor = w.div_euclid(v) - i128::from(v < 0 && w.rem_euclid(v) != 0);
                    assert_eq!(floor_divide(x, y), wide(floor), "{a} // {b}");
                    assert_eq!(remainder(x, y), wide(w - floor * v), "{a} % {b}");
                }
                assert_eq!(compare(2, x, y), Some(a < b));
                assert_eq!(compare(4 | 8, x, y), Some(a >= b));
                assert_eq!(compare(1 | 2 | 4, x, y), Some(a != b));
            }
        }
    }

    #[test]
    fn ints_and_floats_compare_exactly_or_not_at_all() {
        let float = |value: f64| Raw::try_float(value).unwrap();
        assert_eq!(compare(8, Raw::from_small(3), float(3.0)), Some(true));
        assert_eq!(compare(2, float(2.5), Raw::from_small(3)), Some(true));
        assert_eq!(compare(8, Raw::from_small((1 << 53) + 1), float(9007199254740992.0)), None);
        assert_eq!(compare(2, Raw::NONE, Raw::from_small(1)), None);
    }
}
