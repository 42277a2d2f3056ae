//! Constant expressions.
//!
//! An operation on constants is replaced by its result, if that is small and no error. Whatever is not
//! folded here is computed when the program runs, with the same result.

mod collections;
mod numbers;

use crate::consts::{Consts, is_true};
use crate::flow::Instr;
use crate::flow::loads::{const_value, make_load};
use crate::flow::sequences::{const_loads_before, erase};
use genjit_bytecode::{Constant, Opcode};

pub(crate) use numbers::{arithmetic, equal, negative};

/// `BINARY_OP` operands, as far as they are folded.
mod nb {
    pub(super) const ADD: u32 = 0;
    pub(super) const AND: u32 = 1;
    pub(super) const FLOOR_DIVIDE: u32 = 2;
    pub(super) const LSHIFT: u32 = 3;
    pub(super) const MULTIPLY: u32 = 5;
    pub(super) const REMAINDER: u32 = 6;
    pub(super) const OR: u32 = 7;
    pub(super) const POWER: u32 = 8;
    pub(super) const RSHIFT: u32 = 9;
    pub(super) const SUBTRACT: u32 = 10;
    pub(super) const TRUE_DIVIDE: u32 = 11;
    pub(super) const XOR: u32 = 12;
    pub(super) const SUBSCR: u32 = 26;
}

/// Folds the binary operation at `i`, if its operands are constants.
pub(super) fn binary(instrs: &mut [Instr], i: usize, consts: &mut Consts) {
    let Some(loads) = const_loads_before(instrs, i, 2) else { return };
    let value = |at: usize| const_value(instrs[at].op, instrs[at].arg, consts);
    let (left, right) = (value(loads[0]), value(loads[1]));
    let Some(result) = eval_binary(&left, instrs[i].arg, &right) else { return };
    erase(instrs, &loads);
    make_load(&mut instrs[i], result, consts);
}

/// Folds the unary operation at `i`, if its operand is a constant.
pub(super) fn unary(instrs: &mut [Instr], i: usize, opcode: Opcode, consts: &mut Consts) {
    let Some(loads) = const_loads_before(instrs, i, 1) else { return };
    let operand = const_value(instrs[loads[0]].op, instrs[loads[0]].arg, consts);
    let result = match opcode {
        Opcode::UNARY_NOT => Some(Constant::Bool(!is_true(&operand))),
        Opcode::UNARY_NEGATIVE => negative(&operand),
        Opcode::UNARY_INVERT => numbers::invert(&operand),
        _ => numbers::positive(&operand),
    };
    let Some(result) = result else { return };
    erase(instrs, &loads);
    make_load(&mut instrs[i], result, consts);
}

fn eval_binary(left: &Constant, op: u32, right: &Constant) -> Option<Constant> {
    match op {
        nb::SUBSCR => collections::subscript(left, right),
        nb::ADD => arithmetic(left, op, right).or_else(|| collections::concat(left, right)),
        nb::MULTIPLY => arithmetic(left, op, right).or_else(|| collections::repeat(left, right)),
        _ => arithmetic(left, op, right),
    }
}

#[cfg(test)]
mod tests {
    use super::{eval_binary, nb};
    use genjit_bytecode::Constant;
    use num_bigint::BigInt;

    fn int(value: i64) -> Constant {
        Constant::Int(BigInt::from(value))
    }

    #[test]
    fn integers_divide_downwards() {
        for (a, b, quotient, remainder) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1)] {
            assert_eq!(eval_binary(&int(a), nb::FLOOR_DIVIDE, &int(b)), Some(int(quotient)));
            assert_eq!(eval_binary(&int(a), nb::REMAINDER, &int(b)), Some(int(remainder)));
        }
    }

    #[test]
    fn floats_divide_downwards() {
        let float = Constant::Float;
        assert_eq!(eval_binary(&float(-7.5), nb::FLOOR_DIVIDE, &float(2.0)), Some(float(-4.0)));
        assert_eq!(eval_binary(&float(-7.5), nb::REMAINDER, &float(2.0)), Some(float(0.5)));
        assert_eq!(eval_binary(&float(-0.0), nb::REMAINDER, &float(2.0)), Some(float(0.0)));
    }

    #[test]
    fn errors_and_large_results_are_left_to_the_runtime() {
        for op in [nb::FLOOR_DIVIDE, nb::REMAINDER, nb::TRUE_DIVIDE] {
            assert_eq!(eval_binary(&int(1), op, &int(0)), None);
            assert_eq!(eval_binary(&Constant::Float(1.0), op, &Constant::Float(0.0)), None);
        }
        assert_eq!(eval_binary(&int(2), nb::POWER, &int(1_000_000)), None);
        assert_eq!(eval_binary(&int(1), nb::LSHIFT, &int(1_000_000)), None);
        assert_eq!(eval_binary(&int(1), nb::LSHIFT, &int(-1)), None);
        assert_eq!(eval_binary(&Constant::Str("ab".into()), nb::MULTIPLY, &int(10_000)), None);
        assert_eq!(eval_binary(&Constant::Str("ab".into()), nb::SUBSCR, &int(2)), None);
    }

    #[test]
    fn text_is_indexed_and_sliced() {
        let text = Constant::Str("añb".into());
        let slice = |a: Constant, b: Constant, c: Constant| Constant::Slice(Box::new([a, b, c]));
        let none = || Constant::None;
        let cases = [
            (int(-1), "b"),
            (slice(int(1), none(), none()), "ñb"),
            (slice(none(), none(), int(-1)), "bña"),
            (slice(int(-10), int(10), int(2)), "ab"),
            (slice(int(2), int(0), int(-1)), "bñ"),
        ];
        for (index, expected) in cases {
            assert_eq!(eval_binary(&text, nb::SUBSCR, &index), Some(Constant::Str(expected.into())));
        }
    }
}
