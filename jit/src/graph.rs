//! The graph of a region: what all its recordings have seen, by place.
//!
//! A *place* is a code unit of a code object in a *context*: the chain of activations from the region's
//! root frame inwards, each entered at an instruction of the one outside. The graph keeps for each place
//! that was ever executed the kinds of its operands and what was learned about it. A place that is not
//! in the graph was never reached: machine code exits there. Which way a branch went needs no note: the
//! way it went is in the graph.
//!
//! Relied on: contexts are never renumbered, so the exits of an older build of the region name places of
//! the newer.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::events::{Event, Note};
use crate::observe::{CodeId, ConstId, Kind, WatchId};

/// Kinds kept for one operand; a place that sees more is polymorphic and handles them as unknown.
pub const MAX_KINDS: usize = 4;

/// Notes kept for one place; where more were learned nothing is told from them.
pub const MAX_NOTES: usize = 6;

/// A chain of activations; 0 is the root frame's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContextId(pub u32);

impl ContextId {
    /// The root frame's context.
    pub const ROOT: ContextId = ContextId(0);
}

impl fmt::Display for ContextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "x{}", self.0)
    }
}

/// One activation inside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The activation outside and the pc of its instruction; `None` for the root.
    pub entered: Option<(ContextId, u32)>,
    /// What it runs.
    pub code: CodeId,
    /// Activations outside it.
    pub depth: u32,
}

/// What was seen at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Distinct kinds of each operand, in the order they were first seen; operands as [`Event::kinds`].
    pub kinds: Vec<Vec<Kind>>,
    /// Distinct kinds of the value it left on top, where that matters, first seen first.
    pub results: Vec<Kind>,
    /// What else was learned, distinct, first seen first.
    pub notes: Vec<Note>,
    /// More was learned than is kept.
    pub crowded: bool,
    /// An index was out of bounds here: it may count from the end.
    pub from_end: bool,
    /// Finalisers often wait before it.
    pub pends: bool,
    /// How often it was recorded.
    pub visits: u32,
}

impl Point {
    fn merge(&mut self, event: &Event) {
        self.visits += 1;
        if self.kinds.len() < event.kinds.len() {
            self.kinds.resize(event.kinds.len(), Vec::new());
        }
        for (seen, kind) in self.kinds.iter_mut().zip(&event.kinds) {
            if !seen.contains(kind) && seen.len() <= MAX_KINDS {
                seen.push(*kind);
            }
        }
        if let Some(kind) = event.result.filter(|kind| !self.results.contains(kind)) {
            self.results.push(kind);
        }
        if event.note != Note::None && !self.notes.contains(&event.note) {
            match self.notes.len() < MAX_NOTES {
                true => self.notes.push(event.note.clone()),
                false => self.crowded = true,
            }
        }
    }

    /// Number of facts.
    fn size(&self) -> usize {
        self.kinds.iter().map(Vec::len).sum::<usize>()
            + self.notes.len()
            + self.results.len()
            + usize::from(self.crowded)
    }

    /// The kinds operand `index` had, or nothing if they were too many.
    pub fn operand(&self, index: usize) -> &[Kind] {
        match self.kinds.get(index) {
            Some(seen) if seen.len() <= MAX_KINDS => seen,
            _ => &[],
        }
    }
}

/// All that the recordings of one region have seen.
#[derive(Clone, Debug)]
pub struct Graph {
    contexts: Vec<Context>,
    by_entry: FxHashMap<(ContextId, u32, CodeId), ContextId>,
    points: FxHashMap<(ContextId, u32), Point>,
}

impl Graph {
    /// An empty graph of a region whose root frame runs `root`.
    pub fn new(root: CodeId) -> Graph {
        Graph {
            contexts: vec![Context { entered: None, code: root, depth: 0 }],
            by_entry: FxHashMap::default(),
            points: FxHashMap::default(),
        }
    }

    /// The context.
    pub fn context(&self, id: ContextId) -> Context {
        self.contexts[id.0 as usize]
    }

    /// The context of an activation of `code` entered by the instruction at `pc` of `outer`.
    pub fn enter(&mut self, outer: ContextId, pc: u32, code: CodeId) -> ContextId {
        let next = ContextId(self.contexts.len() as u32);
        let depth = self.context(outer).depth + 1;
        let id = *self.by_entry.entry((outer, pc, code)).or_insert(next);
        if id == next {
            self.contexts.push(Context { entered: Some((outer, pc)), code, depth });
        }
        id
    }

