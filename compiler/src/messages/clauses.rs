//! Colons, imports, dict displays, conditional expressions, statements on one line.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseErrorType;
use ruff_text_size::{Ranged, TextRange};

use super::Fault;
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_clause(&self, error: &ParseErrorType) -> Option<CompileError> {
        use ParseErrorType::*;
        match error {
            ExpectedToken { expected, found } => self.expected(*expected, *found),
            SimpleStatementsOnSameLine => self.statements_on_one_line(),
            EmptyImportNames if self.kind(0) == TokenKind::Newline => {
                let at = self.token_range(self.at).start();
                Some(self.error_point(at, "Expected one or more names after 'import'"))
            }
            UnparenthesizedTupleExpression => {
                let comma = (self.at..self.tokens.len()).find(|&i| {
                    self.tokens[i].kind() == TokenKind::Comma && self.tokens[i].start() < self.range.end()
                })?;
                Some(self.invalid_syntax(comma))
            }
            EmptyTypeParams => self.no_type_parameters(),
            ExpectedExpression => self.expected_expression(),
            InvalidStarredExpressionUsage => {
                // `{**a: 1}`: the colon is what cannot be there.
                let behind = self.tokens.partition_point(|t| t.start() < self.range.end());
                Some(self.invalid_syntax(behind))
            }
            OtherError(text) if text.starts_with("Star import") => {
                let star =
                    (self.at..self.tokens.len()).find(|&i| self.tokens[i].kind() == TokenKind::Star)?;
                Some(self.invalid_syntax(star + 1))
            }
            OtherError(text) if text.starts_with("Cannot mix t-string") => {
                let message = "cannot mix t-string literals with string or bytes literals";
                Some(self.error(self.range, message))
            }
            OtherError(text) if text.starts_with("Bytes literal cannot be mixed") => {
                Some(self.mixed_strings())
            }
            _ => None,
        }
    }

    /// `def f[]()`, `class C[]`, `type X[] = …`
    fn no_type_parameters(&self) -> Option<CompileError> {
        let close = (self.at..self.tokens.len()).find(|&i| self.tokens[i].kind() == TokenKind::Rsqb)?;
        let start = self.token_range(close).start();
        let message = "Type parameter list cannot be empty";
        // An alias has been read up to its sign of assignment.
        Some(match self.tokens.get(close + 1).filter(|t| t.kind() == TokenKind::Equal) {
            Some(equal) => self.error(TextRange::new(start, equal.start()), message),
            None => self.error_point(start, message),
        })
    }

    fn expected(&self, expected: TokenKind, found: TokenKind) -> Option<CompileError> {
        use TokenKind::*;
        match (expected, found) {
            (Colon, Newline) => Some(self.error_at(self.at, "expected ':'")),
            (Colon, _) if self.colon_is_forced() => Some(self.error_at(self.at, "expected ':'")),
            (Lpar, _) if self.at >= 2 && self.tokens[self.at - 2].kind() == Def => {
                Some(self.error_at(self.at, "expected '('"))
            }
            (_, Equal) => self.comparison_meant(self.at),
            (Rpar, For) if self.at >= 3 && self.tokens[self.at - 2].kind() == Equal => {
                let range = self.span(self.at - 3, self.at - 1);
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                Some(self.error(range, message))
            }
            (Colon, Rbrace | Comma) if self.in_brackets() => {
                let at = self.last_character(self.at.checked_sub(1)?);
                Some(self.error_open(at, "':' expected after dictionary key"))
            }
            (Else, found) if found != Colon => {
                let start = self.expression_start(self.at);
                let message = "expected 'else' after 'if' expression";
                Some(self.error(self.span(start, self.at), message))
            }
            (In, _) if self.in_brackets() => {
                Some(self.error_at(self.at, "'in' expected after for-loop variables"))
            }
            (Comma, found) if is_augmented_assignment(found) && !self.in_brackets() => {
                let start = self.statement_start();
                let target = Fault { at: start, range: self.span(start, self.at), ..*self };
                target.augmented_assignment()
            }
            _ => self.bare_comprehension_target().or_else(|| self.missing_comma()),
        }
    }

    /// Whether nothing but a colon can follow the head of the statement.
    fn colon_is_forced(&self) -> bool {
        use TokenKind::*;
        let layout = |t: &&ruff_python_ast::token::Token| matches!(t.kind(), Newline | Indent | Dedent);
        let before = &self.tokens[..self.at.min(self.tokens.len())];
        let head = before.iter().rposition(|t| layout(&t)).map_or(0, |i| i + 1);
        matches!(before.get(head).map(|t| t.kind()), Some(Def | Try | Else | Finally))
            || matches!(before.get(head..head + 2), Some([a, d]) if a.kind() == Async && d.kind() == Def)
    }

    fn statements_on_one_line(&self) -> Option<CompileError> {
        use TokenKind::*;
        if self.kind(0) == Not && self.kind(1) != In {
            return Some(self.invalid_syntax(self.at + 1));
        }
        let previous = self.at.checked_sub(1)?;
        let name = self.token_text(previous);
        let legacy = matches!(name, "print" | "exec")
            && previous
                .checked_sub(1)
                .is_none_or(|i| matches!(self.tokens[i].kind(), Newline | Indent | Dedent | Semi | Colon));
        if legacy && (super::starts_expression(self.kind(0)) || matches!(self.kind(0), Minus | Plus | Not)) {
            let end = (self.at..self.tokens.len())
                .find(|&i| matches!(self.tokens[i].kind(), Newline | Semi))
                .unwrap_or(self.tokens.len());
            let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return Some(self.error(self.span(previous, end), message));
        }
        self.missing_comma()
    }

    fn expected_expression(&self) -> Option<CompileError> {
        use TokenKind::*;
        match (self.kind(-1), self.kind(0)) {
            (Rarrow, _) => Some(self.error_at(self.at - 1, "expected ':'")),
            (Colon, Rbrace | Comma) if self.in_brackets() => {
                Some(self.error_at(self.at - 1, "expression expected after dictionary key and ':'"))
            }
            (Else, Newline) if self.conditional_before() => {
                Some(self.error_at(self.at, "expected expression after 'else', but statement is given"))
            }
            (Equal, Comma | Rpar) => self.missing_value(),
            (Less, Greater) => {
                let range =
                    TextRange::new(self.token_range(self.at - 1).start(), self.token_range(self.at).end());
                Some(self.error(range, "invalid syntax"))
            }
            _ => Option::None,
        }
    }

    /// Whether the `else` before the place belongs to a conditional expression.
    fn conditional_before(&self) -> bool {
        let line = self.tokens[..self.at].iter().rev().take_while(|t| t.kind() != TokenKind::Newline);
        line.skip(1).any(|t| t.kind() == TokenKind::If)
    }
}

fn is_augmented_assignment(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        PlusEqual
            | MinusEqual
            | StarEqual
            | SlashEqual
            | PercentEqual
            | AmperEqual
            | VbarEqual
            | CircumflexEqual
            | LeftShiftEqual
            | RightShiftEqual
            | DoubleStarEqual
            | DoubleSlashEqual
            | AtEqual
    )
}
