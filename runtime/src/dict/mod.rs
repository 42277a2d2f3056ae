//! `dict`: an ordered hash table.
//!
//! What the keys' `__eq__` may do to the dict while it is searched is the matter of `lookup`; string keys
//! (namespaces) never run Python code and have functions of their own here.
//!
//! Requirement: a borrow from [`Dict::table`] ends before anything that may run Python code, drop a
//! value or change the dict.

mod default_dict;
mod lookup;
mod methods;
mod ordered_dict;
mod proxy;
mod table;
pub(crate) mod view_iter;
mod views;

pub(crate) use methods::{define, plain_dict};
pub(crate) use proxy::define as define_proxy;
pub(crate) use table::{Same, same_key};
pub(crate) use view_iter::define as define_iterators;
pub(crate) use views::define as define_views;

use std::cell::{Cell, UnsafeCell};

use crate::heap::Heap;
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Part;
use crate::slot::Slot;
use crate::string::hash_text;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

use table::Table;

object_type! {
    /// A dict, a `defaultdict` or an `OrderedDict`.
    pub struct Dict(|type_id| matches!(type_id, id::DICT | id::DEFAULT_DICT | id::ORDERED_DICT)) "dict" {
        table: TableCell,
        /// Names the present keys and places of entries; 0 until somebody asks.
        keys_version: Cell<u64>,
        /// Whether the heap is told of changes: machine code relies on values here.
        watched: Cell<bool>,
        /// `default_factory` of a `defaultdict`.
        factory: Slot,
    }
}

/// A table that changes through shared references.
#[derive(Default)]
pub(crate) struct TableCell(UnsafeCell<Table>);

impl Part for TableCell {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: visitors change no dict.
        for entry in unsafe { &*self.0.get() }.iter() {
            visitor(entry.key.raw());
            visitor(entry.value.raw());
        }
    }

    fn clear(&self) {
        // SAFETY: nobody borrows from a dict that is being cleared; what was in it is dropped afterwards.
        drop(std::mem::take(unsafe { &mut *self.0.get() }));
    }
}

impl Dict {
    /// An empty dict.
    pub fn new(heap: &mut Heap) -> Ref<Dict> {
        Dict::new_of(heap, id::DICT)
    }

    /// An empty dict of one of the types laid out so.
    fn new_of(heap: &mut Heap, type_id: TypeId) -> Ref<Dict> {
        let (table, version, watched) = (TableCell::default(), Cell::new(0), Cell::new(false));
        Dict::allocate(heap, type_id, table, version, watched, Slot::empty())
    }

    /// The table, borrowed; see the module's requirement.
    #[inline(always)]
    pub(crate) fn table(&self) -> &Table {
        // SAFETY: the table changes only in `change`, never during this borrow, by the requirement.
        unsafe { &*self.table.0.get() }
    }

    /// Runs `change` on the table; it must neither run Python code nor drop a value.
    #[inline(always)]
    fn change<R>(&self, change: impl FnOnce(&mut Table) -> R) -> R {
        // SAFETY: no borrow of the table is alive, by the requirement, and `change` runs nothing else.
        change(unsafe { &mut *self.table.0.get() })
    }

    /// Number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table().len()
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Version of the keys, if one was given since they last changed; 0 otherwise.
    #[inline(always)]
    pub fn known_keys_version(&self) -> u64 {
        self.keys_version.get()
    }

    /// Version of the keys and of the places of entries: no two dicts and no two states ever share one.
    pub fn keys_version(&self, heap: &mut Heap) -> u64 {
        if self.keys_version.get() == 0 {
            self.keys_version.set(heap.new_version());
        }
        self.keys_version.get()
    }

    /// Index of a string key's entry; good as long as the version of the keys.
    #[inline]
    pub fn find_name(&self, name: &Value) -> Option<usize> {
        self.table().find_str(name, name.as_str_object()?.hash())
    }

    /// The value of the entry at an index, borrowed.
    #[inline(always)]
    pub fn raw_at(&self, index: usize) -> Option<Raw> {
        self.table().entry(index).map(|entry| entry.value.raw())
    }

    /// Replaces the value of the entry at an index.
    pub fn set_at(&self, index: usize, value: Value) {
        if self.watched.get() {
            self.tell_watchers(self.table().entry(index).map(|entry| entry.key.raw()));
        }
        let old = self.change(|table| table.replace(index, value));
        drop(old);
    }

    /// The value of a string key.
    #[inline]
    pub fn get_name(&self, name: &Value) -> Option<Value> {
        let index = self.find_name(name)?;
        self.table().entry(index).map(|entry| entry.value.clone())
    }

