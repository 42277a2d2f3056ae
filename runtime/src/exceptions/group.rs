//! The text of exception groups: each exception of the group in a box of its own.

use std::fmt::Write;

use crate::exceptions::{Exception, ExceptionKind, field};
use crate::value::Value;
use crate::vm::Vm;

/// Exceptions of a group that are shown.
const WIDEST: usize = 15;
/// Groups inside each other that are shown.
const DEEPEST: usize = 10;

/// The exceptions of a group; nothing for other exceptions.
pub(crate) fn members(vm: &Vm, exception: &Value) -> Option<Vec<Value>> {
    let object = exception.downcast::<Exception>()?;
    if !vm.is_exception_of(exception, ExceptionKind::BaseExceptionGroup) {
        return None;
    }
    Some(object.fields[field::EXCEPTIONS].get()?.as_tuple()?.items().to_vec())
}

/// The text of a group, not of what caused it.
pub(super) fn format(vm: &mut Vm, group: &Value, exceptions: &[Value]) -> String {
    let mut text = String::new();
    format_group(vm, group, exceptions, 0, &mut text);
    text
}

fn format_group(vm: &mut Vm, group: &Value, exceptions: &[Value], depth: usize, text: &mut String) {
    let margin = "  ".repeat(depth + 1);
    let mut head = String::new();
    if let Some(traceback) = group.downcast::<Exception>().and_then(|exception| exception.traceback.get()) {
        head += "Exception Group Traceback (most recent call last):\n";
        head += &vm.format_traceback(&traceback, true);
    }
    head += &vm.format_exception_only(group);
    for (number, line) in head.lines().enumerate() {
        let mark = if number == 0 && depth == 0 && head.starts_with("Exception Group") { '+' } else { '|' };
        let _ = writeln!(text, "{margin}{mark} {line}");
    }
    if depth >= DEEPEST {
        let _ = writeln!(text, "{margin}| ... (max_group_depth is {DEEPEST})");
        return;
    }
    for (index, exception) in exceptions.iter().enumerate() {
        let corner = if index == 0 { "+-" } else { "  " };
        let title = if index < WIDEST { (index + 1).to_string() } else { "...".to_owned() };
        let _ = writeln!(text, "{margin}{corner}+---------------- {title} ----------------");
        if index >= WIDEST {
            let _ = writeln!(text, "{margin}  | and {} more exceptions", exceptions.len() - WIDEST);
            break;
        }
        match members(vm, exception) {
            Some(inner) => format_group(vm, exception, &inner, depth + 1, text),
            None => {
                for line in vm.format_exception(exception).lines() {
                    let _ = writeln!(text, "{margin}  | {line}");
                }
            }
        }
    }
    let _ = writeln!(text, "{margin}  +------------------------------------");
}
