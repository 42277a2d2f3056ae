//! `list`: a growing sequence, laid out as `genjit_jit::abi::list` says.
//!
//! Requirement: a borrow from [`List::items`] ends before anything that may run Python code, drop a
//! value or change the list; [`List::snapshot`] copies where that cannot be.

mod index;
mod methods;
mod sort;

pub(crate) use index::{Span, item_index, repeat_count, resolve_index, span_of};
pub(crate) use methods::{bounds, compare_items, define, extend_with};
pub(crate) use sort::sort_values;

use std::cell::Cell;
use std::mem::ManuallyDrop;

use crate::heap::Heap;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::part::drop_last_first;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A list.
#[repr(C)]
pub struct List {
    header: Header,
    items: Cell<*mut Raw>,
    len: Cell<usize>,
    capacity: Cell<usize>,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `LIST` are laid out so.
unsafe impl Object for List {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id == id::LIST
    }
}

impl List {
    /// How the heap treats lists.
    pub const LAYOUT: Layout = Layout {
        name: "list",
        size: |_| size_of::<List>(),
        visit: List::visit,
        destroy: List::destroy,
        clear: List::destroy,
        finalisable: |_| false,
        collectable: true,
    };

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live lists.
        unsafe { &*object.cast::<List>() }.items().iter().for_each(|item| visitor(item.raw()));
    }

    unsafe fn destroy(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this with lists that are dead or in a dead cycle.
        drop_last_first(unsafe { &*object.cast::<List>() }.take());
    }

    /// A list of these items.
    pub fn new(heap: &mut Heap, items: Vec<Value>) -> Ref<List> {
        let object = heap.allocate(id::LIST, size_of::<List>()).cast::<List>();
        let mut items = ManuallyDrop::new(items);
        // SAFETY: fresh memory of this size whose header is written; every other field is written here.
        unsafe {
            let header = object.cast::<Header>().read();
            object.write(List {
                header,
                items: Cell::new(items.as_mut_ptr().cast()),
                len: Cell::new(items.len()),
                capacity: Cell::new(items.capacity()),
            });
            Ref::from_pointer(object)
        }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, borrowed; see the module's requirement.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `items` holds `len` owned words; nothing changes them during the borrow, by the requirement.
        unsafe { std::slice::from_raw_parts(self.items.get().cast(), self.len.get()) }
    }

    /// The items, copied.
    pub fn snapshot(&self) -> Vec<Value> {
        self.items().to_vec()
    }

    /// The item at an index.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items().get(index).cloned()
    }

    /// The word at an index, borrowed.
    #[inline(always)]
    pub fn raw(&self, index: usize) -> Option<Raw> {
        self.items().get(index).map(Value::raw)
    }

    /// Takes all items, leaving the list empty.
    pub fn take(&self) -> Vec<Value> {
        self.replace(Vec::new())
    }

    /// Replaces all items and gives back the old ones.
    pub fn replace(&self, items: Vec<Value>) -> Vec<Value> {
        let mut items = ManuallyDrop::new(items);
        let old = self.items.replace(items.as_mut_ptr().cast());
        let len = self.len.replace(items.len());
        let capacity = self.capacity.replace(items.capacity());
        // SAFETY: the three fields always are the parts of a `Vec<Value>` that the list owns; they were
        // replaced together.
        unsafe { Vec::from_raw_parts(old.cast(), len, capacity) }
    }

    /// Runs `change` on the items as a vector. `change` must neither run Python code nor drop a value.
    #[inline(always)]
    pub(crate) fn with<R>(&self, change: impl FnOnce(&mut Vec<Value>) -> R) -> R {
        // SAFETY: the fields are the parts of a vector that the list owns; nobody looks at them until they
        // are written back, as `change` runs nothing else.
        let mut items = ManuallyDrop::new(unsafe {
            Vec::from_raw_parts(self.items.get().cast::<Value>(), self.len.get(), self.capacity.get())
        });
        let result = change(&mut items);
        self.items.set(items.as_mut_ptr().cast());
        self.len.set(items.len());
        self.capacity.set(items.capacity());
        result
    }

    /// Appends an item.
    #[inline(always)]
    pub fn push(&self, item: Value) {
        let len = self.len.get();
        if len == self.capacity.get() {
            return self.with(|items| items.push(item));
        }
        // SAFETY: there is room for one more word behind the last.
        unsafe { self.items.get().add(len).write(item.into_raw()) };
        self.len.set(len + 1);
    }

    /// Replaces the item at an index and gives back the old one.
    ///
    /// # Panics
    /// If the index is out of range.
    #[inline(always)]
    pub fn set(&self, index: usize, item: Value) -> Value {
        self.with(|items| std::mem::replace(&mut items[index], item))
    }

    /// Inserts an item before an index, at most the length.
    pub fn insert(&self, index: usize, item: Value) {
        self.with(|items| items.insert(index.min(items.len()), item));
    }

    /// Removes the item at an index.
    ///
    /// # Panics
    /// If the index is out of range.
    pub fn remove(&self, index: usize) -> Value {
        self.with(|items| items.remove(index))
    }

    /// Removes the last item.
    pub fn pop(&self) -> Option<Value> {
        self.with(Vec::pop)
    }
}

impl Value {
    /// The list, or that inside an instance of a class that derives from `list`.
    #[inline]
    pub fn as_list(&self) -> Option<&Ref<List>> {
        self.exact().downcast::<List>()
    }
}

impl Vm {
    /// A new list.
    pub fn new_list(&mut self, items: Vec<Value>) -> Value {
        List::new(&mut self.heap, items).into_value()
    }
}
