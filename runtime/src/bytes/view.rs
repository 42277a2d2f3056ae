//! The bytes of any bytes-like object: `bytes`, `bytearray`, `array`, what derives from them, and views of them.

use std::cell::{Ref as Borrow, RefCell};
use std::ops::Deref;

use super::memory::MemoryView;
use super::{ByteArray, Bytes};
use crate::error::{PyResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

/// Bytes of an object, borrowed.
///
/// Requirement: no Python code runs and no bytearray is changed while one of a bytearray is held.
pub enum ByteView<'a> {
    /// Of an object that never changes.
    Fixed(&'a [u8]),
    /// Of a bytearray or an array.
    Array(Borrow<'a, [u8]>),
    /// Gathered from places that lie apart.
    Owned(Vec<u8>),
}

impl<'a> ByteView<'a> {
    pub(crate) fn of_array(bytes: &'a RefCell<Vec<u8>>) -> ByteView<'a> {
        ByteView::Array(Borrow::map(bytes.borrow(), Vec::as_slice))
    }

    /// So many bytes from an index on; all of them are there.
    pub(super) fn part(self, start: usize, len: usize) -> ByteView<'a> {
        match self {
            ByteView::Fixed(bytes) => ByteView::Fixed(&bytes[start..start + len]),
            ByteView::Array(bytes) => ByteView::Array(Borrow::map(bytes, |bytes| &bytes[start..start + len])),
            ByteView::Owned(bytes) => ByteView::Owned(bytes[start..start + len].to_vec()),
        }
    }
}

impl Deref for ByteView<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            ByteView::Fixed(bytes) => bytes,
            ByteView::Array(bytes) => bytes,
            ByteView::Owned(bytes) => bytes,
        }
    }
}

impl Value {
    /// The bytes of a bytes-like object.
    pub fn bytes_like(&self) -> Option<ByteView<'_>> {
        let exact = self.exact();
        if let Some(object) = exact.downcast::<Bytes>() {
            return Some(ByteView::Fixed(&object.bytes.0));
        }
        if let Some(array) = exact.downcast::<crate::modules::Array>() {
            return Some(ByteView::of_array(&array.bytes.0));
        }
        if let Some(view) = exact.downcast::<MemoryView>() {
            return view.bytes();
        }
        exact.downcast::<ByteArray>().map(|object| ByteView::of_array(&object.bytes.0))
    }

    /// How many bytes there are that can be changed where they are; nothing if they cannot.
    pub(crate) fn writable_len(&self) -> Option<usize> {
        let exact = self.exact();
        if let Some(array) = exact.downcast::<crate::modules::Array>() {
            return Some(array.bytes.0.borrow().len());
        }
        if let Some(view) = exact.downcast::<MemoryView>() {
            return view.writable_len();
        }
        exact.downcast::<ByteArray>().map(|array| array.bytes.0.borrow().len())
    }

    /// Changes bytes from an index on; nothing happens if there are not so many.
    pub(crate) fn overwrite_bytes(&self, start: usize, bytes: &[u8]) -> Option<()> {
        let exact = self.exact();
        if let Some(view) = exact.downcast::<MemoryView>() {
            return view.overwrite_at(start, bytes);
        }
        let all = match exact.downcast::<crate::modules::Array>() {
            Some(array) => &array.bytes.0,
            None => &exact.downcast::<ByteArray>()?.bytes.0,
        };
        let mut all = all.borrow_mut();
        all.get_mut(start..start + bytes.len()).map(|place| place.copy_from_slice(bytes))
    }
}

/// The bytes behind `self` of a method of bytes.
pub(super) fn own(value: &Value) -> ByteView<'_> {
    value.bytes_like().unwrap_or(ByteView::Fixed(&[]))
}

/// The bytes of an argument.
pub(crate) fn expect_bytes<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<ByteView<'a>> {
    match value.bytes_like() {
        Some(bytes) => Ok(bytes),
        None => Err(raise_not_bytes(vm, value)),
    }
}

#[cold]
pub(super) fn raise_not_bytes(vm: &mut Vm, value: &Value) -> Raised {
    let name = vm.type_name(value);
    vm.raise_type_error(format!("a bytes-like object is required, not '{name}'"))
}

/// Where `part` first is in `all`.
pub(crate) fn find_part(all: &[u8], part: &[u8]) -> Option<usize> {
    let Some((&first, rest)) = part.split_first() else { return Some(0) };
    let mut from = 0;
    while let Some(at) = all[from..].iter().position(|&byte| byte == first) {
        let start = from + at + 1;
        if all.len() - start < rest.len() {
            return None;
        }
        if all[start..].starts_with(rest) {
            return Some(start - 1);
        }
        from = start;
    }
    None
}

/// Where `part` last is in `all`.
pub(super) fn rfind_part(all: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(all.len()) } else { all.windows(part.len()).rposition(|window| window == part) }
}

/// A byte given as an int.
pub(super) fn byte(vm: &mut Vm, value: &Value) -> PyResult<u8> {
    match u8::try_from(vm.index_clamped(value)?) {
        Ok(byte) => Ok(byte),
        Err(_) => Err(vm.raise_value_error("byte must be in range(0, 256)")),
    }
}
