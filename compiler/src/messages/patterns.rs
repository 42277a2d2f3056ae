//! Mistakes in the patterns of `match`.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseErrorType;
use ruff_text_size::Ranged;

use super::{Fault, targets};
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_pattern(&self, error: &ParseErrorType) -> Option<CompileError> {
        if let Some(target) = self.as_target() {
            return Some(target);
        }
        match error {
            ParseErrorType::ExpectedRealNumber if self.is_number() => {
                Some(self.error(self.range, "real number required in complex literal"))
            }
            ParseErrorType::ExpectedRealNumber => Some(self.invalid_syntax(self.behind())),
            ParseErrorType::ExpectedImaginaryNumber if self.is_number() => {
                Some(self.error(self.range, "imaginary number required in complex literal"))
            }
            ParseErrorType::InvalidStarPatternUsage => Some(self.invalid_syntax(self.behind())),
            ParseErrorType::OtherError(text) => match &text[..] {
                "Positional patterns cannot follow keyword patterns" => {
                    Some(self.error(self.range, "positional patterns follow keyword patterns"))
                }
                // A name may be the first part of `a.b`, a minus sign that of a number.
                "Invalid mapping pattern key" => {
                    Some(self.invalid_syntax(self.at + usize::from(self.is_name())))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What stands behind `as` in a pattern, and is no name that can be bound.
    fn as_target(&self) -> Option<CompileError> {
        let line = self.tokens[..self.at.min(self.tokens.len())]
            .iter()
            .rposition(|t| t.kind() == TokenKind::Newline);
        let words = &self.tokens[line.map_or(0, |i| i + 1)..self.at];
        let is_case = words.iter().find(|t| !matches!(t.kind(), TokenKind::Indent | TokenKind::Dedent));
        let start = words.iter().rposition(|t| t.kind() == TokenKind::As)? + self.at - words.len() + 1;
        if is_case?.kind() != TokenKind::Case || start + 1 < self.at {
            return None;
        }
        let range = self.span(start, self.expression_end(start));
        if self.text(range) == "_" {
            return Some(self.error(range, "cannot use '_' as a target"));
        }
        let target = targets::parse_alone(self.text(range))?;
        Some(self.error(range, format!("cannot use {} as pattern target", targets::name_of(&target))))
    }

    /// Index of the first token behind the place.
    fn behind(&self) -> usize {
        self.tokens.partition_point(|t| t.start() < self.range.end())
    }

    fn is_name(&self) -> bool {
        self.kind(0) == TokenKind::Name
    }

    /// Whether a number with or without a sign stands at the place.
    fn is_number(&self) -> bool {
        let sign = isize::from(self.kind(0) == TokenKind::Minus);
        matches!(self.kind(sign), TokenKind::Int | TokenKind::Float | TokenKind::Complex)
    }
}