    /// Whether anything was recorded of an activation of `code` entered by the instruction at `pc` of `outer`.
    pub fn follows(&self, outer: ContextId, pc: u32, code: CodeId) -> bool {
        let Some(&inner) = self.by_entry.get(&(outer, pc, code)) else { return false };
        self.points.keys().any(|&(context, _)| context == inner)
    }

    /// Number of contexts.
    pub fn context_count(&self) -> usize {
        self.contexts.len()
    }

    /// What was seen at a place; `None` if it was never reached.
    pub fn point(&self, context: ContextId, pc: u32) -> Option<&Point> {
        self.points.get(&(context, pc))
    }

    /// Notes that an index was out of bounds at a place; whether that is new.
    pub fn note_from_end(&mut self, context: ContextId, pc: u32) -> bool {
        let point = self.points.get_mut(&(context, pc));
        point.is_some_and(|point| !std::mem::replace(&mut point.from_end, true))
    }

    /// Notes that finalisers often wait before a place; whether that is new.
    pub fn note_pending(&mut self, context: ContextId, pc: u32) -> bool {
        let point = self.points.get_mut(&(context, pc));
        point.is_some_and(|point| !std::mem::replace(&mut point.pends, true))
    }

    /// Takes out every note that stands on a broken assumption.
    pub fn forget_watch(&mut self, watch: WatchId) {
        self.points
            .values_mut()
            .for_each(|point| point.notes.retain(|note| !note.watches().contains(&watch)));
    }

    /// Takes out every note that names a value that died.
    pub fn forget_constant(&mut self, constant: ConstId) {
        self.points.values_mut().for_each(|point| point.notes.retain(|note| !note.names(constant)));
    }

    /// Takes out every kind that names code that died.
    pub fn forget_code(&mut self, code: CodeId) {
        self.points.values_mut().for_each(|point| {
            let operands = point.kinds.iter_mut().chain(std::iter::once(&mut point.results));
            operands.for_each(|seen| seen.retain(|kind| kind.code() != Some(code)));
        });
    }

    /// All code that was seen executing or as the callee, or as the generator resumed.
    pub fn codes(&self) -> Vec<CodeId> {
        let kinds = self.points.values().flat_map(|point| point.kinds.iter().flatten().chain(&point.results));
        let named = kinds.filter_map(|kind| kind.code());
        let mut codes: Vec<CodeId> = self.contexts.iter().map(|context| context.code).chain(named).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether nothing was recorded yet.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Adds one event at its context; whether the place or one of its kinds is new.
    pub fn add(&mut self, context: ContextId, event: &Event) -> bool {
        let point = self.points.entry((context, event.pc)).or_default();
        let (first, before) = (point.visits == 0, point.size());
        point.merge(event);
        first || before != point.size()
    }
}

/// Follows a sequence of events through the contexts of a graph.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Context and last pc of each activation under way, root first.
    stack: Vec<(ContextId, u32)>,
}

impl Replay {
    /// Starts with these activations under way, root first.
    pub fn new(graph: &mut Graph, stack: &[(CodeId, u32)]) -> Replay {
        let mut contexts = vec![(ContextId::ROOT, stack[0].1)];
        for &(code, pc) in &stack[1..] {
            let (outer, at) = contexts[contexts.len() - 1];
            contexts.push((graph.enter(outer, at, code), pc));
        }
        Replay { stack: contexts }
    }

    /// Adds the event to the graph; whether it shows something new.
    pub fn feed(&mut self, graph: &mut Graph, event: &Event) -> bool {
        self.stack.truncate(event.depth as usize + 1);
        while self.stack.len() <= event.depth as usize {
            let (outer, at) = self.stack[self.stack.len() - 1];
            self.stack.push((graph.enter(outer, at, event.code), event.pc));
        }
        let top = self.stack.len() - 1;
        if graph.context(self.stack[top].0).code != event.code {
            // A leaf returned to its delegator, which goes on in its place.
            let (outer, at) = self.stack[top.saturating_sub(1)];
            self.stack[top].0 = graph.enter(outer, at, event.code);
        }
        debug_assert_eq!(graph.context(self.stack[top].0).code, event.code);
        self.stack[top].1 = event.pc;
        graph.add(self.stack[top].0, event)
    }
}
