//! The parser's errors in CPython's words.

use ruff_python_ast::token::Tokens;
use ruff_python_parser::ParseError;

use crate::error::CompileError;
use crate::source::Source;

/// CPython's error for one of the parser's.
pub(crate) fn translate(source: &Source<'_>, error: &ParseError, _tokens: &Tokens) -> CompileError {
    source.error(error.location, error.error.to_string())
}
