//! Instances of classes that programs make.
//!
//! ```text
//! header | class | shape u32, capacity u32 | values ──> | inline values …
//! ```
//! The values are first the fixed ones of the class (the built-in object that the instance extends, then
//! `__slots__`), then the attributes in the order of their [shape](crate::class::shape). They lie behind
//! the struct, or, once there are more than that, in a buffer of their own: always read through `values`.
//!
//! With shape [`DICT_SHAPE`] the attributes are in a real dict instead, the first value behind the fixed
//! ones: after `__dict__` was asked for, after deletions, or where there are very many.

use std::alloc::{Layout as AllocLayout, alloc, dealloc, handle_alloc_error};
use std::cell::Cell;

use crate::class::Class;
use crate::heap::Heap;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::types::UserLayout;
use crate::value::{Raw, Value};

/// Shape of instances whose attributes are in a dict.
pub const DICT_SHAPE: u32 = 0;

/// An instance.
#[repr(C)]
pub struct Instance {
    header: Header,
    /// The class, owned.
    class: Raw,
    shape: Cell<u32>,
    capacity: Cell<u32>,
    values: Cell<*mut Raw>,
}

// SAFETY: `repr(C)` with the header first; ids with these two layouts are given to classes of instances only.
unsafe impl Object for Instance {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id.is_user(UserLayout::Instance) || type_id.is_user(UserLayout::Payload)
    }
}

impl Instance {
    #[cfg(feature = "jit")]
    pub(crate) const SHAPE_OFFSET: usize = std::mem::offset_of!(Instance, shape);
    #[cfg(feature = "jit")]
    pub(crate) const CAPACITY_OFFSET: usize = std::mem::offset_of!(Instance, capacity);
    #[cfg(feature = "jit")]
    pub(crate) const VALUES_OFFSET: usize = std::mem::offset_of!(Instance, values);

