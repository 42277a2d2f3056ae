//! `tee`: several iterators over the items of one.
//!
//! The items taken from the iterator are kept in a chain of buffers; each tee holds the buffer it is in, so
//! buffers that every tee has left die.

use std::cell::Cell;

use super::iterator;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Values;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Items of a buffer.
const BUFFER_ITEMS: usize = 57;

object_type! {
    /// Items taken so far, and what follows them.
    pub struct TeeBuffer(|type_id| type_id == id::TEE_BUFFER) "tee buffer" {
        iterator: Slot,
        items: Values,
        /// The next buffer, once one is needed.
        next: Slot,
        /// Whether the iterator is being asked.
        running: Cell<bool>,
    }
}

object_type! {
    /// One of the iterators.
    pub struct Tee(|type_id| type_id == id::TEE) "tee" {
        buffer: Slot,
        /// Index of the next item in the buffer.
        index: Cell<usize>,
    }
}

fn new_buffer(vm: &mut Vm, iterator: Value) -> Ref<TeeBuffer> {
    let iterator = Slot::new(iterator);
    TeeBuffer::allocate(
        &mut vm.heap,
        id::TEE_BUFFER,
        iterator,
        Values::default(),
        Slot::empty(),
        Cell::new(false),
    )
}

/// A tee of an iterator: from its start, or from where it is if it is a tee itself.
fn tee_of(vm: &mut Vm, iterable: &Value) -> PyResult {
    let iterator = vm.iter(iterable)?;
    if let Some(tee) = iterator.downcast::<Tee>() {
        return Ok(copy_tee(vm, tee));
    }
    let buffer = Slot::new(new_buffer(vm, iterator).into_value());
    Ok(Tee::allocate(&mut vm.heap, id::TEE, buffer, Cell::new(0)).into_value())
}

fn copy_tee(vm: &mut Vm, tee: &Tee) -> Value {
    let (buffer, index) = (Slot::from_option(tee.buffer.get()), tee.index.clone());
    Tee::allocate(&mut vm.heap, id::TEE, buffer, index).into_value()
}

/// `tee(iterable, n=2)`
pub(super) fn tee(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let count = args.get(1).map_or(Ok(2), |count| vm.index_i64(count))?;
    if count < 0 {
        return Err(vm.raise_value_error("n must be >= 0"));
    }
    let mut tees = Vec::new();
    if count > 0 {
        let iterator = vm.iter(&args[0])?;
        let first = tee_of(vm, &iterator)?;
        let parts = first.downcast::<Tee>().cloned();
        tees.push(first);
        for _ in 1..count {
            vm.check_interrupt()?;
            if let Some(parts) = &parts {
                tees.push(copy_tee(vm, parts));
            }
        }
    }
    Ok(vm.new_tuple(tees))
}

fn new_tee(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    super::positional(vm, args, "_tee", 1)?;
    tee_of(vm, &args[0])
}

/// Finds the item at an index of a buffer, asking the iterator if it is the next one.
fn buffered(vm: &mut Vm, buffer: &Ref<TeeBuffer>, index: usize) -> PyResult<Option<Value>> {
    if let Some(item) = buffer.items.borrow().get(index) {
        return Ok(Some(item.clone()));
    }
    if buffer.running.get() {
        return Err(vm.raise_runtime_error("cannot re-enter the tee iterator"));
    }
    let iterator = buffer.iterator.get_or_none();
    buffer.running.set(true);
    let item = vm.next_nested(&iterator);
    buffer.running.set(false);
    if let Ok(Some(item)) = &item {
        buffer.items.borrow_mut().push(item.clone());
    }
    item
}

fn next_teed(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Tee>() else { return Ok(None) };
    if parts.index.get() >= BUFFER_ITEMS {
        let old = parts.buffer.get_or_none();
        let Some(old) = old.downcast::<TeeBuffer>() else { return Ok(None) };
        let next = match old.next.get() {
            Some(next) => next,
            None => {
                let iterator = old.iterator.get_or_none();
                let next = new_buffer(vm, iterator).into_value();
                old.next.set(next.clone());
                next
            }
        };
        parts.buffer.set(next);
        parts.index.set(0);
    }
    let buffer = parts.buffer.get_or_none();
    let Some(buffer) = buffer.downcast::<TeeBuffer>() else { return Ok(None) };
    let item = buffered(vm, buffer, parts.index.get())?;
    if item.is_some() {
        parts.index.set(parts.index.get() + 1);
    }
    Ok(item)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match args[0].downcast::<Tee>().cloned() {
        Some(tee) => Ok(copy_tee(vm, &tee)),
        None => Ok(Value::NONE),
    }
}

const METHODS: &[NativeDef] =
    &[method("__copy__", copy, Arity::Zero).doc("Returns an independent iterator.")];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::TEE_BUFFER, TeeBuffer::LAYOUT);
    vm.define_type(&BuiltinType::new(id::TEE_BUFFER, Slots::NONE));
    iterator(vm, id::TEE, Tee::LAYOUT, (new_tee, next_teed), METHODS);
}
