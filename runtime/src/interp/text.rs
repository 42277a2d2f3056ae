//! f-strings.

use super::stack::Regs;
use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

/// `BUILD_STRING`.
pub(super) fn build_string(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let text = {
        let mut text = String::new();
        for piece in r.top(count) {
            text.push_str(piece.as_str().unwrap_or_default());
        }
        text
    };
    r.drop_top(count);
    let text = vm.new_str(&text);
    r.push_value(text);
    Ok(())
}

/// `FORMAT_SIMPLE`: `format(value, "")`.
pub(super) fn format_simple(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    if r.peek_value(1).type_id() == crate::types::id::STR {
        return Ok(());
    }
    let value = r.pop_value();
    let text = vm.format(&value, "")?;
    r.push_value(text);
    Ok(())
}

/// `FORMAT_WITH_SPEC`.
pub(super) fn format_with_spec(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let (spec, value) = (r.pop_value(), r.pop_value());
    let text = vm.format(&value, spec.as_str().unwrap_or_default())?;
    r.push_value(text);
    Ok(())
}

/// `CONVERT_VALUE`: `!s`, `!r`, `!a`.
pub(super) fn convert_value(vm: &mut Vm, r: &mut Regs, conversion: usize) -> PyResult<()> {
    let value: Value = r.pop_value();
    let text = match conversion {
        1 => vm.str(&value)?,
        2 => vm.repr(&value)?,
        _ => vm.ascii(&value)?,
    };
    r.push_value(text);
    Ok(())
}
