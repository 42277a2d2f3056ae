//! The hash table of dicts: entries in order of insertion, and an index of open addressing into them.
//!
//! ```text
//! indices  [ - 0 - 2 x 1 - - ]     power of two; - free, x deleted
//! entries  [ (hash key value) (hash key value) … ]     a deleted entry's key is EMPTY
//! ```
//! The table compares keys only as far as that needs no Python code; where it does, [`Table::probe`]
//! stops and names the candidate.

use crate::string::Str;
use crate::value::Value;

const FREE: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
const LEAST_INDICES: usize = 8;

/// One entry.
pub(crate) struct Entry {
    pub hash: u64,
    pub key: Value,
    pub value: Value,
}

impl Entry {
    fn is_live(&self) -> bool {
        !self.key.is(&Value::EMPTY)
    }

    /// What is left where an entry was.
    fn deleted() -> Entry {
        Entry { hash: 0, key: Value::EMPTY, value: Value::EMPTY }
    }
}

/// Where a search stands.
#[derive(Clone, Copy)]
pub(crate) struct Position {
    slot: usize,
    step: usize,
}

/// Result of a search.
pub(crate) enum Probe {
    /// The entry with the key.
    Found(usize),
    /// No such key.
    Absent,
    /// Python has to say whether the key of this entry equals; go on from the position if not.
    Ask(usize, Position),
}

/// A hash table in order of insertion.
#[derive(Default)]
pub(crate) struct Table {
    indices: Vec<u32>,
    entries: Vec<Entry>,
    used: usize,
    /// Indices that are not free.
    filled: usize,
    /// Entries before this one are deleted.
    first: usize,
    /// Changes with the set of keys and the places of entries.
    mutations: u32,
}

pub(crate) enum Same {
    Yes,
    No,
    Ask,
}

/// Whether two keys of the same hash are equal, as far as that needs no Python code.
#[inline(always)]
pub(crate) fn same_key(a: &Value, b: &Value) -> Same {
    if a.is(b) {
        return Same::Yes;
    }
    if a.raw().is_small() && b.raw().is_small() {
        return Same::No;
    }
    match (a.downcast::<Str>(), b.downcast::<Str>()) {
        (Some(x), Some(y)) if x.is_interned() && y.is_interned() => Same::No,
        (Some(x), Some(y)) if x.as_str() == y.as_str() => Same::Yes,
        (Some(_), Some(_)) => Same::No,
        _ => Same::Ask,
    }
}

impl Table {
    /// Number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Counts structural changes.
    pub fn mutations(&self) -> u32 {
        self.mutations
    }

    /// The start of a search.
    #[inline(always)]
    pub fn start(&self, hash: u64) -> Position {
        Position { slot: hash as usize & self.indices.len().wrapping_sub(1), step: 0 }
    }

    #[inline(always)]
    fn advance(&self, at: &mut Position) {
        at.step += 1;
        at.slot = (at.slot + at.step) & (self.indices.len() - 1);
    }

    /// Searches from a position.
    #[inline]
    pub fn probe(&self, key: &Value, hash: u64, mut at: Position) -> Probe {
        if self.indices.is_empty() {
            return Probe::Absent;
        }
        loop {
            match self.indices[at.slot] {
                FREE => return Probe::Absent,
                DELETED => {}
                index => {
                    let entry = &self.entries[index as usize];
                    if entry.hash == hash {
                        match same_key(&entry.key, key) {
                            Same::Yes => return Probe::Found(index as usize),
                            Same::No => {}
                            Same::Ask => {
                                self.advance(&mut at);
                                return Probe::Ask(index as usize, at);
                            }
                        }
                    }
                }
            }
            self.advance(&mut at);
        }
    }

    /// Searches a string key; keys that are not exact strings do not count.
    #[inline]
    pub fn find_str(&self, key: &Value, hash: u64) -> Option<usize> {
        let mut at = self.start(hash);
        loop {
            match self.probe(key, hash, at) {
                Probe::Found(index) => return Some(index),
                Probe::Absent => return None,
                Probe::Ask(_, next) => at = next,
            }
        }
    }

