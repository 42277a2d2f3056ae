//! Opargs: each within its table or range.

use super::VerifyErrorKind;
use crate::{
    BinaryOp, CodeFlags, CodeObject, CommonConstant, CompareOp, Instruction, Intrinsic1, Intrinsic2,
    LocalKind, Opcode, Operand, SpecialMethod,
};

/// Checks the opcode and oparg of one instruction.
pub(super) fn check(code: &CodeObject, instr: &Instruction) -> Result<(), VerifyErrorKind> {
    let Instruction { opcode, oparg, .. } = *instr;
    if is_internal(opcode) {
        return Err(VerifyErrorKind::Forbidden(opcode));
    }
    if in_range(code, opcode, oparg) { Ok(()) } else { Err(VerifyErrorKind::Oparg(opcode, oparg)) }
}

/// Instructions that only the runtime itself puts into code.
fn is_internal(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(opcode, CACHE | RESERVED | EXTENDED_ARG | INTERPRETER_EXIT | EXIT_INIT_CHECK)
}

fn in_range(code: &CodeObject, opcode: Opcode, oparg: u32) -> bool {
    let name = |index: u32| (index as usize) < code.names.len();
    let local = |index: u32| (index as usize) < code.localsplus.len();
    match opcode.operand() {
        Operand::None | Operand::Forward | Operand::Backward | Operand::BackFrom | Operand::UnpackEx => true,
        Operand::Count => count_in_range(opcode, oparg),
        Operand::Const => (oparg as usize) < code.consts.len(),
        Operand::Name => name(oparg),
        Operand::Global | Operand::Attr => name(oparg >> 1),
        Operand::SuperAttr => name(oparg >> 2),
        Operand::Local if opcode == Opcode::MAKE_CELL => {
            code.localsplus.get(oparg as usize).is_some_and(|slot| slot.kind == LocalKind::Cell)
        }
        Operand::Local => local(oparg),
        Operand::LocalPair => local(oparg >> 4) && local(oparg & 15),
        Operand::BinaryOp => BinaryOp::from_number(oparg).is_some(),
        Operand::Compare => {
            let to_bool = oparg & CompareOp::BOOL != 0;
            CompareOp::from_oparg(oparg).is_some_and(|op| op.oparg(to_bool) == oparg)
        }
        Operand::Invert => oparg <= 1,
        Operand::Conversion => (1..=3).contains(&oparg),
        Operand::Intrinsic1 => intrinsic_fits(code, Intrinsic1::from_number(oparg)),
        Operand::Intrinsic2 => {
            Intrinsic2::from_number(oparg).is_some_and(|intrinsic| intrinsic != Intrinsic2::Invalid)
        }
        Operand::Special => SpecialMethod::from_number(oparg).is_some(),
        Operand::CommonConst => CommonConstant::from_number(oparg).is_some(),
        Operand::FunctionAttribute => oparg.is_power_of_two() && oparg <= 16,
    }
}

fn count_in_range(opcode: Opcode, oparg: u32) -> bool {
    use Opcode::*;
    match opcode {
        LOAD_SMALL_INT => oparg <= 255,
        COPY | SWAP | LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE
        | DICT_MERGE => oparg >= 1,
        RAISE_VARARGS | GET_AWAITABLE => oparg <= 2,
        BUILD_SLICE => oparg == 2 || oparg == 3,
        // Bit 0 says whether there is a format, bits 2 and up the conversion.
        BUILD_INTERPOLATION => oparg >> 2 <= 3,
        YIELD_VALUE => oparg <= 1,
        RESUME => oparg <= 7,
        _ => true,
    }
}

fn intrinsic_fits(code: &CodeObject, intrinsic: Option<Intrinsic1>) -> bool {
    match intrinsic {
        None | Some(Intrinsic1::Invalid) => false,
        Some(Intrinsic1::AsyncGenWrap) => code.flags.contains(CodeFlags::ASYNC_GENERATOR),
        Some(Intrinsic1::ImportStar) => !code.flags.contains(CodeFlags::OPTIMIZED),
        Some(_) => true,
    }
}
