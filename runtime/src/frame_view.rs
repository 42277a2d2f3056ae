//! Frame views: the `frame` objects that programs see.
//!
//! A view is made when somebody asks for a frame: a traceback, `gi_frame`, `sys._getframe`, `f_back`. While
//! the frame lives the view reads and writes it in place; there is one view a frame at most, kept in the
//! heap's [`Notes`]. When the frame ends and somebody else still holds the view, it takes over what the
//! frame had: function, place, locals, caller.
//!
//! Requirement: whoever ends a frame whose flags have [`flag::NOTES`] calls [`detach`] first.

use std::cell::{Cell, RefCell};

use crate::code::Code;
use crate::frame::{Frame, flag, owner, state};
use crate::function::Function;
use crate::heap::Heap;
use crate::interp::Regs;
use crate::interp::stack::slots;
use crate::object::Ref;
use crate::object_type;
use crate::part::Part;
use crate::slot::Slot;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

object_type! {
    /// A `frame` object.
    pub struct FrameView(|type_id| type_id == id::FRAME) "frame" {
        /// The frame, null once it has ended.
        pub(crate) live: Cell<*mut Frame>,
        /// The function.
        pub(crate) function: Slot,
        /// The locals of an ended frame, and above them the operand stack of a generator that was suspended;
        /// while it lives, what `f_locals` replaced in it.
        pub(crate) locals: Locals,
        /// `f_back` of an ended frame. It is given up behind the locals.
        pub(crate) back: Slot,
        /// The namespace of an ended class or module frame.
        pub(crate) namespace: Slot,
        /// Byte offset of the last instruction of an ended frame.
        pub(crate) lasti: Cell<u32>,
        /// Names that `f_locals` was given beyond the function's variables: a dict.
        pub(crate) extra: Slot,
        /// `f_trace`.
        pub(crate) trace: Slot,
    }
}

/// Locals of an ended frame, empty where unbound, and what stood above them.
#[derive(Default)]
pub(crate) struct Locals(RefCell<Vec<Slot>>);

impl Locals {
    fn get(&self, index: usize) -> Option<Value> {
        self.0.borrow().get(index)?.get()
    }

    fn set(&self, index: usize, value: Value) {
        let old = self.0.borrow().get(index).and_then(|slot| slot.replace(Some(value)));
        drop(old);
    }

    /// Replaces them all; what was there is dropped, the top first.
    pub(crate) fn replace(&self, slots: Vec<Slot>) {
        self.0.replace(slots).iter().rev().for_each(Slot::give_up);
    }

    fn keep(&self, value: Value) {
        self.0.borrow_mut().push(Slot::new(value));
    }
}

impl Part for Locals {
    fn visit(&self, visitor: &mut dyn FnMut(Raw)) {
        self.0.borrow().iter().for_each(|slot| visitor(slot.raw()));
    }
    fn clear(&self) {
        self.replace(Vec::new());
    }
}

/// What is kept about a frame outside of it.
#[derive(Default)]
pub struct Notes {
    /// The frame's view.
    pub(crate) view: Option<Value>,
    /// `__name__` of a generator, if it differs from the function's.
    pub(crate) name: Option<Value>,
    /// `__qualname__` of a generator, if it differs from the function's.
    pub(crate) qualname: Option<Value>,
    /// Where a coroutine was made, or what is called when an asynchronous generator is dropped.
    pub(crate) origin_or_finaliser: Option<Value>,
}

impl Notes {
    /// Whether nothing is kept but a view.
    fn is_bare(&self) -> bool {
        self.name.is_none() && self.qualname.is_none() && self.origin_or_finaliser.is_none()
    }
}

impl Heap {
    /// The notes of a frame, made when first needed.
    pub(crate) fn notes_mut(&mut self, frame: *mut Frame) -> &mut Notes {
        // SAFETY: callers hold the frame.
        unsafe { (*frame).flags |= flag::NOTES };
        self.notes.entry(frame as usize).or_default()
    }

    /// The notes of a frame.
    pub(crate) fn notes_of(&self, frame: *mut Frame) -> Option<&Notes> {
        self.notes.get(&(frame as usize))
    }

    /// Calls back with every word that the notes of a frame own.
    pub(crate) fn visit_notes(&self, frame: *mut Frame, visitor: &mut dyn FnMut(Raw)) {
        if let Some(notes) = self.notes_of(frame) {
            let kept = [&notes.view, &notes.name, &notes.qualname, &notes.origin_or_finaliser];
            kept.into_iter().flatten().for_each(|value| visitor(value.raw()));
        }
    }
}

