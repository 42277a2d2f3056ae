//! Imports, and what stands behind `as` where only a name can.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseErrorType;
use ruff_text_size::Ranged;

use super::Fault;
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_import(&self, _error: &ParseErrorType) -> Option<CompileError> {
        self.no_name_after_as().or_else(|| self.trailing_comma()).or_else(|| self.import_from())
    }

    /// Index of the first token of the statement around the place.
    pub(super) fn statement_start(&self) -> usize {
        use TokenKind::*;
        let before = &self.tokens[..self.at.min(self.tokens.len())];
        before.iter().rposition(|t| matches!(t.kind(), Newline | Indent | Dedent | Semi)).map_or(0, |i| i + 1)
    }

    pub(super) fn in_import(&self) -> bool {
        matches!(
            self.tokens.get(self.statement_start()).map(|t| t.kind()),
            Some(TokenKind::Import | TokenKind::From)
        )
    }

    /// `import a as b.c`, `from a import b as 1`, `except A as b[0]`
    fn no_name_after_as(&self) -> Option<CompileError> {
        use TokenKind::*;
        let what = match self.tokens.get(self.statement_start())?.kind() {
            Import | From => "as import target",
            Except => "",
            _ => return Option::None,
        };
        let start =
            (1..=2).filter_map(|back| self.at.checked_sub(back)).find(|&i| self.tokens[i].kind() == As)? + 1;
        let end = self.expression_end(start);
        if end <= start || self.tokens.get(end).is_some_and(|t| t.kind() == Unknown) {
            return Option::None;
        }
        let target = Fault { at: start, range: self.span(start, end), ..*self };
        let name = target.name_of_target().filter(|&name| name != "name")?;
        Some(target.error(
            target.range,
            if what.is_empty() {
                let star = self.tokens.get(self.statement_start() + 1).is_some_and(|t| t.kind() == Star);
                format!("cannot use except{} statement with {name}", if star { "*" } else { "" })
            } else {
                format!("cannot use {name} {what}")
            },
        ))
    }

    /// `from a import b,`
    fn trailing_comma(&self) -> Option<CompileError> {
        let from = self.tokens.get(self.statement_start())?.kind() == TokenKind::From;
        let comma = if self.kind(0) == TokenKind::Comma { self.at } else { self.at.checked_sub(1)? };
        let ends = self.tokens.get(comma)?.kind() == TokenKind::Comma
            && self.tokens.get(comma + 1).is_some_and(|t| t.kind() == TokenKind::Newline);
        let message = "trailing comma not allowed without surrounding parentheses";
        (from && ends && !self.in_brackets()).then(|| self.error_at(comma + 1, message))
    }

    /// `import a from b`
    fn import_from(&self) -> Option<CompileError> {
        use TokenKind::*;
        let start = self.statement_start();
        if self.tokens.get(start)?.kind() != Import || self.kind(0) != From || self.kind(1) != Name {
            return Option::None;
        }
        let end = (self.at + 1..self.tokens.len()).find(|&i| !matches!(self.tokens[i].kind(), Dot | Name));
        let range = self.span(start, end.unwrap_or(self.tokens.len()));
        Some(self.error(range, "Did you mean to use 'from ... import ...' instead?"))
    }

    /// `'a' b'b'`: CPython complains at what follows the strings.
    pub(super) fn mixed_strings(&self) -> CompileError {
        use TokenKind::*;
        let mut depth = 0usize;
        let behind = (self.at..self.tokens.len()).find(|&i| {
            match self.tokens[i].kind() {
                FStringStart | TStringStart => depth += 1,
                FStringEnd | TStringEnd => depth = depth.saturating_sub(1),
                String => {}
                _ => return depth == 0,
            }
            false
        });
        self.error_at(behind.unwrap_or(self.tokens.len()), "cannot mix bytes and nonbytes literals")
    }

    /// `[a, b for c in d]`: the place is at the `for`.
    pub(super) fn bare_comprehension_target(&self) -> Option<CompileError> {
        use TokenKind::*;
        if !matches!(self.kind(0), For | Async) {
            return Option::None;
        }
        let mut depth = 0usize;
        let mut commas = false;
        for i in (0..self.at).rev() {
            let kind = self.tokens[i].kind();
            match kind {
                Rpar | Rsqb | Rbrace => depth += 1,
                Lsqb | Lbrace if depth == 0 => {
                    let range = self.span(i + 1, self.at);
                    let message = "did you forget parentheses around the comprehension target?";
                    return (commas && range.start() < self.tokens[self.at].start())
                        .then(|| self.error(range, message));
                }
                Lpar | Lsqb | Lbrace => depth = depth.checked_sub(1)?,
                Comma if depth == 0 => commas = true,
                Colon | For | DoubleStar if depth == 0 => return Option::None,
                _ => {}
            }
        }
        Option::None
    }
}
