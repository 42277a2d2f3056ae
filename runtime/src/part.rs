//! Fields of objects, and the macro that lays objects out.
//!
//! [`object_type!`](crate::object_type) writes what every object type needs: the `repr(C)` struct with
//! its header first, its [`crate::object::Layout`], and `allocate`, which takes the fields in order.
//! Each field is a [`Part`]: it says which words it owns and how it gives them up.

use std::cell::{Cell, RefCell};

use crate::slot::Slot;
use crate::value::{Raw, Value};

/// A field of an object.
pub trait Part {
    /// Calls back with every owned word.
    fn visit(&self, visitor: &mut dyn FnMut(Raw));
    /// Gives up what may be part of a cycle; the field stays valid.
    fn clear(&self);
}

impl Part for Slot {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        visitor(self.raw());
    }
    fn clear(&self) {
        self.give_up();
    }
}

impl<const N: usize> Part for [Slot; N] {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        self.iter().for_each(|slot| visitor(slot.raw()));
    }
    fn clear(&self) {
        self.iter().for_each(Slot::give_up);
    }
}

impl<T: Copy> Part for Cell<T> {
    fn visit(&self, _visitor: &mut dyn FnMut(Raw)) {}
    fn clear(&self) {}
}

/// A value that stays until the object dies, even in a dead cycle.
#[derive(Debug)]
#[repr(transparent)]
pub struct Kept(pub Value);

impl Part for Kept {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        visitor(self.0.raw());
    }
    fn clear(&self) {}
}

/// Rust data that owns no value.
#[derive(Debug)]
#[repr(transparent)]
pub struct Plain<T>(pub T);

impl<T> Part for Plain<T> {
    fn visit(&self, _visitor: &mut dyn FnMut(Raw)) {}
    fn clear(&self) {}
}

/// Drops values as tuples and lists let go of them.
pub(crate) fn drop_last_first(values: Vec<Value>) {
    values.into_iter().rev().for_each(drop);
}

/// Values in a Rust vector, which lets go of the last one first, as a tuple does.
pub type Values = RefCell<Vec<Value>>;

impl Part for Values {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        self.borrow().iter().for_each(|value| visitor(value.raw()));
    }
    fn clear(&self) {
        drop_last_first(self.take());
    }
}

/// Defines an object type: `struct Name(is_type) "label" { field: Part type, … }`, where `is_type` is a
/// function from a type id to whether its objects have this layout.
#[macro_export]
macro_rules! object_type {
    ($(#[$meta:meta])* $vis:vis struct $name:ident($is_type:expr) $label:literal {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty),* $(,)?
    }) => {
        $crate::object_type! {
            $(#[$meta])* $vis struct $name($is_type) $label finalisable(|_| false) {
                $($(#[$field_meta])* $field_vis $field: $type),*
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident($is_type:expr) $label:literal finalisable($finalisable:expr) {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$meta])*
        #[repr(C)]
        $vis struct $name {
            header: $crate::object::Header,
            $($(#[$field_meta])* $field_vis $field: $type),*
        }

        // SAFETY: `repr(C)` with the header first; `is_type` is the list of the ids laid out so.
        unsafe impl $crate::object::Object for $name {
            #[inline(always)]
            fn is_type(type_id: $crate::object::TypeId) -> bool {
                $is_type(type_id)
            }
        }

        impl $name {
            /// How the heap treats these objects.
            pub const LAYOUT: $crate::object::Layout = $crate::object::Layout {
                name: $label,
                size: |_| size_of::<$name>(),
                visit: $name::visit_object,
                destroy: $name::destroy_object,
                clear: $name::clear_object,
                finalisable: |object| {
                    let finalisable: fn(&$name) -> bool = $finalisable;
                    // SAFETY: the heap asks for complete objects of this layout.
                    finalisable(unsafe { &*object.cast::<$name>() })
                },
                collectable: true,
            };

            unsafe fn visit_object(
                object: *mut $crate::object::Header,
                visitor: &mut dyn FnMut($crate::value::Raw),
            ) {
                // SAFETY: the heap calls this with live objects of this layout.
                let object = unsafe { &*object.cast::<$name>() };
                $($crate::part::Part::visit(&object.$field, &mut *visitor);)*
                let _ = (object, visitor);
            }

            unsafe fn clear_object(object: *mut $crate::object::Header, _heap: &mut $crate::heap::Heap) {
                // SAFETY: the heap calls this with objects that are dead or in a dead cycle.
                let object = unsafe { &*object.cast::<$name>() };
                $($crate::part::Part::clear(&object.$field);)*
                let _ = object;
            }

            unsafe fn destroy_object(object: *mut $crate::object::Header, heap: &mut $crate::heap::Heap) {
                // SAFETY: the heap calls this once with a dead object; its fields are not used again.
                unsafe {
                    $name::clear_object(object, heap);
                    std::ptr::drop_in_place(object.cast::<$name>());
                }
            }

            /// A new object with these fields.
            #[allow(clippy::too_many_arguments, reason = "one argument a field")]
            pub(crate) fn allocate(
                heap: &mut $crate::heap::Heap,
                type_id: $crate::object::TypeId,
                $($field: $type),*
            ) -> $crate::object::Ref<$name> {
                debug_assert!(<$name as $crate::object::Object>::is_type(type_id));
                let object = heap.allocate(type_id, size_of::<$name>()).cast::<$name>();
                // SAFETY: fresh memory of this size whose header is written.
                let header = unsafe { object.cast::<$crate::object::Header>().read() };
                let value = $name { header, $($field),* };
                // SAFETY: every field is written, and the one count goes to the reference.
                unsafe {
                    object.write(value);
                    $crate::object::Ref::from_pointer(object)
                }
            }
        }
    };
}
