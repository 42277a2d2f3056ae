//! The table of interned strings, which it does not own: a string leaves it when it dies.

use hashbrown::HashTable;

use super::{Str, hash_text};
use crate::heap::Heap;
use crate::object::{Flag, Ref};
use crate::value::Value;

/// Interned strings by text.
#[derive(Default)]
pub struct InternTable(HashTable<*const Str>);

impl InternTable {
    fn find(&self, hash: u64, text: &str) -> Option<Value> {
        // SAFETY: the table holds live strings only: a string removes itself when it dies.
        let found = self.0.find(hash, |&string| unsafe { &*string }.as_str() == text)?;
        // SAFETY: as above; `from_pointer` takes over the count that `inc` adds.
        unsafe {
            let object = found.cast_mut().cast();
            crate::object::inc(object);
            Some(Ref::<Str>::from_pointer(object.cast()).into_value())
        }
    }

    fn insert(&mut self, string: &Ref<Str>) {
        string.value().set_flag(Flag::INTERNED, true);
        // SAFETY: as in `find`.
        self.0.insert_unique(string.hash(), string.as_ptr().cast_const(), |&other| unsafe { &*other }.hash());
    }

    pub(super) fn remove(&mut self, string: &Str) {
        if let Ok(entry) = self.0.find_entry(string.hash(), |&other| std::ptr::eq(other, string)) {
            entry.remove();
        }
    }
}

/// The interned string with this text.
pub fn intern(heap: &mut Heap, text: &str) -> Value {
    let hash = hash_text(text);
    if let Some(found) = heap.interned.find(hash, text) {
        return found;
    }
    let string = Str::new(heap, text);
    heap.interned.insert(&string);
    string.into_value()
}

/// The interned string with the text of an exact string; other values as they are.
pub fn intern_value(heap: &mut Heap, value: &Value) -> Value {
    let Some(string) = value.downcast::<Str>() else { return value.clone() };
    if string.is_interned() {
        return value.clone();
    }
    if let Some(found) = heap.interned.find(string.hash(), string.as_str()) {
        return found;
    }
    heap.interned.insert(string);
    value.clone()
}
