//! What `bytes(...)` and `bytearray(...)` are made of.

use super::view::byte;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// The bytes that the arguments `source`, `encoding` and `errors` of the class `kind` give.
pub(super) fn bytes_of_arguments(vm: &mut Vm, kind: &'static str, args: &Arguments<'_>) -> PyResult<Vec<u8>> {
    let parameters =
        Parameters { function: kind, names: ["source", "encoding", "errors"], required: 0, positional: 3 };
    let [source, encoding, errors] = args.bind(vm, &parameters)?;
    let mut name = |value: &Option<Value>, what: &str| match value {
        Some(value) => {
            let what = format!("{kind}() argument '{what}'");
            vm.expect_text(value, &what).map(|text| Some(text.to_owned()))
        }
        None => Ok(None),
    };
    let (encoding, errors) = (name(&encoding, "encoding")?, name(&errors, "errors")?);
    let Some(source) = source else {
        return match (&encoding, &errors) {
            (None, None) => Ok(Vec::new()),
            (Some(_), _) => Err(vm.raise_type_error("encoding without a string argument")),
            _ => Err(vm.raise_type_error("errors without a string argument")),
        };
    };
    if let Some(text) = source.as_str() {
        return match (&encoding, &errors) {
            (None, None) => Err(vm.raise_type_error("string argument without an encoding")),
            (encoding, errors) => {
                let encoding = encoding.as_deref().unwrap_or("utf-8");
                vm.encode_text(text, encoding, errors.as_deref().unwrap_or("strict"))
            }
        };
    }
    match (&encoding, &errors) {
        (None, None) => bytes_of(vm, kind, &source),
        (Some(_), _) => Err(vm.raise_type_error("encoding without a string argument")),
        _ => Err(vm.raise_type_error("errors without a string argument")),
    }
}

/// The bytes of an object, a length, or an iterable of ints.
fn bytes_of(vm: &mut Vm, kind: &str, source: &Value) -> PyResult<Vec<u8>> {
    if kind == "bytes" {
        let name = vm.intern("__bytes__");
        if source.type_id() != crate::types::id::BYTES
            && let Some(made) = vm.call_special(source, &name, &[])?
        {
            return match made.as_bytes() {
                Some(bytes) => Ok(bytes.to_vec()),
                None => {
                    let name = vm.type_name(&made);
                    Err(vm.raise_type_error(format!("__bytes__ returned non-bytes (type {name})")))
                }
            };
        }
    }
    if let Some(bytes) = source.bytes_like() {
        return Ok(bytes.to_vec());
    }
    if vm.has_index(source) {
        let index = vm.index(source)?;
        let Some(length) = index.as_int().and_then(|int| int.to_i64()) else {
            let name = vm.type_name(source);
            return Err(vm.raise_overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
        };
        return match usize::try_from(length) {
            Ok(length) if length < 1 << 36 => Ok(vec![0; length]),
            Ok(_) => Err(vm.raise_memory_error("")),
            Err(_) => Err(vm.raise_value_error("negative count")),
        };
    }
    if !vm.is_iterable(source) {
        let name = vm.type_name(source);
        return Err(vm.raise_type_error(format!("cannot convert '{name}' object to {kind}")));
    }
    let iterator = if kind == "bytes" { vm.hinted_iter(source)? } else { vm.iter(source)? };
    bytes_of_items(vm, kind, &iterator)
}

/// The bytes that an iterator's ints are.
pub(crate) fn bytes_of_items(vm: &mut Vm, kind: &str, iterator: &Value) -> PyResult<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(item) = vm.next(iterator)? {
        vm.check_interrupt()?;
        all.push(match item.as_small() {
            Some(number @ 0..256) => number as u8,
            _ if kind == "bytes" => match u8::try_from(vm.index_clamped(&item)?) {
                Ok(byte) => byte,
                Err(_) => return Err(vm.raise_value_error("bytes must be in range(0, 256)")),
            },
            _ => byte(vm, &item)?,
        });
    }
    Ok(all)
}
