//! What a text may be that is compiled as one statement typed at a prompt.

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::{CompileError, ErrorClass};
use crate::source::Source;

/// One line of simple statements, or a compound statement and the end of its line.
pub(crate) fn check(source: &Source<'_>, module: &ModModule) -> Result<(), CompileError> {
    let Some(first) = module.body.first() else { return Err(nothing(source)) };
    if is_compound(first) {
        if let Some(second) = module.body.get(1) {
            let text = &source.text[second.start().to_usize()..];
            let token = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len()).max(1);
            let range = TextRange::at(second.start(), TextSize::new(token as u32));
            return Err(source.error(range, "invalid syntax"));
        }
        // What stands on the line of its head is to end that line; an indented block ends where the text does, but
        // nothing may hang behind it.
        let end = source.line(first.end());
        let line = source.line_text(end);
        let is_block = line.starts_with([' ', '\t', '\x0c']) && end == source.last_line();
        let last =
            if line.starts_with([' ', '\t', '\x0c']) { source.line_text(source.last_line()) } else { line };
        if !is_block && !last.ends_with('\n') {
            return Err(at_last_line(source));
        }
        return Ok(());
    }
    let apart = module.body.windows(2).find(|pair| source.line(pair[0].end()) < source.line(pair[1].start()));
    if let Some([before, _]) = apart {
        let end = source.line_end(source.line(before.end()));
        let range = TextRange::at(end, TextSize::from(1));
        return Err(source.error(range, "multiple statements found while compiling a single statement"));
    }
    Ok(())
}

/// The error where there is no statement.
fn nothing(source: &Source<'_>) -> CompileError {
    let last = source.line_text(source.last_line());
    let mut error = at_last_line(source);
    if last.is_empty() {
        (error.place.lineno, error.place.end_lineno) = (0, 0);
    } else if last.chars().all(|c| matches!(c, ' ' | '\t')) {
        error.class = ErrorClass::Indentation;
        error.message = "unexpected indent".to_owned();
        (error.place.offset, error.place.end_offset) = (last.len() as u32, -1);
    }
    error
}

fn at_last_line(source: &Source<'_>) -> CompileError {
    let line = source.last_line();
    let mut error = source.error(TextRange::empty(source.line_start(line)), "invalid syntax");
    (error.place.offset, error.place.end_offset) = (0, 0);
    error.place.text = Some(source.line_text(line).into());
    error
}

fn is_compound(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::If(_)
            | Stmt::With(_)
            | Stmt::Match(_)
            | Stmt::Try(_)
    )
}