impl FrameView {
    /// The code.
    pub fn code(&self) -> Option<Ref<Code>> {
        let function = self.function.get()?;
        function.downcast::<Function>().map(|function| function.code().clone())
    }

    /// The frame, while it lives.
    pub(crate) fn live(&self) -> Option<*mut Frame> {
        let frame = self.live.get();
        (!frame.is_null()).then_some(frame)
    }

    /// Byte offset of the instruction that the frame executes, or goes on at when it is suspended; -1 where
    /// nothing was executed.
    pub fn lasti(&self) -> u32 {
        match self.live() {
            Some(frame) => lasti_of(frame),
            None => self.lasti.get(),
        }
    }

    /// Line of that instruction.
    pub fn line(&self) -> Option<u32> {
        self.code()?.source().line_at(self.lasti() as usize)
    }

    /// The value of a local, cell or free variable; a cell's is what it holds.
    pub(crate) fn local(&self, index: usize) -> Option<Value> {
        let value = match self.live() {
            Some(frame) => {
                // SAFETY: the frame lives, and `index` is one of its locals.
                let word = unsafe { *slots(frame).add(index) };
                // SAFETY: locals own their words.
                (word != Raw::NULL).then(|| unsafe { word.to_value() })
            }
            None => self.locals.get(index),
        }?;
        match value.downcast::<crate::cell::CellObject>() {
            Some(cell) if self.holds_cell(index) => cell.value.get(),
            _ => Some(value),
        }
    }

    fn holds_cell(&self, index: usize) -> bool {
        use genjit_bytecode::LocalKind;
        self.code().is_some_and(|code| {
            matches!(code.source().localsplus[index].kind, LocalKind::Cell | LocalKind::Free)
        })
    }

    /// Sets a local, cell or free variable.
    pub(crate) fn set_local(&self, index: usize, value: Value) {
        let current = self.raw_local(index);
        if let Some(cell) = current.as_ref().and_then(|value| value.downcast::<crate::cell::CellObject>())
            && self.holds_cell(index)
        {
            cell.value.set(value);
            return;
        }
        match self.live() {
            Some(frame) => {
                // SAFETY: the frame lives, and `index` is one of its locals. The old value may be borrowed by
                // an instruction in progress: it stays alive through the view.
                let old = unsafe { std::mem::replace(&mut *slots(frame).add(index), value.into_raw()) };
                if old != Raw::NULL {
                    // SAFETY: the slot owned the word.
                    self.locals.keep(unsafe { old.into_value() });
                }
            }
            None => self.locals.set(index, value),
        }
    }

    fn raw_local(&self, index: usize) -> Option<Value> {
        match self.live() {
            Some(frame) => {
                // SAFETY: the frame lives, and `index` is one of its locals.
                let word = unsafe { *slots(frame).add(index) };
                // SAFETY: locals own their words.
                (word != Raw::NULL).then(|| unsafe { word.to_value() })
            }
            None => self.locals.get(index),
        }
    }
}

/// Byte offset of the instruction a frame executes, or of the `RESUME` where it is suspended.
pub(crate) fn lasti_of(frame: *mut Frame) -> u32 {
    // SAFETY: callers hold the frame, which has not ended and so has its function.
    unsafe {
        let function = (*frame).func.pointer().cast::<Function>();
        let code = (*function).code();
        let unit = code.unit_index((*frame).ip);
        // A plain frame always executes something; machine code does not mark it so.
        let executing = (*frame).ip & 1 != 0 || (*frame).owner != owner::GENERATOR;
        let unit = if executing && unit > 0 { code.predecessor(unit) } else { unit };
        (unit * 2) as u32
    }
}

impl Vm {
    /// The view of a live frame.
    pub(crate) fn view_of(&mut self, frame: *mut Frame) -> Value {
        if let Some(view) = self.heap.notes_of(frame).and_then(|notes| notes.view.clone()) {
            return view;
        }
        // SAFETY: callers hold the frame.
        let function = unsafe { (*frame).func.to_value() };
        let view = FrameView::allocate(
            &mut self.heap,
            id::FRAME,
            Cell::new(frame),
            Slot::new(function),
            Locals::default(),
            Slot::empty(),
            Slot::empty(),
            Cell::new(0),
            Slot::empty(),
            Slot::empty(),
        )
        .into_value();
        self.heap.notes_mut(frame).view = Some(view.clone());
        view
    }

