//! Quickening: what is rewritten in the executable units when code is loaded.
//!
//! Instructions whose fast form can be told from the code alone are rewritten here, once; those that
//! depend on what the program does are rewritten by the interpreter when it meets them.
//!
//! Requirement: an own form runs a slow path that behaves as its base for every operand. Fused forms
//! check everything before they change anything, and otherwise run their first instruction only.

use genjit_bytecode::{BinaryOp, CodeFlags, CodeObject, CompareOp, Instruction, Opcode};

use super::opcode;

/// Rewrites `units`, the copy of `code.units`; gives the number of large caches used, whose indices are in
/// the first cache unit of each `LOAD_GLOBAL` and `STORE_ATTR`.
pub(crate) fn prepare(code: &CodeObject, units: &mut [u16], heat: bool) -> usize {
    let instructions: Vec<Instruction> = code.instructions().map_while(Result::ok).collect();
    let mut globals = 0;
    for (index, instr) in instructions.iter().enumerate() {
        let following = &instructions[index + 1..];
        let own = match instr.opcode {
            Opcode::BINARY_OP => binary_form(instr.oparg),
            Opcode::COMPARE_OP if jumps_on_result(instr, following) => Some(opcode::COMPARE_JUMP),
            Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW => pair_form(following),
            Opcode::LOAD_FAST_BORROW if instr.start == instr.at => small_form(following),
            Opcode::JUMP_BACKWARD if heat => Some(opcode::JUMP_BACKWARD_COUNTED),
            Opcode::RESUME if heat && (code.flags.makes_generator() || enters_function(code, instr)) => {
                Some(opcode::RESUME_COUNTED)
            }
            Opcode::STORE_SUBSCR => Some(opcode::STORE_SUBSCR_LIST),
            Opcode::LOAD_GLOBAL | Opcode::STORE_ATTR => {
                units[instr.at + 1] = globals as u16;
                globals += 1;
                None
            }
            Opcode::FOR_ITER | Opcode::SEND => {
                // The whole distance, so that the end of a generator finds it without decoding.
                units[instr.at + 1] = u16::try_from(instr.oparg).unwrap_or(0);
                None
            }
            _ => None,
        };
        if let Some(own) = own {
            units[instr.at] = units[instr.at] & 0xff00 | u16::from(own);
        }
    }
    globals
}

/// Whether it is the start of a plain function.
fn enters_function(code: &CodeObject, resume: &Instruction) -> bool {
    code.flags.contains(CodeFlags::OPTIMIZED) && resume.oparg & 3 == 0 && resume.start == resume.at
}

fn binary_form(oparg: u32) -> Option<u8> {
    Some(match BinaryOp::from_number(oparg)?.plain() {
        BinaryOp::Add => opcode::BINARY_ADD,
        BinaryOp::Subtract => opcode::BINARY_SUBTRACT,
        BinaryOp::Multiply => opcode::BINARY_MULTIPLY,
        BinaryOp::Remainder => opcode::BINARY_REMAINDER,
        BinaryOp::FloorDivide => opcode::BINARY_FLOOR_DIVIDE,
        BinaryOp::TrueDivide => opcode::BINARY_TRUE_DIVIDE,
        BinaryOp::And => opcode::BINARY_AND,
        BinaryOp::Or => opcode::BINARY_OR,
        BinaryOp::Xor => opcode::BINARY_XOR,
        BinaryOp::Rshift => opcode::BINARY_SHIFT_RIGHT,
        BinaryOp::Subscr => opcode::BINARY_SUBSCRIPT,
        _ => return None,
    })
}

/// Whether a comparison asks for a bool on which the next instruction, alone in its unit, jumps.
fn jumps_on_result(compare: &Instruction, following: &[Instruction]) -> bool {
    compare.oparg & CompareOp::BOOL != 0
        && compare.start == compare.at
        && following.first().is_some_and(|next| {
            next.start == next.at
                && matches!(next.opcode, Opcode::POP_JUMP_IF_FALSE | Opcode::POP_JUMP_IF_TRUE)
        })
}

fn pair_form(following: &[Instruction]) -> Option<u8> {
    match following {
        [compare, rest @ ..] if compare.opcode == Opcode::COMPARE_OP && jumps_on_result(compare, rest) => {
            Some(opcode::FAST_FAST_COMPARE_JUMP)
        }
        [binary, store, ..] if adds(binary) && is_short(store, Opcode::STORE_FAST) => {
            Some(opcode::FAST_FAST_ADD_STORE)
        }
        _ => None,
    }
}

fn small_form(following: &[Instruction]) -> Option<u8> {
    let [small, rest @ ..] = following else { return None };
    if !is_short(small, Opcode::LOAD_SMALL_INT) {
        return None;
    }
    match rest {
        [compare, rest @ ..] if compare.opcode == Opcode::COMPARE_OP && jumps_on_result(compare, rest) => {
            Some(opcode::FAST_SMALL_COMPARE_JUMP)
        }
        [binary, store, ..] if (adds(binary) || subtracts(binary)) && is_short(store, Opcode::STORE_FAST) => {
            Some(opcode::FAST_SMALL_BINARY_STORE)
        }
        _ => None,
    }
}

fn is_short(instr: &Instruction, opcode: Opcode) -> bool {
    instr.opcode == opcode && instr.start == instr.at
}

fn is_binary(instr: &Instruction, op: BinaryOp) -> bool {
    is_short(instr, Opcode::BINARY_OP)
        && BinaryOp::from_number(instr.oparg).is_some_and(|found| found.plain() == op)
}

fn adds(instr: &Instruction) -> bool {
    is_binary(instr, BinaryOp::Add)
}

fn subtracts(instr: &Instruction) -> bool {
    is_binary(instr, BinaryOp::Subtract)
}
