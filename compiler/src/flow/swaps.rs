//! Fewer `SWAP`s: shortest runs, and none before stores that can be reordered instead.

use crate::flow::Instr;
use crate::ir::Op;
use genjit_bytecode::Opcode;

const SWAP: Op = Op::Real(Opcode::SWAP);

/// Optimises all runs of swaps of a block.
pub(super) fn run(instrs: &mut [Instr]) {
    let mut i = 0;
    while i < instrs.len() {
        if instrs[i].op == SWAP {
            i = shorten_run(instrs, i);
            apply_statically(instrs, i);
        }
        i += 1;
    }
}

/// Replaces the run of swaps and no-ops at `start` by a shortest equivalent; returns its last index.
fn shorten_run(instrs: &mut [Instr], start: usize) -> usize {
    let length = instrs[start..].iter().take_while(|i| i.op == SWAP || i.is_nop()).count();
    let run = &mut instrs[start..start + length];
    let swaps: Vec<usize> = run.iter().filter(|i| i.op == SWAP).map(|i| i.arg as usize).collect();
    if swaps.len() < 2 {
        return start;
    }
    let depth = swaps.iter().copied().max().unwrap_or(0);
    let mut stack: Vec<usize> = (0..depth).collect();
    for arg in swaps {
        stack.swap(0, arg - 1);
    }
    write_cycles(run, &mut stack);
    start + length - 1
}

/// Writes swaps that produce the permutation, from the end of the run backwards: a cycle that visits
/// the top needs one swap an item, any other one more.
fn write_cycles(run: &mut [Instr], stack: &mut [usize]) {
    const VISITED: usize = usize::MAX;
    let mut free = run.len();
    for start in 0..stack.len() {
        if stack[start] == VISITED || stack[start] == start {
            continue;
        }
        let mut j = start;
        loop {
            if j != 0 {
                free -= 1;
                run[free].set(Opcode::SWAP, j as u32 + 1);
            }
            if stack[j] == VISITED {
                break;
            }
            j = std::mem::replace(&mut stack[j], VISITED);
        }
    }
    for unused in &mut run[..free] {
        unused.set_nop();
    }
}

/// Takes the top of the stack, cannot raise, and runs nothing.
fn is_swappable(op: Op) -> bool {
    matches!(op, Op::Real(Opcode::STORE_FAST | Opcode::POP_TOP) | Op::StoreFastMaybeNull)
}

fn stored_local(instr: &Instr) -> Option<u32> {
    match instr.op {
        Op::Real(Opcode::STORE_FAST) | Op::StoreFastMaybeNull => Some(instr.arg),
        _ => None,
    }
}

/// The next swappable instruction behind `i`; on `line`, if that is given.
fn next_swappable(instrs: &[Instr], i: usize, line: Option<i32>) -> Option<usize> {
    for (j, instr) in instrs.iter().enumerate().skip(i + 1) {
        if line.is_some_and(|line| line >= 0 && instr.loc.line != line) {
            // Bindings made on different lines are seen by a debugger in between.
            return None;
        }
        if instr.is_nop() {
            continue;
        }
        return is_swappable(instr.op).then_some(j);
    }
    None
}

/// Swaps instructions instead of values, from the swap at `i` leftwards.
fn apply_statically(instrs: &mut [Instr], i: usize) {
    for i in (0..=i).rev() {
        if instrs[i].op != SWAP {
            if instrs[i].is_nop() || is_swappable(instrs[i].op) {
                continue;
            }
            return;
        }
        let Some(j) = next_swappable(instrs, i, None) else { return };
        let line = instrs[j].loc.line;
        let mut k = j;
        for _ in 1..instrs[i].arg {
            let Some(next) = next_swappable(instrs, k, Some(line)) else { return };
            k = next;
        }
        let (store_j, store_k) = (stored_local(&instrs[j]), stored_local(&instrs[k]));
        if store_j.is_some() || store_k.is_some() {
            if store_j == store_k {
                return;
            }
            let between = instrs[j + 1..k.max(j + 1)].iter().filter_map(stored_local);
            if between.into_iter().any(|s| Some(s) == store_j || Some(s) == store_k) {
                return;
            }
        }
        instrs[i].set_nop();
        instrs.swap(j, k);
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::flow::Instr;
    use crate::ir::{Loc, Op};
    use genjit_bytecode::Opcode::{self, *};

    fn block(ops: &[(Opcode, u32)]) -> Vec<Instr> {
        ops.iter().map(|&(op, arg)| Instr::new(op, arg, Loc::line_only(1))).collect()
    }

    fn optimized(ops: &[(Opcode, u32)]) -> Vec<(Op, u32)> {
        let mut instrs = block(ops);
        run(&mut instrs);
        instrs.iter().filter(|i| !i.is_nop()).map(|i| (i.op, i.arg)).collect()
    }

    /// What a run of swaps makes of the stack 0 1 2 …, top first.
    fn effect(ops: &[(Opcode, u32)], depth: usize) -> Vec<usize> {
        let mut stack: Vec<usize> = (0..depth).collect();
        for &(_, arg) in ops {
            stack.swap(0, arg as usize - 1);
        }
        stack
    }

    #[test]
    fn runs_of_swaps_are_shortest_and_keep_their_effect() {
        // All runs of four swaps on a stack of four, before an instruction that needs the values.
        for code in 0..3u32.pow(4) {
            let swaps: Vec<_> = (0..4).map(|i| (SWAP, 2 + code / 3u32.pow(i) % 3)).collect();
            let mut ops = swaps.clone();
            ops.push((BUILD_TUPLE, 4));
            let result = optimized(&ops);
            let kept: Vec<_> = result[..result.len() - 1].iter().map(|&(_, arg)| (SWAP, arg)).collect();
            assert_eq!(effect(&swaps, 4), effect(&kept, 4), "{swaps:?}");
            assert!(kept.len() <= 4);
        }
    }

    #[test]
    fn swaps_before_stores_are_done_by_reordering() {
        let stores = optimized(&[(SWAP, 2), (STORE_FAST, 1), (STORE_FAST, 2)]);
        assert_eq!(stores, [(Op::Real(STORE_FAST), 2), (Op::Real(STORE_FAST), 1)]);
        // Not if both are the same local: the last store wins.
        let same = [(SWAP, 2), (STORE_FAST, 1), (STORE_FAST, 1)];
        assert_eq!(optimized(&same).len(), 3);
    }
}
