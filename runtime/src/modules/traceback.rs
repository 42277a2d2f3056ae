//! `_traceback`: what the interpreter knows about the text of exceptions. `traceback` is written in Python over it.

use genjit_bytecode::Position;

use crate::dict::Dict;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule =
    NativeModule { name: "_traceback", doc: "The text of exceptions.", functions: FUNCTIONS, fill };

const FUNCTIONS: &[NativeDef] = &[
    function("source", source, Arity::One),
    function("read", read, Arity::One),
    function("excerpt", excerpt, Arity::Exactly(5)),
    function("exception_only", exception_only, Arity::One),
];

fn fill(_vm: &mut Vm, _dict: &Ref<Dict>) -> PyResult<()> {
    Ok(())
}

/// `source(filename)`: the text that was compiled under the name, or else that of the file; None without one.
fn source(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = vm.expect_text(&args[0], "source() argument")?.to_owned();
    match vm.source_text(&name) {
        Some(text) => Ok(vm.new_str(&text)),
        None => Ok(Value::NONE),
    }
}

/// `read(path)`: the text of a source file as it is now; None if it cannot be read.
fn read(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let path = vm.expect_text(&args[0], "read() argument")?.to_owned();
    let text = std::fs::read(path).ok().and_then(|bytes| crate::sources::decode_source(&bytes).ok());
    Ok(text.map_or(Value::NONE, |text| vm.new_str(&text)))
}

/// `excerpt(source, line, end_line, column, end_column)`: the lines of a position with carets below.
fn excerpt(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = vm.expect_text(&args[0], "excerpt() argument 1")?.to_owned();
    let mut numbers = [None; 4];
    for (number, value) in numbers.iter_mut().zip(&args[1..]) {
        if !value.is_none() {
            *number = u32::try_from(vm.index_clamped(value)?).ok();
        }
    }
    let [line, end_line, column, end_column] = numbers;
    let position = Position { line, end_line, column, end_column };
    let shown = vm.source_excerpt(&text, position);
    Ok(vm.new_str(&shown))
}

/// `exception_only(exception)`: class and message, for syntax errors the place, and notes.
fn exception_only(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = vm.format_exception_only(&args[0]);
    Ok(vm.new_str(&text))
}
