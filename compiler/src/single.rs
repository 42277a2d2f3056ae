//! What a text may be that is compiled as one statement typed at a prompt.

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::CompileError;
use crate::source::Source;

/// One line of simple statements, or a compound statement and the end of its line.
pub(crate) fn check(source: &Source<'_>, module: &ModModule) -> Result<(), CompileError> {
    let Some(first) = module.body.first() else { return Ok(()) };
    if is_compound(first) {
        if let Some(second) = module.body.get(1) {
            let text = &source.text[second.start().to_usize()..];
            let token = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len()).max(1);
            let range = TextRange::at(second.start(), TextSize::new(token as u32));
            return Err(source.error(range, "invalid syntax"));
        }
        if !source.text.ends_with('\n') {
            let mut error = source.error(TextRange::empty(source.text_end()), "invalid syntax");
            (error.place.offset, error.place.end_offset) = (0, 0);
            return Err(error);
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
