//! Assignment to, deletion of and annotation of what is no target.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, Mod, UnaryOp};
use ruff_python_parser::{Mode, ParseErrorType, ParseOptions, parse_unchecked};

use super::{Fault, ends_expression};
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_target(&self, error: &ParseErrorType) -> Option<CompileError> {
        let message = match error {
            ParseErrorType::InvalidAssignmentTarget => return self.assignment(),
            ParseErrorType::InvalidNamedAssignmentTarget => {
                format!("cannot use assignment expressions with {}", self.name_of_target()?)
            }
            ParseErrorType::InvalidAugmentedAssignmentTarget => return self.augmented_assignment(),
            ParseErrorType::InvalidDeleteTarget => format!("cannot delete {}", self.name_of_target()?),
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                let colon = self.without_parentheses().1;
                if self.tokens.get(colon + 1).is_none_or(|t| t.kind() == TokenKind::Newline) {
                    return Some(self.invalid_syntax(colon));
                }
                "illegal target for annotation".into()
            }
            ParseErrorType::OtherError(text) if text.starts_with("Only single target") => {
                text.replacen("Only", "only", 1)
            }
            ParseErrorType::InvalidStarredExpressionUsage => return self.starred(),
            _ => return None,
        };
        Some(self.error(self.range, message))
    }

    pub(super) fn augmented_assignment(&self) -> Option<CompileError> {
        let name = self.name_of_target()?;
        Some(self.error(self.range, format!("'{name}' is an illegal expression for augmented assignment")))
    }

    /// What the expression at the place is called. It is parsed again, alone.
    pub(super) fn name_of_target(&self) -> Option<&'static str> {
        Some(name_of(&self.parse_target()?))
    }

    /// What the target is called, if a comparison with it may have been meant.
    pub(super) fn name_of_comparable(&self) -> Option<&'static str> {
        let target = self.parse_target()?;
        is_comparable(&target).then(|| name_of(&target))
    }

    fn parse_target(&self) -> Option<Expr> {
        parse_alone(self.text(self.range))
    }

    fn assignment(&self) -> Option<CompileError> {
        let target = self.parse_target()?;
        let name = name_of(&target);
        let (first, behind) = self.without_parentheses();
        let parenthesized = first != self.at;
        if matches!(target, Expr::Yield(_) | Expr::YieldFrom(_)) && !parenthesized {
            return Some(self.error(self.range, "assignment to yield expression not possible"));
        }
        let comparable = is_comparable(&target);
        let hint = comparable && self.starts_statement(first) && self.single_assignment(behind);
        let hint = if hint { " here. Maybe you meant '==' instead of '='?" } else { "" };
        Some(self.error(self.range, format!("cannot assign to {name}{hint}")))
    }

    /// Index of the first token of the target with the parentheses around it, and that behind them.
    fn without_parentheses(&self) -> (usize, usize) {
        use ruff_text_size::Ranged;
        let mut behind = self.tokens.partition_point(|t| t.start() < self.range.end());
        let mut first = self.at;
        while first > 0
            && self.tokens[first - 1].kind() == TokenKind::Lpar
            && self.tokens.get(behind).is_some_and(|t| t.kind() == TokenKind::Rpar)
        {
            first -= 1;
            behind += 1;
        }
        (first, behind)
    }

    fn starts_statement(&self, index: usize) -> bool {
        use TokenKind::*;
        match index.checked_sub(1).and_then(|i| self.tokens.get(i)) {
            Option::None => true,
            Some(t) => matches!(t.kind(), Newline | Indent | Dedent | Semi | Colon),
        }
    }

    /// Whether `= operand` follows and then no further assignment.
    fn single_assignment(&self, equal: usize) -> bool {
        use TokenKind::*;
        let kind = |i: usize| self.tokens.get(i).map_or(EndOfFile, |t| t.kind());
        if kind(equal) != Equal || matches!(kind(equal + 1), Not | Lambda | Yield | Star) {
            return false;
        }
        let end = self.expression_end(equal + 1);
        debug_assert!(
            end >= self.tokens.len() || ends_expression(kind(end)) || super::brackets::closes(kind(end))
        );
        !matches!(kind(end), Equal | ColonEqual)
    }

    fn starred(&self) -> Option<CompileError> {
        if self.text(self.range).starts_with("**") {
            return None;
        }
        let behind = self.without_parentheses().1;
        let closed =
            behind > self.at && self.tokens.get(behind - 1).is_some_and(|t| t.kind() == TokenKind::Rpar);
        if self.kind(-1) == TokenKind::Colon && self.in_brackets() {
            let message = "cannot use a starred expression in a dictionary value";
            return Some(self.error(self.range, message));
        }
        Some(if self.kind(-1) == TokenKind::Lpar && closed {
            self.error(self.range, "cannot use starred expression here")
        } else {
            self.invalid_syntax(self.at)
        })
    }
}

/// Whether `==` may have been meant: what binds more tightly than a comparison, and is no display that
/// is a target itself.
fn is_comparable(target: &Expr) -> bool {
    match target {
        Expr::BoolOp(_) | Expr::Compare(_) | Expr::If(_) | Expr::Lambda(_) => false,
        Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_) | Expr::Starred(_) => false,
        Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) => false,
        Expr::UnaryOp(e) => e.op != UnaryOp::Not,
        _ => true,
    }
}

/// Parses an expression by itself.
pub(super) fn parse_alone(text: &str) -> Option<Expr> {
    match parse_unchecked(&format!("({text})"), ParseOptions::from(Mode::Expression)).into_syntax() {
        Mod::Expression(module) => Some(*module.body),
        Mod::Module(_) => None,
    }
}

/// CPython's name of a kind of expression.
pub(super) fn name_of(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(e) => {
            if e.value {
                "True"
            } else {
                "False"
            }
        }
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}
