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

/// Text in boxes: each line starts with the margin of the box it is in.
#[derive(Default)]
pub(super) struct Boxes {
    pub text: String,
    /// Number of boxes around.
    depth: usize,
    /// Whether the innermost box is the last of its group, and nothing has closed it yet.
    open: bool,
}

impl Boxes {
    /// Adds whole lines.
    pub fn write(&mut self, lines: &str) {
        self.write_behind(lines, '|');
    }

    fn write_behind(&mut self, lines: &str, mark: char) {
        let mut mark = mark;
        for line in lines.lines() {
            if self.depth > 0 {
                let _ = write!(self.text, "{:1$}{mark} ", "", self.depth * 2);
                mark = '|';
            }
            self.text += line;
            self.text.push('\n');
        }
    }

    fn rule(&mut self, start: &str, title: &str) {
        let _ =
            writeln!(self.text, "{:1$}{start}+----------------{title}----------------", "", self.depth * 2);
    }
}

/// The text of a group, not of what caused it.
pub(super) fn format(vm: &mut Vm, group: &Value, exceptions: &[Value], out: &mut Boxes) {
    if out.depth > DEEPEST {
        out.write(&format!("... (max_group_depth is {DEEPEST})"));
        return;
    }
    let outermost = out.depth == 0;
    out.depth += usize::from(outermost);
    if let Some(traceback) = group.downcast::<Exception>().and_then(|exception| exception.traceback.get()) {
        let mark = if outermost { '+' } else { '|' };
        out.write_behind("Exception Group Traceback (most recent call last):", mark);
        out.write(&vm.format_traceback(&traceback, true));
    }
    out.write(&vm.format_exception_only(group));
    let shown = exceptions.len().min(WIDEST + 1);
    out.open = false;
    for (index, exception) in exceptions.iter().enumerate().take(shown) {
        let last = index + 1 == shown;
        out.open |= last;
        let title = if index < WIDEST { format!(" {} ", index + 1) } else { " ... ".to_owned() };
        out.rule(if index == 0 { "+-" } else { "  " }, &title);
        out.depth += 1;
        if index < WIDEST {
            vm.format_chain(exception, out);
        } else {
            let more = exceptions.len() - WIDEST;
            out.write(&format!("and {more} more exception{}", if more == 1 { "" } else { "s" }));
        }
        if last && out.open {
            out.rule("", "----");
            out.open = false;
        }
        out.depth -= 1;
    }
    out.depth -= usize::from(outermost);
}
