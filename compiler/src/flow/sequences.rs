//! Tuples, lists and sets of constants.

use crate::consts::Consts;
use crate::flow::Instr;
use crate::flow::loads::{const_value, loads_const, make_load};
use crate::ir::{Loc, Op};
use genjit_bytecode::{Constant, Opcode};

/// Longest sequence that is built from values on the stack.
const STACK_USE_GUIDELINE: u32 = 30;

/// Fewest constants for which a list or set is filled from a constant.
const MIN_CONST_SEQUENCE_SIZE: u32 = 3;

/// The last `count` instructions before `end`, no-ops aside, if all of them push constants.
pub(super) fn const_loads_before(instrs: &[Instr], end: usize, count: u32) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(count as usize);
    let mut i = end;
    while found.len() < count as usize {
        i = i.checked_sub(1)?;
        if instrs[i].is_nop() {
            continue;
        }
        if !loads_const(instrs[i].op) {
            return None;
        }
        found.push(i);
    }
    found.reverse();
    Some(found)
}

/// Turns instructions into no-ops without a line.
pub(super) fn erase(instrs: &mut [Instr], which: &[usize]) {
    for &i in which {
        instrs[i].set_nop();
        instrs[i].loc = Loc::NONE;
    }
}

fn values(instrs: &[Instr], which: &[usize], consts: &Consts) -> Vec<Constant> {
    which.iter().map(|&i| const_value(instrs[i].op, instrs[i].arg, consts)).collect()
}

/// `BUILD_TUPLE` of constants becomes a constant.
pub(super) fn fold_tuple(instrs: &mut [Instr], i: usize, consts: &mut Consts) {
    let size = instrs[i].arg;
    if size > STACK_USE_GUIDELINE {
        return;
    }
    let Some(loads) = const_loads_before(instrs, i, size) else { return };
    let tuple = Constant::Tuple(values(instrs, &loads, consts));
    erase(instrs, &loads);
    make_load(&mut instrs[i], tuple, consts);
}

/// A long tuple display, built as a list of constants item by item, becomes a constant.
pub(super) fn fold_list_to_tuple(instrs: &mut [Instr], i: usize, consts: &mut Consts) {
    let mut loads = Vec::new();
    let mut expect_append = true;
    for position in (0..i).rev() {
        let instr = instrs[position];
        if instr.is_nop() {
            continue;
        }
        if instr.op == Op::Real(Opcode::BUILD_LIST) && instr.arg == 0 {
            if !expect_append {
                return;
            }
            loads.reverse();
            let tuple = Constant::Tuple(values(instrs, &loads, consts));
            let all: Vec<usize> = (position..i).filter(|&p| !instrs[p].is_nop()).collect();
            erase(instrs, &all);
            make_load(&mut instrs[i], tuple, consts);
            return;
        }
        if expect_append {
            if instr.op != Op::Real(Opcode::LIST_APPEND) || instr.arg != 1 {
                return;
            }
        } else {
            if !loads_const(instr.op) {
                return;
            }
            loads.push(position);
        }
        expect_append = !expect_append;
    }
}

/// List and set displays: constant where only iterated or searched, filled from a constant where long.
pub(super) fn optimize_list_or_set(instrs: &mut [Instr], i: usize, next: Op, consts: &mut Consts) {
    let only_read = matches!(next, Op::Real(Opcode::GET_ITER | Opcode::CONTAINS_OP));
    let size = instrs[i].arg;
    let is_list = instrs[i].op == Op::Real(Opcode::BUILD_LIST);
    if size > STACK_USE_GUIDELINE || (size < MIN_CONST_SEQUENCE_SIZE && !only_read) {
        return;
    }
    let Some(loads) = const_loads_before(instrs, i, size) else {
        if only_read && is_list {
            instrs[i].set(Opcode::BUILD_TUPLE, size);
        }
        return;
    };
    let items = values(instrs, &loads, consts);
    let constant =
        if is_list { Constant::Tuple(items) } else { Constant::FrozenSet(without_duplicates(items)) };
    let index = consts.add(constant);
    erase(instrs, &loads);
    if only_read {
        instrs[i].set(Opcode::LOAD_CONST, index);
        return;
    }
    let (build, fill) = if is_list {
        (Opcode::BUILD_LIST, Opcode::LIST_EXTEND)
    } else {
        (Opcode::BUILD_SET, Opcode::SET_UPDATE)
    };
    // There are at least three loads before this instruction, all no-ops now.
    instrs[i - 2].loc = instrs[i].loc;
    instrs[i - 2].set(build, 0);
    instrs[i - 1].set(Opcode::LOAD_CONST, index);
    instrs[i].set(fill, 1);
}

/// Set semantics for constants: the first of equal items stays (`1`, `1.0` and `True` are equal).
fn without_duplicates(items: Vec<Constant>) -> Vec<Constant> {
    let mut kept: Vec<Constant> = Vec::new();
    for item in items {
        if !kept.iter().any(|k| crate::flow::fold::equal(k, &item)) {
            kept.push(item);
        }
    }
    kept
}
