//! Pairs of loads and stores of the first sixteen locals become one instruction.

use crate::flow::{Cfg, Instr, nops};
use crate::ir::Op;
use genjit_bytecode::Opcode;

/// Joins neighbouring loads and stores on one line.
pub(super) fn run(cfg: &mut Cfg) {
    for b in cfg.order() {
        let instrs = &mut cfg[b].instrs;
        for i in 1..instrs.len() {
            let (left, right) = instrs.split_at_mut(i);
            join(&mut left[i - 1], &mut right[0]);
        }
    }
    nops::remove_nops(cfg);
}

fn join(first: &mut Instr, second: &mut Instr) {
    use Opcode::*;
    let joined = match (first.op, second.op) {
        (Op::Real(LOAD_FAST), Op::Real(LOAD_FAST)) => LOAD_FAST_LOAD_FAST,
        (Op::Real(STORE_FAST), Op::Real(LOAD_FAST)) => STORE_FAST_LOAD_FAST,
        (Op::Real(STORE_FAST), Op::Real(STORE_FAST)) => STORE_FAST_STORE_FAST,
        _ => return,
    };
    let (line1, line2) = (first.loc.line, second.loc.line);
    if line1 >= 0 && line2 >= 0 && line1 != line2 {
        return;
    }
    if first.arg >= 16 || second.arg >= 16 {
        return;
    }
    first.set(joined, first.arg << 4 | second.arg);
    second.set_nop();
}