    /// Searches a text.
    pub fn find_text(&self, text: &str, hash: u64) -> Option<usize> {
        if self.indices.is_empty() {
            return None;
        }
        let mut at = self.start(hash);
        loop {
            match self.indices[at.slot] {
                FREE => return None,
                DELETED => {}
                index => {
                    let entry = &self.entries[index as usize];
                    let same = entry.key.downcast::<Str>().is_some_and(|key| key.as_str() == text);
                    if entry.hash == hash && same {
                        return Some(index as usize);
                    }
                }
            }
            self.advance(&mut at);
        }
    }

    /// Adds a key that is not there.
    pub fn insert(&mut self, hash: u64, key: Value, value: Value) {
        if self.entries.len().max(self.filled) * 3 >= self.indices.len() * 2 {
            self.rebuild(0);
        }
        let mut at = self.start(hash);
        while self.indices[at.slot] < DELETED {
            self.advance(&mut at);
        }
        self.filled += usize::from(self.indices[at.slot] == FREE);
        self.indices[at.slot] = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.used += 1;
        self.mutations = self.mutations.wrapping_add(1);
    }

    /// Closes gaps between entries and makes room for more; leaves so many deleted ones in front.
    fn rebuild(&mut self, gap: usize) {
        self.entries.retain(Entry::is_live);
        self.entries.splice(0..0, (0..gap).map(|_| Entry::deleted()));
        (self.first, self.filled) = (gap, self.used);
        let most = self.used + gap;
        let size = (most * 2 + most / 2 + 2).next_power_of_two().max(LEAST_INDICES);
        assert!(size < DELETED as usize, "a dict has less than 2^32 entries");
        self.indices.clear();
        self.indices.resize(size, FREE);
        for index in gap..self.entries.len() {
            let mut at = self.start(self.entries[index].hash);
            while self.indices[at.slot] != FREE {
                self.advance(&mut at);
            }
            self.indices[at.slot] = index as u32;
        }
    }

    /// Replaces the value of an entry and gives back the old one.
    #[inline(always)]
    pub fn replace(&mut self, index: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[index].value, value)
    }

    /// Removes an entry.
    pub fn remove(&mut self, index: usize) -> Entry {
        let hash = self.entries[index].hash;
        let mut at = self.start(hash);
        while self.indices[at.slot] != index as u32 {
            self.advance(&mut at);
        }
        self.indices[at.slot] = DELETED;
        self.used -= 1;
        self.mutations = self.mutations.wrapping_add(1);
        let entry = std::mem::replace(&mut self.entries[index], Entry::deleted());
        while self.entries.get(self.first).is_some_and(|entry| !entry.is_live()) {
            self.first += 1;
        }
        entry
    }

    /// Forgets deleted entries at the end, so that the last one is found at once.
    pub fn trim(&mut self) {
        while self.entries.len() > self.first && self.entries.last().is_some_and(|entry| !entry.is_live()) {
            self.entries.pop();
        }
    }

    /// Adds a key that is not there before all others.
    pub fn insert_first(&mut self, hash: u64, key: Value, value: Value) {
        if self.first == 0 || self.filled * 3 >= self.indices.len() * 2 {
            self.rebuild(self.used / 2 + 4);
        }
        let mut at = self.start(hash);
        while self.indices[at.slot] < DELETED {
            self.advance(&mut at);
        }
        self.filled += usize::from(self.indices[at.slot] == FREE);
        self.first -= 1;
        self.indices[at.slot] = self.first as u32;
        self.entries[self.first] = Entry { hash, key, value };
        self.used += 1;
        self.mutations = self.mutations.wrapping_add(1);
    }

    /// The entry at an index, unless it was deleted or lies beyond the end.
    #[inline(always)]
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index).filter(|entry| entry.is_live())
    }

    /// The first live entry at or behind an index, with its index.
    #[inline(always)]
    pub fn next_entry(&self, from: usize) -> Option<(usize, &Entry)> {
        let mut index = from.max(self.first);
        loop {
            let entry = self.entries.get(index)?;
            if entry.is_live() {
                return Some((index, entry));
            }
            index += 1;
        }
    }

    /// The last live entry before an index, with its index.
    pub fn previous_entry(&self, before: usize) -> Option<(usize, &Entry)> {
        let end = before.min(self.entries.len());
        self.entries[..end].iter().enumerate().rev().find(|(_, entry)| entry.is_live())
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_live())
    }

    /// Index behind the last entry.
    pub fn end(&self) -> usize {
        self.entries.len()
    }
}
