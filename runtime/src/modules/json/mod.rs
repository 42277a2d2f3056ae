//! `_json`: the hot loops of `json`, which is written in Python around them.

mod decode;
mod encode;
mod texts;

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule =
    NativeModule { name: "_json", doc: "", functions: FUNCTIONS, fill: |_, _| Ok(()) };

const FUNCTIONS: &[NativeDef] = &[
    function("encode", encode::encode, Arity::Exactly(10)),
    function("scan", decode::scan, Arity::Exactly(8)),
    function("scanstring", decode::scanstring, Arity::Between(2, 3))
        .doc("Read a string behind its opening quote; give its text and the index behind it."),
    function("skip_space", skip_space, Arity::Exactly(2))
        .doc("The index of the first character from an index on that is no white space."),
    function("encode_basestring", |vm, args| quoted(vm, args, false), Arity::One)
        .doc("A text between quotes, as JSON has it."),
    function("encode_basestring_ascii", |vm, args| quoted(vm, args, true), Arity::One)
        .doc("A text between quotes, as JSON has it, with ASCII characters only."),
];

fn skip_space(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let from = vm.index_i64(&args[1])?;
    let text = text_argument(vm, &args[0])?;
    let Some(text) = text.as_str_object() else { return Ok(Value::NONE) };
    let start = text.offset(usize::try_from(from).unwrap_or(0).min(text.chars()));
    let end = decode::behind_space(text.as_str().as_bytes(), start);
    Ok(vm.int_from_usize(text.index_of_offset(end)))
}

fn quoted(vm: &mut Vm, args: &Arguments<'_>, ascii: bool) -> PyResult {
    let text = text_argument(vm, &args[0])?;
    let mut out = String::new();
    texts::write_quoted(&mut out, text.as_str().unwrap_or_default(), ascii);
    Ok(vm.new_str(&out))
}

/// The exact string in a first argument.
fn text_argument(vm: &mut Vm, value: &Value) -> PyResult {
    if value.as_str().is_none() {
        let found = vm.type_name(value);
        return Err(vm.raise_type_error(format!("first argument must be a string, not {found}")));
    }
    Ok(value.exact().clone())
}
