//! A compiled region: its machine code, its exits, and what keeps it valid.

use std::fmt;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::graph::Graph;
use crate::ir;
use crate::observe::{CodeId, ConstId, WatchId};
use crate::snapshot::ExitInfo;

/// A compiled region; dumps print its number. Never used again for another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionId(pub u32);

impl fmt::Display for RegionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a region was recorded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegionPlace {
    /// The loop whose head is at this code unit.
    Loop(CodeId, u32),
    /// The generator body, continued at this code unit.
    Body(CodeId, u32),
    /// The plain function whose `RESUME` is at this code unit.
    Function(CodeId, u32),
}

impl RegionPlace {
    /// The root frame's code.
    pub fn code(self) -> CodeId {
        match self {
            RegionPlace::Loop(code, _) | RegionPlace::Body(code, _) | RegionPlace::Function(code, _) => code,
        }
    }

    /// Whether it is the body of a generator or function: it counts its entries and answers.
    pub fn is_body(self) -> bool {
        matches!(self, RegionPlace::Body(..) | RegionPlace::Function(..))
    }

    /// Whether frames may be suspended there.
    pub fn suspends(self) -> bool {
        matches!(self, RegionPlace::Body(..))
    }

    /// Whether it is a plain function's.
    pub fn is_function(self) -> bool {
        matches!(self, RegionPlace::Function(..))
    }

    /// Where it is entered, in code units.
    pub fn pc(self) -> u32 {
        match self {
            RegionPlace::Loop(_, pc) | RegionPlace::Body(_, pc) | RegionPlace::Function(_, pc) => pc,
        }
    }
}

/// The words of a region that machine code and driver share. The first is zero while every assumption
/// holds; the second counts entries of a continuation.
#[derive(Debug, Default)]
pub struct Validity(Box<Words>);

#[derive(Debug, Default)]
struct Words {
    broken: AtomicU32,
    entries: AtomicU64,
}

impl Validity {
    /// A new word, valid.
    pub fn new() -> Validity {
        Validity::default()
    }

    /// Address for machine code; stays while `self` lives.
    pub fn address(&self) -> u64 {
        std::ptr::from_ref(&self.0.broken).addr() as u64
    }

    /// Address of the count of entries; stays while `self` lives.
    pub fn entries_address(&self) -> u64 {
        std::ptr::from_ref(&self.0.entries).addr() as u64
    }

    /// Entries counted by machine code.
    pub fn entries(&self) -> u64 {
        self.0.entries.load(Ordering::Relaxed)
    }

    /// Whether every assumption still holds.
    pub fn holds(&self) -> bool {
        self.0.broken.load(Ordering::Relaxed) == 0
    }

    /// An assumption broke; for good.
    pub fn break_(&self) {
        self.0.broken.store(1, Ordering::Relaxed);
    }
}

/// Exits of one kind after which a region may be given up.
const HOPELESS: u64 = 200;

/// How often an exit was taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExitCount {
    /// Times.
    pub taken: u32,
    /// Recordings from it that were given up.
    pub aborts: u32,
}

/// A compiled region.
#[derive(Debug)]
pub struct Region {
    /// Its number.
    pub id: RegionId,
    /// What it was recorded for.
    pub place: RegionPlace,
    /// Shown in logs: `total@34`.
    pub name: String,
    /// The side table: one entry an exit id (also of exits that the passes removed).
    pub exits: Vec<ExitInfo>,
    /// How often each exit was taken.
    pub counts: Vec<ExitCount>,
    /// Its validity word.
    pub validity: Validity,
    /// Values embedded in the machine code; the runtime keeps them alive as long as the region.
    pub constants: Vec<ConstId>,
    /// What it assumes.
    pub watches: Vec<WatchId>,
    /// Code objects whose instructions it executes. Held weakly: the death of one invalidates it.
    pub codes: Vec<CodeId>,
    /// What the recordings saw.
    pub graph: Graph,
    /// Exits that are also taken when an assumption about a loop counter's range fails.
    pub(crate) assumed: Vec<ir::Snap>,
    /// Times this place was compiled.
    pub builds: u32,
    /// Size of the machine code in bytes.
    pub code_bytes: u64,
    /// Its operations before the passes.
    pub operations: usize,
    /// Its root frame's code is dead: no frame can be suspended on it.
    pub(crate) orphan: bool,
    pub(crate) machine: crate::compile::MachineCode,
    pub(crate) last_entered: u64,
    /// Entries of a loop; a continuation counts its own.
    pub(crate) loop_entries: u64,
    /// Times it was left by exits that cannot be helped.
    pub(crate) lost: u64,
    /// Entries when [`Self::last_entered`] was last brought up to date.
    pub(crate) entries_seen: u64,
}

impl Region {
    /// Address of the machine code: `extern "C" fn(vm, frame) -> u64` for a loop, `extern "C" fn(vm, frame,
    /// sent) -> u64` for a body ([`crate::abi::frame::RESUME`]).
    pub fn entry(&self) -> u64 {
        self.machine.entry()
    }

    /// How often it was entered.
    pub fn entries(&self) -> u64 {
        self.loop_entries + self.validity.entries()
    }

    /// Bytes of pages that its machine code takes.
    pub fn page_bytes(&self) -> u64 {
        self.machine.page_bytes()
    }

    /// Whether it is left too often by exits that cannot be helped. Leaving costs several times what a short
    /// body saves; who leaves a loop may have been around it often.
    pub(crate) fn is_hopeless(&self) -> bool {
        let part = if self.place.is_body() { 5 } else { 2 };
        self.lost >= HOPELESS && part * self.lost > self.entries()
    }

    /// Whether an address (a frame's `resume`) lies in the machine code.
    pub fn contains(&self, address: u64) -> bool {
        self.machine.contains(address)
    }

    /// The side table's entry of an exit.
    ///
    /// # Panics
    /// When machine code of another region returned the id.
    pub fn exit(&self, exit: u32) -> &ExitInfo {
        &self.exits[exit as usize]
    }
}
