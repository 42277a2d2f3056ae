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
            ParseErrorType::ExpectedExpression
                if self.kind(-1) == TokenKind::Lbrace && self.inside_replacement_field() =>
            {
                match self.kind(0) {
                    TokenKind::Rbrace => "f-string: valid expression required before '}'".to_owned(),
                    TokenKind::FStringEnd | TokenKind::Newline | TokenKind::EndOfFile => {
                        return Some(self.error_point(self.range.start(), "f-string: expecting '}'"));
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(self.error_at(self.at, message))
    }

    fn unclosed_field(&self) -> Option<CompileError> {
        if let Some(error) = self.missing_comma() {
            return Some(error);
        }
        Some(self.error_point(self.range.start(), "f-string: expecting '}'"))
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
