//! Cells: variables shared between a function and the functions defined in it.

use crate::heap::Heap;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::slot::Slot;
use crate::value::{Raw, Value};

/// Type id of cells.
pub const CELL: TypeId = TypeId(9);

/// A cell; empty while the variable is unbound.
#[repr(C)]
pub struct CellObject {
    header: Header,
    /// The variable's value.
    pub value: Slot,
}

// SAFETY: `repr(C)` with the header first; only objects of type id `CELL` are laid out so.
unsafe impl Object for CellObject {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id == CELL
    }
}

impl CellObject {
    /// How the heap treats cells.
    pub const LAYOUT: Layout = Layout {
        name: "cell",
        size: |_| size_of::<CellObject>(),
        visit: CellObject::visit,
        destroy: CellObject::clear,
        clear: CellObject::clear,
        finalisable: |_| false,
        collectable: true,
    };

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live cells.
        visitor(unsafe { &*object.cast::<CellObject>() }.value.raw());
    }

    unsafe fn clear(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this with cells that are dead or in a dead cycle.
        unsafe { &*object.cast::<CellObject>() }.value.give_up();
    }

    /// A new cell with this content.
    pub fn allocate(heap: &mut Heap, value: Option<Value>) -> Ref<CellObject> {
        let object = heap.allocate(CELL, size_of::<CellObject>()).cast::<CellObject>();
        // SAFETY: fresh memory of this size whose header is written; the other field is written here.
        unsafe {
            object.write(CellObject {
                header: object.cast::<Header>().read(),
                value: Slot::from_option(value),
            });
            Ref::from_pointer(object)
        }
    }
}
