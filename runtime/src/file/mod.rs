//! Files: what `open()` gives, the standard streams, and files in memory.
//!
//! `binary` has the types over a [`stream::Stream`] of bytes; `text` decodes and encodes over one of them;
//! `string_io` is text in memory. `open` makes them.

pub(crate) mod binary;
pub(crate) mod open;
pub(crate) mod stream;
pub(crate) mod string_io;
pub(crate) mod text;
mod text_state;

use std::io::SeekFrom;

use crate::error::{PyResult, Raised};
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

/// Defines the types.
pub(crate) fn define(vm: &mut Vm) {
    binary::define(vm);
    text::define(vm);
    string_io::define(vm);
}

/// Raises `io.UnsupportedOperation`.
#[cold]
fn raise_unsupported(vm: &mut Vm, what: &str) -> Raised {
    let class = match vm.import_module("_io").and_then(|module| {
        let name = vm.intern("UnsupportedOperation");
        vm.get_attr(&module, &name)
    }) {
        Ok(class) => class,
        Err(raised) => return raised,
    };
    let what = vm.new_str(what);
    match vm.call(&class, &[what]) {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

#[cold]
fn raise_closed(vm: &mut Vm) -> Raised {
    vm.raise_value_error("I/O operation on closed file.")
}

/// An optional size: nothing for None and negative numbers.
fn size_argument(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<Option<usize>> {
    match args.get(1) {
        None => Ok(None),
        Some(size) if size.is_none() => Ok(None),
        Some(size) if !vm.has_index(size) => {
            let name = vm.type_name(size);
            Err(vm.raise_type_error(format!("argument should be integer or None, not '{name}'")))
        }
        Some(size) => Ok(usize::try_from(vm.index_i64(size)?).ok()),
    }
}

/// `seek(offset, whence=0)`
fn seek_arguments(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<(i64, i64)> {
    let offset = vm.index_i64(&args[1])?;
    let whence = match args.get(2) {
        Some(whence) => vm.index_i64(whence)?,
        None => 0,
    };
    Ok((offset, whence))
}

fn seek_from(vm: &mut Vm, offset: i64, whence: i64) -> PyResult<SeekFrom> {
    match whence {
        0 => match u64::try_from(offset) {
            Ok(offset) => Ok(SeekFrom::Start(offset)),
            Err(_) => Err(vm.raise_value_error(format!("negative seek value {offset}"))),
        },
        1 => Ok(SeekFrom::Current(offset)),
        2 => Ok(SeekFrom::End(offset)),
        _ => Err(vm.raise_value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    }
}

/// Writes everything that an iterable has, each item as `write` does.
fn write_each(vm: &mut Vm, args: &Arguments<'_>, write: fn(&mut Vm, &Arguments<'_>) -> PyResult) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        write(vm, &Arguments::positional(&[args[0].clone(), item]))?;
    }
    Ok(Value::NONE)
}

/// All lines of a file, until they have more bytes or characters than a number; `BytesIO` stops at the number.
fn lines_of(vm: &mut Vm, args: &Arguments<'_>, mut length: impl FnMut(&Value) -> usize) -> PyResult {
    let at_number = usize::from(args[0].exact().type_id() == crate::types::id::BYTES_IO);
    let hint = size_argument(vm, args)?.unwrap_or(0);
    let iterator = vm.iter(&args[0])?;
    let (mut lines, mut total) = (Vec::new(), 0);
    while let Some(line) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        total += length(&line);
        lines.push(line);
        if hint > 0 && total + at_number > hint {
            break;
        }
    }
    Ok(vm.new_list(lines))
}

/// The one argument of `BytesIO()`.
const INITIAL: Parameters<1> =
    Parameters { function: "BytesIO", names: ["initial_bytes"], required: 0, positional: 1 };
