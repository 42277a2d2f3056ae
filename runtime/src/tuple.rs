//! `tuple`: a fixed sequence, items in line, as `genjit_jit::abi::tuple` says.

mod methods;

pub(crate) use methods::define;

use crate::heap::Heap;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A tuple.
#[repr(C)]
pub struct Tuple {
    header: Header,
    len: usize,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `TUPLE` are laid out so.
unsafe impl Object for Tuple {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id == id::TUPLE
    }
}

impl Tuple {
    /// How the heap treats tuples.
    pub const LAYOUT: Layout = Layout {
        name: "tuple",
        // SAFETY: the heap asks for live tuples.
        size: |object| Tuple::bytes(unsafe { (*object.cast::<Tuple>()).len }),
        visit: Tuple::visit,
        destroy: Tuple::destroy,
        clear: |_, _| (),
        finalisable: |_| false,
        collectable: true,
    };

    const fn bytes(len: usize) -> usize {
        size_of::<Tuple>() + len * size_of::<Raw>()
    }

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live tuples.
        unsafe { &*object.cast::<Tuple>() }.items().iter().for_each(|item| visitor(item.raw()));
    }

    unsafe fn destroy(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this once with a dead tuple, which owned a count of each item.
        unsafe {
            let tuple = &*object.cast::<Tuple>();
            for at in (0..tuple.len).rev() {
                Heap::drop_word(tuple.first().add(at).read());
            }
        }
    }

    fn first(&self) -> *const Raw {
        std::ptr::from_ref(self).wrapping_add(1).cast()
    }

    /// A tuple of these words.
    ///
    /// # Safety
    /// The caller owns a count of each word and gives it up.
    pub unsafe fn from_words(heap: &mut Heap, words: &[Raw]) -> Ref<Tuple> {
        let object = heap.allocate(id::TUPLE, Tuple::bytes(words.len())).cast::<Tuple>();
        // SAFETY: fresh memory of this size whose header is written; all else is written here.
        unsafe {
            (&raw mut (*object).len).write(words.len());
            object.add(1).cast::<Raw>().copy_from_nonoverlapping(words.as_ptr(), words.len());
            Ref::from_pointer(object)
        }
    }

    /// A tuple of these items.
    pub fn new(heap: &mut Heap, mut items: Vec<Value>) -> Ref<Tuple> {
        // SAFETY: `Value` is transparent over `Raw`; the vector gives up the counts right behind.
        unsafe {
            let tuple =
                Tuple::from_words(heap, std::slice::from_raw_parts(items.as_ptr().cast(), items.len()));
            items.set_len(0);
            tuple
        }
    }

    /// A tuple of clones of these items.
    pub fn from_slice(heap: &mut Heap, items: &[Value]) -> Ref<Tuple> {
        for item in items {
            // SAFETY: borrowed values are alive; the count added goes to the tuple.
            unsafe { item.raw().inc() };
        }
        // SAFETY: a count of each was just added; `Value` is transparent over `Raw`.
        unsafe { Tuple::from_words(heap, std::slice::from_raw_parts(items.as_ptr().cast(), items.len())) }
    }

    /// The items; they never change.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `len` owned words follow the struct from birth to death; `Value` is transparent over `Raw`.
        unsafe { std::slice::from_raw_parts(self.first().cast(), self.len) }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Value {
    /// The tuple, or that inside an instance of a class that derives from `tuple`.
    #[inline]
    pub fn as_tuple(&self) -> Option<&Ref<Tuple>> {
        self.exact().downcast::<Tuple>()
    }
}

impl Vm {
    /// A new tuple; the empty one is always the same.
    pub fn new_tuple(&mut self, items: Vec<Value>) -> Value {
        if items.is_empty() && !self.singletons.empty_tuple.is_none() {
            return self.singletons.empty_tuple.clone();
        }
        Tuple::new(&mut self.heap, items).into_value()
    }

    /// A new tuple of clones of these items.
    pub fn new_tuple_from(&mut self, items: &[Value]) -> Value {
        if items.is_empty() {
            return self.new_tuple(Vec::new());
        }
        Tuple::from_slice(&mut self.heap, items).into_value()
    }

    /// The items of a tuple, copied; empty for other values.
    pub fn tuple_items(&self, tuple: &Value) -> Vec<Value> {
        tuple.as_tuple().map_or_else(Vec::new, |tuple| tuple.items().to_vec())
    }
}
