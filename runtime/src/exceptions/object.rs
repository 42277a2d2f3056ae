//! Exception objects.
//!
//! All exceptions, those of user classes included, are laid out as an [`Exception`]. The classes of the
//! list have fixed type ids, [`ExceptionKind::type_id`]; a class that derives from one gets its own id
//! and the same layout. What a kind keeps besides `args` (the value of a StopIteration, the name of a
//! NameError) is in `fields`, named by [`field`]; all other attributes are in `attributes`.

use std::cell::Cell;

use crate::exceptions::ExceptionKind;
use crate::heap::Heap;
use crate::object::{Header, Layout, Object, Ref, TypeId};
use crate::slot::Slot;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Type id of `BaseException`; the other kinds follow in the order of their list.
pub const FIRST_EXCEPTION: u32 = 128;

impl ExceptionKind {
    /// The fixed type id of the class.
    pub const fn type_id(self) -> TypeId {
        TypeId(FIRST_EXCEPTION + self as u32)
    }

    /// The kind whose class has this type id.
    pub fn from_type_id(type_id: TypeId) -> Option<ExceptionKind> {
        ExceptionKind::ALL.get(type_id.0.checked_sub(FIRST_EXCEPTION)? as usize).copied()
    }
}

/// Indices into [`Exception::fields`], by kind.
pub mod field {
    /// StopIteration: what the generator returned. SystemExit: `code`.
    pub const VALUE: usize = 0;
    /// NameError, AttributeError, ImportError: the name.
    pub const NAME: usize = 0;
    /// AttributeError: the object.
    pub const OBJECT: usize = 1;
    /// ImportError: the path.
    pub const PATH: usize = 1;
    /// ImportError and SyntaxError: the message.
    pub const MESSAGE: usize = 2;
    /// OSError: `errno`.
    pub const ERRNO: usize = 0;
    /// OSError: `strerror`.
    pub const STRERROR: usize = 1;
    /// OSError, SyntaxError: `filename`.
    pub const FILENAME: usize = 3;
    /// SyntaxError: tuple `(lineno, offset, text, end_lineno, end_offset, print_file_and_line)`.
    pub const DETAILS: usize = 1;
    /// ExceptionGroup: the tuple of exceptions.
    pub const EXCEPTIONS: usize = 1;
    /// UnicodeError: the encoding.
    pub const ENCODING: usize = 0;
    /// UnicodeError: tuple `(start, end)`; the object is `OBJECT`, the reason `MESSAGE`.
    pub const RANGE: usize = 3;
    /// OSError: `filename2`.
    pub const FILENAME2: usize = 2;
    /// Instances of classes made by programs: the class, which their type id names.
    pub const CLASS: usize = 4;
    /// Number of fields.
    pub const COUNT: usize = 5;
}

/// An instance of a class that derives from `BaseException`.
#[repr(C)]
pub struct Exception {
    header: Header,
    /// `args`: a tuple.
    pub args: Slot,
    /// `__traceback__`, empty for None.
    pub traceback: Slot,
    /// `__context__`, empty for None.
    pub context: Slot,
    /// `__cause__`, empty for None.
    pub cause: Slot,
    /// Attributes set by the program and `__notes__`: a dict, or empty.
    pub attributes: Slot,
    /// What the kind keeps; see [`field`].
    pub fields: [Slot; field::COUNT],
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
}

// SAFETY: `repr(C)` with the header first. Type ids of the list have this layout from the start; those of
// user classes get it through `Heap::set_layout` with `Exception::LAYOUT`, whose address marks them.
unsafe impl Object for Exception {
    #[inline]
    fn is_type(type_id: TypeId) -> bool {
        let built_in = type_id.0.wrapping_sub(FIRST_EXCEPTION) < ExceptionKind::ALL.len() as u32;
        built_in || type_id.is_user(crate::types::UserLayout::Exception)
    }
}

impl Exception {
    /// How the heap treats exceptions.
    pub const LAYOUT: Layout = Layout {
        name: "exception",
        size: |_| size_of::<Exception>(),
        visit: Exception::visit,
        destroy: Exception::clear,
        clear: Exception::clear,
        finalisable: |_| false,
        collectable: true,
    };

    /// In the order in which they are given up.
    fn slots(&self) -> impl Iterator<Item = &Slot> {
        let others = [&self.attributes, &self.args, &self.traceback, &self.cause, &self.context];
        self.fields.iter().chain(others)
    }

    unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
        // SAFETY: the heap calls this with live exceptions only.
        let exception = unsafe { &*object.cast::<Exception>() };
        exception.slots().for_each(|slot| visitor(slot.raw()));
    }

    unsafe fn clear(object: *mut Header, _heap: &mut Heap) {
        // SAFETY: the heap calls this with exceptions that are dead or in a dead cycle.
        let exception = unsafe { &*object.cast::<Exception>() };
        exception.slots().for_each(Slot::give_up);
    }

    /// A new exception of a class with this layout.
    pub fn allocate(heap: &mut Heap, type_id: TypeId, args: Value) -> Ref<Exception> {
        let object = heap.allocate(type_id, size_of::<Exception>()).cast::<Exception>();
        // SAFETY: fresh memory of this size whose header is written; every other field is written here.
        unsafe {
            let header = object.cast::<Header>().read();
            object.write(Exception {
                header,
                args: Slot::new(args),
                traceback: Slot::empty(),
                context: Slot::empty(),
                cause: Slot::empty(),
                attributes: Slot::empty(),
                fields: [const { Slot::empty() }; field::COUNT],
                suppress_context: Cell::new(false),
            });
            Ref::from_pointer(object)
        }
    }
}

impl Vm {
    /// A new exception of a built-in kind; its fields are as after `kind(*arguments)`.
    pub fn new_exception(&mut self, kind: ExceptionKind, arguments: Vec<Value>) -> Value {
        let value = arguments.first().cloned();
        let args = self.new_tuple(arguments);
        let exception = Exception::allocate(&mut self.heap, kind.type_id(), args);
        if kind.derives_from(ExceptionKind::StopIteration) || kind.derives_from(ExceptionKind::SystemExit) {
            exception.fields[field::VALUE].set(value.unwrap_or(Value::NONE));
        }
        exception.into_value()
    }
}

/// Declares the layout of every built-in exception.
pub(crate) fn declare_layouts(heap: &mut Heap) {
    for kind in ExceptionKind::ALL {
        heap.set_layout(kind.type_id(), Exception::LAYOUT);
    }
}
