//! The hash table of sets: open addressing, items in the table itself.
//!
//! The order in which a set is iterated is that of its table, and programs see it: probing, growth and
//! the treatment of deleted items are therefore CPython's. A search looks at [`NEIGHBOURS`] more places
//! behind the one its hash names, then jumps.

use crate::dict::{Same, same_key};
use crate::value::Value;

/// Places looked at behind the first, as long as the table does not end there.
const NEIGHBOURS: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const LEAST_PLACES: usize = 8;
/// Sets above this size grow to twice their items instead of four times.
const LARGE: usize = 50_000;
/// Hash of a deleted item; no item has it.
const DELETED: u64 = u64::MAX;

/// One place: free (hash 0, no item), deleted ([`DELETED`], no item), or an item.
pub(super) struct Place {
    pub hash: u64,
    pub item: Value,
}

impl Place {
    const FREE: Place = Place { hash: 0, item: Value::EMPTY };

    fn is_item(&self) -> bool {
        !self.item.is(&Value::EMPTY)
    }

    fn is_free(&self) -> bool {
        !self.is_item() && self.hash == 0
    }
}

/// The places a hash may be at, in order.
#[derive(Clone, Copy)]
pub(super) struct Path {
    mask: usize,
    perturb: u64,
    start: usize,
    at: usize,
    left: usize,
}

impl Path {
    fn new(hash: u64, mask: usize) -> Path {
        let start = hash as usize & mask;
        Path { mask, perturb: hash, start, at: start, left: neighbours(start, mask) }
    }

    fn advance(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        let next = self.start.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize);
        self.start = next & self.mask;
        self.at = self.start;
        self.left = neighbours(self.start, self.mask);
    }
}

fn neighbours(start: usize, mask: usize) -> usize {
    if start + NEIGHBOURS <= mask { NEIGHBOURS } else { 0 }
}

/// Result of a search.
pub(super) enum Probe {
    /// The item is at this place.
    Found(usize),
    /// It is nowhere; this place is free for it.
    Absent(usize),
    /// Python has to say whether the item at this place equals; go on along the path if not.
    Ask(usize, Path),
}

/// A set's table.
pub(super) struct Table {
    places: Vec<Place>,
    /// Items, and deleted places.
    filled: usize,
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
    mutations: u32,
}

impl Default for Table {
    fn default() -> Table {
        Table { places: free_places(LEAST_PLACES), filled: 0, used: 0, finger: 0, mutations: 0 }
    }
}

fn free_places(count: usize) -> Vec<Place> {
    (0..count).map(|_| Place::FREE).collect()
}

impl Table {
    pub fn len(&self) -> usize {
        self.used
    }

    pub fn mutations(&self) -> u32 {
        self.mutations
    }

    fn mask(&self) -> usize {
        self.places.len() - 1
    }

    pub fn start(&self, hash: u64) -> Path {
        Path::new(hash, self.mask())
    }

    pub fn probe(&self, item: &Value, hash: u64, mut path: Path) -> Probe {
        loop {
            let place = &self.places[path.at];
            if place.is_free() {
                return Probe::Absent(path.at);
            }
            if place.is_item() && place.hash == hash {
                match same_key(&place.item, item) {
                    Same::Yes => return Probe::Found(path.at),
                    Same::No => {}
                    Same::Ask => {
                        let at = path.at;
                        path.advance();
                        return Probe::Ask(at, path);
                    }
                }
            }
            path.advance();
        }
    }

    /// Puts an item that is not there at the free place that a search found.
    pub fn insert(&mut self, at: usize, hash: u64, item: Value) {
        debug_assert!(self.places[at].is_free());
        self.places[at] = Place { hash, item };
        self.filled += 1;
        self.used += 1;
        self.mutations = self.mutations.wrapping_add(1);
        if self.filled * 5 >= self.mask() * 3 {
            self.resize(self.grown());
        }
    }

    fn grown(&self) -> usize {
        self.used * if self.used > LARGE { 2 } else { 4 }
    }

    /// Makes the table large enough for more than `least` items, without deleted places.
    fn resize(&mut self, least: usize) {
        let mut count = LEAST_PLACES;
        while count <= least {
            count <<= 1;
        }
        let old = std::mem::replace(&mut self.places, free_places(count));
        self.filled = self.used;
        for place in old.into_iter().filter(Place::is_item) {
            self.put(place);
        }
    }

    /// Puts an item that is not there into a table without deleted places.
    fn put(&mut self, place: Place) {
        let mut path = self.start(place.hash);
        while self.places[path.at].is_item() {
            path.advance();
        }
        self.places[path.at] = place;
    }

    /// Grows ahead of taking in so many items of another set or dict.
    pub fn reserve(&mut self, more: usize) {
        if (self.filled + more) * 5 >= self.mask() * 3 {
            self.mutations = self.mutations.wrapping_add(1);
            self.resize((self.used + more) * 2);
        }
    }

    /// Takes in all items of another table, if that can be done without comparing: this one is empty.
    pub fn copy_into_empty(&mut self, other: &Table) -> bool {
        if self.filled != 0 {
            return false;
        }
        self.mutations = self.mutations.wrapping_add(1);
        self.used = other.used;
        self.filled = other.used;
        let clone = |place: &Place| Place { hash: place.hash, item: place.item.clone() };
        if self.places.len() == other.places.len() && other.filled == other.used {
            self.places = other
                .places
                .iter()
                .map(|place| if place.is_item() { clone(place) } else { Place::FREE })
                .collect();
        } else {
            other.places.iter().filter(|place| place.is_item()).for_each(|place| self.put(clone(place)));
        }
        true
    }

    /// Removes the item at a place.
    pub fn remove(&mut self, at: usize) -> Value {
        self.used -= 1;
        self.mutations = self.mutations.wrapping_add(1);
        std::mem::replace(&mut self.places[at], Place { hash: DELETED, item: Value::EMPTY }).item
    }

    /// Sweeps deleted places out where there are many.
    pub fn sweep(&mut self) {
        if self.filled - self.used > self.mask() / 5 {
            self.mutations = self.mutations.wrapping_add(1);
            self.resize(self.grown());
        }
    }

    /// Removes the next item in turn.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mut at = self.finger & self.mask();
        while !self.places[at].is_item() {
            at = (at + 1) & self.mask();
        }
        self.finger = at + 1;
        Some(self.remove(at))
    }

    /// The item at a place.
    pub fn item(&self, at: usize) -> Option<&Place> {
        self.places.get(at).filter(|place| place.is_item())
    }

    /// The first item at or behind a place, with its place.
    pub fn next_item(&self, from: usize) -> Option<(usize, &Place)> {
        self.places
            .get(from..)?
            .iter()
            .enumerate()
            .find(|(_, place)| place.is_item())
            .map(|(at, p)| (from + at, p))
    }

    /// Items in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.is_item())
    }
}