    /// The value of a text.
    pub fn get_text(&self, text: &str) -> Option<Value> {
        let index = self.table().find_text(text, hash_text(text))?;
        self.table().entry(index).map(|entry| entry.value.clone())
    }

    /// Sets the value of a string key.
    pub fn set_name(&self, name: &Value, value: Value) {
        match self.find_name(name) {
            Some(index) => self.set_at(index, value),
            None => {
                let hash = name.as_str_object().map_or(0, |text| text.hash());
                self.insert_new(hash, name.clone(), value);
            }
        }
    }

    /// Removes a string key.
    pub fn remove_name(&self, name: &Value) -> Option<Value> {
        let index = self.find_name(name)?;
        Some(self.remove_at(index).1)
    }

    /// Adds a key that is known not to be there.
    pub(crate) fn insert_new(&self, hash: u64, key: Value, value: Value) {
        self.keys_version.set(0);
        if self.watched.get() {
            self.tell_watchers(Some(key.raw()));
        }
        self.change(|table| table.insert(hash, key, value));
    }

    /// Removes the entry at an index.
    pub(crate) fn remove_at(&self, index: usize) -> (Value, Value) {
        self.keys_version.set(0);
        if self.watched.get() {
            self.tell_watchers(self.table().entry(index).map(|entry| entry.key.raw()));
        }
        let entry = self.change(|table| table.remove(index));
        (entry.key, entry.value)
    }

    /// Removes the last entry.
    pub(crate) fn pop_last(&self) -> Option<(Value, Value)> {
        let (index, _) = self.table().previous_entry(self.table().end())?;
        let entry = self.remove_at(index);
        self.change(Table::trim);
        Some(entry)
    }

    /// Removes the first entry.
    pub(crate) fn pop_first(&self) -> Option<(Value, Value)> {
        let (index, _) = self.table().next_entry(0)?;
        Some(self.remove_at(index))
    }

    /// Moves the entry at an index before all others or behind them.
    pub(crate) fn move_entry(&self, index: usize, last: bool) {
        self.keys_version.set(0);
        if self.watched.get() {
            self.tell_watchers(None);
        }
        self.change(|table| {
            let entry = table.remove(index);
            if last {
                table.insert(entry.hash, entry.key, entry.value);
            } else {
                table.insert_first(entry.hash, entry.key, entry.value);
            }
        });
    }

    /// Removes everything.
    pub fn clear_all(&self) {
        self.keys_version.set(0);
        if self.watched.get() {
            self.tell_watchers(None);
        }
        let old = self.change(std::mem::take);
        drop(old);
    }

    /// From now on the heap is told of every change ([`Heap::watch_key`]).
    pub(crate) fn watch(&self) {
        self.watched.set(true);
    }

    /// Tells the heap that the value of a key, or of every key, is about to change. Watched keys are known
    /// by address: one that is not interned may equal any of them.
    #[cold]
    fn tell_watchers(&self, key: Option<Raw>) {
        // SAFETY: callers hold the key.
        let key = key.filter(|key| key.is_object() && unsafe { key.as_value() }.interned().is_some());
        let object = std::ptr::from_ref(self).cast_mut().cast::<crate::object::Header>();
        // SAFETY: `self` is an object of a live heap, which is reached through its page only for this.
        unsafe { (*Heap::of(object)).key_changes(object as usize, key) };
    }

    /// Keys and values, copied.
    pub fn items(&self) -> Vec<(Value, Value)> {
        self.table().iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }

    /// Keys, copied.
    pub fn keys(&self) -> Vec<Value> {
        self.table().iter().map(|entry| entry.key.clone()).collect()
    }

    /// Keys and values with the keys' hashes, copied.
    pub(crate) fn hashed_items(&self) -> Vec<(u64, Value, Value)> {
        self.table().iter().map(|entry| (entry.hash, entry.key.clone(), entry.value.clone())).collect()
    }
}

impl Value {
    /// The dict, or that inside an instance of a class that derives from `dict`.
    #[inline]
    pub fn as_dict(&self) -> Option<&Ref<Dict>> {
        self.exact().downcast::<Dict>()
    }
}

impl Vm {
    /// A new dict.
    pub fn new_dict(&mut self) -> Value {
        Dict::new(&mut self.heap).into_value()
    }

    /// The value of a string key of a dict (a namespace); nothing for other values.
    pub fn dict_get(&self, dict: &Value, name: &Value) -> Option<Value> {
        dict.as_dict()?.get_name(name)
    }

    /// Sets a string key of a dict (a namespace); does nothing for other values.
    pub fn dict_set(&mut self, dict: &Value, name: &Value, value: &Value) {
        if let Some(dict) = dict.as_dict() {
            dict.set_name(name, value.clone());
        }
    }
}
