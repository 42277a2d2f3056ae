//! Count pairs: `inc v` and `dec v` in one block with nothing between that sees the count.
//!
//! Seeing are exits (their counts are those of the moment), helpers, anything that may drop an object,
//! and stores of headers. An `inc` before a `dec` of the same value keeps the count above zero, so the
//! pair does nothing; a `dec` before an `inc` may not be removed, as it may release.

use crate::ir::{Alias, Block, Class, Imm, Inst, Op, Region};

/// Runs the pass.
pub(super) fn run(region: &mut Region) -> bool {
    let blocks: Vec<Block> = region.block_ids().collect();
    let mut changed = false;
    for block in blocks {
        while let Some((first, second)) = find_pair(&region.block(block).insts) {
            let insts = &mut region.block_mut(block).insts;
            insts.remove(second);
            insts.remove(first);
            changed = true;
        }
    }
    changed
}

fn find_pair(insts: &[Inst]) -> Option<(usize, usize)> {
    let mut raised: Vec<usize> = vec![];
    for (index, inst) in insts.iter().enumerate() {
        match inst.op {
            Op::inc | Op::inc_any => raised.push(index),
            Op::dec | Op::dec_any => {
                let pair = raised.iter().rfind(|first| insts[**first].args == inst.args);
                if let Some(first) = pair {
                    return Some((*first, index));
                }
                raised.clear();
            }
            _ if sees_counts(inst) => raised.clear(),
            _ => {}
        }
    }
    None
}

fn sees_counts(inst: &Inst) -> bool {
    match inst.op.class() {
        Class::Guard(_) | Class::Checked(_) | Class::Watch(_) | Class::Call | Class::Box => true,
        Class::Load | Class::Store => matches!(inst.imm, Imm::Mem(_, Alias::Header)),
        Class::Pure | Class::Count => false,
    }
}
