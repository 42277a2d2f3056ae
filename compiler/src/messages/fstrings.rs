//! f-strings and t-strings.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, ParseErrorType};

use super::Fault;
use crate::error::CompileError;

pub(super) const SINGLE_BRACE: &str = "single '}' is not allowed";
const BARE_LAMBDA: &str = "lambda expressions are not allowed without parentheses";

impl Fault<'_> {
    /// A message with the kind of the string that the place is in.
    pub(super) fn in_string(&self, message: &str) -> String {
        self.in_string_at(self.at, message)
    }

    /// The same for another place.
    pub(super) fn in_string_at(&self, index: usize, message: &str) -> String {
        let mut open = Vec::new();
        for token in &self.tokens[..index.min(self.tokens.len())] {
            match token.kind() {
                TokenKind::FStringStart => open.push("f-string"),
                TokenKind::TStringStart => open.push("t-string"),
                TokenKind::FStringEnd | TokenKind::TStringEnd => drop(open.pop()),
                _ => {}
            }
        }
        let kind = open.last().unwrap_or(&"f-string");
        format!("{kind}: {message}")
    }

    pub(super) fn explain_fstring(&self, error: &ParseErrorType) -> Option<CompileError> {
        use InterpolatedStringErrorType::*;
        let message = match error {
            ParseErrorType::FStringError(kind) | ParseErrorType::TStringError(kind) => match kind {
                SingleRbrace => {
                    return Some(self.error_point(self.range.start(), self.in_string(SINGLE_BRACE)));
                }
                UnclosedLbrace => return self.unclosed_field(),
                InvalidConversionFlag => match self.token_text(self.at) {
                    "}" | ":" => self.in_string("missing conversion character"),
                    flag => {
                        let what =
                            format!("invalid conversion character '{flag}': expected 's', 'r', or 'a'");
                        self.in_string(&what)
                    }
                },
                LambdaWithoutParentheses => self.in_string(BARE_LAMBDA),
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
            // In a t-string the text of the format is to blame.
            let behind_text = self.kind(-1) == TokenKind::TStringMiddle;
            return Some(self.error_at(
                self.at - usize::from(behind_text),
                self.in_string("expecting '}', or format specs"),
            ));
        }
        // Behind a conversion its letter is to blame.
        let converted = self.kind(-2) == TokenKind::Exclamation;
        let at_end = matches!(
            self.kind(0),
            TokenKind::FStringEnd | TokenKind::TStringEnd | TokenKind::Newline | TokenKind::EndOfFile
        );
        if !at_end && !converted && self.kind(-1) != TokenKind::Equal {
            return Some(self.error_at(self.at, self.in_string("expecting '=', or '!', or ':', or '}'")));
        }
        let at = if converted { self.token_range(self.at - 1).start() } else { self.range.start() };
        Some(self.error_point(at, self.in_string("expecting '}'")))
    }

    /// A replacement field that begins with no expression.
    fn no_expression(&self) -> Option<CompileError> {
        use TokenKind::*;
        let wanted = || self.in_string("expecting a valid expression after '{'");
        match (self.kind(-1), self.kind(0)) {
            (Lbrace, FStringEnd | TStringEnd | Newline | EndOfFile) => {
                Some(self.error_point(self.range.start(), self.in_string("expecting '}'")))
            }
            (Lbrace, Rbrace | Exclamation | Equal | Colon) => {
                let token = self.token_text(self.at);
                Some(self.error_at(
                    self.at,
                    self.in_string(&format!("valid expression required before '{token}'")),
                ))
            }
            (Lbrace, _) => Some(self.error_at(self.at, wanted())),
            (Star, _) if self.kind(-2) == Lbrace => Some(self.error_at(self.at - 1, wanted())),
            // The colon of a lambda begins the format.
            (Colon, FStringMiddle | TStringMiddle | Rbrace) => {
                let field = self.tokens[..self.at].iter().rposition(|t| t.kind() == Lbrace)?;
                let lambda = (field..self.at).find(|&i| self.tokens[i].kind() == Lambda)?;
                Some(self.error(self.span(lambda, self.at), self.in_string(BARE_LAMBDA)))
            }
            _ => Option::None,
        }
    }

    /// Whether the brace with this index begins a replacement field.
    pub(super) fn begins_field(&self, index: usize) -> bool {
        use TokenKind::*;
        let before = index.checked_sub(1).map(|i| self.tokens[i].kind());
        self.tokens[index].kind() == Lbrace
            && matches!(before, Some(FStringStart | FStringMiddle | TStringStart | TStringMiddle))
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

    /// Whether the place is inside `{…}` of an f-string or t-string.
    pub(super) fn inside_replacement_field(&self) -> bool {
        let mut fields = 0usize;
        let mut strings: Vec<usize> = Vec::new();
        for token in &self.tokens[..self.at.min(self.tokens.len())] {
            match token.kind() {
                TokenKind::FStringStart | TokenKind::TStringStart => {
                    strings.push(std::mem::take(&mut fields))
                }
                TokenKind::FStringEnd | TokenKind::TStringEnd => fields = strings.pop().unwrap_or(0),
                TokenKind::Lbrace => fields += 1,
                TokenKind::Rbrace => fields = fields.saturating_sub(1),
                _ => {}
            }
        }
        !strings.is_empty() && fields > 0
    }
}
