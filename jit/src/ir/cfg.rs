//! Control flow facts of a region: order, predecessors, dominators, loops.

use super::ids::Block;
use super::region::Region;

/// Facts about the blocks reachable from the entry, valid until the blocks' ends change.
#[derive(Debug, Clone)]
pub struct Cfg {
    /// Reachable blocks in reverse postorder, entry first.
    pub order: Vec<Block>,
    position: Vec<Option<u32>>,
    preds: Vec<Vec<Block>>,
    idom: Vec<Option<Block>>,
    /// Numbers of entering and leaving the block in a walk over the dominator tree.
    tree: Vec<(u32, u32)>,
}

impl Cfg {
    /// Computes the facts.
    pub fn new(region: &Region) -> Self {
        let count = region.block_count();
        let order = reverse_postorder(region);
        let mut position = vec![None; count];
        for (index, block) in order.iter().enumerate() {
            position[block.index()] = u32::try_from(index).ok();
        }
        let mut preds = vec![vec![]; count];
        for block in &order {
            for target in region.block(*block).end.targets() {
                preds[target.block.index()].push(*block);
            }
        }
        let mut cfg = Cfg { order, position, preds, idom: vec![None; count], tree: vec![(0, 0); count] };
        cfg.find_dominators();
        cfg.number_tree();
        cfg
    }

    /// Whether the entry reaches the block.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.position[block.index()].is_some()
    }

    /// Predecessors, one entry an edge (a branch with both targets here counts twice).
    pub fn preds(&self, block: Block) -> &[Block] {
        &self.preds[block.index()]
    }

    /// Immediate dominator; `None` for the entry.
    pub fn idom(&self, block: Block) -> Option<Block> {
        self.idom[block.index()]
    }

    /// Whether every way to `below` passes `above` (a block dominates itself). Both are reachable.
    pub fn dominates(&self, above: Block, below: Block) -> bool {
        let (outer, inner) = (self.tree[above.index()], self.tree[below.index()]);
        outer.0 <= inner.0 && inner.1 <= outer.1
    }

    /// Whether `from -> to` goes back to a dominator: the edge of a loop.
    pub fn is_back_edge(&self, from: Block, to: Block) -> bool {
        self.dominates(to, from)
    }

    /// Loop heads with the blocks of their loops (head included), inner loops last.
    pub fn loops(&self) -> Vec<(Block, Vec<Block>)> {
        let heads = self.order.iter().copied().filter_map(|head| {
            let latches: Vec<Block> =
                self.preds(head).iter().copied().filter(|pred| self.is_back_edge(*pred, head)).collect();
            (!latches.is_empty()).then(|| (head, self.loop_body(head, latches)))
        });
        heads.collect()
    }

    fn loop_body(&self, head: Block, mut todo: Vec<Block>) -> Vec<Block> {
        let mut inside = vec![head];
        while let Some(block) = todo.pop() {
            if !inside.contains(&block) {
                inside.push(block);
                todo.extend(self.preds(block));
            }
        }
        inside
    }

    /// Cooper, Harvey and Kennedy's iteration over the reverse postorder.
    fn find_dominators(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for index in 1..self.order.len() {
                let block = self.order[index];
                let known = self.preds(block).iter().copied();
                let known = known.filter(|pred| *pred == self.order[0] || self.idom(*pred).is_some());
                let meet = known.reduce(|a, b| self.common_dominator(a, b));
                if self.idom[block.index()] != meet {
                    self.idom[block.index()] = meet;
                    changed = true;
                }
            }
        }
    }

    fn number_tree(&mut self) {
        // A dominator precedes what it dominates in the order, so sizes add up from the back.
        let mut sizes = vec![1_u32; self.tree.len()];
        for block in self.order.iter().rev() {
            if let Some(above) = self.idom(*block) {
                sizes[above.index()] += sizes[block.index()];
            }
        }
        let mut next = vec![0_u32; self.tree.len()];
        for block in &self.order {
            let start = self.idom(*block).map_or(0, |above| next[above.index()]);
            if let Some(above) = self.idom(*block) {
                next[above.index()] += sizes[block.index()];
            }
            next[block.index()] = start + 1;
            self.tree[block.index()] = (start, start + sizes[block.index()]);
        }
    }

    fn common_dominator(&self, mut a: Block, mut b: Block) -> Block {
        while a != b {
            let later = if self.position[a.index()] > self.position[b.index()] { &mut a } else { &mut b };
            *later = self.idom(*later).expect("only the entry has none, and it comes first");
        }
        a
    }
}

fn reverse_postorder(region: &Region) -> Vec<Block> {
    let mut seen = vec![false; region.block_count()];
    let mut order = vec![];
    let mut stack = vec![(region.entry(), 0)];
    seen[region.entry().index()] = true;
    while let Some((block, next)) = stack.pop() {
        // Later targets first: the first target of a branch then directly follows it in the order.
        let targets = region.block(block).end.targets();
        let Some(index) = targets.len().checked_sub(next + 1) else {
            order.push(block);
            continue;
        };
        stack.push((block, next + 1));
        let target = targets[index].block;
        if !std::mem::replace(&mut seen[target.index()], true) {
            stack.push((target, 0));
        }
    }
    order.reverse();
    order
}
