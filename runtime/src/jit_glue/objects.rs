//! Objects that deopt and helpers make, as owned words, and the state words of adopted iterators.
//!
//! Layouts are those of the contract (`genjit_jit::abi`), which the object types assert.

use genjit_jit::abi::{cell, iterator};
use genjit_jit::snapshot::AsendStage;

use crate::async_generator::{self, Stage};
use crate::object::Header;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// An int of any size that fits 64 bits.
pub(super) fn int(vm: &mut Vm, value: i64) -> Raw {
    Raw::try_small(value).unwrap_or_else(|| vm.new_int(value.into()).into_raw())
}

/// A float.
pub(super) fn float(vm: &mut Vm, value: f64) -> Raw {
    Raw::try_float(value).unwrap_or_else(|| vm.new_float(value).into_raw())
}

/// A tuple of words whose counts it takes over.
pub(super) fn tuple(vm: &mut Vm, words: &[Raw]) -> Raw {
    vm.new_tuple(owned(words)).into_raw()
}

/// A list of words whose counts it takes over.
pub(super) fn list(vm: &mut Vm, words: &[Raw]) -> Raw {
    vm.new_list(owned(words)).into_raw()
}

fn owned(words: &[Raw]) -> Vec<Value> {
    // SAFETY: callers hand over one count a word.
    words.iter().map(|word| unsafe { word.into_value() }).collect()
}

/// # Safety
/// `object` has a 64-bit field there.
unsafe fn write(object: *mut Header, offset: i32, word: u64) {
    // SAFETY: the caller's claim.
    unsafe { object.cast::<u8>().offset(offset as isize).cast::<u64>().write(word) }
}

/// A range iterator.
pub(super) fn range_iterator(vm: &mut Vm, next: i64, step: i64, left: i64) -> Raw {
    let object = vm.heap.allocate(id::RANGE_ITERATOR, iterator::RANGE_LEFT as usize + 8);
    // SAFETY: fresh memory of the contract's layout.
    unsafe {
        write(object, iterator::RANGE_NEXT, next as u64);
        write(object, iterator::RANGE_STEP, step as u64);
        write(object, iterator::RANGE_LEFT, left as u64);
    }
    Raw::from_object(object)
}

/// A `range` object.
pub(super) fn range(vm: &mut Vm, start: i64, stop: i64, step: i64) -> Raw {
    let [start, stop, step] = [start, stop, step].map(|bound| vm.int(bound));
    vm.new_range(start, stop, step).into_raw()
}

/// A list or tuple iterator; takes over the sequence's count.
pub(super) fn sequence_iterator(vm: &mut Vm, sequence: Raw, list: bool, index: u64) -> Raw {
    let type_id = if list { id::LIST_ITERATOR } else { id::TUPLE_ITERATOR };
    let object = vm.heap.allocate(type_id, iterator::INDEX as usize + 8);
    // SAFETY: fresh memory of the contract's layout.
    unsafe {
        write(object, iterator::SEQUENCE, sequence.0);
        write(object, iterator::INDEX, index);
    }
    Raw::from_object(object)
}

/// The `asend` for the next item of an asynchronous generator, whose count it takes over, at the stage of this
/// number.
pub(super) fn asend(vm: &mut Vm, generator: Raw, stage: u8) -> Raw {
    const CREATED: u8 = AsendStage::Created as u8;
    const STARTED: u8 = AsendStage::Started as u8;
    let stage = match stage {
        CREATED => Stage::Created,
        STARTED => Stage::Started,
        _ => Stage::Closed,
    };
    // SAFETY: callers hand over one count.
    let generator = unsafe { generator.into_value() };
    async_generator::asend_at(vm, generator, None, stage).into_raw()
}

/// An empty cell.
pub(super) fn cell(vm: &mut Vm) -> Raw {
    crate::cell::CellObject::allocate(&mut vm.heap, None).into_value().into_raw()
}

/// Fills an empty cell.
///
/// # Safety
/// `word` is a cell that holds nothing; `content` is owned and given up.
pub(super) unsafe fn fill_cell(word: Raw, content: Raw) {
    // SAFETY: the caller's claim.
    unsafe { write(word.pointer(), cell::VALUE, content.0) }
}

/// Sets the state of a range iterator.
///
/// # Safety
/// `word` is one.
pub(super) unsafe fn set_range_iterator(word: Raw, next: i64, left: i64) {
    // SAFETY: the caller's claim.
    unsafe {
        write(word.pointer(), iterator::RANGE_NEXT, next as u64);
        write(word.pointer(), iterator::RANGE_LEFT, left as u64);
    }
}

/// Sets the index of a list or tuple iterator.
///
/// # Safety
/// `word` is one.
pub(super) unsafe fn set_sequence_index(word: Raw, index: u64) {
    // SAFETY: the caller's claim.
    unsafe { write(word.pointer(), iterator::INDEX, index) }
}

/// Step of a range iterator.
pub(super) fn range_step(word: Raw) -> i64 {
    // SAFETY: callers have tested the type; the field is where the contract says.
    unsafe { word.pointer().cast::<u8>().offset(iterator::RANGE_STEP as isize).cast::<i64>().read() }
}
