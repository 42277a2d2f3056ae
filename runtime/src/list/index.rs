//! Indices and slices of sequences in memory.

use crate::error::PyResult;
use crate::slice::Slice;
use crate::value::Value;
use crate::vm::Vm;

/// The items that a slice selects of a sequence: `count` of them, `step` apart, from `start` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: usize,
    /// Where a slice with step 1 ends; not before `start`.
    pub stop: usize,
    pub step: i64,
    pub count: usize,
}

impl Span {
    /// The selected indices in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |at| (self.start as i64 + at as i64 * self.step) as usize)
    }

    /// The selected items.
    pub fn pick<T: Clone>(self, items: &[T]) -> Vec<T> {
        if self.step == 1 {
            return items[self.start..self.start + self.count].to_vec();
        }
        self.indices().map(|at| items[at].clone()).collect()
    }
}

/// The place of an index, counted from the end if negative; nothing if out of range.
#[inline(always)]
pub(crate) fn resolve_index(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    usize::try_from(index).ok().filter(|&index| index < len)
}

/// The place that `key` names in a sequence whose type is called `kind`.
#[inline]
pub(crate) fn item_index(vm: &mut Vm, key: &Value, len: usize, kind: &str, out: &str) -> PyResult<usize> {
    let index = match key.as_small() {
        Some(index) => index,
        None => {
            if !vm.has_index(key) {
                let found = vm.type_name(key);
                let message = if kind == "string" {
                    format!("string indices must be integers, not '{found}'")
                } else {
                    format!("{kind} indices must be integers or slices, not {found}")
                };
                return Err(vm.raise_type_error(message));
            }
            vm.sequence_index(key)?
        }
    };
    match resolve_index(index, len) {
        Some(index) => Ok(index),
        None => Err(vm.raise_index_error(out)),
    }
}

fn slice_part(vm: &mut Vm, part: &Value) -> PyResult<Option<i64>> {
    if part.is_none() {
        return Ok(None);
    }
    if !vm.has_index(part) {
        return Err(vm.raise_type_error("slice indices must be integers or None or have an __index__ method"));
    }
    vm.index_clamped(part).map(Some)
}

impl Vm {
    /// An optional bound of a range within a sequence, as searching methods take it.
    pub(crate) fn slice_bound(&mut self, bound: Option<&Value>, default: i64) -> PyResult<i64> {
        match bound {
            Some(bound) => Ok(slice_part(self, bound)?.unwrap_or(default)),
            None => Ok(default),
        }
    }
}

/// What a slice selects of a sequence of `len` items.
pub(crate) fn span_of(vm: &mut Vm, slice: &Slice, len: impl Fn() -> usize) -> PyResult<Span> {
    let step = slice_part(vm, &slice.step.0)?.unwrap_or(1);
    if step == 0 {
        return Err(vm.raise_value_error("slice step cannot be zero"));
    }
    let step = step.max(-i64::MAX);
    let start = slice_part(vm, &slice.start.0)?;
    let stop = slice_part(vm, &slice.stop.0)?;
    // Finding the parts may have run code that changed the sequence.
    let len = len() as i64;
    let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |part: i64| (if part < 0 { part.saturating_add(len) } else { part }).clamp(lowest, highest);
    let start = start.map_or(if step < 0 { highest } else { lowest }, clamp);
    let stop = stop.map_or(if step < 0 { lowest } else { highest }, clamp);
    let distance = if step > 0 { stop - start } else { start - stop };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    let first = start.max(0) as usize;
    Ok(Span { start: first, stop: (stop.max(0) as usize).max(first), step, count: count as usize })
}

/// How often a sequence is to be repeated; nothing if `count` is no integer.
pub(crate) fn repeat_count(vm: &mut Vm, count: &Value, len: usize, item: usize) -> PyResult<Option<usize>> {
    if !vm.has_index(count) {
        return Ok(None);
    }
    let index = vm.index(count)?;
    let Some(times) = index.as_int().and_then(|int| int.to_i64()) else {
        let name = vm.type_name(count);
        return Err(vm.raise_overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
    };
    if len == 0 {
        return Ok(Some(0));
    }
    let times = usize::try_from(times).unwrap_or(0);
    match times.checked_mul(len).and_then(|all| all.checked_mul(item)) {
        Some(bytes) if bytes < 1 << 36 => Ok(Some(times)),
        _ => Err(vm.raise_memory_error("")),
    }
}
