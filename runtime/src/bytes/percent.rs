//! `bytes % values`: the formatting of strings over characters that stand for single bytes.

use super::view::own;
use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

/// `format % values`, for bytes on the left.
pub(super) fn percent_format(vm: &mut Vm, format: &Value, values: &Value) -> PyResult {
    let format_chars: Vec<char> = own(format).iter().map(|&byte| char::from(byte)).collect();
    let text = vm.percent_format_chars(&format_chars, values, true)?;
    // Every part was made of characters below 256.
    let bytes = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    Ok(vm.new_bytes_like(format, bytes))
}
