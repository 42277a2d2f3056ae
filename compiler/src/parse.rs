//! Parsing: ruff's parser, with CPython's limits and wording.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode as ParseMode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::{CompileError, ErrorClass};
use crate::messages;
use crate::source::Source;

/// Deepest indentation, in levels.
const MAX_INDENT: usize = 100;

/// Parses a module (`expression` false) or one expression.
pub(crate) fn parse(source: &Source<'_>, expression: bool) -> Result<Mod, CompileError> {
    if let Some(at) = source.text.find('\0') {
        return Err(null_byte(source, TextSize::new(at as u32)));
    }
    let mode = if expression { ParseMode::Expression } else { ParseMode::Module };
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source.text, options);
    messages::check_depth(source, parsed.tokens())?;
    messages::check_tabs(source, parsed.tokens())?;
    if !parsed.errors().is_empty() {
        return Err(messages::translate(source, parsed.errors(), parsed.tokens()));
    }
    check_indentation(source, parsed.tokens())?;
    Ok(parsed.into_syntax())
}

/// The line is shown up to the null byte and without a column, as CPython's tokenizer ends there.
fn null_byte(source: &Source<'_>, at: TextSize) -> CompileError {
    let mut error = source.error(TextRange::empty(at), "source code cannot contain null bytes");
    let text = &source.text[source.line_start(error.place.lineno).to_usize()..at.to_usize()];
    error.place.text = Some(text.into());
    (error.place.offset, error.place.end_lineno, error.place.end_offset) = (0, 0, 0);
    error
}

fn check_indentation(source: &Source<'_>, tokens: &Tokens) -> Result<(), CompileError> {
    let mut depth = 0usize;
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::Indent => depth += 1,
            TokenKind::Dedent => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth >= MAX_INDENT {
            let message = "too many levels of indentation";
            return Err(source.error_of(ErrorClass::Indentation, token.range(), message));
        }
    }
    Ok(())
}
