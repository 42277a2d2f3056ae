//! The text that a pattern is applied to.

use super::pattern::Pattern;
use crate::error::PyResult;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// A text and the part of it that is looked at, as byte offsets.
#[derive(Clone)]
pub(super) struct Subject {
    /// What the program passed.
    pub given: Value,
    /// An exact string, or exact bytes with what a bytes-like object held.
    pub data: Value,
    pub start: usize,
    pub end: usize,
}

/// Everything a subject is cut into.
pub(super) enum Data<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl Subject {
    /// The subject of a call: checked against the pattern.
    pub fn new(vm: &mut Vm, pattern: &Ref<Pattern>, given: &Value, from: i64, to: i64) -> PyResult<Subject> {
        let is_text = given.as_str().is_some();
        let data = if is_text || given.exact().as_bytes().is_some() {
            given.exact().clone()
        } else {
            match given.bytes_like().map(|bytes| bytes.to_vec()) {
                Some(bytes) => vm.new_bytes(&bytes),
                None => {
                    let found = vm.type_name(given);
                    let message = format!("expected string or bytes-like object, got '{found}'");
                    return Err(vm.raise_type_error(message));
                }
            }
        };
        if is_text && pattern.is_bytes() {
            return Err(vm.raise_type_error("cannot use a bytes pattern on a string-like object"));
        }
        if !is_text && !pattern.is_bytes() {
            return Err(vm.raise_type_error("cannot use a string pattern on a bytes-like object"));
        }
        let mut subject = Subject { given: given.clone(), data, start: 0, end: 0 };
        let length = subject.length() as i64;
        let end = to.clamp(0, length);
        let start = from.clamp(0, length);
        (subject.start, subject.end) = (subject.offset(start as usize), subject.offset(end as usize));
        Ok(subject)
    }

    pub fn data(&self) -> Data<'_> {
        match self.data.as_str() {
            Some(text) => Data::Text(text),
            None => Data::Bytes(self.data.as_bytes().unwrap_or_default()),
        }
    }

    /// Characters or bytes.
    fn length(&self) -> usize {
        match self.data.as_str_object() {
            Some(text) => text.chars(),
            None => self.data.as_bytes().map_or(0, <[u8]>::len),
        }
    }

    fn offset(&self, index: usize) -> usize {
        self.data.as_str_object().map_or(index, |text| text.offset(index))
    }

    /// The index that a program sees of an offset.
    pub fn index(&self, offset: usize) -> usize {
        self.data.as_str_object().map_or(offset, |text| text.index_of_offset(offset))
    }

    /// A part.
    pub fn slice(&self, vm: &mut Vm, start: usize, end: usize) -> Value {
        match self.data() {
            Data::Text(text) if start == 0 && end == text.len() => self.data.clone(),
            Data::Bytes(bytes) if start == 0 && end == bytes.len() => self.data.clone(),
            Data::Text(text) => vm.new_str(&text[start..end]),
            Data::Bytes(bytes) => vm.new_bytes(&bytes[start..end]),
        }
    }

    /// A part, or the empty text where there is none.
    pub fn part(&self, vm: &mut Vm, span: Option<(usize, usize)>) -> Value {
        let (start, end) = span.unwrap_or((0, 0));
        self.slice(vm, start, end)
    }
}
