//! `set` and `frozenset`.
//!
//! - `table`: the hash table
//! - `operations`: unions, intersections and the other combinations
//! - `methods`: the classes
//! - `iterator`: `iter(set)`
//!
//! Requirement: a borrow from `Set::table` ends before anything that may run Python code, drop a value or
//! change the set.

mod iterator;
mod methods;
mod operations;
mod table;

pub(crate) use methods::define;

use std::cell::UnsafeCell;

use crate::error::PyResult;
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Part;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

use table::{Probe, Table};

object_type! {
    /// A set, frozen or not.
    pub struct Set(|type_id: TypeId| matches!(type_id, id::SET | id::FROZENSET)) "set" {
        table: TableCell,
    }
}

/// A table that changes through shared references.
#[derive(Default)]
pub(crate) struct TableCell(UnsafeCell<Table>);

impl Part for TableCell {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: visitors change no set.
        unsafe { &*self.0.get() }.iter().for_each(|place| visitor(place.item.raw()));
    }

    fn clear(&self) {
        // SAFETY: nobody borrows from a set that is being cleared; what was in it is dropped afterwards.
        drop(std::mem::take(unsafe { &mut *self.0.get() }));
    }
}

impl Set {
    fn table(&self) -> &Table {
        // SAFETY: the table changes only in `change`, never during this borrow, by the requirement.
        unsafe { &*self.table.0.get() }
    }

    /// Runs `change` on the table; it must neither run Python code nor drop a value.
    fn change<R>(&self, change: impl FnOnce(&mut Table) -> R) -> R {
        // SAFETY: no borrow of the table is alive, by the requirement, and `change` runs nothing else.
        change(unsafe { &mut *self.table.0.get() })
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.table().len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, copied, in the order of iteration.
    pub fn items(&self) -> Vec<Value> {
        self.table().iter().map(|place| place.item.clone()).collect()
    }

    /// The items with their hashes, copied.
    fn hashed_items(&self) -> Vec<(u64, Value)> {
        self.table().iter().map(|place| (place.hash, place.item.clone())).collect()
    }

    /// Removes everything.
    pub fn clear_all(&self) {
        drop(self.change(std::mem::take));
    }
}

impl Value {
    /// The set, or that inside an instance of a class that derives from one.
    pub fn as_set(&self) -> Option<&Ref<Set>> {
        self.exact().downcast::<Set>()
    }
}

impl Vm {
    /// A new empty set.
    pub fn new_set(&mut self) -> Value {
        self.new_set_of(id::SET).into_value()
    }

    fn new_set_of(&mut self, type_id: TypeId) -> Ref<Set> {
        Set::allocate(&mut self.heap, type_id, TableCell::default())
    }

    /// A frozen set of constants, which hash and compare without running code of the program.
    pub fn new_frozenset(&mut self, items: Vec<Value>) -> Value {
        let set = self.new_set_of(id::FROZENSET);
        for item in items {
            if let Err(raised) = self.set_insert(&set, &item) {
                drop(self.take_raised(raised));
            }
        }
        set.into_value()
    }

    /// Adds an item.
    ///
    /// # Errors
    /// The value is no set, or hashing and comparing the item raised.
    pub fn set_add(&mut self, set: &Value, item: &Value) -> PyResult<()> {
        match set.as_set().cloned() {
            Some(set) => self.set_insert(&set, item),
            None => Err(self.raise_type_error("a set is needed")),
        }
    }

    fn set_insert(&mut self, set: &Ref<Set>, item: &Value) -> PyResult<()> {
        let hash = self.hash_key(item, "set element")? as u64;
        self.set_insert_hashed(set, item, hash)
    }

    fn set_insert_hashed(&mut self, set: &Ref<Set>, item: &Value, hash: u64) -> PyResult<()> {
        if let Probe::Absent(at) = self.set_search(set, item, hash)? {
            set.change(|table| table.insert(at, hash, item.clone()));
        }
        Ok(())
    }

    /// Whether a set has an item.
    pub fn set_contains(&mut self, set: &Ref<Set>, item: &Value) -> PyResult<bool> {
        let hash = self.hash_key(item, "set element")? as u64;
        self.set_contains_hashed(set, item, hash)
    }

    fn set_contains_hashed(&mut self, set: &Ref<Set>, item: &Value, hash: u64) -> PyResult<bool> {
        Ok(matches!(self.set_search(set, item, hash)?, Probe::Found(_)))
    }

    /// Removes an item; whether it was there.
    fn set_remove_hashed(&mut self, set: &Ref<Set>, item: &Value, hash: u64) -> PyResult<bool> {
        let Probe::Found(at) = self.set_search(set, item, hash)? else { return Ok(false) };
        drop(set.change(|table| table.remove(at)));
        Ok(true)
    }

    /// Searches; Python code that compares may change the very set, and the search starts again.
    fn set_search(&mut self, set: &Ref<Set>, item: &Value, hash: u64) -> PyResult<Probe> {
        'again: loop {
            let mut path = set.table().start(hash);
            loop {
                match set.table().probe(item, hash, path) {
                    Probe::Ask(at, next) => {
                        let mutations = set.table().mutations();
                        let Some(candidate) = set.table().item(at).map(|place| place.item.clone()) else {
                            continue 'again;
                        };
                        let equal = self.equals(&candidate, item)?;
                        if set.table().mutations() != mutations {
                            continue 'again;
                        }
                        if equal {
                            return Ok(Probe::Found(at));
                        }
                        path = next;
                    }
                    found => return Ok(found),
                }
            }
        }
    }
}
