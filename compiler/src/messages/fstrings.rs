//! f-strings.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, ParseErrorType};

use super::Fault;
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_fstring(&self, error: &ParseErrorType) -> Option<CompileError> {
        use InterpolatedStringErrorType::*;
        let message = match error {
            ParseErrorType::FStringError(kind) => match kind {
                SingleRbrace => {
                    return Some(self.error_point(self.range.start(), "f-string: single '}' is not allowed"));
                }
                UnclosedLbrace => return self.unclosed_field(),
                InvalidConversionFlag => match self.token_text(self.at) {
                    "}" | ":" => "f-string: missing conversion character".to_owned(),
                    flag => {
                        format!("f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'")
                    }
                },
                LambdaWithoutParentheses => {
                    "f-string: lambda expressions are not allowed without parentheses".to_owned()
                }
                _ => return None,
            },
            ParseErrorType::ExpectedExpression if self.inside_replacement_field() => {
                return self.no_expression();
            }
            _ => return None,
        };
        Some(self.error_at(self.at, message))
    }

    fn unclosed_field(&self) -> Option<CompileError> {
        if let Some(error) = self.missing_comma() {
            return Some(error);
        }
        if self.in_format_spec() {
            return Some(self.error_at(self.at, "f-string: expecting '}', or format specs"));
        }
        // Behind a conversion its letter is to blame.
        let converted = self.kind(-2) == TokenKind::Exclamation;
        let at = if converted { self.token_range(self.at - 1).start() } else { self.range.start() };
        Some(self.error_point(at, "f-string: expecting '}'"))
    }

    /// A replacement field that begins with no expression.
    fn no_expression(&self) -> Option<CompileError> {
        use TokenKind::*;
        const WANTED: &str = "f-string: expecting a valid expression after '{'";
        match (self.kind(-1), self.kind(0)) {
            (Lbrace, FStringEnd | Newline | EndOfFile) => {
                Some(self.error_point(self.range.start(), "f-string: expecting '}'"))
            }
            (Lbrace, Rbrace | Exclamation | Equal | Colon) => {
                let token = self.token_text(self.at);
                Some(self.error_at(self.at, format!("f-string: valid expression required before '{token}'")))
            }
            (Lbrace, _) => Some(self.error_at(self.at, WANTED)),
            (Star, _) if self.kind(-2) == Lbrace => Some(self.error_at(self.at - 1, WANTED)),
            // The colon of a lambda begins the format.
            (Colon, FStringMiddle | Rbrace) => {
                let field = self.tokens[..self.at].iter().rposition(|t| t.kind() == Lbrace)?;
                let lambda = (field..self.at).find(|&i| self.tokens[i].kind() == Lambda)?;
                let message = "f-string: lambda expressions are not allowed without parentheses";
                Some(self.error(self.span(lambda, self.at), message))
            }
            _ => Option::None,
        }
    }

    /// Whether the place is behind the colon of the innermost replacement field.
    fn in_format_spec(&self) -> bool {
        // Of each open brace: whether its colon has been, and how many other brackets are open in it.
        let mut fields: Vec<(bool, usize)> = Vec::new();
        for token in &self.tokens[..self.at.min(self.tokens.len())] {
            match (token.kind(), fields.last_mut()) {
                (TokenKind::Lbrace, _) => fields.push((false, 0)),
                (TokenKind::Rbrace, _) => drop(fields.pop()),
                (TokenKind::Colon, Some((colon, 0))) => *colon = true,
                (TokenKind::Lpar | TokenKind::Lsqb, Some((_, depth))) => *depth += 1,
                (TokenKind::Rpar | TokenKind::Rsqb, Some((_, depth))) => *depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        fields.last().is_some_and(|(colon, _)| *colon)
    }

    /// Whether the place is inside `{…}` of an f-string.
    pub(super) fn inside_replacement_field(&self) -> bool {
        let mut fields = 0usize;
        let mut strings: Vec<usize> = Vec::new();
        for token in &self.tokens[..self.at.min(self.tokens.len())] {
            match token.kind() {
                TokenKind::FStringStart => strings.push(std::mem::take(&mut fields)),
                TokenKind::FStringEnd => fields = strings.pop().unwrap_or(0),
                TokenKind::Lbrace => fields += 1,
                TokenKind::Rbrace => fields = fields.saturating_sub(1),
                _ => {}
            }
        }
        !strings.is_empty() && fields > 0
    }
}
