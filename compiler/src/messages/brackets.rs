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

    /// A bracket that is open at the place and was opened on an earlier line, or that the text ends in.
    pub(super) fn never_closed(&self) -> Option<CompileError> {
        let mut open = Vec::new();
        let end = self.tokens.len();
        let mut open_at_fault = None;
        for (i, token) in self.tokens.iter().enumerate() {
            if i == self.at.min(end) {
                open_at_fault = open.last().copied();
            }
            if opens(token.kind()) {
                open.push(i);
            } else if closes(token.kind()) {
                open.pop();
            }
        }
        let last = *open.last()?;
        let fault_line = self.source.line(self.range.start());
        let at_end =
            self.token_range(self.at).start() >= self.source.text_end() || self.line_is_last(fault_line);
        let earlier = open_at_fault.is_some_and(|o: usize| {
            self.source.line(self.token_range(o).start()) < fault_line || self.kind(0) == TokenKind::Newline
        });
        // What is misread on the bracket's own line is reported there.
        let blamed = if earlier { open_at_fault? } else { last };
        let plain = !earlier && !at_end;
        if plain {
            return None;
        }
        let message = format!("'{}' was never closed", self.token_text(blamed));
        Some(self.error_open(self.token_range(blamed).start(), message))
    }

    /// Whether the fault lies at the end of the last line.
    fn line_is_last(&self, line: u32) -> bool {
        let rest = &self.source.text[self.range.start().to_usize()..];
        line >= self.source.last_line() && rest.trim().is_empty()
    }
}

fn matching(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::Lpar => TokenKind::Rpar,
        TokenKind::Lsqb => TokenKind::Rsqb,
        _ => TokenKind::Rbrace,
    }
}
