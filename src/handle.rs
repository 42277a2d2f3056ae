//! Handles of objects, for Rust code outside the runtime.
//!
//! Objects belong to their `Vm` and to the thread that runs it, but Rust code keeps what it is given as
//! long as it likes and drops it where it likes. So a [`Value`] is a number: the `Vm` holds the object in a
//! table, a dropped handle leaves its number in a list that the `Vm` empties whenever it is called, and a
//! handle that outlives its `Vm` means nothing.

use std::sync::{Arc, Mutex, PoisonError};

use genjit_runtime::value::Value as Object;

use crate::Error;

/// Numbers whose handles are gone; also what tells one `Vm` from another.
type Dropped = Arc<Mutex<Vec<usize>>>;

/// A handle of an object of one [`Vm`](crate::Vm). Dropping it gives the object up.
#[derive(Debug)]
pub struct Value {
    index: usize,
    dropped: Dropped,
}

impl Drop for Value {
    fn drop(&mut self) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).push(self.index);
    }
}

/// The objects that handles refer to.
#[derive(Default)]
pub(crate) struct Handles {
    objects: Vec<Option<Object>>,
    free: Vec<usize>,
    dropped: Dropped,
}

impl Handles {
    /// A handle of an object.
    pub(crate) fn add(&mut self, object: Object) -> Value {
        let index = match self.free.pop() {
            Some(index) => {
                self.objects[index] = Some(object);
                index
            }
            None => {
                self.objects.push(Some(object));
                self.objects.len() - 1
            }
        };
        Value { index, dropped: Arc::clone(&self.dropped) }
    }

    /// The object of a handle.
    ///
    /// # Errors
    /// [`Error::ForeignValue`]
    pub(crate) fn get(&self, value: &Value) -> Result<&Object, Error> {
        if !Arc::ptr_eq(&self.dropped, &value.dropped) {
            return Err(Error::ForeignValue);
        }
        self.objects.get(value.index).and_then(Option::as_ref).ok_or(Error::ForeignValue)
    }

    /// Gives up the objects whose handles are gone; only while no Python code runs.
    pub(crate) fn sweep(&mut self) {
        let dropped = std::mem::take(&mut *self.dropped.lock().unwrap_or_else(PoisonError::into_inner));
        for index in dropped {
            drop(self.objects[index].take());
            self.free.push(index);
        }
    }

    /// Gives up every object: handles that are left mean nothing from now on.
    pub(crate) fn clear(&mut self) {
        self.objects.clear();
        self.free.clear();
        self.dropped = Dropped::default();
    }
}
