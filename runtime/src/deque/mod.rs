//! `collections.deque`: a queue with two ends.
//!
//! - `methods`: what the class has
//! - `operators`: what its slots do
//! - `iterator`: `iter(deque)` and `reversed(deque)`
//!
//! Requirement: a borrow of the items ends before anything that may run Python code or drop a value.

mod iterator;
mod methods;
mod operators;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::error::PyResult;
use crate::object::Ref;
use crate::object_type;
use crate::part::Part;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// The items, changed through shared references.
#[derive(Default)]
pub(crate) struct Items(RefCell<VecDeque<Value>>);

impl Part for Items {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        self.0.borrow().iter().for_each(|item| visitor(item.raw()));
    }

    fn clear(&self) {
        drop(self.0.take());
    }
}

object_type! {
    /// A deque.
    pub struct Deque(|type_id| type_id == id::DEQUE) "deque" {
        items: Items,
        maxlen: Cell<Option<usize>>,
        /// Counts changes of the number and the places of items.
        changes: Cell<u64>,
    }
}

impl Deque {
    fn len(&self) -> usize {
        self.items.0.borrow().len()
    }

    fn get(&self, at: usize) -> Option<Value> {
        self.items.0.borrow().get(at).cloned()
    }

    fn snapshot(&self) -> Vec<Value> {
        self.items.0.borrow().iter().cloned().collect()
    }

    /// Changes the items; what `change` takes out is dropped by the caller.
    fn change<R>(&self, change: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        self.changes.set(self.changes.get().wrapping_add(1));
        change(&mut self.items.0.borrow_mut())
    }

    /// Whether one more item is one too many.
    fn is_full(&self) -> bool {
        self.maxlen.get().is_some_and(|most| self.len() >= most)
    }

    /// Adds at the right end; a full deque loses an item at the other.
    fn push_back(&self, item: Value) {
        let full = self.is_full();
        let old = self.change(|items| {
            items.push_back(item);
            if full { items.pop_front() } else { None }
        });
        drop(old);
    }

    /// Adds at the left end; a full deque loses an item at the other.
    fn push_front(&self, item: Value) {
        let full = self.is_full();
        let old = self.change(|items| {
            items.push_front(item);
            if full { items.pop_back() } else { None }
        });
        drop(old);
    }
}

impl Value {
    /// The deque, or that inside an instance of a class that derives from it.
    pub(crate) fn as_deque(&self) -> Option<&Ref<Deque>> {
        self.exact().downcast::<Deque>()
    }
}

impl Vm {
    fn new_deque(&mut self, items: VecDeque<Value>, maxlen: Option<usize>) -> Ref<Deque> {
        let items = Items(RefCell::new(items));
        Deque::allocate(&mut self.heap, id::DEQUE, items, Cell::new(maxlen), Cell::new(0))
    }

    /// Adds every item of an iterable, one by one.
    fn extend_deque(&mut self, deque: &Ref<Deque>, iterable: &Value, left: bool) -> PyResult<()> {
        if let Some(other) = iterable.as_deque()
            && other == deque
        {
            for item in other.snapshot() {
                if left { deque.push_front(item) } else { deque.push_back(item) }
            }
            return Ok(());
        }
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(&iterator)? {
            self.check_interrupt()?;
            if left { deque.push_front(item) } else { deque.push_back(item) }
        }
        Ok(())
    }
}

/// The deque behind a value that has the layout of one.
///
/// # Panics
/// Never: methods of `deque` get deques.
fn deque(value: &Value) -> Ref<Deque> {
    value.as_deque().expect("a deque").clone()
}

/// Declares the layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::DEQUE, Deque::LAYOUT);
    methods::define(vm);
    iterator::define(vm);
}
