//! Strings: f-strings, t-strings, and the comparisons and subscripts that loops over characters are made of.

use genjit_bytecode::CompareOp;

use super::stack::{Regs, release};
use crate::error::PyResult;
use crate::string::{Str, compare_texts};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// `COMPARE_OP` of two strings on top, which it pops; `None` if they are something else.
#[inline(never)]
pub(super) fn compare(r: &mut Regs, oparg: usize) -> Option<bool> {
    let operator = CompareOp::from_oparg(oparg as u32)?;
    let holds = compare_texts(operator, r.peek_value(2), r.peek_value(1))?;
    // Strings have no finalisers.
    release(r.pop());
    release(r.pop());
    Some(holds)
}

/// `text[index]` of an exact string of ASCII characters and an index that counts from its start, owned; `None` asks
/// for the slow path.
#[inline(never)]
pub(super) fn character(vm: &Vm, text: &Value, index: Raw) -> Option<Raw> {
    let c = text.downcast::<Str>()?.ascii_at(index.is_small().then(|| index.small())?.try_into().ok()?)?;
    vm.singletons.ascii.get(c as usize).map(|known| known.clone().into_raw())
}

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

/// `BUILD_TEMPLATE`: texts and interpolations.
pub(super) fn build_template(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let (interpolations, strings) = (r.pop_value(), r.pop_value());
    let template = vm.build_template(strings, interpolations)?;
    r.push_value(template);
    Ok(())
}

/// `BUILD_INTERPOLATION`: value, text of the expression and, if bit 0 of the operand is set, the format; the
/// conversion is in the bits from 2 on.
pub(super) fn build_interpolation(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let spec = (oparg & 1 != 0).then(|| r.pop_value());
    let (expression, value) = (r.pop_value(), r.pop_value());
    let interpolation = vm.build_interpolation(value, expression, oparg >> 2, spec)?;
    r.push_value(interpolation);
    Ok(())
}
