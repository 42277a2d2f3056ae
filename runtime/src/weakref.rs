//! Weak references: objects that know another object without keeping it alive.
//!
//! The heap keeps a table from each object to the references to it. When the object dies, or is about to
//! be finalised, they are cleared first, and those with a callback are queued.

use rustc_hash::FxHashMap;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::heap::{Heap, pending};
use crate::native::Arguments;
use crate::object::{Flag, Header};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// References by the address of their object; not owned, a reference takes itself out when it dies.
pub(crate) type WeakTable = FxHashMap<usize, Vec<*mut Header>>;

/// The word of the object, not owned; `NULL` once it is dead.
pub(crate) struct Target(std::cell::Cell<Raw>);

impl crate::part::Part for Target {
    fn visit(&self, _visitor: &mut dyn FnMut(Raw)) {}
    fn clear(&self) {}
}

object_type! {
    /// `weakref.ref(object, callback)`
    pub struct WeakRef(|type_id| type_id == id::WEAKREF) "weak reference" {
        target: Target,
        /// Called with the reference once the object is dead.
        callback: Slot,
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let target = self.target.0.get();
        if target == Raw::NULL {
            return;
        }
        let this: *mut Header = std::ptr::from_mut(self).cast();
        // SAFETY: a reference is an object of a live heap; the target is alive as long as it is not cleared.
        unsafe {
            let heap = &mut *Heap::of(this);
            if let Some(references) = heap.weak.get_mut(&(target.pointer() as usize)) {
                references.retain(|&other| !std::ptr::eq(other, this));
            }
        }
    }
}

/// Clears the references to an object and queues their callbacks.
fn clear(heap: &mut Heap, object: *mut Header) {
    for reference in heap.weak.remove(&(object as usize)).unwrap_or_default() {
        // SAFETY: references in the table are alive: each takes itself out when it dies.
        let (weak, value) =
            unsafe { (&*reference.cast::<WeakRef>(), Raw::from_object(reference).to_value()) };
        weak.target.0.set(Raw::NULL);
        if !weak.callback.is_empty() {
            heap.callbacks.push(value);
            heap.set_pending(pending::CALLBACKS);
        }
    }
}

impl Vm {
    /// `weakref.ref(object, callback)`
    pub fn new_weak_reference(&mut self, object: &Value, callback: Option<Value>) -> PyResult {
        if !self.is_weakly_referable(object) {
            let name = self.type_name(object);
            return Err(self.raise_type_error(format!("cannot create weak reference to '{name}' object")));
        }
        let target = Target(std::cell::Cell::new(object.raw()));
        let reference = WeakRef::allocate(&mut self.heap, id::WEAKREF, target, Slot::from_option(callback));
        self.heap.weak.entry(object.raw().pointer() as usize).or_default().push(reference.as_ptr().cast());
        object.set_flag(Flag::WEAK, true);
        Ok(reference.into_value())
    }

    /// The first weak reference to an object that is still there.
    pub(crate) fn first_weak_reference(&self, object: &Value) -> Value {
        let references = self.heap.weak.get(&(object.raw().pointer() as usize));
        match references.and_then(|references| references.first()) {
            // SAFETY: references in the table are alive: each takes itself out when it dies.
            Some(&reference) => unsafe { Raw::from_object(reference).to_value() },
            None => Value::NONE,
        }
    }

    fn is_weakly_referable(&self, object: &Value) -> bool {
        let type_id = object.type_id();
        let native = matches!(
            type_id,
            id::FUNCTION
                | id::GENERATOR
                | id::COROUTINE
                | id::ASYNC_GENERATOR
                | id::SET
                | id::FROZENSET
                | id::TYPE
                | id::METHOD
                | id::MODULE
                | id::CODE
        );
        object.raw().is_object() && (native || self.class_of(object).flags.get().weakrefable)
    }

    /// Calls the callback of a reference whose object has died.
    pub(crate) fn call_weak_callback(&mut self, reference: &Value) {
        let callback = reference.downcast::<WeakRef>().and_then(|weak| weak.callback.take());
        let Some(callback) = callback else { return };
        if let Err(raised) = self.call(&callback, std::slice::from_ref(reference)) {
            let exception = self.take_raised(raised);
            self.report_unraisable(
                exception,
                "Exception ignored while calling weakref callback",
                Some(callback),
            );
        }
    }
}

fn call(_vm: &mut Vm, this: &Value, _args: &Arguments<'_>) -> PyResult {
    let raw = this.downcast::<WeakRef>().map_or(Raw::NULL, |weak| weak.target.0.get());
    // SAFETY: a target that is not cleared is alive.
    Ok(if raw == Raw::NULL { Value::NONE } else { unsafe { raw.to_value() } })
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "ref")?;
    args.between(vm, "ref", 1, 2)?;
    vm.new_weak_reference(&args[0], args.get(1).filter(|callback| !callback.is_none()).cloned())
}

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::WEAKREF, WeakRef::LAYOUT);
    vm.heap.set_clear_weak(clear);
    let slots = Slots { call: Some(call), new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::WEAKREF, slots));
}
