//! The parser's errors in CPython's words.
//!
//! CPython reports, in this order: faults of the text itself (strings, numbers, characters, brackets
//! that do not match, indentation), wherever they are; a bracket never closed; a mistake it has words
//! for; else "invalid syntax" at the token that could not be read. The parser here says what it
//! expected, which is translated; what has no translation is invalid syntax.

mod arguments;
mod blocks;
mod brackets;
mod clauses;
mod escapes;
mod fstrings;
mod imports;
mod lexical;
mod numbers;
mod patterns;
mod targets;

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_parser::{ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::CompileError;
use crate::source::Source;

pub(crate) use blocks::check_tabs;
pub(crate) use brackets::check_depth;

/// CPython's error for those of the parser, the first of which comes first in the text.
pub(crate) fn translate(source: &Source<'_>, errors: &[ParseError], tokens: &Tokens) -> CompileError {
    let significant =
        tokens.iter().filter(|t| !matches!(t.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline));
    let tokens: Vec<Token> = significant.copied().collect();
    let first = &errors[0];
    let mut at = tokens.partition_point(|t| t.start() < first.location.start());
    while tokens.get(at).is_some_and(|t| t.kind() == TokenKind::Dedent) {
        at += 1;
    }
    let fault = Fault { source, tokens: &tokens, at, range: first.location };
    if let Some(error) = fault.text_fault(errors) {
        return error;
    }
    if let Some(error) = fault.never_closed() {
        return error;
    }
    fault.explain(&first.error).unwrap_or_else(|| fault.invalid_syntax(fault.unreadable()))
}

/// A place the parser complained about.
#[derive(Clone, Copy)]
struct Fault<'a> {
    source: &'a Source<'a>,
    /// All tokens but comments and line ends inside brackets.
    tokens: &'a [Token],
    /// The first token that starts there or behind.
    at: usize,
    range: TextRange,
}

impl<'a> Fault<'a> {
    /// Kind of the token `offset` tokens from the place; the end of the file outside of the text.
    fn kind(&self, offset: isize) -> TokenKind {
        self.at
            .checked_add_signed(offset)
            .and_then(|i| self.tokens.get(i))
            .map_or(TokenKind::EndOfFile, |t| t.kind())
    }

    /// Range of a token; that of a line end is its first character.
    fn token_range(&self, index: usize) -> TextRange {
        let Some(token) = self.tokens.get(index) else {
            return TextRange::empty(self.source.text_end());
        };
        if token.kind() == TokenKind::Newline {
            return TextRange::at(token.start(), TextSize::from(1));
        }
        token.range()
    }

    fn text(&self, range: TextRange) -> &'a str {
        self.source.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or("")
    }

    fn token_text(&self, index: usize) -> &'a str {
        self.text(self.token_range(index))
    }

    fn error(&self, range: TextRange, message: impl Into<String>) -> CompileError {
        let mut error = self.source.error(range, message);
        let place = &mut error.place;
        if place.end_lineno != place.lineno {
            // CPython counts the end's column in the text of the first line.
            let first = self.source.line_text(place.lineno).trim_end_matches(['\r', '\n']).chars().count();
            place.end_offset = place.end_offset.min(first as i32 + 1);
        }
        error
    }

    /// At the token with the index.
    fn error_at(&self, index: usize, message: impl Into<String>) -> CompileError {
        self.error(self.token_range(index), message)
    }

    /// At a point, without extent.
    fn error_point(&self, at: TextSize, message: impl Into<String>) -> CompileError {
        self.error(TextRange::empty(at), message)
    }

    /// At a point whose end CPython leaves open.
    fn error_open(&self, at: TextSize, message: impl Into<String>) -> CompileError {
        let mut error = self.error_point(at, message);
        error.place.end_offset = 0;
        error
    }

    fn invalid_syntax(&self, index: usize) -> CompileError {
        self.error_at(index, "invalid syntax")
    }

    /// Index of the bracket that closes the one at `open`, or of the end.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0usize;
        for (i, token) in self.tokens.iter().enumerate().skip(open) {
            if brackets::opens(token.kind()) {
                depth += 1;
            } else if brackets::closes(token.kind()) {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return i;
                }
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    /// The last token before `end`, not nested deeper, before which `stop` holds: where an expression
    /// that reaches up to `end` starts.
    fn expression_start(&self, end: usize) -> usize {
        let mut depth = 0usize;
        let mut i = end;
        while let Some(previous) = i.checked_sub(1) {
            let kind = self.tokens[previous].kind();
            if brackets::closes(kind) {
                depth += 1;
            } else if brackets::opens(kind) {
                if depth == 0 {
                    return i;
                }
                depth -= 1;
            } else if depth == 0 && ends_expression(kind) {
                return i;
            }
            i = previous;
        }
        0
    }

    /// Index behind the expression that starts at `start`.
    fn expression_end(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for (i, token) in self.tokens.iter().enumerate().skip(start) {
            let kind = token.kind();
            if brackets::opens(kind) {
                depth += 1;
            } else if brackets::closes(kind) {
                if depth == 0 {
                    return i;
                }
                depth -= 1;
            } else if depth == 0 && ends_expression(kind) {
                return i;
            }
        }
        self.tokens.len()
    }

    /// From the start of one token to the end of the one before `end`.
    fn span(&self, start: usize, end: usize) -> TextRange {
        let last = self.token_range(end.saturating_sub(1).max(start));
        TextRange::new(self.token_range(start).start(), last.end())
    }

    /// Whether the place is inside brackets.
    fn in_brackets(&self) -> bool {
        let before = &self.tokens[..self.at.min(self.tokens.len())];
        let opened = before.iter().filter(|t| brackets::opens(t.kind())).count();
        let closed = before.iter().filter(|t| brackets::closes(t.kind())).count();
        opened > closed
    }

    /// The token that could not be read. `x not` may go on with `in`, so what follows is to blame.
    fn unreadable(&self) -> usize {
        let operand = matches!(self.kind(-1), TokenKind::Name | TokenKind::Rpar | TokenKind::Rsqb);
        let not = operand && self.kind(0) == TokenKind::Not && self.kind(1) != TokenKind::In;
        if not { self.at + 1 } else { self.at }
    }

    /// The mistake CPython has words for.
    fn explain(&self, error: &ParseErrorType) -> Option<CompileError> {
        self.explain_target(error)
            .or_else(|| self.explain_import(error))
            .or_else(|| self.explain_block(error))
            .or_else(|| self.explain_argument(error))
            .or_else(|| self.explain_fstring(error))
            .or_else(|| self.explain_clause(error))
            .or_else(|| self.explain_pattern(error))
    }
}

/// Tokens that no expression contains outside of brackets.
fn ends_expression(kind: TokenKind) -> bool {
    use TokenKind::*;
    kind.is_keyword()
        && !matches!(kind, And | Or | Not | In | Is | If | Else | Lambda | Await | None | True | False)
        || matches!(
            kind,
            Newline
                | Indent
                | Dedent
                | FStringMiddle
                | FStringEnd
                | TStringMiddle
                | TStringEnd
                | Unknown
                | Semi
                | Comma
                | Colon
                | Equal
                | ColonEqual
                | EndOfFile
                | Exclamation
        )
}

/// Tokens that an expression can start with and that no operator is.
fn starts_expression(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        Name | Int
            | Float
            | Complex
            | String
            | FStringStart
            | TStringStart
            | Lpar
            | Lsqb
            | Lbrace
            | None
            | True
            | False
            | Ellipsis
            | Lambda
            | Await
            | Tilde
    ) || kind.is_soft_keyword()
}
