//! Reachability: counts predecessors and empties the blocks that have none.

use crate::flow::Cfg;

/// Empties unreachable blocks and recounts every block's predecessors.
pub(super) fn remove_unreachable(cfg: &mut Cfg) {
    cfg.clear_visited();
    for block in &mut cfg.blocks {
        block.predecessors = 0;
    }
    let entry = cfg.entry;
    cfg[entry].predecessors = 1;
    cfg[entry].visited = true;
    let mut work = vec![entry];
    while let Some(b) = work.pop() {
        let mut successors: Vec<_> = cfg.fallthrough(b).into_iter().collect();
        successors.extend(cfg[b].instrs.iter().filter(|i| i.op.has_target()).filter_map(|i| i.target));
        for s in successors {
            cfg[s].predecessors += 1;
            if !cfg[s].visited {
                cfg[s].visited = true;
                work.push(s);
            }
        }
    }
    for b in cfg.order() {
        if cfg[b].predecessors == 0 {
            cfg[b].truncate(0);
            cfg[b].handler = false;
        }
    }
}
