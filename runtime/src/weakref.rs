//! Weak references: objects that know another object without keeping it alive.
//!
//! The heap keeps a table from each object to the references to it. When the object dies, or is about to
//! be finalised, they are cleared first, and those with a callback are queued.

use genjit_bytecode::CompareOp;
use rustc_hash::FxHashMap;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::heap::{Due, Heap};
use crate::native::{Arguments, GetSetDef, getter};
use crate::object::{Flag, Header, TypeId};
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
    /// `weakref.ref(object, callback)`, `weakref.proxy(object, callback)`
    pub struct WeakRef(|type_id| matches!(type_id, id::WEAKREF | id::WEAK_PROXY)) "weak reference" {
        target: Target,
        /// Called with the reference once the object is dead.
        callback: Slot,
        /// Hash of the object, once asked for.
        hash: std::cell::Cell<Option<i64>>,
        /// How many objects had been made before.
        number: std::cell::Cell<u64>,
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

/// When an object was made, or the oldest reference to it if it has no number.
pub(crate) fn number_of_referent(heap: &Heap, object: *mut Header) -> u64 {
    let oldest = heap.weak.get(&(object as usize)).and_then(|references| references.first());
    match (Heap::number(object), oldest) {
        // SAFETY: references in the table are not destroyed: each takes itself out when it is.
        (0, Some(&reference)) => unsafe { &*reference.cast::<WeakRef>() }.number.get(),
        (number, _) => number,
    }
}

/// Clears the references to an object and queues their callbacks.
fn clear(heap: &mut Heap, object: *mut Header) {
    // The callback that was given last is called first.
    for reference in heap.weak.remove(&(object as usize)).unwrap_or_default().into_iter().rev() {
        // SAFETY: references in the table are not destroyed: each takes itself out when it is.
        let weak = unsafe { &*reference.cast::<WeakRef>() };
        weak.target.0.set(Raw::NULL);
        // One that is about to be destroyed itself has no count left; nobody hears of it.
        if !weak.callback.is_empty() && weak.header.count() > 0 {
            // SAFETY: it has a count, so it is alive.
            heap.queue(Due::Callback(unsafe { Raw::from_object(reference).to_value() }));
        }
    }
}

impl Vm {
    /// `weakref.ref(object, callback)`
    pub fn new_weak_reference(&mut self, object: &Value, callback: Option<Value>) -> PyResult {
        self.new_weak(id::WEAKREF, object, callback)
    }

    /// A reference or a proxy; of those without a callback there is one an object.
    pub(crate) fn new_weak(&mut self, type_id: TypeId, object: &Value, callback: Option<Value>) -> PyResult {
        if callback.is_none()
            && let Some(known) = self
                .weak_references(object)
                .into_iter()
                .find(|known| known.type_id() == type_id && callback_of(known).is_none())
        {
            return Ok(known);
        }
        if !self.is_weakly_referable(object) {
            let name = self.type_name(object);
            return Err(self.raise_type_error(format!("cannot create weak reference to '{name}' object")));
        }
        let target = Target(std::cell::Cell::new(object.raw()));
        let number = self.heap.allocations();
        let reference = WeakRef::allocate(
            &mut self.heap,
            type_id,
            target,
            Slot::from_option(callback),
            std::cell::Cell::new(None),
            std::cell::Cell::new(number),
        );
        self.heap.weak.entry(object.raw().pointer() as usize).or_default().push(reference.as_ptr().cast());
        object.set_flag(Flag::WEAK, true);
        Ok(reference.into_value())
    }

    /// The first weak reference to an object that is still there.
    pub(crate) fn first_weak_reference(&self, object: &Value) -> Value {
        self.weak_references(object).into_iter().next().unwrap_or(Value::NONE)
    }

    /// The weak references to an object: those without a callback, then the others, newest first.
    pub(crate) fn weak_references(&self, object: &Value) -> Vec<Value> {
        if !object.has_flag(Flag::WEAK) {
            return Vec::new();
        }
        let known = self.heap.weak.get(&(object.raw().pointer() as usize));
        let living = known.into_iter().flatten().filter_map(|&reference| {
            // SAFETY: references in the table are not destroyed; one with a count is alive.
            unsafe { ((*reference).count() > 0).then(|| Raw::from_object(reference).to_value()) }
        });
        let (mut plain, others): (Vec<Value>, Vec<Value>) =
            living.partition(|reference| callback_of(reference).is_none());
        plain.extend(others.into_iter().rev());
        plain
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
                | id::DEQUE
                | id::GENERIC_ALIAS
                | id::UNION
                | id::BUILTIN
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

/// The object of a reference or proxy, while it is alive.
pub(crate) fn target(reference: &Value) -> Option<Value> {
    let raw = reference.exact().downcast::<WeakRef>()?.target.0.get();
    // SAFETY: a target that is not cleared is alive.
    (raw != Raw::NULL).then(|| unsafe { raw.to_value() })
}

fn callback_of(reference: &Value) -> Option<Value> {
    reference.exact().downcast::<WeakRef>()?.callback.get()
}

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "weakref")?;
    args.between(vm, "weakref", 0, 0)?;
    Ok(target(this).unwrap_or(Value::NONE))
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.between(vm, "__new__", 1, 2)?;
    vm.new_weak_reference(&args[0], args.get(1).filter(|callback| !callback.is_none()).cloned())
}

fn init(vm: &mut Vm, _this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    args.no_keywords(vm, "ref")?;
    args.between(vm, "__init__", 1, 2)
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let Some(weak) = this.exact().downcast::<WeakRef>().cloned() else { return Ok(0) };
    if let Some(hash) = weak.hash.get() {
        return Ok(hash);
    }
    let Some(object) = target(this) else {
        return Err(vm.raise_type_error("weak object has gone away"));
    };
    let hash = vm.hash(&object)?;
    weak.hash.set(Some(hash));
    Ok(hash)
}

/// References to living objects are equal if the objects are; dead ones only to themselves.
fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !b.exact().is_a::<WeakRef>() {
        return Ok(vm.not_implemented());
    }
    match (target(a), target(b)) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        _ => Ok(Value::from_bool(a.exact().is(b.exact()) == (op == CompareOp::Eq))),
    }
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let address = this.raw().pointer() as usize;
    let Some(object) = target(this) else {
        return Ok(vm.new_str(&format!("<weakref at {address:#x}; dead>")));
    };
    let (class, at) = (vm.type_name(&object), crate::ops::address(&object));
    let key = vm.names.__name__.clone();
    let name = vm.find_attr(&object, &key)?;
    let name =
        name.as_ref().and_then(|name| name.as_str()).map_or(String::new(), |name| format!(" ({name})"));
    Ok(vm.new_str(&format!("<weakref at {address:#x}; to '{class}' at {at:#x}{name}>")))
}

const ATTRIBUTES: &[GetSetDef] =
    &[getter("__callback__", |_, this| Ok(callback_of(this).unwrap_or(Value::NONE)))];

/// Declares the layout and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::WEAKREF, WeakRef::LAYOUT);
    vm.heap.set_layout(id::WEAK_PROXY, WeakRef::LAYOUT);
    vm.heap.set_clear_weak(clear);
    let slots = Slots {
        call: Some(call),
        new: Some(new),
        init: Some(init),
        hash: Some(hash),
        compare: Some(compare),
        equality_only: true,
        repr: Some(repr),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::WEAKREF, slots).getsets(ATTRIBUTES).module("weakref"));
    crate::weak_proxy::define(vm);
}