    /// How the heap treats instances.
    pub const LAYOUT: Layout = Layout {
        name: "instance",
        size: |_| size_of::<Instance>(),
        visit: Instance::visit,
        destroy: Instance::destroy,
        clear: Instance::clear,
        // SAFETY: the heap asks for complete instances.
        finalisable: |object| unsafe { &*object.cast::<Instance>() }.class().has_finaliser(),
        collectable: true,
    };

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live instances.
        let instance = unsafe { &*object.cast::<Instance>() };
        visitor(instance.class);
        (0..instance.capacity()).for_each(|at| visitor(instance.raw(at)));
    }

    // The object that the instance extends stays: it never changes, and methods rely on it.
    unsafe fn clear(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this with instances that are dead or in a dead cycle.
        let instance = unsafe { &*object.cast::<Instance>() };
        for at in usize::from(instance.has_payload())..instance.capacity() {
            drop(instance.replace(at, None));
        }
    }

    unsafe fn destroy(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this once with a dead instance.
        let instance = unsafe { &*object.cast::<Instance>() };
        for at in 0..instance.capacity() {
            drop(instance.replace(at, None));
        }
        instance.free_buffer();
        // SAFETY: the instance owned a count of its class.
        unsafe { Heap::drop_word(instance.class) };
    }

    /// A new instance with all values empty, for a class that programs made.
    pub(crate) fn new(heap: &mut Heap, class: &Ref<Class>) -> Ref<Instance> {
        let capacity = class.instance_capacity();
        let shape = class.shapes.root(heap);
        let size = size_of::<Instance>() + capacity * size_of::<Raw>();
        let type_id = class.instance_type();
        let object = if class.has_finaliser() {
            heap.allocate_numbered(type_id, size)
        } else {
            heap.allocate(type_id, size)
        };
        let object = object.cast::<Instance>();
        // SAFETY: fresh memory of this size whose header is written; all fields and values are written here.
        unsafe {
            let header = object.cast::<Header>().read();
            let values = object.add(1).cast::<Raw>();
            for at in 0..capacity {
                values.add(at).write(Raw::NULL);
            }
            object.write(Instance {
                header,
                class: class.clone().into_value().into_raw(),
                shape: Cell::new(shape),
                capacity: Cell::new(capacity as u32),
                values: Cell::new(values),
            });
            Ref::from_pointer(object)
        }
    }

    /// The class.
    #[inline(always)]
    pub fn class(&self) -> &Ref<Class> {
        // SAFETY: the word is an owned class from birth to death; `Ref` is transparent over it.
        unsafe { &*std::ptr::from_ref(&self.class).cast::<Ref<Class>>() }
    }

    /// Replaces the class by one whose instances have the same layout and fixed values.
    pub(crate) fn set_class(this: &Ref<Instance>, class: Ref<Class>) -> Value {
        this.value().set_type_id(class.instance_type());
        let new = class.into_value().into_raw();
        // SAFETY: the word is owned; nobody borrows the old class through this instance now.
        unsafe {
            let place = &raw mut (*this.as_ptr()).class;
            let old = place.read();
            place.write(new);
            old.into_value()
        }
    }

    /// Whether the first value is the built-in object that this one extends.
    pub fn has_payload(&self) -> bool {
        self.header.type_id().is_user(UserLayout::Payload)
    }

    /// The shape: which attribute is where.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        self.shape.get()
    }

    pub(crate) fn set_shape(&self, shape: u32) {
        self.shape.set(shape);
    }

    /// Places for values.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity.get() as usize
    }

    /// The word at a place, `NULL` when empty; borrowed.
    #[inline(always)]
    pub fn raw(&self, at: usize) -> Raw {
        debug_assert!(at < self.capacity());
        // SAFETY: `values` has `capacity` words; places come from the class and its shapes, which keep
        // within it.
        unsafe { self.values.get().add(at).read() }
    }

    /// The value at a place.
    #[inline(always)]
    pub fn get(&self, at: usize) -> Option<Value> {
        let raw = self.raw(at);
        // SAFETY: the instance owns a count of every word but `NULL`.
        (raw != Raw::NULL).then(|| unsafe { raw.to_value() })
    }

    /// Replaces the value at a place and gives back the old one.
    #[inline(always)]
    pub fn replace(&self, at: usize, value: Option<Value>) -> Option<Value> {
        let old = self.raw(at);
        // SAFETY: as in `raw`; the old word's count goes to the result.
        unsafe {
            self.values.get().add(at).write(value.map_or(Raw::NULL, Value::into_raw));
            (old != Raw::NULL).then(|| old.into_value())
        }
    }

    /// The built-in object that this one extends.
    #[inline(always)]
    pub(crate) fn payload(&self) -> &Value {
        debug_assert!(self.has_payload());
        // SAFETY: the first value is set when the instance is made and stays until it dies; growing the
        // buffer moves the word, but no borrow is held across changes of attributes.
        unsafe { &*self.values.get().cast::<Value>() }
    }

    /// Makes room for at least so many values.
    pub(crate) fn reserve(&self, least: usize) {
        let old = self.capacity();
        if least <= old {
            return;
        }
        let capacity = least.next_power_of_two().max(8);
        let layout = buffer_layout(capacity);
        // SAFETY: the layout is not empty; the old words are moved, the rest is written.
        unsafe {
            let buffer = alloc(layout).cast::<Raw>();
            if buffer.is_null() {
                handle_alloc_error(layout);
            }
            buffer.copy_from_nonoverlapping(self.values.get(), old);
            for at in old..capacity {
                buffer.add(at).write(Raw::NULL);
            }
            self.free_buffer();
            self.values.set(buffer);
        }
        self.capacity.set(capacity as u32);
    }

    fn free_buffer(&self) {
        let inline = std::ptr::from_ref(self).wrapping_add(1).cast::<Raw>();
        if self.values.get().cast_const() != inline {
            // SAFETY: a buffer that is not inline was allocated in `reserve` with this layout.
            unsafe { dealloc(self.values.get().cast(), buffer_layout(self.capacity())) };
        }
    }
}

fn buffer_layout(capacity: usize) -> AllocLayout {
    AllocLayout::array::<Raw>(capacity).expect("instances have few attributes")
}

impl Value {
    /// The exact built-in object inside an instance of a class that extends a built-in type; every other
    /// value is itself.
    #[inline(always)]
    pub fn exact(&self) -> &Value {
        if self.raw().is_object() && self.type_id().is_user(UserLayout::Payload) {
            return self.downcast::<Instance>().map_or(self, |instance| instance.payload());
        }
        self
    }
}