    /// The frame that is `depth` visible frames out from the innermost one.
    pub fn frame_at(&mut self, depth: usize) -> Option<Value> {
        let mut frame = visible(self.frame);
        for _ in 0..depth {
            if frame.is_null() {
                return None;
            }
            // SAFETY: frames from `vm.frame` outwards are executing, hence alive.
            frame = visible(unsafe { (*frame).prev });
        }
        (!frame.is_null()).then(|| self.view_of(frame))
    }

    /// `f_back`.
    pub(crate) fn view_back(&mut self, view: &Ref<FrameView>) -> Option<Value> {
        let Some(frame) = view.live() else { return view.back.get() };
        let caller = caller_of(frame);
        (!caller.is_null()).then(|| self.view_of(caller))
    }

    /// The namespace of a class or module frame.
    pub(crate) fn frame_namespace(&self, frame: *mut Frame) -> Option<Value> {
        // SAFETY: callers pass live frames; the flag says that `root` is an owned word.
        unsafe { ((*frame).flags & flag::NAMESPACE != 0).then(|| Raw((*frame).root as u64).to_value()) }
    }
}

/// The first frame outwards that programs may see.
pub(crate) fn visible(mut frame: *mut Frame) -> *mut Frame {
    // SAFETY: frames from `vm.frame` outwards are executing, hence alive.
    unsafe {
        while !frame.is_null() && (*frame).flags & flag::HIDDEN != 0 {
            frame = (*frame).prev;
        }
    }
    frame
}

/// The visible frame that called this one; null for a suspended generator.
fn caller_of(frame: *mut Frame) -> *mut Frame {
    // SAFETY: callers hold the frame; `prev` of an executing one is alive, and so is that of a generator
    // whose delegate executes.
    unsafe {
        if (*frame).owner == owner::GENERATOR
            && (*frame).state != state::RUNNING
            && !crate::generator::is_running(frame)
        {
            return std::ptr::null_mut();
        }
        visible((*frame).prev)
    }
}

/// A frame is about to end: its notes go, and its view, if somebody else holds it, takes over its contents.
pub(crate) fn detach(vm: &mut Vm, frame: *mut Frame) {
    let Some(view) = release_notes(&mut vm.heap, frame) else { return };
    // SAFETY: the caller holds the frame.
    if unsafe { (*frame).owner } == owner::STACK {
        let caller = caller_of(frame);
        if !caller.is_null() {
            let back = vm.view_of(caller);
            view.back.set(back);
        }
    }
}

/// Takes the view from the notes of a frame that is about to end. If somebody else holds it, it has taken
/// over the frame's contents and is handed out.
pub(crate) fn release_notes(heap: &mut Heap, frame: *mut Frame) -> Option<Ref<FrameView>> {
    let notes = heap.notes.get_mut(&(frame as usize))?;
    let noted = notes.view.take();
    // A generator keeps the names it was given until it dies.
    if notes.is_bare() {
        heap.notes.remove(&(frame as usize));
        // SAFETY: the caller holds the frame.
        unsafe { (*frame).flags &= !flag::NOTES };
    }
    let view = noted.as_ref()?.downcast::<FrameView>()?.clone();
    // The notes' count and the one just taken.
    let held = view.value().header().is_some_and(|header| header.count() > 2);
    if held {
        take_over(&view, frame);
    }
    view.live.set(std::ptr::null_mut());
    held.then_some(view)
}

fn take_over(view: &Ref<FrameView>, frame: *mut Frame) {
    view.lasti.set(lasti_of(frame));
    // SAFETY: the frame is alive and flushed; its slots own their words, which the view shares.
    let regs = unsafe { Regs::of(frame) };
    let shared = |index: usize| {
        // SAFETY: as above.
        let word = unsafe { *slots(frame).add(index) };
        // SAFETY: as above.
        if word == Raw::NULL { Slot::empty() } else { Slot::new(unsafe { word.to_value() }) }
    };
    let mut count = regs.code().locals as usize;
    // SAFETY: as above.
    if unsafe { (*frame).owner == owner::GENERATOR && (*frame).ip & 1 == 0 } {
        count += regs.depth();
    }
    view.locals.replace((0..count).map(shared).collect());
    drop(view.namespace.replace(namespace_of(frame)));
}

/// The namespace of a class or module frame.
fn namespace_of(frame: *mut Frame) -> Option<Value> {
    // SAFETY: callers pass live frames; the flag says that `root` is an owned word.
    unsafe { ((*frame).flags & flag::NAMESPACE != 0).then(|| Raw((*frame).root as u64).to_value()) }
}
