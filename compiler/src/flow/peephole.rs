//! Rewrites within a block: constant expressions, jumps to jumps, fused tests.

use crate::consts::Consts;
use crate::flow::sequences::{fold_list_to_tuple, fold_tuple, optimize_list_or_set};
use crate::flow::{BlockId, Cfg, Instr, fold, swaps};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// `CALL_INTRINSIC_1` operands that are looked at.
const INTRINSIC_UNARY_POSITIVE: u32 = 5;
const INTRINSIC_LIST_TO_TUPLE: u32 = 6;

/// Runs over all blocks.
pub(super) fn run(cfg: &mut Cfg, consts: &mut Consts) {
    for b in cfg.order() {
        let mut i = 0;
        while i < cfg[b].instrs.len() {
            // A jump that was threaded is looked at again: its new target may be a jump too.
            if !rewrite(cfg, b, i, consts) {
                i += 1;
            }
        }
        swaps::run(&mut cfg[b].instrs);
    }
}

/// Rewrites at instruction `i`; true asks to look at the same place again.
fn rewrite(cfg: &mut Cfg, b: BlockId, i: usize, consts: &mut Consts) -> bool {
    if cfg[b].instrs[i].op.is_jump() {
        return rewrite_jump(cfg, b, i);
    }
    let Op::Real(opcode) = cfg[b].instrs[i].op else { return false };
    let instrs = &mut cfg[b].instrs;
    match opcode {
        Opcode::BUILD_TUPLE | Opcode::BUILD_LIST | Opcode::BUILD_SET => build(instrs, i, opcode, consts),
        Opcode::UNARY_NOT | Opcode::UNARY_INVERT | Opcode::UNARY_NEGATIVE => unary(instrs, i, opcode, consts),
        Opcode::BINARY_OP => fold::binary(instrs, i, consts),
        Opcode::CALL_INTRINSIC_1 => intrinsic(instrs, i, consts),
        _ => fuse(instrs, i, opcode),
    }
    false
}

fn next_op(instrs: &[Instr], i: usize) -> Op {
    instrs.get(i + 1).map_or(Op::NOP, |n| n.op)
}

fn build(instrs: &mut [Instr], i: usize, opcode: Opcode, consts: &mut Consts) {
    if opcode != Opcode::BUILD_TUPLE {
        let next = next_op(instrs, i);
        optimize_list_or_set(instrs, i, next, consts);
        return;
    }
    let arg = instrs[i].arg;
    let unpacked = next_op(instrs, i) == Op::Real(Opcode::UNPACK_SEQUENCE) && instrs[i + 1].arg == arg;
    match arg {
        1 if unpacked => {
            instrs[i].set_nop();
            instrs[i + 1].set_nop();
        }
        2 | 3 if unpacked => {
            instrs[i].set_nop();
            instrs[i + 1].op = Opcode::SWAP.into();
        }
        _ => fold_tuple(instrs, i, consts),
    }
}

fn unary(instrs: &mut [Instr], i: usize, opcode: Opcode, consts: &mut Consts) {
    if opcode == Opcode::UNARY_NOT {
        match next_op(instrs, i) {
            Op::Real(Opcode::TO_BOOL) => {
                instrs[i].set_nop();
                instrs[i + 1].set(Opcode::UNARY_NOT, 0);
                return;
            }
            Op::Real(Opcode::UNARY_NOT) => {
                instrs[i].set_nop();
                instrs[i + 1].set_nop();
                return;
            }
            _ => {}
        }
    }
    fold::unary(instrs, i, opcode, consts);
}

fn intrinsic(instrs: &mut [Instr], i: usize, consts: &mut Consts) {
    match instrs[i].arg {
        INTRINSIC_LIST_TO_TUPLE => {
            if next_op(instrs, i) == Op::Real(Opcode::GET_ITER) {
                instrs[i].set_nop();
            } else {
                fold_list_to_tuple(instrs, i, consts);
            }
        }
        INTRINSIC_UNARY_POSITIVE => fold::unary(instrs, i, Opcode::CALL_INTRINSIC_1, consts),
        _ => {}
    }
}

/// Pairs that become one instruction.
fn fuse(instrs: &mut [Instr], i: usize, opcode: Opcode) {
    use Opcode::*;
    let arg = instrs[i].arg;
    match (opcode, next_op(instrs, i)) {
        (STORE_FAST, Op::Real(STORE_FAST)) => {
            let same_line = instrs[i].loc.line == instrs[i + 1].loc.line;
            if arg == instrs[i + 1].arg && same_line {
                instrs[i].set(POP_TOP, 0);
            }
        }
        (SWAP, _) if arg == 1 => instrs[i].set_nop(),
        (LOAD_GLOBAL, Op::Real(PUSH_NULL)) if arg & 1 == 0 => {
            instrs[i].arg |= 1;
            instrs[i + 1].set_nop();
        }
        (COMPARE_OP, Op::Real(TO_BOOL)) => {
            instrs[i].set_nop();
            instrs[i + 1].set(COMPARE_OP, arg | 16);
        }
        (CONTAINS_OP | IS_OP, Op::Real(TO_BOOL)) => {
            instrs[i].set_nop();
            instrs[i + 1].set(opcode, arg);
        }
        (CONTAINS_OP | IS_OP, Op::Real(UNARY_NOT)) => {
            instrs[i].set_nop();
            instrs[i + 1].set(opcode, arg ^ 1);
        }
        (TO_BOOL, Op::Real(TO_BOOL)) => instrs[i].set_nop(),
        _ => {}
    }
}

/// A jump to a jump goes to the second one's target.
fn rewrite_jump(cfg: &mut Cfg, b: BlockId, i: usize) -> bool {
    use Opcode::*;
    let jump = cfg[b].instrs[i];
    let Some(target) = jump.target else { return false };
    let Some(&second) = cfg[target].instrs.first() else { return false };
    let threaded = match (jump.op, second.op) {
        (
            Op::Real(POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE),
            Op::Jump,
        ) => jump.op,
        (Op::JumpIfFalse, Op::Jump | Op::JumpIfFalse) | (Op::JumpIfTrue, Op::Jump | Op::JumpIfTrue) => {
            jump.op
        }
        (Op::JumpIfFalse, Op::JumpIfTrue) | (Op::JumpIfTrue, Op::JumpIfFalse) => {
            // The second test fails: control goes on behind it.
            cfg[b].instrs[i].target = cfg[target].next;
            return true;
        }
        (Op::Jump | Op::JumpNoInterrupt, Op::Jump) => Op::Jump,
        (Op::Jump | Op::JumpNoInterrupt, Op::JumpNoInterrupt) => jump.op,
        _ => return false,
    };
    if jump.target == second.target {
        return false;
    }
    // The no-op keeps the line of the first jump, if it is needed.
    let block = &mut cfg[b];
    block.instrs[i].set_nop();
    block.instrs[i].target = None;
    block.append(Instr { target: second.target, ..Instr::new(threaded, 0, second.loc) });
    true
}
