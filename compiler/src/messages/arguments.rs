//! Arguments of calls and parameters of functions.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseErrorType;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Fault, brackets};
use crate::error::CompileError;

impl Fault<'_> {
    pub(super) fn explain_argument(&self, error: &ParseErrorType) -> Option<CompileError> {
        use ParseErrorType::*;
        match error {
            PositionalAfterKeywordArgument => {
                Some(self.misplaced_argument("positional argument follows keyword argument"))
            }
            PositionalAfterKeywordUnpacking => {
                Some(self.misplaced_argument("positional argument follows keyword argument unpacking"))
            }
            InvalidArgumentUnpackingOrder => Some(self.misplaced_unpacking()),
            UnparenthesizedGeneratorExpression => self.bare_generator(),
            NonDefaultParamAfterDefaultParam => {
                Some(self.error_at(self.at, "parameter without a default follows parameter with a default"))
            }
            ExpectedKeywordParam => {
                let star = if self.kind(0) == TokenKind::Star { self.at } else { self.previous_star()? };
                let lambda =
                    self.tokens.get(star.wrapping_sub(1)).is_some_and(|t| t.kind() == TokenKind::Lambda);
                let at = if lambda { star + 1 } else { star };
                Some(self.error_at(at, "named arguments must follow bare *"))
            }
            ParamAfterVarKeywordParam => {
                Some(self.error_at(self.at, "arguments cannot follow var-keyword argument"))
            }
            VarParameterWithDefault => {
                let stars = (0..self.at).rev().map(|i| self.tokens[i].kind());
                let keyword = stars
                    .take_while(|k| !matches!(k, TokenKind::Comma | TokenKind::Lpar))
                    .any(|k| k == TokenKind::DoubleStar);
                let kind = if keyword { "var-keyword" } else { "var-positional" };
                Some(self.error_at(self.at, format!("{kind} argument cannot have default value")))
            }
            OtherError(text) => self.explain_parameter(text),
            ExpectedToken { found: TokenKind::Lpar, .. } => self.parenthesized_parameters(),
            _ => None,
        }
    }

    fn explain_parameter(&self, text: &str) -> Option<CompileError> {
        let message = match text {
            "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
                "* argument may appear only once"
            }
            "Only one '/' separator allowed" => "/ may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Only one '**' parameter allowed" => "arguments cannot follow var-keyword argument",
            "Position-only parameter separator not allowed as first parameter"
                if self.kind(1) == TokenKind::Comma =>
            {
                "at least one argument must precede /"
            }
            "Expected a parameter name" => return self.keyword_name(),
            _ => return None,
        };
        Some(self.error_at(self.at, message))
    }

    fn previous_star(&self) -> Option<usize> {
        (0..self.at).rev().find(|&i| self.tokens[i].kind() == TokenKind::Star)
    }

    /// A positional argument behind one with a keyword.
    fn misplaced_argument(&self, message: &str) -> CompileError {
        use TokenKind::*;
        let word = self.in_call(self.at, |kind| matches!(kind, For | Async | Comma));
        let walrus = self.in_call(self.at, |kind| matches!(kind, For | Async | Comma | ColonEqual));
        let is_generator = matches!(self.tokens.get(word).map(|t| t.kind()), Some(For | Async));
        if !is_generator || walrus < word {
            return self.error_at(self.in_call(self.at, |kind| matches!(kind, For | Async)), message);
        }
        if self.kind(0) != Star {
            let range = self.span(self.at, self.in_call(self.at, |kind| kind == Comma));
            return self.error(range, "Generator expression must be parenthesized");
        }
        if message.ends_with("unpacking") {
            return self.misplaced_unpacking();
        }
        self.invalid_syntax(word)
    }

    /// An argument with `*` behind one with `**`: from the comma before it to the last token that CPython has looked
    /// at, without that one's last character.
    fn misplaced_unpacking(&self) -> CompileError {
        use TokenKind::*;
        let mut last = self.at;
        loop {
            last = self.in_call(last, |kind| matches!(kind, For | Async | Comma));
            if self.tokens.get(last).is_none_or(|token| token.kind() != Comma) {
                break;
            }
            last += 1;
            if self.tokens.get(last).is_none_or(|token| token.kind() != Star) {
                break;
            }
        }
        let start = self.token_range(self.at.saturating_sub(1)).start();
        let end = self.token_range(last).end().checked_sub(TextSize::from(1)).unwrap_or(start);
        let message = "iterable argument unpacking follows keyword argument unpacking";
        self.error(TextRange::new(start, end.max(start)), message)
    }

    /// The first token of the call around the place, from one on, that is looked for and in no bracket and no
    /// parameter of a lambda; or else the bracket that closes the call.
    fn in_call(&self, from: usize, looked_for: impl Fn(TokenKind) -> bool) -> usize {
        let (mut depth, mut lambdas) = (0usize, 0usize);
        for (i, token) in self.tokens.iter().enumerate().skip(from) {
            match token.kind() {
                kind if brackets::opens(kind) => depth += 1,
                kind if brackets::closes(kind) => {
                    if depth == 0 {
                        return i;
                    }
                    depth -= 1;
                }
                TokenKind::Lambda if depth == 0 => lambdas += 1,
                TokenKind::Colon if depth == 0 => lambdas = lambdas.saturating_sub(1),
                kind if depth == 0 && lambdas == 0 && looked_for(kind) => return i,
                _ => {}
            }
        }
        from
    }

    fn bare_generator(&self) -> Option<CompileError> {
        let class = self.at >= 3 && self.tokens[self.at - 3].kind() == TokenKind::Class;
        if class {
            let loop_word =
                (self.at..self.tokens.len()).find(|&i| self.tokens[i].kind() == TokenKind::For)?;
            return Some(self.invalid_syntax(loop_word));
        }
        Some(self.error(self.range, "Generator expression must be parenthesized"))
    }

    /// `f(1=2)`
    fn keyword_name(&self) -> Option<CompileError> {
        let equal = self.tokens.partition_point(|t| t.start() < self.range.end());
        let range = TextRange::new(self.range.start(), self.token_range(equal).end());
        let name = self.text(self.range);
        Some(if matches!(name, "None" | "True" | "False") {
            self.error(range, format!("cannot assign to {name}"))
        } else {
            self.error(range, "expression cannot contain assignment, perhaps you meant \"==\"?")
        })
    }

    /// `def f((a, b))` and `lambda (a, b): 0`
    fn parenthesized_parameters(&self) -> Option<CompileError> {
        use TokenKind::*;
        let close = self.closing(self.at);
        let names_only = self.at + 1 < close
            && self.tokens[self.at + 1..close].iter().all(|t| matches!(t.kind(), Name | Comma));
        let range = self.span(self.at, close + 1);
        if !names_only
            || self.tokens[self.at + 1].kind() != Name
            || !matches!(self.kind(-1), Lambda | Lpar | Comma)
        {
            return Option::None;
        }
        if self.kind(-1) == Lambda {
            return Some(self.error(range, "Lambda expression parameters cannot be parenthesized"));
        }
        let open = (0..self.at).rev().find(|&i| self.tokens[i].kind() == Lpar)?;
        let in_def = open >= 2 && self.tokens[open - 2].kind() == Def;
        in_def.then(|| self.error(range, "Function parameters cannot be parenthesized"))
    }

    /// Two expressions side by side inside brackets.
    pub(super) fn missing_comma(&self) -> Option<CompileError> {
        use TokenKind::*;
        let bare_parameter = self.in_parameters() && !self.in_annotation_or_default();
        if !self.in_brackets()
            || !super::starts_expression(self.kind(0))
            || bare_parameter
            || self.in_import()
        {
            return Option::None;
        }
        let mut start = self.expression_start(self.at);
        // The loop of a comprehension has no place for a comma.
        if start.checked_sub(1).is_some_and(|i| self.tokens[i].kind() == For) {
            return Option::None;
        }
        if self.is_key(start) {
            return Some(
                self.error_open(self.last_character(self.at - 1), "':' expected after dictionary key"),
            );
        }
        while start < self.at && self.is_group(start) && self.closing(start) + 1 == self.at {
            start += 1;
        }
        let name_and_string = start + 1 == self.at && self.kind(-1) == Name && self.kind(0) == String;
        if start >= self.at || name_and_string {
            return Option::None;
        }
        let mut end = self.expression_end(self.at);
        if let Some(comprehension) = (self.at..end).find(|&i| matches!(self.tokens[i].kind(), For | Async)) {
            end = comprehension;
        }
        Some(self.error(self.span(start, end), "invalid syntax. Perhaps you forgot a comma?"))
    }

    /// Whether the expression is a key that follows other items of a dict display.
    fn is_key(&self, start: usize) -> bool {
        use TokenKind::*;
        let mut depth = 0usize;
        let mut pairs = false;
        let before = self.tokens[..start].iter().rev().map(|t| t.kind());
        for (distance, kind) in before.enumerate() {
            match kind {
                _ if distance == 0 && kind != Comma => return false,
                Rpar | Rsqb | Rbrace => depth += 1,
                Lbrace if depth == 0 => return pairs,
                Lpar | Lsqb | Lbrace if depth == 0 => return false,
                Lpar | Lsqb | Lbrace => depth -= 1,
                Lambda if depth == 0 => return false,
                Colon if depth == 0 => pairs = true,
                _ => {}
            }
        }
        false
    }

    /// Whether the place, in a list of parameters, is behind a colon or an equals sign.
    fn in_annotation_or_default(&self) -> bool {
        use TokenKind::*;
        let start = self.expression_start(self.at);
        start.checked_sub(1).is_some_and(|i| matches!(self.tokens[i].kind(), Colon | Equal))
    }

    /// Whether the bracket opens nothing but a parenthesized expression.
    fn is_group(&self, open: usize) -> bool {
        use TokenKind::*;
        let close = self.closing(open);
        self.tokens[open].kind() == Lpar
            && open + 1 < close
            && self.expression_end(open + 1) == close
            && !self.tokens[open + 1..close].iter().any(|t| t.kind() == For)
    }

    /// Whether the place is in the parameter list of a `def`.
    pub(super) fn in_parameters(&self) -> bool {
        let mut depth = 0usize;
        for i in (0..self.at.min(self.tokens.len())).rev() {
            let kind = self.tokens[i].kind();
            if brackets::closes(kind) {
                depth += 1;
            } else if brackets::opens(kind) {
                if depth == 0 {
                    return i >= 2 && self.tokens[i - 2].kind() == TokenKind::Def;
                }
                depth -= 1;
            }
        }
        false
    }

    /// `f(a=)` and `def f(a=)`: the place is behind the `=`.
    pub(super) fn missing_value(&self) -> Option<CompileError> {
        let equal = self.at.checked_sub(1)?;
        if self.in_parameters() {
            return Some(self.error_at(equal, "expected default value expression"));
        }
        let name = equal.checked_sub(1).filter(|&i| self.tokens[i].kind() == TokenKind::Name)?;
        let called = name.checked_sub(1).map(|i| self.tokens[i].kind());
        let argument = matches!(called, Some(TokenKind::Lpar | TokenKind::Comma)) && self.in_brackets();
        argument.then(|| self.error(self.span(name, self.at), "expected argument value expression"))
    }

    /// `x = 1` where a test or an argument is expected: `index` is the `=`.
    pub(super) fn comparison_meant(&self, index: usize) -> Option<CompileError> {
        let start = self.expression_start(index);
        let end = self.expression_end(index + 1);
        if start >= index || end <= index + 1 {
            return None;
        }
        // `if x = 1`: the keyword belongs to no expression, but is none that ends one either.
        let start =
            (start..index).rev().find(|&i| self.tokens[i].kind() == TokenKind::If).map_or(start, |i| i + 1);
        if start + 1 == index && self.tokens[start].kind() == TokenKind::Name {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(self.error(self.span(start, end), message));
        }
        let tested = start.checked_sub(1).is_some_and(|i| {
            use TokenKind::*;
            matches!(self.tokens[i].kind(), If | Elif | While | Lpar | Lsqb | Lbrace)
        });
        if !tested {
            return None;
        }
        let target = Fault { at: start, range: self.span(start, index), ..*self };
        let name = target.name_of_comparable()?;
        Some(target.error(
            target.range,
            format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"),
        ))
    }

    /// The column of the last character of a token.
    pub(super) fn last_character(&self, index: usize) -> TextSize {
        self.token_range(index).end() - TextSize::from(1)
    }
}
