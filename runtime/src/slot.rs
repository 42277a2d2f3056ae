//! A place inside an object that owns one value or is empty.
//!
//! Objects are shared, so their fields change through shared references: a [`Slot`] is a cell that
//! keeps the count of what it holds. An object that has slots visits [`Slot::raw`] and gives them up
//! with [`Slot::give_up`] in its `destroy` and `clear`.

use std::cell::Cell;

use crate::value::{Raw, Value};

/// One owned value or nothing.
#[repr(transparent)]
pub struct Slot(Cell<Raw>);

impl Slot {
    /// A slot that holds nothing.
    pub const fn empty() -> Slot {
        Slot(Cell::new(Raw::NULL))
    }

    /// A slot that holds this value.
    pub fn new(value: Value) -> Slot {
        Slot(Cell::new(value.into_raw()))
    }

    /// A slot that holds this value, if any.
    pub fn from_option(value: Option<Value>) -> Slot {
        value.map_or_else(Slot::empty, Slot::new)
    }

    /// The word, `NULL` when empty; the count stays here.
    #[inline(always)]
    pub fn raw(&self) -> Raw {
        self.0.get()
    }

    /// Whether nothing is held.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0.get() == Raw::NULL
    }

    /// The value held.
    #[inline(always)]
    pub fn get(&self) -> Option<Value> {
        // SAFETY: the slot owns a count of what it holds.
        (!self.is_empty()).then(|| unsafe { self.0.get().to_value() })
    }

    /// The value held, borrowed; `NULL` where empty, which no operation on values understands: for tests
    /// of the type only.
    #[inline(always)]
    pub(crate) fn as_value(&self) -> &Value {
        // SAFETY: `Slot` and `Value` are transparent over the same word; the slot owns its count. Callers
        // do not keep the borrow across a change of the slot.
        unsafe { &*std::ptr::from_ref(self).cast::<Value>() }
    }

    /// The value held, or `None` (Python's) when empty.
    #[inline(always)]
    pub fn get_or_none(&self) -> Value {
        self.get().unwrap_or(Value::NONE)
    }

    /// Holds this value from now on and gives back what was held.
    #[inline(always)]
    pub fn replace(&self, value: Option<Value>) -> Option<Value> {
        let old = self.0.replace(value.map_or(Raw::NULL, Value::into_raw));
        // SAFETY: the slot owned the count of the old word and has just let go of it.
        (old != Raw::NULL).then(|| unsafe { old.into_value() })
    }

    /// Holds this value from now on; what was held is dropped.
    #[inline(always)]
    pub fn set(&self, value: Value) {
        drop(self.replace(Some(value)));
    }

    /// Empties the slot.
    #[inline(always)]
    pub fn take(&self) -> Option<Value> {
        self.replace(None)
    }

    /// Empties the slot, dropping what it held; for `destroy` and `clear` functions.
    #[inline(always)]
    pub fn give_up(&self) {
        drop(self.take());
    }
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.raw().fmt(f)
    }
}
