//! Constants: small integers, tests of constants, comparison with `None`, unused table entries.

use crate::consts::{Consts, is_true};
use crate::flow::{Cfg, Instr};
use crate::ir::Op;
use genjit_bytecode::{Constant, Opcode};
use num_bigint::BigInt;
use num_traits::ToPrimitive;

const LOAD_CONST: Op = Op::Real(Opcode::LOAD_CONST);
const LOAD_SMALL_INT: Op = Op::Real(Opcode::LOAD_SMALL_INT);

/// Pushes a constant.
pub(super) fn loads_const(op: Op) -> bool {
    op == LOAD_CONST || op == LOAD_SMALL_INT
}

/// The constant that an instruction pushes.
pub(super) fn const_value(op: Op, arg: u32, consts: &Consts) -> Constant {
    if op == LOAD_SMALL_INT { Constant::Int(BigInt::from(arg)) } else { consts.get(arg).clone() }
}

/// The oparg of `LOAD_SMALL_INT` that pushes this constant, if there is one.
fn small_int(constant: &Constant) -> Option<u32> {
    match constant {
        Constant::Int(i) => i.to_u8().map(u32::from),
        _ => None,
    }
}

/// Makes `instr` push `constant`.
pub(super) fn make_load(instr: &mut Instr, constant: Constant, consts: &mut Consts) {
    match small_int(&constant) {
        Some(value) => instr.set(Opcode::LOAD_SMALL_INT, value),
        None => {
            let index = consts.add(constant);
            instr.set(Opcode::LOAD_CONST, index);
        }
    }
}

/// Simplifies what follows each load of a constant.
pub(super) fn run(cfg: &mut Cfg, consts: &mut Consts) {
    for b in cfg.order() {
        run_block(&mut cfg[b].instrs, consts);
    }
}

fn run_block(instrs: &mut [Instr], consts: &mut Consts) {
    let (mut op, mut arg) = (Op::NOP, 0);
    for i in 0..instrs.len() {
        if instrs[i].op == LOAD_CONST
            && let Some(value) = small_int(consts.get(instrs[i].arg))
        {
            instrs[i].set(Opcode::LOAD_SMALL_INT, value);
        }
        // A copy of a constant counts as another load of it.
        let copies = op == LOAD_CONST && instrs[i].op == Op::Real(Opcode::COPY) && instrs[i].arg == 1;
        if !copies {
            (op, arg) = (instrs[i].op, instrs[i].arg);
        }
        if !loads_const(op) {
            continue;
        }
        let Some(next) = instrs.get(i + 1).map(|n| n.op) else { continue };
        match next {
            Op::Real(Opcode::POP_JUMP_IF_FALSE | Opcode::POP_JUMP_IF_TRUE)
            | Op::JumpIfFalse
            | Op::JumpIfTrue => {
                decide_jump(instrs, i, is_true(&const_value(op, arg, consts)));
            }
            Op::Real(Opcode::IS_OP) if matches!(const_value(op, arg, consts), Constant::None) => {
                compare_with_none(instrs, i);
            }
            Op::Real(Opcode::TO_BOOL) => {
                let truth = is_true(&const_value(op, arg, consts));
                let index = consts.add(Constant::Bool(truth));
                instrs[i].set_nop();
                instrs[i + 1].set(Opcode::LOAD_CONST, index);
            }
            _ => {}
        }
    }
}

/// The jump behind the constant at `i` is always or never taken.
fn decide_jump(instrs: &mut [Instr], i: usize, truth: bool) {
    use Opcode::*;
    let jump = instrs[i + 1].op;
    if matches!(jump, Op::Real(POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE)) {
        instrs[i].set_nop();
    }
    let jumps_if_true = matches!(jump, Op::Real(POP_JUMP_IF_TRUE) | Op::JumpIfTrue);
    if truth == jumps_if_true {
        instrs[i + 1].op = Op::Jump;
    } else {
        instrs[i + 1].set_nop();
        instrs[i + 1].target = None;
    }
}

/// `LOAD_CONST None; IS_OP; (TO_BOOL;) POP_JUMP_IF_…` becomes `POP_JUMP_IF_(NOT_)NONE`.
fn compare_with_none(instrs: &mut [Instr], i: usize) {
    use Opcode::*;
    let mut jump = i + 2;
    if jump < instrs.len() && instrs[jump].op == Op::Real(TO_BOOL) {
        instrs[jump].set_nop();
        jump += 1;
    }
    if jump >= instrs.len() {
        return;
    }
    let negated = instrs[i + 1].arg != 0;
    let not_none = match instrs[jump].op {
        Op::Real(POP_JUMP_IF_FALSE) => !negated,
        Op::Real(POP_JUMP_IF_TRUE) => negated,
        _ => return,
    };
    instrs[i].set_nop();
    instrs[i + 1].set_nop();
    instrs[jump].op = if not_none { POP_JUMP_IF_NOT_NONE } else { POP_JUMP_IF_NONE }.into();
}

/// Drops constants that nothing loads. The first stays: it may be the docstring.
pub(super) fn remove_unused_consts(cfg: &mut Cfg, consts: &mut Consts) {
    let mut used = vec![false; consts.len()];
    if let Some(first) = used.first_mut() {
        *first = true;
    }
    let order = cfg.order();
    for &b in &order {
        for instr in cfg[b].instrs.iter().filter(|i| i.op.is_load_const()) {
            used[instr.arg as usize] = true;
        }
    }
    let renumbered = consts.retain(&used);
    for &b in &order {
        for instr in cfg[b].instrs.iter_mut().filter(|i| i.op.is_load_const()) {
            instr.arg = renumbered[instr.arg as usize];
        }
    }
}
