//! Takes out polls that no way around a loop needs.
//!
//! Each back edge of the bytecode gets a poll. In a fused loop the consumer's back edge and that of its
//! generator lie on the same ways around: one of them is enough.

use crate::ir::{Block, Op, Region};

/// Removes each poll whose block is on no cycle that avoids every other poll.
pub fn thin_out(region: &mut Region) {
    let has_poll =
        |region: &Region, block: Block| region.block(block).insts.iter().any(|inst| inst.op == Op::poll);
    let mut polls: Vec<bool> = region.block_ids().map(|block| has_poll(region, block)).collect();
    let blocks: Vec<Block> = region.block_ids().filter(|block| polls[block.index()]).collect();
    for block in blocks {
        if !needs_poll(region, block, &polls) {
            polls[block.index()] = false;
            region.block_mut(block).insts.retain(|inst| inst.op != Op::poll);
        }
    }
}

/// Whether some way from `start` leads back to it without another poll.
fn needs_poll(region: &Region, start: Block, polls: &[bool]) -> bool {
    let mut seen = vec![false; region.block_count()];
    let mut work = vec![start];
    while let Some(block) = work.pop() {
        for target in region.block(block).end.targets() {
            if target.block == start {
                return true;
            }
            let index = target.block.index();
            if !polls[index] && !std::mem::replace(&mut seen[index], true) {
                work.push(target.block);
            }
        }
    }
    false
}
