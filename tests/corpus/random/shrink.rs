//! Makes a failing program small: statements go in ever smaller groups, compound ones give way to their
//! bodies, expressions to constants, for as long as the program still fails.

use std::time::{Duration, Instant};

use super::tree::{self, Node};

/// How long it is tried: what is there then is shown.
const PATIENCE: Duration = Duration::from_secs(100);

/// The smallest program that is found to fail as `fails` says. Only text that fails is ever kept, so that
/// an edit may well make nonsense.
pub fn shrink(source: &str, fails: impl Fn(&str) -> bool) -> String {
    let mut search = Search { nodes: tree::parse(source), fails, deadline: Instant::now() + PATIENCE };
    if !(search.fails)(&tree::print(&search.nodes)) {
        return source.to_owned();
    }
    loop {
        let before = search.nodes.clone();
        search.remove_groups();
        search.unwrap_bodies();
        search.simplify_heads();
        if search.nodes == before || search.is_over() {
            return tree::print(&search.nodes);
        }
    }
}

struct Search<F> {
    nodes: Vec<Node>,
    fails: F,
    deadline: Instant,
}

impl<F: Fn(&str) -> bool> Search<F> {
    fn is_over(&self) -> bool {
        Instant::now() > self.deadline
    }

    /// Keeps the edit of the list at this place if the program still fails; answers whether it does.
    fn keeps(&mut self, place: &[usize], edit: impl FnOnce(&mut Vec<Node>)) -> bool {
        if self.is_over() {
            return false;
        }
        let mut nodes = self.nodes.clone();
        let Some(list) = tree::list_at(&mut nodes, place) else { return false };
        edit(list);
        let kept = nodes != self.nodes && (self.fails)(&tree::print(&nodes));
        if kept {
            self.nodes = nodes;
        }
        kept
    }

    fn len_at(&mut self, place: &[usize]) -> usize {
        tree::list_at(&mut self.nodes, place).map_or(0, |list| list.len())
    }

    /// Takes away runs of statements: all of a list, halves, quarters, single ones; from the end, since what
    /// defines a name stands before what uses it.
    fn remove_groups(&mut self) {
        for place in tree::places(&self.nodes) {
            let mut size = self.len_at(&place);
            while size > 0 {
                let mut end = self.len_at(&place);
                while end > 0 {
                    let start = end.saturating_sub(size);
                    self.keeps(&place, |list| {
                        list.drain(start..end.min(list.len()));
                    });
                    end = start;
                }
                size /= 2;
            }
        }
    }

    /// Puts the body of a compound statement, or of a branch of it, where the statement is.
    fn unwrap_bodies(&mut self) {
        for place in tree::places(&self.nodes) {
            for at in (0..self.len_at(&place)).rev() {
                let Some(node) = tree::list_at(&mut self.nodes, &place).and_then(|list| list.get(at)) else {
                    continue;
                };
                let bodies: Vec<Vec<Node>> = [node.body.clone()]
                    .into_iter()
                    .chain(node.branches.iter().map(|branch| branch.body.clone()))
                    .filter(|body| !body.is_empty())
                    .collect();
                for body in bodies {
                    if self.keeps(&place, |list| drop(list.splice(at..=at, body))) {
                        break;
                    }
                }
            }
        }
    }

    /// Tries simpler first lines.
    fn simplify_heads(&mut self) {
        for place in tree::places(&self.nodes) {
            for at in 0..self.len_at(&place) {
                let Some(node) = tree::list_at(&mut self.nodes, &place).and_then(|list| list.get(at)) else {
                    continue;
                };
                for simpler in simpler_heads(&node.head) {
                    if self.keeps(&place, |list| list[at].head = simpler) {
                        break;
                    }
                }
            }
        }
    }
}

/// Lines that say less: the simplest first.
fn simpler_heads(head: &str) -> Vec<String> {
    let mut found = Vec::new();
    for before in [" = yield from ", "yield from ", " = yield ", "yield ", "return ", " = "] {
        if let Some((left, right)) = head.split_once(before).filter(|(_, right)| right.len() > 1) {
            if !right.starts_with("yield") {
                found.push(format!("{left}{before}1"));
                found.push(format!("{left}{before}x"));
            }
            found.push(right.to_owned());
            break;
        }
    }
    if head.starts_with("if ") && head != "if 1:" {
        found.push("if 1:".to_owned());
    }
    found
}
