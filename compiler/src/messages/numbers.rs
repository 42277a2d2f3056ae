//! Malformed numbers.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Fault;
use crate::error::CompileError;

impl Fault<'_> {
    /// The first number with something attached that does not belong to it.
    pub(super) fn bad_number(&self) -> Option<(TextSize, CompileError)> {
        for (i, pair) in self.tokens.windows(2).enumerate() {
            let [number, next] = pair else { continue };
            let is_number = matches!(number.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex);
            if !is_number || number.end() != next.start() {
                continue;
            }
            let kind = next.kind();
            let text = self.token_text(i);
            let literal = describe(text, number.kind());
            if matches!(kind, TokenKind::Int | TokenKind::Float) && matches!(literal, "binary" | "octal") {
                let digit = self.token_text(i + 1).chars().next().unwrap_or_default();
                let message = format!("invalid digit '{digit}' in {literal} literal");
                return Some((number.start(), self.error_point(next.start(), message)));
            }
            // `1if x else y` is legal.
            let operator = matches!(
                kind,
                TokenKind::And
                    | TokenKind::Else
                    | TokenKind::For
                    | TokenKind::If
                    | TokenKind::In
                    | TokenKind::Is
                    | TokenKind::Or
                    | TokenKind::Not
            );
            let prefixed =
                kind == TokenKind::String && self.token_text(i + 1).starts_with(|c: char| c.is_alphabetic());
            let name = prefixed || kind == TokenKind::Name || kind.is_keyword() || kind.is_soft_keyword();
            if !name || operator {
                continue;
            }
            // At an underscore without digit, else at the number's last character.
            let at = if number.kind() == TokenKind::Int && self.token_text(i + 1).starts_with('_') {
                next.start()
            } else {
                number.end() - TextSize::from(1)
            };
            return Some((number.start(), self.error_point(at, format!("invalid {literal} literal"))));
        }
        None
    }

    /// A number that the lexer refused.
    pub(super) fn bad_number_literal(&self) -> Option<CompileError> {
        let text = self.text(self.range);
        let start = self.range.start();
        let behind = start + TextSize::from(2);
        let next = self.source.text[behind.to_usize().min(self.source.text.len())..].chars().next();
        let radix = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("0x") => {
                return Some(self.error_point(start + TextSize::from(1), "invalid hexadecimal literal"));
            }
            Some("0o") => "octal",
            Some("0b") => "binary",
            _ if text.starts_with('0') => {
                let zeros = text.len() - text.trim_start_matches(['0', '_']).len();
                let range = TextRange::at(start, TextSize::new(zeros as u32));
                let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix \
                               for octal integers";
                return Some(self.error(range, message));
            }
            _ => return None,
        };
        Some(match next.filter(char::is_ascii_digit) {
            Some(digit) => self.error_point(behind, format!("invalid digit '{digit}' in {radix} literal")),
            None => self.error_point(start + TextSize::from(1), format!("invalid {radix} literal")),
        })
    }
}

fn describe(text: &str, kind: TokenKind) -> &'static str {
    match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => "hexadecimal",
        Some("0o") => "octal",
        Some("0b") => "binary",
        _ if kind == TokenKind::Complex => "imaginary",
        _ => "decimal",
    }
}
