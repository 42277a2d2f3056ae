//! Brackets: too many, unmatched, never closed.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextSize};

use super::Fault;
use crate::error::CompileError;
use crate::source::Source;

/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 200;

pub(super) fn opens(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace)
}

pub(super) fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace)
}

/// Refuses deeply nested brackets, at the bracket that is too much.
pub(crate) fn check_depth(source: &Source<'_>, tokens: &Tokens) -> Result<(), CompileError> {
    let mut depth = 0usize;
    for token in tokens.iter() {
        if opens(token.kind()) {
            depth += 1;
        } else if closes(token.kind()) {
            depth = depth.saturating_sub(1);
        }
        if depth > MAX_DEPTH {
            let range = ruff_text_size::TextRange::empty(token.start());
            return Err(source.error(range, "too many nested parentheses"));
        }
    }
    Ok(())
}

impl Fault<'_> {
    /// The first closing bracket that closes nothing or something else.
    pub(super) fn unmatched_bracket(&self) -> Option<(TextSize, CompileError)> {
        let mut open: Vec<usize> = Vec::new();
        for (i, token) in self.tokens.iter().enumerate() {
            if opens(token.kind()) {
                open.push(i);
            } else if closes(token.kind()) {
                let message = match open.pop() {
                    Some(o) if matching(self.tokens[o].kind()) == token.kind() => continue,
                    Some(o) if self.begins_field(o) => {
                        self.in_string_at(i, &format!("unmatched '{}'", self.token_text(i)))
                    }
                    Some(o) => self.mismatch(o, i),
                    None => format!("unmatched '{}'", self.token_text(i)),
                };
                return Some((token.start(), self.error_point(token.start(), message)));
            }
        }
        None
    }

    fn mismatch(&self, open: usize, close: usize) -> String {
        let line = |i: usize| self.source.line(self.token_range(i).start());
        let (opening, closing) = (self.token_text(open), self.token_text(close));
        let mut message =
            format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'");
        if line(open) != line(close) {
            message.push_str(&format!(" on line {}", line(open)));
        }
        message
    }

    /// The bracket that the text ends in.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        let mut open = Vec::new();
        for (i, token) in self.tokens.iter().enumerate() {
            if opens(token.kind()) {
                open.push(i);
            } else if closes(token.kind()) {
                open.pop();
            }
        }
        open.last().copied()
    }

    /// The bracket that the text ends in, if the place is behind its line or made the parser read on.
    pub(super) fn never_closed(&self) -> Option<CompileError> {
        let blamed = self.open_bracket()?;
        let line = |at: TextSize| self.source.line(at.min(self.source.text_end()));
        let bracket_line = line(self.token_range(blamed).start());
        let behind = line(self.range.start()) > bracket_line;
        let at_end = self.source.text[self.token_range(self.at).start().to_usize()..].trim().is_empty();
        let more = self.tokens.iter().rev().find(|t| !t.range().is_empty());
        let reads_on = matches!(self.kind(0), TokenKind::Newline | TokenKind::Equal)
            && more.is_some_and(|t| line(t.start()) > bracket_line);
        if !(behind || at_end || reads_on) {
            return None;
        }
        let message = format!("'{}' was never closed", self.token_text(blamed));
        Some(self.error_open(self.token_range(blamed).start(), message))
    }
}

fn matching(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::Lpar => TokenKind::Rpar,
        TokenKind::Lsqb => TokenKind::Rsqb,
        _ => TokenKind::Rbrace,
    }
}
